import { expect, test } from 'vitest';
import { entry, iso, NOON } from '../../test/builders';
import { gapUnder, hasTwoTimes, newestFirst } from './entries';
import { parseTimeText } from './time-text';

const at = (text: string) => Date.parse(text);
const now = at('2026-11-20T02:15:30+09:00');

test('nothing typed means now', () => {
  expect(parseTimeText('  ', now)).toEqual({ at: undefined });
});
test('a time of day is understood in every form that hands produce', () => {
  for (const text of ['0214', '02:14', '2:14', '２：１４', '2時14分', '214', '2.14'])
    expect(parseTimeText(text, now), text).toEqual({ at: at('2026-11-20T02:14:00+09:00') });
});
test('minutes ago are counted from now, with any kind of hyphen', () => {
  for (const text of ['-5', '−5', 'ー5', '－5分'])
    expect(parseTimeText(text, now), text).toEqual({ at: now - 300_000 });
});
test('after midnight a late hour was yesterday', () => {
  expect(parseTimeText('23:50', now)).toEqual({ at: at('2026-11-19T23:50:00+09:00') });
});
test('a time to come is refused, this very minute is not', () => {
  expect(parseTimeText('09:00', now)).toEqual({ wrong: 'future' });
  expect(parseTimeText('02:16', now)).toEqual({ at: now });
});
test('what is no time is refused', () => {
  for (const text of ['2566', '24:00', 'abc', '12:3'])
    expect(parseTimeText(text, now), text).toEqual({ wrong: 'form' });
});

test('the newest line is first, in the order of the journal', () => {
  const lines = newestFirst([entry(1), entry(3), entry(2)], 'op-1', { site: undefined, important: false });
  expect(lines.map((e) => e.number)).toEqual([3, 2, 1]);
});
test('another operation’s lines never appear', () => {
  const filter = { site: undefined, important: false };
  expect(newestFirst([entry(1), entry(2, { operationId: 'real' })], 'op-1', filter)).toHaveLength(1);
});
test('lines are narrowed down to a site and to what is important', () => {
  const all = [entry(1, { site: 'a' }), entry(2, { important: true }), entry(3, { site: 'a', important: true })];
  expect(newestFirst(all, 'op-1', { site: 'a', important: false })).toHaveLength(2);
  expect(newestFirst(all, 'op-1', { site: 'a', important: true })).toHaveLength(1);
});
test('both times are shown when a line was written down a minute or more later', () => {
  expect(hasTwoTimes(entry(1, { recordedAt: iso(NOON + 59_000) }))).toBe(false);
  expect(hasTwoTimes(entry(1, { recordedAt: iso(NOON + 60_000) }))).toBe(true);
});
test('the first missing line shows in the numbers', () => {
  const lines = (...numbers: number[]) => numbers.map((n) => entry(n));
  expect([gapUnder(lines(9, 8, 7)), gapUnder(lines(9, 8, 5, 2)), gapUnder([])]).toEqual([undefined, 8, undefined]);
});
