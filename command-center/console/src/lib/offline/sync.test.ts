// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { db } from './db';
import { record, waiting, type Outcome, type Send } from './outbox';
import { Sync } from './sync.svelte';

/** A command center whose answers come when the test says so. */
function slowServer() {
  const answers: { arrive: (outcome: Outcome) => void; fail: () => void }[] = [];
  const send = vi.fn<Send>(
    () => new Promise((arrive, fail) => answers.push({ arrive, fail: () => fail(new TypeError('network')) })),
  );
  return { send, answers };
}
/** Longer than the first wait before a retry, whatever chance adds to it. */
const afterRetry = () => new Promise((done) => setTimeout(done, 1500));

beforeEach(() => db.facts.clear());
afterEach(() => vi.restoreAllMocks());

test('what fails is sent again by itself', async () => {
  await record('chronology', { text: '一' }, 'soumu', 1);
  const { send, answers } = slowServer();
  const stop = new Sync('soumu', send).start();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  answers[0]?.fail();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2), 3000);
  stop();
});
test('a line under way when its person leaves is told to stop and is never tried again', async () => {
  await record('chronology', { text: '一' }, 'soumu', 1);
  const { send, answers } = slowServer();
  const sync = new Sync('soumu', send);
  const stop = sync.start();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  void sync.now(); // asked for again while one is under way
  stop();
  expect(send.mock.calls[0]?.[1].aborted).toBe(true);
  answers[0]?.fail();
  await afterRetry();
  await sync.now();
  expect([send.mock.calls.length, (await waiting()).length]).toEqual([1, 1]);
});
test('after its person has left, the next line does not follow the one that arrived', async () => {
  await record('chronology', { text: '一' }, 'soumu', 1);
  await record('chronology', { text: '二' }, 'soumu', 2);
  const { send, answers } = slowServer();
  const stop = new Sync('soumu', send).start();
  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  stop();
  answers[0]?.arrive({ kind: 'stored' });
  await vi.waitFor(async () => expect((await waiting()).map((f) => f.at)).toEqual([2]));
  expect(send).toHaveBeenCalledTimes(1);
});
