import { expect, test } from 'vitest';
import { iso, level, NOON } from '../../test/builders';
import { append, columnsOf, datingsOf, gapOf, highest, pointOf, pointsOf, rowsOf, type Point } from './readings';

const point = (at: number, value: number | null, more: Partial<Point> = {}): Point => ({
  at,
  value,
  min: null,
  max: null,
  quality: value === null ? 'MISSING' : 'NORMAL',
  late: false,
  dating: 'SURE',
  ...more,
});

test('a hole in time is a hole in the line', () => {
  const c = columnsOf([point(0, 1000), point(2000, 1100), point(60_000, 1200)], 10_000, 1000);
  expect(c.live).toEqual([1, 1.1, null, 1.2]);
});
test('a missing value is a hole and never zero', () => {
  expect(columnsOf([point(0, 1000), point(1000, null), point(2000, 1100)], 10_000, 1000).live).toEqual([1, null, 1.1]);
});
test('back-filled values are a line of their own that touches the live one', () => {
  const c = columnsOf([point(0, 1000), point(1000, 1100, { late: true }), point(2000, 1200)], 10_000, 1000);
  expect(c.live).toEqual([1, 1.1, 1.2]);
  expect(c.late).toEqual([1, 1.1, null]);
});
test('a suspect value is marked as well as drawn', () => {
  const c = columnsOf([point(0, 1000), point(1000, 9000, { quality: 'SUSPECT' })], 10_000, 1000);
  expect([c.live, c.suspect]).toEqual([
    [1, 9],
    [null, 9],
  ]);
});
test('summaries that lie side by side are one line with a band, whatever the cadence of single readings', () => {
  const summed = (at: number) => ({ at: iso(at), seconds: 600, min: 900, mean: 1000, max: 1100, count: 300 });
  const points = pointsOf({
    sensor: 'wl',
    resolution: 'raw',
    points: [summed(NOON), summed(NOON + 600_000), summed(NOON + 3_600_000)],
  });
  const c = columnsOf(points, 10_000, 1000);
  expect(c.live).toEqual([1, 1, null, 1]);
  expect(c.max).toEqual([1.1, 1.1, null, 1.1]);
});
test('ten-minute values bring their extremes', () => {
  const points = pointsOf({
    sensor: 'wl',
    resolution: '10m',
    points: [{ at: iso(NOON), min: 1, mean: 2.5, max: 4, count: 9 }],
  });
  expect(points).toEqual([point(NOON, 2.5, { min: 1, max: 4 })]);
});
test('what arrives live is added once, and what is older than the picture is not', () => {
  const first = [point(1000, 1), point(2000, 2)];
  const next = append(first, point(3000, 3), 1500);
  expect(next.map((p) => p.at)).toEqual([2000, 3000]);
  expect(append(next, point(3000, 4), 0).map((p) => p.value)).toEqual([2, 4]);
  expect(append(next, point(1000, 9), 0)).toBe(next);
  expect(append([], point(1, 1), 5)).toEqual([point(1, 1)]);
});
test('what times were put right or are uncertain is said once, as far as it is shown', () => {
  const points = [
    point(1000, 1, { dating: 'UNCERTAIN' }),
    point(2000, 2, { dating: 'CORRECTED' }),
    point(3000, 3, { dating: 'CORRECTED' }),
    point(4000, 4),
  ];
  expect(datingsOf(points, 0)).toEqual(['CORRECTED', 'UNCERTAIN']);
  expect(datingsOf(points, 1500)).toEqual(['CORRECTED']);
  expect(datingsOf(points, 3500)).toEqual([]);
});
test('a reading keeps how it was dated', () => {
  const [read] = pointsOf({
    sensor: 'wl',
    resolution: 'raw',
    points: [
      { at: iso(NOON), value: 5, quality: 'NORMAL', backfilled: true, receivedAt: iso(NOON), dating: 'CORRECTED' },
    ],
  });
  expect(read?.dating).toBe('CORRECTED');
});
test('a level without an observation is no point', () => {
  expect(pointOf(level('a', null, null, { observedAt: null }))).toBeUndefined();
  expect(pointOf(level('a', 5, 0, { freshness: 'BACKFILLED' }))?.late).toBe(true);
});
test('the table says the last value of each step, newest first, with its change', () => {
  const points = Array.from({ length: 121 }, (_, i) => point(NOON + i * 1000, i * 10));
  const rows = rowsOf(points, '1h', NOON);
  expect(rows.map((r) => [r.point.value, r.change])).toEqual([
    [1200, 10],
    [1190, 600],
    [590, undefined],
  ]);
});
test('the highest value is looked for inside the range only', () => {
  expect(highest([point(1, 99), point(10, 5), point(11, null)], 10)?.value).toBe(5);
  expect(highest([], 0)).toBeUndefined();
});
test('a slow gauge is not full of holes, a fast one does not hide them', () => {
  expect(gapOf('1h', 600)).toBe(3_600_000);
  expect(gapOf('10m', 2)).toBe(12_000);
  expect(gapOf('72h', 2)).toBe(900_000);
});
