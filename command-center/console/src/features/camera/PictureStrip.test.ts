// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { Api } from '../../lib/api/api';
import type { Camera, Picture } from '../../lib/api/types';
import { iso, level, NOON, site, station } from '../../test/builders';
import { viewOf } from '../site/sites';
import PictureStrip from './PictureStrip.svelte';

afterEach(cleanup);

const at = (minutesAgo: number): string => iso(NOON - minutesAgo * 60_000);
const shot = (n: number, minutesAgo: number): Picture => ({
  id: `1-${n}`,
  camera: 'river',
  size: 'THUMBNAIL',
  takenAt: at(minutesAgo),
  clockWrong: false,
  receivedAt: at(minutesAgo),
  width: 160,
  height: 90,
});
const all = [shot(3, 3), shot(2, 8), shot(1, 13)];
const river: Camera = {
  id: 'inabu/river',
  site: 'inabu',
  camera: 'river',
  newest: shot(3, 3),
  lastReceivedAt: at(3),
  lastFullAt: null,
  askedAt: null,
  askedBy: null,
};

function show(cameras: readonly Camera[], more: object = {}, answer: (url: string) => Response = () => strip()) {
  const view = viewOf(
    site('inabu', { name: '稲生' }),
    new Map([['inabu/wl', level('inabu', 900, 0)]]),
    station('inabu', more),
    { silent: false, now: NOON },
  );
  const asked: string[] = [];
  const api = new Api((url) => {
    asked.push(String(url));
    return Promise.resolve(answer(String(url)));
  });
  render(PictureStrip, { api, v: view, cameras, mayAsk: true, now: NOON });
  return asked;
}
const strip = () => new Response(JSON.stringify({ pictures: all, more: false }), { status: 200 });

test('without a picture it says that there is none yet', () => {
  show([]);
  expect(screen.getByText('写真はまだありません。')).toBeTruthy();
});

test('the newest picture is shown with its time and its age, and arrow keys go back in time', async () => {
  show([river]);
  expect(screen.getByText(/11:57 撮影/).textContent).toContain('3分前');
  const newest = await screen.findByRole('button', { name: '11:57' });
  newest.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.getByText(/11:47 撮影/).textContent).toContain('13分前');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('11:47');
  await userEvent.keyboard('{End}');
  expect(screen.getByText(/11:57 撮影/)).toBeTruthy();
});

test('a picture of a tower that is silent looks old', () => {
  show([river], { freshness: 'SILENT', online: false });
  expect(screen.getByText('今の様子ではありません')).toBeTruthy();
});

test('a wish that is refused says why', async () => {
  const refusal = { code: 'asked-lately', detail: '少し前に要求したばかりです。', detailEn: 'A moment ago.' };
  const asked = show([river], {}, (url) =>
    url.includes('wishes')
      ? new Response(JSON.stringify(refusal), {
          status: 429,
          headers: { 'content-type': 'application/problem+json' },
        })
      : strip(),
  );
  await userEvent.click(screen.getByRole('button', { name: '詳しい写真を要求' }));
  await waitFor(() => expect(screen.getByText('少し前に要求したばかりです。')).toBeTruthy());
  expect(asked.some((url) => url.endsWith('/api/sites/inabu/cameras/river/wishes'))).toBe(true);
});

test('while it spares power it says why there are few', () => {
  show([river], { power: 'SURVIVAL' });
  expect(screen.getByText(/停電のため30分ごと/)).toBeTruthy();
});
