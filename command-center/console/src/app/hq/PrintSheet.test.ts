// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { viewOf } from '../../features/site/sites';
import { iso, NOON, site, station } from '../../test/builders';
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
  refuelling: false,
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

test('what is taken along to the towers begins with the one that falls silent first', () => {
  const tower = (id: string, name: string, minutesLeft: number | null) =>
    viewOf(
      { ...site(id), name },
      new Map(),
      {
        ...station(id),
        power: 'SAVING',
        batteryAt: iso(NOON),
        minutesLeft,
        minutesLeftLeast: minutesLeft,
        minutesLeftMost: minutesLeft,
      },
      { silent: false, now: NOON },
    );
  const sites = [tower('a', '稲生', null), tower('b', '大湊', 1500), tower('c', '十市', 180)];
  render(PrintSheet, { sheet: { ...sheet(undefined), sites, refuelling: true, exercise: true } });
  const rows = screen.getAllByRole('row', { hidden: true }).map((row) => row.textContent);
  expect(rows.map((row) => /稲生|大湊|十市/.exec(row)?.[0])).toEqual([undefined, '十市', '大湊', '稲生']);
  expect(rows[1]).toContain('15:00');
  expect(rows[3]).toContain('見込みなし');
  expect(screen.getAllByText(/訓練/, { ignore: 'script' }).length).toBeGreaterThan(0);
});
