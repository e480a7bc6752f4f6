// A river is one curve from spring to mouth and carries its width on the ground: `reaches` [[from point, metres], …].
// Tiles know no line that widens, so the first span of a new reach is cut into short pieces, each a little wider.
import { spans } from './smooth.mjs';

export function reaches({ properties: { reaches: cuts, ...properties }, geometry }) {
  const parts = spans(geometry.coordinates);
  const piece = (metres, coordinates) => ({
    type: 'Feature',
    properties: { ...properties, metres: Math.round(metres) },
    geometry: { type: 'LineString', coordinates },
  });
  return cuts.flatMap(([from, metres], i) => {
    const to = cuts[i + 1]?.[0] ?? parts.length;
    const even = closed(parts, i === 0 ? from : from + 1, to);
    const widening = i === 0 ? [] : steps(closed(parts, from, from + 1), cuts[i - 1][1], metres);
    return [...widening.map(([width, line]) => piece(width, line)), ...(even.length > 1 ? [piece(metres, even)] : [])];
  });
}

/** The points of these spans and the one with which the next span begins. */
const closed = (parts, from, to) => [...parts.slice(from, to).flat(), ...(parts[to]?.slice(0, 1) ?? [])];

const steps = (line, narrow, wide) =>
  line.slice(1).map((point, i) => [narrow + ((wide - narrow) * (i + 1)) / line.length, [line[i], point]]);
