// How far the drawing lies from true lines that may not be carried here (for example 国土数値情報 N03):
//   node tools/deviation.mjs coast|border|rail REFERENCE.geojson
// Prints mean, 95 % and greatest distance in metres for every line of the layer of which the reference knows the most part.
import { readFileSync } from 'node:fs';
import { curves } from './drawing.mjs';

const KNOWN_WITHIN = 3000; // metres: where nothing is nearer, the reference does not know this stretch
const METRES = 110_940; // one degree of latitude
const SQUEEZE = Math.cos((33.6 * Math.PI) / 180);

const [layer, reference] = process.argv.slice(2);
const known = JSON.parse(readFileSync(reference, 'utf8')).features.flatMap(({ geometry }) => segments(geometry));
for (const { properties, geometry } of curves(layer)) {
  const all = geometry.coordinates.map(flat).map(nearest);
  const distances = all.filter((metres) => metres < KNOWN_WITHIN);
  if (distances.length < all.length / 2) continue;
  const sorted = distances.toSorted((a, b) => a - b);
  const mean = sorted.reduce((a, b) => a + b) / sorted.length;
  const figures = [mean, sorted[Math.floor(sorted.length * 0.95)], sorted.at(-1)].map((metres) => Math.round(metres));
  console.log(`${properties.name ?? properties.between?.join('・') ?? '(context)'}: ${figures.join(' / ')} m`);
}

function segments({ type, coordinates }) {
  const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[type];
  const lines = depth === 0 ? [coordinates] : coordinates.flat(depth - 1);
  return lines.flatMap((line) => line.slice(1).map((point, i) => [flat(line[i]), flat(point)]));
}

function flat([lon, lat]) {
  return [lon * METRES * SQUEEZE, lat * METRES];
}

function nearest([x, y]) {
  let best = Infinity;
  for (const [[ax, ay], [bx, by]] of known) {
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
    best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
  }
  return best;
}
