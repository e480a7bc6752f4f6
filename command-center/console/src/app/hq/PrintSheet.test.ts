// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { NOON } from '../../test/builders';
import PrintSheet, { type Sheet } from './PrintSheet.svelte';

const sheet = (heardUntil: Sheet['heardUntil']): Sheet => ({
  at: NOON,
  heardUntil,
  screen: 'sites',
  operation: undefined,
  exercise: false,
  municipality: null,
  by: '総務班',
  sites: [],
  entries: [],
  credit: '',
  picture: undefined,
});
afterEach(cleanup);

test('a sheet is of now only while the command center is heard', () => {
  const { unmount } = render(PrintSheet, { sheet: sheet(undefined) });
  expect(screen.getByText('11月20日（金） 12:00 現在')).toBeTruthy();
  unmount();
  render(PrintSheet, { sheet: sheet(NOON - 3_600_000) });
  expect(screen.getByText('11月20日（金） 11:00 までの情報（以後更新なし）・印刷 11月20日（金） 12:00')).toBeTruthy();
});
