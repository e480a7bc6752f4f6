// Reads the hand-drawn sources and makes the map's layers of them: curves through the points, areas out of shared lines.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { reaches } from './reaches.mjs';
import { hole, outer, rings } from './rings.mjs';
import { smooth } from './smooth.mjs';

const SOURCE = new URL('../source/', import.meta.url);
const TOOLS = new URL('./', import.meta.url);

/** Everything the archive is made of, as one number: tells whether a built archive is still the one these files give. */
export function digest() {
  const hash = createHash('sha256');
  for (const folder of [SOURCE, TOOLS])
    for (const name of readdirSync(folder).sort()) hash.update(`${name}\n`).update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}

/** The layers in drawing order: {id, features}. */
export function layers({ west, south, east, north }) {
  const coast = curves('coast');
  const border = curves('border');
  const land = rings(coast.map(coordinates), 'coast').map((ring) => area({}, [outer(ring)]));
  const around = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const sea = area({}, [outer(around), ...land.map(({ geometry }) => hole(geometry.coordinates[0]))]);
  const copy = (id) => ({ id, features: curves(id) });
  return [
    { id: 'land', features: land },
    copy('relief'),
    { id: 'city', features: cities([...coast, ...border]) },
    { id: 'sea', features: [sea] },
    copy('water'),
    { id: 'river', features: read('river').flatMap(reaches) },
    { id: 'border', features: border },
    copy('airport'),
    copy('road'),
    copy('rail'),
    copy('station'),
    copy('place'),
  ];
}

/** One source, its hand-placed points joined by curves. */
export const curves = (name) => read(name).map(curved);

/** A coast or border names the municipalities beside it (`between`); those in `place.geojson` marked `area` are closed. */
function cities(lines) {
  return read('place')
    .filter(({ properties }) => properties.area)
    .map(({ properties: { name, nameEn } }) => {
      const own = lines.filter(({ properties }) => properties.between?.includes(name)).map(coordinates);
      return area({ name, nameEn }, rings(own, name).map(outer));
    });
}

const read = (name) => JSON.parse(readFileSync(new URL(`${name}.geojson`, SOURCE), 'utf8')).features;
const coordinates = (feature) => feature.geometry.coordinates;
const area = (properties, ringList) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: ringList },
});

function curved(feature) {
  const { type, coordinates } = feature.geometry;
  if (type === 'Point' || feature.properties.smooth === false) return feature;
  const made = type === 'Polygon' ? coordinates.map(smooth) : smooth(coordinates);
  return { ...feature, geometry: { type, coordinates: made } };
}
