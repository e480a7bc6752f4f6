import type { Camera, Freshness, Picture, PowerState } from '../../lib/api/types';

/** How far back the strip goes. */
export const STRIP_MS = 6 * 3_600_000;
/** Older than this a picture does not show how it is now, whatever else is known. */
const OLD_MS = 40 * 60_000;
/** So long a wish may take over a slow line before somebody should wonder. */
const PATIENCE_MS = 180_000;
const TOLD_MS = 120_000;
/** Clocks of towers differ a little from ours. */
const CLOCKS_MS = 2_000;

export const address = (site: string, picture: Picture): string =>
  `/api/sites/${encodeURIComponent(site)}/pictures/${encodeURIComponent(picture.id)}`;

/** Whether it no longer shows how it is now. */
export const isOld = (picture: Picture, freshness: Freshness, now: number): boolean =>
  freshness === 'SILENT' || freshness === 'NEVER' || now - Date.parse(picture.takenAt) > OLD_MS;

/** Of one moment there may be a small and a full one: one place in the strip, the full one if it is there. */
export function moments(pictures: readonly Picture[]): readonly Picture[] {
  const byMoment = new Map<string, Picture>();
  for (const p of pictures) {
    const key = `${p.camera} ${p.takenAt}`;
    if (p.size === 'FULL' || !byMoment.has(key)) byMoment.set(key, p);
  }
  return [...byMoment.values()].sort((a, b) => Date.parse(b.takenAt) - Date.parse(a.takenAt));
}

/** The small picture of the same moment, for the strip: a full one for each place would be bytes for nothing. */
export const smallOf = (picture: Picture, pictures: readonly Picture[]): Picture =>
  pictures.find((p) => p.size === 'THUMBNAIL' && p.camera === picture.camera && p.takenAt === picture.takenAt) ??
  picture;

/** The place after a step, 0 being the newest. */
export function stepped(at: number, key: string, length: number): number | undefined {
  const last = length - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.min(last, at + 1);
    case 'ArrowRight':
      return Math.max(0, at - 1);
    case 'Home':
      return last;
    case 'End':
      return 0;
    default:
      return undefined;
  }
}

export type Wish = 'none' | 'asked' | 'arrived' | 'missing';

/** What has become of the last wish for a full picture. */
export function wishOf(camera: Camera | undefined, now: number): Wish {
  if (!camera?.askedAt) return 'none';
  const asked = Date.parse(camera.askedAt);
  if (camera.lastFullAt !== null && Date.parse(camera.lastFullAt) >= asked - CLOCKS_MS)
    return now - asked < TOLD_MS + PATIENCE_MS ? 'arrived' : 'none';
  if (now - asked < PATIENCE_MS) return 'asked';
  return now - asked < PATIENCE_MS + 10 * TOLD_MS ? 'missing' : 'none';
}

/** Why there are fewer pictures than usual. */
export const sparing = (power: PowerState | null | undefined): 'SAVING' | 'SURVIVAL' | undefined =>
  power === 'SAVING' || power === 'SURVIVAL' ? power : undefined;
