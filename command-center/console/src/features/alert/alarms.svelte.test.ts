// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Stage } from '../../lib/api/types';
import { prefs } from '../../lib/ui/prefs.svelte';
import { Alarms } from './alarms.svelte';
import { sound } from './sound.svelte';

const KEY = 'yagura.alarms.soumu';
let end: (() => void) | undefined;
beforeEach(() => {
  localStorage.clear();
  vi.spyOn(sound, 'beep').mockResolvedValue();
  vi.spyOn(sound, 'prepare').mockResolvedValue();
});
afterEach(() => {
  end?.();
  prefs.set({ sound: false });
  vi.restoreAllMocks();
});

/** One desk that looks at one site. */
function desk(first: Stage, isTold = true) {
  const world = $state({ stage: first, told: isTold });
  let alarms!: Alarms;
  end = $effect.root(() => {
    alarms = new Alarms(
      KEY,
      () => [{ id: 'a', stage: world.stage }],
      () => world.told,
    );
    alarms.start();
  });
  flushSync();
  return { world, alarms };
}
/** Another window of the same account keeps something. */
function elsewhere(kept: object): void {
  localStorage.setItem(KEY, JSON.stringify(kept));
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
  flushSync();
}

test('what was acknowledged before a reload is not forgotten while the stages are not told yet', () => {
  localStorage.setItem(KEY, '{"a":4}');
  const { world, alarms } = desk(0, false);
  world.stage = 4;
  world.told = true;
  flushSync();
  expect(alarms.pending).toEqual([]);
});
test('an alarm acknowledged in one window is silent in every other', () => {
  const { alarms } = desk(4);
  expect(alarms.pending).toHaveLength(1);
  elsewhere({ a: 4 });
  expect(alarms.pending).toEqual([]);
});
test('a window that has not heard of the rise yet does not undo what another has acknowledged', () => {
  const { world, alarms } = desk(0);
  elsewhere({ a: 4 });
  expect(localStorage.getItem(KEY)).toBe('{"a":4}');
  world.stage = 4;
  flushSync();
  expect(alarms.pending).toEqual([]);
  world.stage = 0;
  flushSync();
  expect(localStorage.getItem(KEY)).toBe('{}');
});
test('hushed, an alarm stays on the screen and is heard again when the hush is over', () => {
  prefs.set({ sound: true });
  const { alarms } = desk(4);
  expect(sound.beep).toHaveBeenCalledTimes(1);
  alarms.hushed = true;
  flushSync();
  expect([alarms.pending.length, vi.mocked(sound.beep).mock.calls.length]).toEqual([1, 1]);
  alarms.hushed = false;
  flushSync();
  expect(sound.beep).toHaveBeenCalledTimes(2);
});
