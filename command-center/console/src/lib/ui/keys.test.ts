// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isConverting, listen } from './keys';

let pressed: string[] = [];
let now = 0;
let stop: () => void;
const say = (what: string) => () => void pressed.push(what);
beforeEach(() => {
  pressed = [];
  now = 0;
  const keys = { KeyN: say('N'), 'Shift+Slash': say('?'), Slash: say('/'), 'KeyG KeyM': say('GM'), KeyM: say('M') };
  stop = listen(
    document,
    () => keys,
    () => now,
  );
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});
const press = (code: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }));

test('a letter does its work whatever an input method reports as its key', () => {
  press('KeyN', { key: 'Process' });
  expect(pressed).toEqual(['N']);
});
test('nothing fires while kana are converted, with a modifier, or on repeat', () => {
  press('KeyN', { isComposing: true });
  press('KeyN', { keyCode: 229 } as KeyboardEventInit);
  press('KeyN', { ctrlKey: true });
  press('KeyN', { altKey: true });
  press('KeyN', { metaKey: true });
  press('KeyN', { shiftKey: true });
  press('KeyN', { repeat: true });
  expect(pressed).toEqual([]);
});
test('nothing fires where someone writes or chooses', () => {
  for (const name of ['input', 'textarea', 'select']) {
    const field = document.body.appendChild(document.createElement(name));
    press('KeyN', {}, field);
  }
  expect(pressed).toEqual([]);
});
test('a check box is not a place to write in', () => {
  const box = document.body.appendChild(document.createElement('input'));
  box.type = 'checkbox';
  press('KeyN', {}, box);
  expect(pressed).toEqual(['N']);
});
test('a question mark and a slash are different keys', () => {
  press('Slash', { shiftKey: true });
  press('Slash');
  expect(pressed).toEqual(['?', '/']);
});
test('two keys in a row are one command, and each alone is its own', () => {
  press('KeyG');
  press('KeyM');
  press('KeyM');
  expect(pressed).toEqual(['GM', 'M']);
});
test('a pair that comes too slowly is not a pair', () => {
  press('KeyG');
  now = 5000;
  press('KeyM');
  expect(pressed).toEqual(['M']);
});
test('the Enter that ends a conversion is known as such', () => {
  expect(isConverting(new KeyboardEvent('keydown', { code: 'Enter', isComposing: true }))).toBe(true);
  expect(isConverting(new KeyboardEvent('keydown', { code: 'Enter' }))).toBe(false);
});
