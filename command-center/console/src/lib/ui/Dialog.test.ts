// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Dialog from './Dialog.svelte';

const showModal = vi.fn(function (this: HTMLDialogElement) {
  this.open = true;
});
const children = createRawSnippet(() => ({ render: () => '<p>中身</p>' }));
const dialog = () => screen.getByRole<HTMLDialogElement>('dialog');
/** Esc, as far as a page can hinder it. */
const escape = () =>
  dialog().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', cancelable: true, bubbles: true }));
/** What a browser does that insists on closing. */
function forceClosed(): void {
  const it = dialog();
  it.open = false;
  it.dispatchEvent(new Event('close'));
}

beforeEach(() => {
  showModal.mockClear();
  // jsdom has no modal dialogs
  Object.assign(HTMLDialogElement.prototype, { showModal, close: () => undefined });
});
afterEach(cleanup);

test('what must be answered does not close by Esc, and opens again if it was closed all the same', () => {
  const onclose = vi.fn();
  render(Dialog, { title: 'ログイン', firm: true, onclose, children });
  expect(escape()).toBe(false);
  forceClosed();
  expect([dialog().open, showModal.mock.calls.length, onclose.mock.calls.length]).toEqual([true, 2, 0]);
});
test('any other dialog is left to Esc, and its owner hears when it was closed', () => {
  const onclose = vi.fn();
  render(Dialog, { title: '検索', onclose, children });
  expect(escape()).toBe(true);
  forceClosed();
  expect([showModal.mock.calls.length, onclose.mock.calls.length]).toEqual([1, 1]);
});
