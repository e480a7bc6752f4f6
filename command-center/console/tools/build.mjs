// Called by Maven: installs and builds the console only when something it depends on has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

process.chdir(path.join(import.meta.dirname, '..'));

const SOURCES = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'svelte.config.js',
  'tsconfig.json',
  'index.html',
  'gallery.html',
  'src',
  'public',
];

function digest(names) {
  const hash = createHash('sha256');
  const add = (name) => {
    if (!existsSync(name)) return;
    if (statSync(name).isDirectory()) for (const child of readdirSync(name).sort()) add(path.join(name, child));
    else hash.update(name).update('\0').update(readFileSync(name)).update('\0');
  };
  names.forEach(add);
  return hash.digest('hex');
}
function unlessDone(stamp, names, command, args) {
  const now = digest(names);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now)
    return console.log(`console: ${command} ${args.join(' ')}: nothing to do`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error) console.error(`console: ${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, now);
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node.js 20.19 or newer is needed to build the console; this is ${process.version}. ／ コンソールの作成には Node.js 20.19 以上が必要です。`,
  );
  process.exit(1);
}
unlessDone('node_modules/.installed', ['package-lock.json'], 'npm', ['ci', '--no-audit', '--no-fund']);
unlessDone('dist/.built', SOURCES, 'npx', ['vite', 'build', '--logLevel', 'warn']);
