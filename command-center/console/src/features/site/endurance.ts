import type { Station } from '../../lib/api/types';
import type { SiteView } from './sites';

/** Until a tower on its battery falls silent, in seconds from now; nine times out of ten between least and most. */
export interface TimeLeft {
  readonly expected: number;
  readonly least: number;
  readonly most: number;
}

/** Someone has to drive there with a generator: less than this calls for it today. */
const SOON_SECONDS = 24 * 3600;

/** What the tower said when it last looked at its battery, less what has passed since. Undefined while it is charged. */
export function timeLeftOf(station: Station | undefined, now: number): TimeLeft | undefined {
  if (station?.minutesLeft == null || station.batteryAt === null) return undefined;
  const passed = Math.max(0, now - Date.parse(station.batteryAt)) / 1000;
  const from = (minutes: number) => Math.max(0, minutes * 60 - passed);
  return {
    expected: from(station.minutesLeft),
    least: from(station.minutesLeftLeast ?? station.minutesLeft),
    most: from(station.minutesLeftMost ?? station.minutesLeft),
  };
}

export interface ModeLeft extends TimeLeft {
  readonly mode: 'normal' | 'saving' | 'survival';
}

/** What each of its modes would mean, from doing everything to doing the least. Empty while it is charged. */
export function timeLeftInModes(station: Station | undefined, now: number): ModeLeft[] {
  if (!station?.inModes || station.batteryAt === null) return [];
  const passed = Math.max(0, now - Date.parse(station.batteryAt)) / 1000;
  const from = (minutes: number) => Math.max(0, minutes * 60 - passed);
  const { inModes } = station;
  return (['normal', 'saving', 'survival'] as const).map((mode) => ({
    mode,
    expected: from(inModes[mode].expected),
    least: from(inModes[mode].least),
    most: from(inModes[mode].most),
  }));
}

export const isRunningOut = (left: TimeLeft | undefined): boolean => left !== undefined && left.least < SOON_SECONDS;

/** When it is expected to fall silent, in milliseconds; also of one that has gone silent since, for somebody must go there. */
export const silentAt = (v: SiteView): number | undefined =>
  v.station?.minutesLeft == null || v.station.batteryAt === null
    ? undefined
    : Date.parse(v.station.batteryAt) + v.station.minutesLeft * 60_000;

/** Whoever falls silent first comes first; who does not know comes last, in the order given. */
export function firstSilentFirst(views: readonly SiteView[]): SiteView[] {
  return views.toSorted((a, b) => {
    const [x, y] = [silentAt(a) ?? Infinity, silentAt(b) ?? Infinity];
    return x === y ? 0 : x - y;
  });
}
