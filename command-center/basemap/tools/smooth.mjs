// From a few hand-placed points to a curve: centripetal Catmull-Rom, which passes through every point and never loops.

const PIECE = 0.0009; // degrees: pieces of less than 100 m look round at the largest zoom
const MOST_PIECES = 16;

/** One list of points for each span between two hand-placed points; the last point of all closes the last list. */
export function spans(points) {
  const closed = same(points[0], points.at(-1));
  const before = closed ? points.at(-2) : mirrored(points[1], points[0]);
  const after = closed ? points[1] : mirrored(points.at(-2), points.at(-1));
  const all = [before, ...points, after];
  const made = [];
  for (let i = 1; i < all.length - 2; i++) {
    const pieces = Math.min(MOST_PIECES, Math.ceil(distance(all[i], all[i + 1]) / PIECE));
    made.push(Array.from({ length: pieces }, (_, piece) => rounded(between(all.slice(i - 1, i + 3), piece / pieces))));
  }
  made.at(-1).push(rounded(points.at(-1)));
  return made;
}

export const smooth = (points) => (points.length < 3 ? points : spans(points).flat());
export const same = (a, b) => a[0] === b[0] && a[1] === b[1];

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const mirrored = (point, centre) => centre.map((c, axis) => 2 * c - point[axis]);
// Seven decimals are a centimetre. Rounding keeps the last bits of the arithmetic out of the tiles.
const rounded = (point) => point.map((v) => Math.round(v * 1e7) / 1e7);

function between([p0, p1, p2, p3], part) {
  const knot = (t, a, b) => t + Math.max(Math.sqrt(distance(a, b)), 1e-6);
  const t0 = 0;
  const t1 = knot(t0, p0, p1);
  const t2 = knot(t1, p1, p2);
  const t3 = knot(t2, p2, p3);
  const t = t1 + (t2 - t1) * part;
  const mix = (a, b, from, to) => a.map((v, axis) => (v * (to - t) + b[axis] * (t - from)) / (to - from));
  const a1 = mix(p0, p1, t0, t1);
  const a2 = mix(p1, p2, t1, t2);
  const a3 = mix(p2, p3, t2, t3);
  return mix(mix(a1, a2, t0, t2), mix(a2, a3, t1, t3), t1, t2);
}
