import { expect, test } from 'vitest';
import { formatRoute, parseRoute } from './route';

test('an address says what is looked at, and reads back the same', () => {
  const address = '?view=chronology&site=inabu&op=op-1&at=11.40/33.56000/133.64000&lang=en';
  expect(formatRoute(parseRoute(address))).toBe(address);
});
test('the plain address is the map', () => {
  expect(parseRoute('')).toEqual({
    screen: 'map',
    site: undefined,
    language: undefined,
    operation: undefined,
    at: undefined,
  });
  expect(formatRoute(parseRoute(''))).toBe('');
});
test('nonsense in an address is passed over', () => {
  expect(parseRoute('?view=nowhere&at=1/x/3&lang=fr')).toEqual(parseRoute(''));
});
