// Writes a PMTiles 3 archive: header, root directory, metadata, leaf directories, tiles (see the PMTiles specification).
import { gzipSync } from 'node:zlib';

const HEADER = 127;
const FIRST_READ = 16_384; // a client's first request: header and root directory must fit in it
const LEAF = 2048;
const [CLUSTERED, GZIP, MVT] = [1, 2, 1];

/** `tiles`: {id, bytes} with gzipped vector tiles. `frame`: west, south, east, north, maxZoom, centre [lon, lat, zoom]. */
export function archive(tiles, frame, metadata) {
  const { entries, data, contents } = pack(tiles.toSorted((a, b) => a.id - b.id));
  const { root, leaves } = directories(entries);
  const sections = [root, gzipSync(JSON.stringify(metadata), { level: 9 }), leaves, data];

  const header = Buffer.alloc(HEADER);
  header.write('PMTiles');
  header[7] = 3;
  let at = HEADER;
  sections.forEach((section, i) => {
    header.writeBigUInt64LE(BigInt(at), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(section.length), 16 + 16 * i);
    at += section.length;
  });
  [tiles.length, entries.length, contents].forEach((count, i) => header.writeBigUInt64LE(BigInt(count), 72 + 8 * i));
  header.set([CLUSTERED, GZIP, GZIP, MVT, 0, frame.maxZoom], 96);
  const degrees = (value, offset) => header.writeInt32LE(Math.round(value * 1e7), offset);
  [frame.west, frame.south, frame.east, frame.north].forEach((value, i) => degrees(value, 102 + 4 * i));
  header[118] = frame.centre[2];
  degrees(frame.centre[0], 119);
  degrees(frame.centre[1], 123);
  return Buffer.concat([header, ...sections]);
}

function directories(entries) {
  const root = directory(entries);
  if (HEADER + root.length <= FIRST_READ) return { root, leaves: Buffer.alloc(0) };
  const pointers = [];
  const leaves = [];
  let offset = 0;
  for (let i = 0; i < entries.length; i += LEAF) {
    const leaf = directory(entries.slice(i, i + LEAF));
    pointers.push({ id: entries[i].id, offset, length: leaf.length, run: 0 });
    leaves.push(leaf);
    offset += leaf.length;
  }
  return { root: directory(pointers), leaves: Buffer.concat(leaves) };
}

/** Equal tiles are stored once (most of the sea is one tile), and neighbours that are equal share one entry. */
function pack(sorted) {
  const [entries, chunks, seen] = [[], [], new Map()];
  let end = 0;
  for (const { id, bytes } of sorted) {
    const key = bytes.toString('latin1');
    const known = seen.get(key);
    const last = entries.at(-1);
    if (known !== undefined && last.offset === known && last.id + last.run === id) {
      last.run++;
      continue;
    }
    entries.push({ id, offset: known ?? end, length: bytes.length, run: 1 });
    if (known !== undefined) continue;
    seen.set(key, end);
    chunks.push(bytes);
    end += bytes.length;
  }
  return { entries, data: Buffer.concat(chunks), contents: chunks.length };
}

function directory(entries) {
  const bytes = [];
  const varint = (n) => {
    for (; n >= 128; n = Math.floor(n / 128)) bytes.push((n % 128) | 128);
    bytes.push(n);
  };
  varint(entries.length);
  entries.forEach((e, i) => varint(e.id - (entries[i - 1]?.id ?? 0)));
  entries.forEach((e) => varint(e.run));
  entries.forEach((e) => varint(e.length));
  entries.forEach((e, i) => {
    const before = entries[i - 1];
    varint(before && e.offset === before.offset + before.length ? 0 : e.offset + 1);
  });
  return gzipSync(Buffer.from(bytes), { level: 9 });
}
