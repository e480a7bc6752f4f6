// Areas out of shared lines: a coast or border is drawn once, and every area beside it is closed from the same points,
// so neighbours can never overlap or leave a gap.
import { same } from './smooth.mjs';

/** Joins lines end to end until each chain closes. A line that finds no partner is an error in the drawing: it says where. */
export function rings(lines, what) {
  const open = [...lines];
  const closed = [];
  while (open.length > 0) {
    let ring = open.pop();
    while (!same(ring[0], ring.at(-1))) {
      const end = ring.at(-1);
      const next = open.findIndex((line) => same(line[0], end) || same(line.at(-1), end));
      if (next < 0) throw new Error(`${what}: no line goes on from ${end.join(', ')}`);
      const [line] = open.splice(next, 1);
      ring = [...ring, ...(same(line[0], end) ? line : line.toReversed()).slice(1)];
    }
    closed.push(ring);
  }
  return closed;
}

/** GeoJSON's winding: outer rings run against the clock, holes with it. */
export const outer = (ring) => (area(ring) > 0 ? ring : ring.toReversed());
export const hole = (ring) => (area(ring) < 0 ? ring : ring.toReversed());

const area = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);
