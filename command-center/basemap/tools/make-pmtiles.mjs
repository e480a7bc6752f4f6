// Makes the offline base map (PMTiles 3, gzipped MVT) out of the hand-drawn sources beside it.
//   node tools/make-pmtiles.mjs           writes basemap.pmtiles   (needs `npm ci` in command-center/console)
//   node tools/make-pmtiles.mjs --check   says whether basemap.pmtiles is the one these sources give (needs Node only)
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync, gzipSync } from 'node:zlib';
import { archive } from './archive.mjs';
import { digest, layers } from './drawing.mjs';

const OUT = new URL('../basemap.pmtiles', import.meta.url);
const FRAME = { west: 131.7, south: 32.4, east: 135.4, north: 35, maxZoom: 14, centre: [133.64, 33.56, 11] };
// Pixels/8 beyond a tile's edge. A river is drawn as wide as it is (330 m at the Niyodo): without its neighbour's part of
// the line it would be cut off straight at the edge.
const BUFFER = { river: 384 };
const COMMON_BUFFER = 64;
// What only the drawing needs and no tile carries.
const DRAWING_ONLY = new Set(['synthetic', 'smooth', 'between', 'area', 'note']);

if (process.argv.includes('--check')) check();
else await make();

/** Compares digests, not bytes: another version of zlib packs the same tiles differently. */
function check() {
  const file = readFileSync(OUT);
  const [at, length] = [24, 32].map((offset) => Number(file.readBigUInt64LE(offset)));
  const { sourceDigest } = JSON.parse(gunzipSync(file.subarray(at, at + length)).toString());
  if (sourceDigest === digest()) return console.log('basemap.pmtiles is up to date');
  console.error('basemap.pmtiles is stale: run node command-center/basemap/tools/make-pmtiles.mjs');
  process.exitCode = 1;
}

async function make() {
  const drawn = layers(FRAME).map(({ id, features }) => ({ id, features: features.map(lean) }));
  const tiles = await cut(drawn);
  const bytes = archive(tiles, FRAME, {
    name: 'Yagura demo base map',
    description: 'Hand-drawn, schematic, synthetic; never for measuring',
    attribution: '概略図（自作・CC0）測量には使えません',
    sourceDigest: digest(),
    vector_layers: drawn.map(({ id, features }) => ({
      id,
      fields: fields(features),
      minzoom: 0,
      maxzoom: FRAME.maxZoom,
    })),
  });
  writeFileSync(OUT, bytes);
  console.log(`basemap.pmtiles: ${bytes.length} bytes, ${tiles.length} tiles`);
}

function lean({ properties, geometry }) {
  const kept = Object.entries(properties).filter(([name]) => !DRAWING_ONLY.has(name));
  return { type: 'Feature', properties: Object.fromEntries(kept), geometry };
}

function fields(features) {
  const all = features.flatMap(({ properties }) => Object.entries(properties));
  return Object.fromEntries(all.map(([name, value]) => [name, typeof value === 'number' ? 'Number' : 'String']));
}

async function cut(drawn) {
  const { GeoJSONVT, vtpbf, zxyToTileId } = await packages();
  const { maxZoom } = FRAME;
  const indexes = drawn.map(({ id, features }) => ({
    id,
    index: new GeoJSONVT(
      { type: 'FeatureCollection', features },
      { maxZoom, indexMaxZoom: 5, buffer: BUFFER[id] ?? COMMON_BUFFER, tolerance: 3 },
    ),
  }));
  const column = (lon, z) => Math.floor(((lon + 180) / 360) * 2 ** z);
  const row = (lat, z) => Math.floor((0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
  const found = [];
  for (let z = 0; z <= maxZoom; z++)
    for (let x = column(FRAME.west, z); x <= column(FRAME.east, z); x++)
      for (let y = row(FRAME.north, z); y <= row(FRAME.south, z); y++) {
        const parts = indexes
          .map(({ id, index }) => [id, index.getTile(z, x, y)])
          .filter(([, tile]) => tile?.features.length);
        if (parts.length === 0) continue;
        const tile = vtpbf.fromGeojsonVt(Object.fromEntries(parts), { version: 2 });
        found.push({ id: zxyToTileId(z, x, y), bytes: gzipSync(tile, { level: 9 }) });
      }
  return found;
}

/** The three packages are the console's: this folder has no package list of its own. */
async function packages() {
  const require = createRequire(new URL('../../console/package.json', import.meta.url));
  const find = (name) => {
    try {
      return require.resolve(name);
    } catch (cause) {
      throw new Error(`${name} is missing: run npm ci in command-center/console first`, { cause });
    }
  };
  const load = async (name) => import(find(name));
  const [geojsonVt, vtPbf, pmtiles] = await Promise.all(['geojson-vt', 'vt-pbf', 'pmtiles'].map(load));
  return { GeoJSONVT: geojsonVt.default, vtpbf: vtPbf.default, zxyToTileId: pmtiles.zxyToTileId };
}
