// A stand-in for the command center, for work on the console alone: the same HTTP API and live events with a made-up
// flood. `npm run standin` beside `npm run dev`, or open its own address after `npm run build`. Sign in with any name and
// the password "yagura". Keys on its terminal: d disk notice, s silence, x log everyone out. Never part of what is served.
import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { World } from './standin-world.mjs';

const here = path.join(import.meta.dirname, '..');
const bundled = path.join(here, '../basemap/basemap.pmtiles');
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const csp =
  "default-src 'self'; img-src 'self' blob: data:; worker-src 'self' blob:; script-src 'self' 'wasm-unsafe-eval'; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

export async function start({
  port = 0,
  basemap = process.env.BASEMAP ?? bundled,
  kind = 'EXERCISE',
  setup = false,
  from = -90,
  sites = Number(process.env.SITES ?? 0),
} = {}) {
  const world = new World({ kind, from, sites });
  const tokens = new Map();
  const mood = { silent: false, down: false, refuse: false, needsSetup: setup, wrong: 0, lockedUntil: 0 };
  const clients = new Set();
  const recent = [];
  let n = 0;

  function tell(event, data) {
    const frame = { n: ++n, text: `id: a-${n}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n` };
    recent.push(frame);
    if (recent.length > 2000) recent.shift();
    if (!mood.silent) for (const res of clients) res.write(frame.text);
  }
  world.onchange = (topic, put, remove = []) =>
    tell('change', { topic, put, remove, at: new Date(world.now()).toISOString() });
  const ticking = setInterval(() => world.tick(), 1000);
  const beating = setInterval(() => tell('beat', { now: new Date(world.now()).toISOString() }), 5000);

  const json = (res, status, body, headers = {}) =>
    res
      .writeHead(status, {
        'content-type': status >= 400 ? 'application/problem+json' : 'application/json',
        ...headers,
      })
      .end(JSON.stringify(body));
  const problem = (res, status, code, detail, detailEn, more = {}) =>
    json(res, status, {
      type: 'about:blank',
      title: detail,
      titleEn: detailEn,
      status,
      detail,
      detailEn,
      code,
      errors: [],
      ...more,
    });
  const bodyOf = async (req) => {
    let text = '';
    for await (const part of req) text += part;
    return text === '' ? {} : JSON.parse(text);
  };
  const sessionOf = (req) => tokens.get(/yagura=(\w+)/.exec(req.headers.cookie ?? '')?.[1]);
  const enter = (res, name, displayName) => {
    const token = randomBytes(8).toString('hex');
    const session = {
      account: {
        name,
        displayName,
        roles: name === 'viewer' ? ['viewer'] : ['operator'],
        permissions: name === 'viewer' ? [] : ['chronology.write'],
      },
      csrf: randomBytes(8).toString('hex'),
      municipality: { id: 'nankoku', name: '南国市', nameEn: 'Nankoku' },
      version: '0.1.0',
      demo: true,
    };
    tokens.set(token, session);
    json(res, 200, session, { 'set-cookie': `yagura=${token}; Path=/; HttpOnly; SameSite=Strict` });
  };

  const server = http.createServer(async (req, res) => {
    if (mood.down) return req.socket.destroy();
    const url = new URL(req.url, 'http://x');
    const session = sessionOf(req);
    const open = ['/api/session', '/api/setup', '/api/login-options'];
    if (url.pathname.startsWith('/api/') && !open.includes(url.pathname) && !session)
      return problem(res, 401, 'no-session', 'ログインしてください。', 'Please sign in.');
    switch (`${req.method} ${url.pathname}`) {
      case 'GET /api/session':
        return session
          ? json(res, 200, session)
          : problem(res, 401, 'no-session', 'ログインしてください。', 'Please sign in.');
      case 'POST /api/session': {
        const { name, password } = await bodyOf(req);
        const left = Math.ceil((mood.lockedUntil - Date.now()) / 1000);
        if (left > 0)
          return problem(res, 429, 'locked-out', 'しばらくお待ちください。', 'Please wait.', {
            retryAfterSeconds: left,
          });
        if (password === 'yagura') return enter(res, name, name === 'viewer' ? '閲覧' : '総務班 南国');
        if (++mood.wrong % 3 === 0) mood.lockedUntil = Date.now() + 12_000;
        return problem(
          res,
          401,
          'wrong-credentials',
          'アカウント名かパスワードが違います。',
          'Wrong name or password.',
        );
      }
      case 'DELETE /api/session':
        tokens.delete(/yagura=(\w+)/.exec(req.headers.cookie ?? '')?.[1]);
        return res.writeHead(204).end();
      case 'GET /api/setup':
        return json(res, 200, { needed: mood.needsSetup, passwordMinLength: 12 });
      case 'POST /api/setup': {
        const { code, name, displayName, password } = await bodyOf(req);
        if (code !== '123456')
          return problem(res, 400, 'wrong-code', '設定コードが違います。', 'The set-up code is wrong.', {
            errors: [{ field: 'code', message: '設定コードが違います。', messageEn: 'The set-up code is wrong.' }],
          });
        if (password.length < 12)
          return problem(res, 400, 'invalid', '入力を確かめてください。', 'Please check.', {
            errors: [
              { field: 'password', message: '12文字以上にしてください。', messageEn: 'Use 12 characters or more.' },
            ],
          });
        mood.needsSetup = false;
        return enter(res, name, displayName);
      }
      case 'GET /api/login-options':
        return json(res, 200, {
          password: true,
          oidc: [{ name: 'city', label: '市の共通アカウントでログイン', url: '/api/oidc/city' }],
        });
      case 'GET /api/map':
        return json(res, 200, world.map);
      case 'GET /api/operations':
        return json(res, 200, world.items('operations'));
      case 'GET /api/chronology':
        return json(
          res,
          200,
          world.chronologyBefore(
            Number(url.searchParams.get('before') ?? Infinity),
            Number(url.searchParams.get('limit') ?? 200),
          ),
        );
      case 'POST /api/chronology': {
        const note = await bodyOf(req);
        if (req.headers['x-yagura-csrf'] !== session.csrf)
          return problem(res, 403, 'csrf', 'もう一度ログインしてください。', 'Please sign in again.');
        if (mood.refuse)
          return problem(
            res,
            422,
            'invalid',
            '内容が長すぎます（2,000文字まで）。',
            'The text is too long (2,000 characters).',
          );
        const added = world.note(note, session.account);
        return json(res, added ? 201 : 200, { id: note.id });
      }
      case 'GET /api/live': {
        res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        const last = /^a-(\d+)$/.exec(req.headers['last-event-id'] ?? url.searchParams.get('last') ?? '');
        const missed = last ? recent.filter((f) => f.n > Number(last[1])) : undefined;
        if (missed && (missed[0]?.n ?? n + 1) === Number(last[1]) + 1) for (const f of missed) res.write(f.text);
        else {
          if (req.headers['last-event-id']) res.write(`id: a-${n}\nevent: reset\ndata: {}\n\n`);
          for (const topic of world.topics)
            res.write(`id: a-${n}\nevent: snapshot\ndata: ${JSON.stringify({ topic, items: world.items(topic) })}\n\n`);
        }
        clients.add(res);
        res.on('close', () => clients.delete(res));
        return;
      }
    }
    const reading = /^\/api\/sites\/([^/]+)\/sensors\/([^/]+)\/readings$/.exec(url.pathname);
    if (reading) return json(res, 200, world.readings(reading[1], reading[2], url.searchParams));
    return file(req, res, url.pathname);
  });

  function file(req, res, name) {
    const where =
      name === '/map/basemap.pmtiles'
        ? basemap
        : path.join(here, 'dist', name === '/' ? 'index.html' : decodeURIComponent(name));
    if (!where || !existsSync(where) || statSync(where).isDirectory()) return res.writeHead(404).end();
    const { size } = statSync(where);
    const head = {
      'content-type': types[path.extname(where)] ?? 'application/octet-stream',
      'accept-ranges': 'bytes',
      'content-security-policy': csp,
    };
    const range = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? '');
    if (!range) return createReadStream(where).pipe(res.writeHead(200, { ...head, 'content-length': size }));
    const first = Number(range[1]);
    const last = Math.min(range[2] ? Number(range[2]) : size - 1, size - 1);
    createReadStream(where, { start: first, end: last }).pipe(
      res.writeHead(206, {
        ...head,
        'content-range': `bytes ${first}-${last}/${size}`,
        'content-length': last - first + 1,
      }),
    );
  }

  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    port: server.address().port,
    world,
    mood,
    tokens,
    cut: () => clients.forEach((res) => res.destroy()),
    stop: () => {
      clearInterval(ticking);
      clearInterval(beating);
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const standin = await start({ port: Number(process.env.PORT ?? 8080) });
  console.log(`Stand-in command center: http://127.0.0.1:${standin.port}  (any name, password: yagura)`);
  process.stdin.on('data', (keys) => {
    if (keys.includes('d')) standin.world.toggleDiskNotice();
    if (keys.includes('s')) standin.mood.silent = !standin.mood.silent;
    if (keys.includes('x')) {
      standin.tokens.clear();
      standin.cut();
    }
  });
}
