// Own file, because pages of ours run no inline script.
window.SwaggerUIBundle({ url: '/api-docs/openapi/yagura.yml', dom_id: '#api', deepLinking: true });
