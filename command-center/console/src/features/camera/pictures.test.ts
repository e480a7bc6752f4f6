import { expect, test } from 'vitest';
import type { Camera, Picture } from '../../lib/api/types';
import { iso, NOON } from '../../test/builders';
import { address, isOld, moments, smallOf, sparing, stepped, wishOf } from './pictures';

const MIN = 60_000;
export const picture = (minutesAgo: number, more: Partial<Picture> = {}): Picture => ({
  id: `1-${minutesAgo}${more.size === 'FULL' ? 'f' : ''}`,
  camera: 'river',
  size: 'THUMBNAIL',
  takenAt: iso(NOON - minutesAgo * MIN),
  clockWrong: false,
  receivedAt: iso(NOON - minutesAgo * MIN),
  width: 160,
  height: 90,
  ...more,
});
const camera = (more: Partial<Camera>): Camera => ({
  id: 'inabu/river',
  site: 'inabu',
  camera: 'river',
  newest: picture(1),
  lastReceivedAt: iso(NOON),
  lastFullAt: null,
  askedAt: null,
  askedBy: null,
  ...more,
});

test('of one moment the full picture is shown, and the small one stands for it in the strip', () => {
  const small = picture(5);
  const full = picture(5, { size: 'FULL' });
  const all = [picture(10), full, small, picture(0)];
  expect(moments(all).map((p) => p.id)).toEqual(['1-0', '1-5f', '1-10']);
  expect(smallOf(full, all)).toBe(small);
  expect(smallOf(picture(99, { size: 'FULL' }), all).size).toBe('FULL');
});

test('a picture of a silent tower looks old however young it is, and any picture does after a while', () => {
  expect(isOld(picture(3), 'LIVE', NOON)).toBe(false);
  expect(isOld(picture(3), 'SILENT', NOON)).toBe(true);
  expect(isOld(picture(41), 'LIVE', NOON)).toBe(true);
});

test('arrow keys step through time and stop at its ends', () => {
  expect(stepped(0, 'ArrowLeft', 3)).toBe(1);
  expect(stepped(2, 'ArrowLeft', 3)).toBe(2);
  expect(stepped(0, 'ArrowRight', 3)).toBe(0);
  expect(stepped(1, 'Home', 3)).toBe(2);
  expect(stepped(1, 'End', 3)).toBe(0);
  expect(stepped(1, 'j', 3)).toBeUndefined();
});

test('a wish is asked, then arrived, or missing when nothing came for long', () => {
  expect(wishOf(undefined, NOON)).toBe('none');
  expect(wishOf(camera({}), NOON)).toBe('none');
  const asked = camera({ askedAt: iso(NOON - MIN), lastFullAt: iso(NOON - 15 * MIN) });
  expect(wishOf(asked, NOON)).toBe('asked');
  expect(wishOf({ ...asked, lastFullAt: iso(NOON - 50_000) }, NOON)).toBe('arrived');
  expect(wishOf(asked, NOON + 3 * MIN)).toBe('missing');
  expect(wishOf(asked, NOON + 60 * MIN)).toBe('none');
});

test('fewer pictures are explained only where power is spared', () => {
  expect(sparing('SURVIVAL')).toBe('SURVIVAL');
  expect(sparing('BATTERY')).toBeUndefined();
  expect(sparing(null)).toBeUndefined();
});

test('the address of a picture is below its site', () => {
  expect(address('inabu', picture(5))).toBe('/api/sites/inabu/pictures/1-5');
});
