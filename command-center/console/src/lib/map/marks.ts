import type { GeoJSONSourceDiff } from 'maplibre-gl';
import type { Feature, Point } from 'geojson';
import type { Stage } from '../api/types';

export type Look = 'live' | 'late' | 'backfilled' | 'silent';

/** One site as the map draws it. */
export interface Mark {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  /** null: a gauge of which nothing is known; undefined: no gauge. */
  readonly stage: Stage | null | undefined;
  readonly look: Look;
  /** Runs without mains power. */
  readonly cut: boolean;
  readonly name: string;
  /** The second line of its label. */
  readonly value: string;
  /** A new level 4 or 5 that nobody has acknowledged. */
  readonly alert: boolean;
  readonly selected: boolean;
}

/** The name of a mark's picture says all that is drawn on it. */
export const iconName = (m: Pick<Mark, 'stage' | 'look' | 'cut'>): string =>
  `mark/${m.stage === undefined ? 'none' : (m.stage ?? 'unknown')}/${m.look}/${m.cut ? 'cut' : 'mains'}`;

export function iconOf(name: string): Pick<Mark, 'stage' | 'look' | 'cut'> | undefined {
  const match = /^mark\/(none|unknown|[0-5])\/(live|late|backfilled|silent)\/(cut|mains)$/.exec(name);
  if (!match) return undefined;
  const [, stage, look, power] = match;
  return {
    stage: stage === 'none' ? undefined : stage === 'unknown' ? null : (Number(stage) as Stage),
    look: look as Look,
    cut: power === 'cut',
  };
}

const properties = (m: Mark) => ({
  id: m.id,
  icon: iconName(m),
  label: m.value === '' ? m.name : `${m.name}\n${m.value}`,
  alert: m.alert,
  selected: m.selected,
  order: m.stage ?? 0,
});

export const feature = (m: Mark): Feature<Point> => ({
  type: 'Feature',
  properties: properties(m),
  geometry: { type: 'Point', coordinates: [m.lon, m.lat] },
});

export const byId = (marks: readonly Mark[]): ReadonlyMap<string, Mark> => new Map(marks.map((m) => [m.id, m]));

/** What the map must be told to get from one picture to the next; undefined when nothing it draws has changed. */
export function difference(
  before: ReadonlyMap<string, Mark>,
  after: ReadonlyMap<string, Mark>,
): GeoJSONSourceDiff | undefined {
  const remove = [...before.keys()].filter((id) => !after.has(id));
  const add: Feature<Point>[] = [];
  const update: NonNullable<GeoJSONSourceDiff['update']> = [];
  for (const mark of after.values()) {
    const known = before.get(mark.id);
    if (!known) add.push(feature(mark));
    else {
      const was: Record<string, unknown> = properties(known);
      const changed = Object.entries(properties(mark)).filter(([key, value]) => was[key] !== value);
      const moved = known.lon !== mark.lon || known.lat !== mark.lat;
      if (changed.length === 0 && !moved) continue;
      update.push({
        id: mark.id,
        addOrUpdateProperties: changed.map(([key, value]) => ({ key, value })),
        ...(moved ? { newGeometry: feature(mark).geometry } : {}),
      });
    }
  }
  return remove.length + add.length + update.length === 0 ? undefined : { remove, add, update };
}
