// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A browser that lets nothing be heard until the page is touched, and never says so. */
class StrictAudio extends EventTarget {
  static touched = false;
  static readonly tones = vi.fn();
  state = 'suspended';
  currentTime = 0;
  destination = {};
  #waiting: (() => void)[] = [];
  resume(): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push(done);
      if (!StrictAudio.touched || this.state === 'running') return;
      this.state = 'running';
      this.dispatchEvent(new Event('statechange'));
      for (const each of this.#waiting.splice(0)) each();
    });
  }
  createGain() {
    return { gain: { value: 0 }, connect: () => undefined };
  }
  createOscillator() {
    return { frequency: { value: 0 }, connect: () => undefined, start: StrictAudio.tones, stop: () => undefined };
  }
}
const newSound = async () => (await import('./sound.svelte')).sound;

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubGlobal('AudioContext', StrictAudio);
  StrictAudio.touched = false;
  StrictAudio.tones.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const touch = () => {
  StrictAudio.touched = true;
  dispatchEvent(new Event('pointerdown'));
};

test('where sound is blocked the page knows it, and the first touch lets the alarm be heard once', async () => {
  const sound = await newSound();
  for (let i = 0; i < 5; i++) void sound.beep(0.5);
  await vi.advanceTimersByTimeAsync(1000);
  expect([sound.blocked, StrictAudio.tones.mock.calls.length]).toEqual([true, 0]);
  touch();
  await vi.advanceTimersByTimeAsync(1000);
  expect([sound.blocked, StrictAudio.tones.mock.calls.length]).toEqual([false, 3]);
});
test('an alarm that was acknowledged before the first touch is not heard after it', async () => {
  const sound = await newSound();
  void sound.beep(0.5);
  await vi.advanceTimersByTimeAsync(1000);
  sound.forget();
  touch();
  await vi.advanceTimersByTimeAsync(1000);
  expect([sound.blocked, StrictAudio.tones.mock.calls.length]).toEqual([false, 0]);
});
test('where sound is allowed nothing is said and every alarm is heard', async () => {
  StrictAudio.touched = true;
  const sound = await newSound();
  void sound.beep(0.5);
  await vi.advanceTimersByTimeAsync(1000);
  expect([sound.blocked, StrictAudio.tones.mock.calls.length]).toEqual([false, 3]);
});
