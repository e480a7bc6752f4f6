import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { db, type Fact } from './db';
import { loadDraft, saveDraft } from './drafts';
import { discard, flush, record, waiting, type Send } from './outbox';

const server = () => {
  const stored = new Map<string, Fact>();
  const send: Send = (fact) => {
    stored.set(fact.id, fact);
    return Promise.resolve({ kind: 'stored' });
  };
  return { stored, send };
};
const nobodyWatches = () => undefined;
const untilTheEnd = new AbortController().signal;
beforeEach(() => db.facts.clear());

test('a fact waits until the command center has answered for it', async () => {
  await record('chronology', { text: '土のう' }, 'soumu', 1);
  expect(await waiting()).toHaveLength(1);
  const { send, stored } = server();
  await flush('soumu', send, nobodyWatches, untilTheEnd);
  expect([stored.size, (await waiting()).length]).toEqual([1, 0]);
});
test('when the answer is lost the same fact goes again and is stored once', async () => {
  await record('chronology', { text: '土のう' }, 'soumu', 1);
  const { send, stored } = server();
  const losing: Send = async (fact, stop) => {
    await send(fact, stop);
    throw new TypeError('network');
  };
  await expect(flush('soumu', losing, nobodyWatches, untilTheEnd)).rejects.toThrow('network');
  expect(await waiting()).toHaveLength(1);
  await flush('soumu', send, nobodyWatches, untilTheEnd);
  expect([stored.size, (await waiting()).length]).toEqual([1, 0]);
});
test('facts leave in the order in which they were written', async () => {
  await record('chronology', { text: '二' }, 'soumu', 2);
  await record('chronology', { text: '一' }, 'soumu', 1);
  const { send, stored } = server();
  await flush('soumu', send, nobodyWatches, untilTheEnd);
  expect([...stored.values()].map((f) => f.at)).toEqual([1, 2]);
});
test('a refused fact stays with its reason, is not sent again, and does not hold up the others', async () => {
  const bad = await record('chronology', { text: '長い' }, 'soumu', 1);
  await record('chronology', { text: '短い' }, 'soumu', 2);
  const { send, stored } = server();
  const strict: Send = (fact, stop) =>
    fact.id === bad.id
      ? Promise.resolve({ kind: 'refused', refusal: { code: 'too-long', ja: '長すぎます', en: 'too long' } })
      : send(fact, stop);
  await flush('soumu', strict, nobodyWatches, untilTheEnd);
  expect((await waiting()).map((f) => f.refused?.ja)).toEqual(['長すぎます']);
  await flush('soumu', send, nobodyWatches, untilTheEnd);
  expect(stored.has(bad.id)).toBe(false);
  await discard(bad.id);
  expect(await waiting()).toEqual([]);
});
test('nobody’s session sends what another person wrote', async () => {
  await record('chronology', { text: '福祉部から' }, 'fukushi', 1);
  const { send, stored } = server();
  await flush('soumu', send, nobodyWatches, untilTheEnd);
  expect([stored.size, (await waiting()).length]).toEqual([0, 1]);
});
test('once stopped no further fact is begun, and the one under way still counts when it arrives', async () => {
  await record('chronology', { text: '一' }, 'soumu', 1);
  await record('chronology', { text: '二' }, 'soumu', 2);
  const { send, stored } = server();
  const stop = new AbortController();
  const leaving: Send = (fact, signal) => {
    stop.abort();
    return send(fact, signal);
  };
  await flush('soumu', leaving, nobodyWatches, stop.signal);
  expect([stored.size, (await waiting()).map((f) => f.at)]).toEqual([1, [2]]);
});
test('a draft is there again after a reload and gone once it is emptied', async () => {
  await saveDraft('chronology/soumu', { text: '途中まで' });
  expect(await loadDraft('chronology/soumu')).toEqual({ text: '途中まで' });
  await saveDraft('chronology/soumu', undefined);
  expect(await loadDraft('chronology/soumu')).toBeUndefined();
});
