// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { db } from '../../lib/offline/db';
import { NOON } from '../../test/builders';
import LogEntry from './LogEntry.svelte';

const text = () => screen.getByLabelText<HTMLTextAreaElement>(/記録する/, { selector: 'textarea' });
const props = (more: object = {}) => ({ account: 'soumu', now: NOON, place: undefined, write: vi.fn(), ...more });
beforeEach(() => db.drafts.clear());
afterEach(cleanup);

test('a line is written with Enter, and the field is free for the next one', async () => {
  const p = props();
  render(LogEntry, p);
  await userEvent.type(text(), '十市小 開設{Enter}');
  expect(p.write).toHaveBeenCalledWith({ text: '十市小 開設' });
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
  expect(p.write.mock.calls).toEqual([[{ text: '【稲生】土のう' }], [{ text: '会議' }]]);
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
  expect(p.write).toHaveBeenCalledWith({ text: '越水', occurredAt: '2026-11-20T02:30:00.000Z' });
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
