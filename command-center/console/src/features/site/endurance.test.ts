import { expect, test } from 'vitest';
import { iso, level, NOON, site, station } from '../../test/builders';
import { firstSilentFirst, isRunningOut, timeLeftInModes, timeLeftOf } from './endurance';
import { viewOf } from './sites';

const lasting = (minutesLeft: number | null, ago = 0) =>
  station('a', {
    minutesLeft,
    minutesLeftLeast: minutesLeft === null ? null : minutesLeft - 600,
    minutesLeftMost: minutesLeft === null ? null : minutesLeft + 600,
    batteryAt: iso(NOON - ago * 60_000),
  });

test('the time left goes on running down between two looks at the battery', () => {
  expect(timeLeftOf(lasting(3120, 120), NOON)).toEqual({ expected: 3000 * 60, least: 2400 * 60, most: 3600 * 60 });
});
test('it never runs below nothing, and a tower that is charged has none', () => {
  expect(timeLeftOf(lasting(60, 600), NOON)).toEqual({ expected: 0, least: 0, most: 60 * 60 });
  expect(timeLeftOf(lasting(null), NOON)).toBeUndefined();
});
test('one that may be silent within a day calls for somebody', () => {
  expect(isRunningOut(timeLeftOf(lasting(24 * 60), NOON))).toBe(true);
  expect(isRunningOut(timeLeftOf(lasting(48 * 60), NOON))).toBe(false);
  expect(isRunningOut(undefined)).toBe(false);
});
test('who falls silent first comes first, and who does not know comes last', () => {
  const view = (id: string, minutesLeft: number | null) =>
    viewOf(
      site(id),
      new Map([[id, level(id, 1000, 0)]]),
      { ...lasting(minutesLeft), id },
      { silent: false, now: NOON },
    );
  const order = firstSilentFirst([view('x', null), view('b', 900), view('y', null), view('a', 300)]);
  expect(order.map((v) => v.id)).toEqual(['a', 'b', 'x', 'y']);
});
test('what each mode would mean runs down too, and is not told of a tower that is charged', () => {
  const span = (hours: number) => ({ least: hours * 50, expected: hours * 60, most: hours * 70 });
  const inModes = { normal: span(20), saving: span(40), survival: span(80) };
  const left = timeLeftInModes({ ...lasting(3120, 60), inModes }, NOON);
  expect(left.map((l) => [l.mode, l.expected / 3600])).toEqual([
    ['normal', 19],
    ['saving', 39],
    ['survival', 79],
  ]);
  expect(timeLeftInModes(lasting(null), NOON)).toEqual([]);
});
