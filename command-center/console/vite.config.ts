import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env['YAGURA_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  worker: { format: 'es' }, // MapLibre 6 ships its worker as a module
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1400, // MapLibre alone is 1.1 MB (300 kB gzip); tools/size.mjs watches the start
    assetsInlineLimit: 0, // the content security policy wants files, not data: scripts
    rolldownOptions: { input: { hq: 'index.html', gallery: 'gallery.html' } },
  },
  server: { proxy: { '/api': server, '/map': server } },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {}, // Svelte's client build in jsdom
  test: { include: ['src/**/*.test.ts'] },
});
