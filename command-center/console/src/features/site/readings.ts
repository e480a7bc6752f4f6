import type { Dating, Level, Quality, Readings } from '../../lib/api/types';

export const ranges = ['10m', '1h', '6h', '24h', '72h'] as const;
export type Range = (typeof ranges)[number];
export const rangeMs: Readonly<Record<Range, number>> = {
  '10m': 600_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '72h': 259_200_000,
};

/** One value on the time axis; the extremes only where it stands for ten minutes. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly quality: Quality;
  /** It came in after a break. */
  readonly late: boolean;
  readonly dating: Dating;
  /** It stands for a window of so long around it, of which only a summary is known. */
  readonly spanMs?: number;
}

export function pointsOf(readings: Readings): Point[] {
  if (readings.resolution === '10m')
    return readings.points.map(({ at, mean, min, max }) => ({
      at: Date.parse(at),
      value: mean,
      min,
      max,
      quality: mean === null ? 'MISSING' : 'NORMAL',
      late: false,
      dating: 'SURE',
    }));
  return readings.points.map((p) =>
    'mean' in p
      ? {
          at: Date.parse(p.at),
          value: p.mean,
          min: p.min,
          max: p.max,
          quality: 'NORMAL',
          late: false,
          dating: 'SURE',
          spanMs: p.seconds * 1000,
        }
      : {
          at: Date.parse(p.at),
          value: p.quality === 'MISSING' ? null : p.value,
          min: null,
          max: null,
          quality: p.quality,
          late: p.backfilled,
          dating: p.dating,
        },
  );
}

export function pointOf(level: Level): Point | undefined {
  if (level.observedAt === null) return undefined;
  return {
    at: Date.parse(level.observedAt),
    value: level.quality === 'MISSING' ? null : level.value,
    min: null,
    max: null,
    quality: level.quality,
    late: level.freshness === 'BACKFILLED',
    dating: 'SURE', // the next reading of the whole range knows better
  };
}

/** Adds the newest value to what is already drawn; what is too old for any range falls off the other end. */
export function append(points: readonly Point[], next: Point, oldest: number): readonly Point[] {
  const last = points.at(-1);
  const kept = points.findIndex((p) => p.at >= oldest);
  const from = kept < 0 ? points.length : kept;
  if (last === undefined || last.at < next.at) return [...points.slice(from), next];
  if (last.at > next.at) return points; // older than what is known: the next reading of the whole range brings it
  return [...points.slice(from, -1), next];
}

/** A summary reaches half of its window either way, and a little more: windows lie side by side. */
const reachOf = (p: Point): number => (p.spanMs ?? 0) * 0.55;

/** What uPlot wants: one column per line. A hole in time is a hole in the line, never a straight stroke across it. */
export interface Columns {
  at: number[];
  live: (number | null)[];
  late: (number | null)[];
  suspect: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
}

export function columnsOf(points: readonly Point[], gapMs: number, scale: number): Columns {
  const c: Columns = { at: [], live: [], late: [], suspect: [], min: [], max: [] };
  const scaled = (v: number | null) => (v === null ? null : v / scale);
  const push = (at: number, live: number | null, late: number | null, p: Point | undefined) => {
    c.at.push(at / 1000);
    c.live.push(live);
    c.late.push(late);
    c.suspect.push(p?.quality === 'SUSPECT' ? scaled(p.value) : null);
    c.min.push(scaled(p?.min ?? null));
    c.max.push(scaled(p?.max ?? null));
  };
  points.forEach((p, i) => {
    const before = points[i - 1];
    const joined = before !== undefined && p.at - before.at <= Math.max(gapMs, reachOf(before) + reachOf(p));
    if (before !== undefined && !joined) push(before.at + 1, null, null, undefined);
    const value = scaled(p.value);
    push(p.at, p.late ? null : value, p.late ? value : null, p);
    // Where dashed meets whole, both lines share a point, so that neither ends in the air.
    if (joined && before.late !== p.late) {
      const column = p.late ? c.late : c.live;
      column[column.length - 2] = scaled(before.value);
    }
  });
  return c;
}

/** How far apart two values may lie and still belong to one line. */
export const gapOf = (range: Range, cadenceSeconds: number): number =>
  Math.max(cadenceSeconds * 6000, rangeMs[range] >= rangeMs['24h'] ? 900_000 : rangeMs[range] / 180);

export interface Row {
  readonly point: Point;
  readonly change: number | undefined;
}
const ROWS = 60;

/** A table that says the same as the chart in some sixty rows, newest first: the last value of each step of time. */
export function rowsOf(points: readonly Point[], range: Range, from: number): Row[] {
  const step = rangeMs[range] / ROWS;
  const steps = new Map<number, Point>();
  for (const p of points) if (p.at >= from) steps.set(Math.floor(p.at / step), p);
  const kept = [...steps.values()];
  return kept
    .map((point, i) => {
      const before = kept[i - 1];
      const known = before !== undefined && before.value !== null && point.value !== null;
      return { point, change: known ? (point.value ?? 0) - (before.value ?? 0) : undefined };
    })
    .reverse();
}

export function highest(points: readonly Point[], from: number): Point | undefined {
  let top: Point | undefined;
  for (const p of points) if (p.at >= from && p.value !== null && p.value > (top?.value ?? -Infinity)) top = p;
  return top;
}

/** The doubts about times that a picture has to put into words. */
export function datingsOf(points: readonly Point[], from: number): readonly Exclude<Dating, 'SURE'>[] {
  const shown = points.filter((p) => p.at >= from);
  return (['CORRECTED', 'UNCERTAIN'] as const).filter((dating) => shown.some((p) => p.dating === dating));
}
