import { expect, test } from 'vitest';
import { words as camera } from '../features/camera/words';
import { words as device } from '../features/device/words';
import { words as site } from '../features/site/words';
import { en as start } from '../lib/i18n/en';
import { ja as startJa } from '../lib/i18n/ja';

const en = { start, camera: camera.en, device: device.en, site: site.en };
const ja = { start: startJa, camera: camera.ja, device: device.ja, site: site.ja };

/** Every text of a catalogue with its path; functions are asked with something for each argument. */
function texts(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]];
  if (typeof of === 'function') return [[`${path}()`, String(of(...Array.from({ length: of.length }, () => 7)))]];
  return Object.entries(of as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}
const japanese = /[぀-ヿ㐀-鿿]/;
/** Each language's own name for itself is the same in both. */
const ownNames = new Set(['.start.japanese', '.start.english']);

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
  for (const c of [startJa, start]) expect([c.stage.names.length, c.stage.levels.length]).toEqual([6, 6]);
});
