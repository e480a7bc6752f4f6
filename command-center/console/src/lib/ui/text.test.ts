import { expect, test } from 'vitest';
import { fold } from './fold';
import { uuid7 } from './uuid7';

test('names match across kana, width, case and spaces', () => {
  expect(fold('ﾅﾝｺｸ ﾀﾛｳ')).toBe(fold('なんこく　たろう'));
  expect(fold('Ｉｎａｂｕ')).toBe(fold('inabu'));
  expect(fold('ヴァイオリン')).not.toBe(fold('バイオリン'));
});
test('an id carries its time in front, its version and its variant', () => {
  const id = uuid7(Date.parse('2026-11-20T03:00:00Z'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-20T03:00:00Z'));
});
test('ids made later sort later', () => {
  expect([uuid7(3000), uuid7(1000), uuid7(2000)].sort()[0]?.slice(0, 13)).toBe(uuid7(1000).slice(0, 13));
});
