// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Api } from '../../lib/api/api';
import type { ChronologyEntry } from '../../lib/api/types';
import { Live } from '../../lib/live/live.svelte';
import { db, type Fact } from '../../lib/offline/db';
import { entry, NOON, operation } from '../../test/builders';
import { Chronology } from './chronology.svelte';
import ChronologyPanel from './ChronologyPanel.svelte';

const flood = operation('flood');
const drill = operation('drill', { name: '総合訓練' });
const refused = (text: string, of: string, more: object = {}): Fact => ({
  id: text,
  kind: 'chronology',
  at: NOON - 7_200_000,
  by: 'soumu',
  body: { text, operation: of, ...more },
  refused: { code: 'too-long', ja: '長すぎます', en: 'too long' },
});
async function show(facts: readonly Fact[], more: object = {}, lines: readonly number[] = []) {
  await db.facts.bulkAdd(facts);
  const api = new Api(() => Promise.reject(new TypeError('network')));
  const live = new Live('/api/live', () => undefined);
  const topic = live.topic<ChronologyEntry>('chronology');
  topic.items = new Map(lines.map((n) => [`e-${n}`, entry(n, { operationId: 'flood' })]));
  topic.known = true;
  const log = new Chronology(live, api, 'soumu', () => flood);
  log.sync.facts = facts;
  const props = { log, account: 'soumu', mayWrite: true, operation: flood, open: [flood, drill], now: NOON };
  return render(ChronologyPanel, {
    ...props,
    siteNames: new Map(),
    selected: undefined,
    onpick: () => undefined,
    ...more,
  });
}
const field = () => screen.getByLabelText<HTMLTextAreaElement>(/記録する/, { selector: 'textarea' });

beforeEach(async () => {
  await db.facts.clear();
  await db.drafts.clear();
});
afterEach(cleanup);

test('a refused line leaves the list only once it is safe in the field, with the time when it was written', async () => {
  await show([refused('越水', 'flood')]);
  await userEvent.click(screen.getByRole('button', { name: '直す' }));
  await waitFor(async () => expect(await db.facts.count()).toBe(0));
  expect([field().value, screen.getByText('10:00 の出来事として記録します')]).toEqual(['越水', expect.anything()]);
  expect(await db.drafts.get('chronology/soumu/flood')).toMatchObject({ value: { exact: NOON - 7_200_000 } });
});
test('while another line is half-typed both stay', async () => {
  await show([refused('越水', 'flood')]);
  await userEvent.type(field(), '途中まで');
  await userEvent.click(screen.getByRole('button', { name: '直す' }));
  await waitFor(() => expect(screen.getByText(/書きかけの行があります/)).toBeTruthy());
  expect([field().value, await db.facts.count()]).toEqual(['途中まで', 1]);
});
test('who may no longer write cannot take a line back into a field that is not there', async () => {
  await show([refused('越水', 'flood')], { mayWrite: false });
  expect(screen.queryByRole('button', { name: '直す' })).toBeNull();
});
test('a line of another open operation says so and is corrected there; one of a closed operation comes here', async () => {
  await show([refused('訓練の行', 'drill'), refused('昔の行', 'closed')]);
  expect(screen.getByText('「総合訓練」で書いた行')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '直す' }));
  await waitFor(() => expect(field().value).toBe('昔の行'));
});
test('where lines are missing in between, that place says so', async () => {
  await show([], {}, [9, 8, 3, 2, 1]);
  const gap = screen.getByRole('button', { name: /この間の記録が届いていません/ });
  expect(gap.closest('li')?.previousElementSibling?.textContent).toContain('記録8');
  expect(gap.closest('li')?.nextElementSibling?.textContent).toContain('記録3');
});
test('an operation none of whose lines are here yet offers to read on', async () => {
  await show([]);
  expect(screen.getByRole('button', { name: 'さらに前を読む' })).toBeTruthy();
});
