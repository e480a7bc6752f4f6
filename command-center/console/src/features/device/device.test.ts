import { expect, test } from 'vitest';
import { contentOf, draftOf, faultsOf, fieldOf, inJapan, instantInJapan } from './device';

const content =
  '{"cadence":{"sample":"1m","send":"10m"},"sensors":[{"id":"wl","spike":{"window":5,"maxJump":1000}}],"masks":[[[0,0],[1,0],[1,1]]]}';

test('settings are read into the form and come out the same', () => {
  expect(contentOf(draftOf(content, ['wl', 'rn']))).toBe(content);
});
test('an empty form changes nothing of what the site file says', () => {
  expect(contentOf(draftOf(undefined, ['wl']))).toBe('{}');
});
test('what cannot be right is named field by field', () => {
  const draft = {
    ...draftOf(undefined, ['wl']),
    sample: 'soon',
    send: '10m',
    masks: '{',
    spikes: { wl: { window: '2', maxJump: '' } },
  };
  expect(faultsOf(draft)).toEqual(['sample', 'window.wl', 'maxJump.wl', 'masks', 'why']);
});
test('a reason is all that an otherwise empty form needs', () => {
  expect(faultsOf({ ...draftOf(undefined, ['wl']), why: '元に戻す' })).toEqual([]);
});
test('a refusal of the command center is shown at the field it is about', () => {
  const at = (field: string) => fieldOf({ field, message: '', messageEn: '' });
  expect([at('cadence.send'), at('masks[0][1]'), at('why'), at('sensors[0].spike')]).toEqual([
    'send',
    'masks',
    'why',
    'content',
  ]);
});

test('a span is asked for in the time of Japan, whatever the browser believes', () => {
  const noon = Date.parse('2026-11-20T03:00:00Z');
  expect(inJapan(noon)).toBe('2026-11-20T12:00');
  expect(instantInJapan('2026-11-20T12:00')).toBe('2026-11-20T03:00:00.000Z');
  expect(instantInJapan('')).toBeUndefined();
});
