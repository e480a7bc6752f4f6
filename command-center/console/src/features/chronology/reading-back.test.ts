// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Api } from '../../lib/api/api';
import type { ChronologyEntry } from '../../lib/api/types';
import { Live } from '../../lib/live/live.svelte';
import { db } from '../../lib/offline/db';
import { record } from '../../lib/offline/outbox';
import { entry, operation } from '../../test/builders';
import { Chronology } from './chronology.svelte';

const numbers = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

/** A command center with so many lines for each operation, of which a page begins with the given ones. */
function reading(stored: Record<string, number>) {
  const asked: string[] = [];
  const api = new Api((path) => {
    asked.push(String(path));
    const query = new URL(String(path), 'http://localhost').searchParams;
    const of = query.get('operation') ?? '';
    const newest = Math.min(stored[of] ?? 0, Number(query.get('before') ?? Infinity) - 1);
    const entries = numbers(newest, Math.max(1, newest - 199)).map((n) => line(of, n));
    return Promise.resolve(Response.json({ entries, more: newest > 200 }));
  });
  const live = new Live('/api/live', () => undefined);
  const topic = live.topic<ChronologyEntry>('chronology');
  const told = (of: string, which: readonly number[]) => {
    topic.items = new Map(which.map((n) => [`${of}-${n}`, line(of, n)]));
    topic.known = true;
  };
  const screen = { operation: operation('flood') };
  return { log: new Chronology(live, api, 'soumu', () => screen.operation), asked, told, api };
}
const line = (of: string, n: number) => entry(n, { id: `${of}-${n}`, operationId: of });
const seen = (log: Chronology) => log.matching.map((e) => e.number);

test('an operation with none of its lines among the newest can be read all the same', async () => {
  const { log, told } = reading({ flood: 3 });
  told('other', numbers(200, 1));
  expect([seen(log), log.complete]).toEqual([[], false]);
  await log.readOn();
  expect([seen(log), log.complete]).toEqual([[3, 2, 1], true]);
});
test('a filter that fits nothing so far does not say that nothing is further back', async () => {
  const { log, told } = reading({ flood: 300 });
  told('flood', numbers(300, 101));
  log.filter.important = true;
  expect([seen(log), log.complete]).toEqual([[], false]);
  await log.readOn();
  expect(log.complete).toBe(true);
});
test('after a long break what is missing in between shows, and is read on demand', async () => {
  const { log, told, asked } = reading({ flood: 900 });
  told('flood', numbers(500, 301));
  await log.readOn();
  expect([seen(log).at(-1), log.gapUnder]).toEqual([101, undefined]);
  told('flood', numbers(900, 701));
  expect(log.gapUnder).toBe(701);
  while (log.gapUnder !== undefined) await log.bridge();
  expect(asked.slice(1).map((path) => /before=(\d+)/.exec(path)?.[1])).toEqual(['701', '501']);
  expect(seen(log)).toEqual(numbers(900, 101));
});
test('nothing of one person is ever posted in the session of another', async () => {
  await db.facts.clear();
  const { log, asked, api } = reading({});
  await record('chronology', { text: '越水', operation: 'flood' }, 'soumu', 1);
  api.account = 'fukushi';
  const stop = log.sync.start();
  await log.sync.now();
  await new Promise((done) => setTimeout(done, 50));
  stop();
  expect([asked, await db.facts.count()]).toEqual([[], 1]);
});
test('what cannot be read now is said, and can be asked for again', async () => {
  const world = { heard: false };
  const api = new Api(() =>
    world.heard
      ? Promise.resolve(Response.json({ entries: [line('flood', 1)], more: false }))
      : Promise.reject(new TypeError()),
  );
  const log = new Chronology(new Live('/api/live', () => undefined), api, 'soumu', () => operation('flood'));
  await log.readOn();
  expect([log.trouble?.code, log.loading, log.complete]).toEqual(['unreachable', false, false]);
  world.heard = true;
  await log.readOn();
  expect([log.trouble, seen(log)]).toEqual([undefined, [1]]);
});
