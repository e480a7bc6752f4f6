import { expect, test } from 'vitest';
import { en } from './en';
import { ja } from './ja';

/** Every text of a catalogue with its path; functions are asked with something for each argument. */
function texts(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') return [[`${path}()`, String(of(...Array.from({ length: of.length }, () => 7)))]];
  return Object.entries(of as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}
const japanese = /[぀-ヿ㐀-鿿]/;
/** Each language's own name for itself is the same in both. */
const ownNames = new Set(['.japanese', '.english']);

test('both catalogues say the same things', () => {
  expect(
    texts(en)
      .map(([path]) => path)
      .sort(),
  ).toEqual(
    texts(ja)
      .map(([path]) => path)
      .sort(),
  );
});
test('no text is empty', () => {
  expect([...texts(ja), ...texts(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
});
test('the English catalogue has no Japanese left in it', () => {
  expect(texts(en).filter(([path, text]) => japanese.test(text) && !ownNames.has(path))).toEqual([]);
});
test('the Japanese catalogue is written in Japanese', () => {
  const same = texts(ja).filter(
    ([path, text]) => !japanese.test(text) && /[A-Za-z]{3}/.test(text) && !ownNames.has(path),
  );
  expect(same.map(([path]) => path)).toEqual([]);
});
test('the stages have six names in either language', () => {
  for (const c of [ja, en]) expect([c.stage.names.length, c.stage.levels.length]).toEqual([6, 6]);
});
