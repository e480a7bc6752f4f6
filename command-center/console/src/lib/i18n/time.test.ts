import { expect, test } from 'vitest';
import { age, countdown, date, duration, fullDate, hhmm, hhmmss, when } from './time';

const at = (text: string) => Date.parse(text);

test('an age is told in the largest whole unit', () => {
  const ages = [0, 59, 60, 3599, 3600, 86_399, 86_400];
  expect(ages.map((s) => age(s, 'ja'))).toEqual(['0秒前', '59秒前', '1分前', '59分前', '1時間前', '23時間前', '1日前']);
  expect(ages.map((s) => age(s, 'en'))).toEqual([
    '0 s ago',
    '59 s ago',
    '1 min ago',
    '59 min ago',
    '1 h ago',
    '23 h ago',
    '1 d ago',
  ]);
});
test('a moment slightly ahead of our clock is now and never in the future', () => {
  expect(age(-3, 'ja')).toBe('0秒前');
});
test('clock times are 24-hour Japan time wherever the browser is', () => {
  expect(hhmm(at('2026-11-19T15:05:09Z'))).toBe('00:05');
  expect(hhmmss(at('2026-11-19T15:05:09Z'))).toBe('00:05:09');
});
test('another day than today carries its date', () => {
  const now = at('2026-11-20T00:10:00+09:00');
  expect(when(at('2026-11-20T00:05:00+09:00'), now, 'ja')).toBe('00:05');
  expect(when(at('2026-11-19T23:55:00+09:00'), now, 'ja')).toBe('11/19 23:55');
  expect(when(at('2026-11-19T23:55:00+09:00'), now, 'en')).toBe('19 Nov 23:55');
});
test('a date names its weekday in Japan', () => {
  expect(date(at('2026-11-20T23:30:00+09:00'), 'ja')).toBe('11月20日（金）');
  expect(date(at('2026-11-20T23:30:00+09:00'), 'en')).toBe('Fri 20 Nov');
});
test('a countdown never shows less than is left', () => {
  expect([0, 0.2, 59.1, 65, 600].map(countdown)).toEqual(['0:00', '0:01', '1:00', '1:05', '10:00']);
});
test('a length of time has no "ago"', () => {
  expect([duration(754, 'ja'), duration(754, 'en')]).toEqual(['12分', '12 min']);
});
test('what lasts for years is dated with the year', () => {
  const at = Date.parse('2027-11-20T15:00:00Z');
  expect([fullDate(at, 'ja'), fullDate(at, 'en')]).toEqual(['2027年11月21日', '21 Nov 2027']);
});
