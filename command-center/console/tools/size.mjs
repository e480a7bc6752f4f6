// The start-up budget of the HQ page, measured on what was built: everything index.html loads before the first click.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET = 400_000;
const dist = path.join(import.meta.dirname, '..', 'dist');
const gzipped = (file) => gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const page = readFileSync(path.join(dist, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1]);
const loaded = new Set(named);
for (const file of loaded)
  for (const [, next] of readFileSync(path.join(dist, file), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
    loaded.add(`assets/${next}`);
let total = 0;
for (const file of loaded) {
  total += gzipped(file);
  console.log(`${kB(gzipped(file)).padStart(10)}  ${file}`);
}
console.log(`${kB(total).padStart(10)}  HQ start, gzip (budget ${kB(BUDGET)})`);
for (const file of readdirSync(path.join(dist, 'assets')).filter((f) => /worker/.test(f)))
  console.log(`${kB(gzipped(`assets/${file}`)).padStart(10)}  assets/${file} (beside the page)`);
if (total > BUDGET) {
  console.error('The HQ page is over its start-up budget.');
  process.exit(1);
}
