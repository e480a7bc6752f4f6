import { expect, test } from 'vitest';
import { entry, site } from '../../test/builders';
import { entryMatches, matcher, siteMatches } from './search';

test('a site is found by kanji, kana of either kind, or Latin letters', () => {
  const inabu = site('inabu', { name: '稲生', kana: 'いなぶ', nameEn: 'Inabu' });
  for (const query of ['稲', 'いな', 'イナブ', 'ｲﾅﾌﾞ', 'INA'])
    expect(siteMatches(matcher(query), inabu), query).toBe(true);
  expect(siteMatches(matcher('十市'), inabu)).toBe(false);
});
test('an empty question finds no line', () => {
  expect(entryMatches(matcher(' '), entry(1))).toBe(false);
});
