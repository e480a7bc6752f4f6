// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { db } from '../../lib/offline/db';
import { saveDraft } from '../../lib/offline/drafts';
import { iso, NOON, operation } from '../../test/builders';
import LogEntry from './LogEntry.svelte';

const flood = operation('flood');
const drill = operation('drill', { kind: 'EXERCISE', name: '総合訓練' });
const text = () => screen.getByLabelText<HTMLTextAreaElement>(/記録する/, { selector: 'textarea' });
const props = (more: object = {}) => ({
  account: 'soumu',
  operation: flood,
  now: NOON,
  place: undefined,
  write: vi.fn(),
  ...more,
});
beforeEach(() => db.drafts.clear());
afterEach(cleanup);

test('a line is written with Enter, and the field is free for the next one', async () => {
  const p = props();
  render(LogEntry, p);
  await userEvent.type(text(), '十市小 開設{Enter}');
  expect(p.write).toHaveBeenCalledWith({ text: '十市小 開設', operation: 'flood' });
  expect(text().value).toBe('');
});
test('the Enter that ends a kana conversion does not send', async () => {
  const p = props();
  render(LogEntry, p);
  await userEvent.type(text(), 'といち');
  text().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  expect(p.write).not.toHaveBeenCalled();
});
test('the place that is selected goes with the line unless it is taken off', async () => {
  const p = props({ place: '稲生' });
  render(LogEntry, p);
  await userEvent.type(text(), '土のう{Enter}');
  await userEvent.click(screen.getByRole('button', { name: '場所「稲生」を外す' }));
  await userEvent.type(text(), '会議{Enter}');
  expect(p.write.mock.calls).toEqual([
    [{ text: '【稲生】土のう', operation: 'flood' }],
    [{ text: '会議', operation: 'flood' }],
  ]);
});
test('a time in the past goes with the line, a wrong one is said beside its field', async () => {
  const p = props();
  render(LogEntry, p);
  await userEvent.type(text(), '越水');
  await userEvent.type(screen.getByLabelText('時刻'), '9999');
  await userEvent.click(screen.getByRole('button', { name: '記録' }));
  expect(screen.getByText(/-5（5分前）の形で/)).toBeTruthy();
  await userEvent.clear(screen.getByLabelText('時刻'));
  await userEvent.type(screen.getByLabelText('時刻'), '1130{Enter}');
  expect(p.write).toHaveBeenCalledWith({ text: '越水', operation: 'flood', occurredAt: '2026-11-20T02:30:00.000Z' });
});
test('what was typed is there again after a reload', async () => {
  const first = render(LogEntry, props());
  await userEvent.type(text(), '途中まで');
  await waitFor(async () => expect(await db.drafts.count()).toBe(1));
  first.unmount();
  render(LogEntry, props());
  await waitFor(() => expect(text().value).toBe('途中まで'));
});
test('when the device cannot store a line it goes back into the field', async () => {
  render(LogEntry, props({ write: vi.fn().mockRejectedValue(new Error('quota')) }));
  await userEvent.type(text(), '大事なこと{Enter}');
  await waitFor(() => expect(text().value).toBe('大事なこと'));
  expect(screen.getByText(/保存できませんでした/)).toBeTruthy();
});
test('when the device cannot store a line, it goes back before the one begun meanwhile', async () => {
  let fail: () => void = () => expect.unreachable();
  const write = vi.fn(() => new Promise<void>((_, no) => (fail = () => no(new Error('quota')))));
  render(LogEntry, props({ write }));
  await userEvent.type(text(), '大事なこと{Enter}次の');
  fail();
  await waitFor(() => expect(text().value).toBe('大事なこと\n次の'));
});
test('Escape that ends a kana conversion does not leave the field', async () => {
  render(LogEntry, props());
  await userEvent.type(text(), 'といち');
  text().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }));
  expect(document.activeElement).toBe(text());
});

test('each operation keeps its own begun line', async () => {
  const { rerender } = render(LogEntry, props({ operation: drill }));
  await userEvent.type(text(), '訓練の途中');
  text().blur();
  await rerender({ operation: flood });
  expect(text().value).toBe('');
  await userEvent.type(text(), '本当の途中');
  text().blur();
  await rerender({ operation: drill });
  await waitFor(() => expect(text().value).toBe('訓練の途中'));
  await rerender({ operation: flood });
  await waitFor(() => expect(text().value).toBe('本当の途中'));
});
test('a line that someone is typing goes where it was begun, whatever the screen turns to', async () => {
  const p = props({ operation: drill });
  const { rerender } = render(LogEntry, p);
  await userEvent.type(text(), '訓練の');
  await rerender({ operation: flood });
  expect(screen.getByText('この行は、書き始めた「総合訓練」に記録します。')).toBeTruthy();
  await userEvent.type(text(), '続き{Enter}');
  await userEvent.type(text(), '越水{Enter}');
  expect(p.write.mock.calls).toEqual([
    [{ text: '訓練の続き', operation: 'drill' }],
    [{ text: '越水', operation: 'flood' }],
  ]);
});
test('nothing is recorded before an operation is known; the line waits for it behind one begun there', async () => {
  await saveDraft('chronology/soumu/flood', { text: '前から', time: '' });
  const p = props({ operation: undefined });
  const { rerender } = render(LogEntry, p);
  await userEvent.type(text(), 'いまの{Enter}');
  expect(screen.getByText(/どの災害対応に記録するかが、まだ分かりません/)).toBeTruthy();
  expect(p.write).not.toHaveBeenCalled();
  await rerender({ operation: flood });
  await waitFor(() => expect(text().value).toBe('前から\nいまの'));
  await waitFor(async () => expect(await db.drafts.toCollection().primaryKeys()).toEqual(['chronology/soumu/flood']));
});

test('a refused line comes back with its full moment, also one of another day', async () => {
  const p = props();
  const { component } = render(LogEntry, p);
  const yesterday = NOON - 26 * 3_600_000;
  expect(await component.take({ text: '越水', operation: 'flood' }, yesterday)).toBe(true);
  await waitFor(() => expect(screen.getByText('11/19 10:00 の出来事として記録します')).toBeTruthy());
  await userEvent.type(text(), '、避難{Enter}');
  expect(p.write).toHaveBeenCalledWith({ text: '越水、避難', operation: 'flood', occurredAt: iso(yesterday) });
});
test('another time can be typed for a line that came back', async () => {
  const p = props();
  const { component } = render(LogEntry, p);
  await component.take({ text: '越水', operation: 'flood' }, NOON - 3_600_000);
  await userEvent.clear(screen.getByLabelText('時刻'));
  await userEvent.type(screen.getByLabelText('時刻'), '1130{Enter}');
  expect(p.write).toHaveBeenCalledWith({ text: '越水', operation: 'flood', occurredAt: iso(NOON - 1_800_000) });
});
test('a refused line does not take the place of one that is half-typed', async () => {
  const { component } = render(LogEntry, props());
  await userEvent.type(text(), '途中まで');
  expect(await component.take({ text: '断られた', operation: 'flood' }, NOON)).toBe(false);
  expect(text().value).toBe('途中まで');
  await waitFor(() => expect(screen.getByText(/書きかけの行があります/)).toBeTruthy());
});
