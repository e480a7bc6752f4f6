// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import { Sites } from '../../features/site/sites.svelte';
import type { Level, Site, Station } from '../../lib/api/types';
import { Live } from '../../lib/live/live.svelte';
import { level, NOON, site, station } from '../../test/builders';
import ConcernCounts from './ConcernCounts.svelte';

afterEach(cleanup);
const counts = () => screen.getAllByRole('button').map((b) => b.textContent.trim());

test('before everything about the sites has been told there is no number and no stage, not even 0', () => {
  const live = new Live('/api/live', () => undefined);
  const [places, levels, stations] = [
    live.topic<Site>('sites'),
    live.topic<Level>('levels'),
    live.topic<Station>('stations'),
  ];
  const sites = new Sites(
    live,
    () => false,
    () => NOON,
    () => true,
  );
  places.items = new Map([['a', site('a')]]);
  places.known = levels.known = true;
  const { unmount } = render(ConcernCounts, { sites });
  expect([sites.worst, counts().slice(0, 3)]).toEqual([null, ['途絶—', '遅れ—', '停電—']]);
  unmount();
  levels.items = new Map([['a/wl', level('a', 1000, 0)]]);
  stations.items = new Map([['a', station('a', { power: 'BATTERY' })]]);
  stations.known = true;
  render(ConcernCounts, { sites });
  expect([sites.worst, counts()]).toEqual([0, ['途絶0', '遅れ0', '停電1']]);
});
