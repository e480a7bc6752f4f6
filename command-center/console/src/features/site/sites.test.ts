import { expect, test } from 'vitest';
import { iso, level, NOON, site, station } from '../../test/builders';
import {
  concerns,
  freshnessOf,
  isBehind,
  linesOf,
  nextLine,
  signedMetres,
  trendOf,
  viewOf,
  worstFirst,
  worstStage,
} from './sites';

const heard = { silent: false, now: NOON };
const view = (id: string, l = level(id, 1000, 0), s = station(id), link = heard) =>
  viewOf(site(id), new Map([[l.id, l]]), s, link);

test('while the command center is heard its word on freshness stands', () => {
  expect(freshnessOf('LATE', iso(NOON - 10 * 3600_000), 60, heard)).toBe('LATE');
});
test('while it is silent nothing goes on looking live', () => {
  const now = (ago: number) => freshnessOf('LIVE', iso(NOON - ago * 1000), 60, { silent: true, now: NOON });
  expect([now(100), now(130), now(361)]).toEqual(['LIVE', 'LATE', 'SILENT']);
});
test('while it is silent neither rain nor the connection of a tower looks live', () => {
  const withRain = site('a', {
    sensors: [{ id: 'rain', kind: 'RAIN', name: '雨量', nameEn: 'Rain', unit: '0.1mm', thresholds: null }],
  });
  const rain = level('a', 5, null, { id: 'a/rain', sensor: 'rain' });
  const at = (silent: boolean, seconds: number) => {
    const v = viewOf(withRain, new Map([[rain.id, rain]]), station('a'), { silent, now: NOON + seconds * 1000 });
    return [v.rain?.freshness, v.online];
  };
  expect([at(false, 3600), at(true, 30), at(true, 3600)]).toEqual([
    ['LIVE', true],
    ['LIVE', undefined],
    ['SILENT', undefined],
  ]);
});
test('what was already worse does not get better by silence', () => {
  expect(freshnessOf('SILENT', iso(NOON), 60, { silent: true, now: NOON })).toBe('SILENT');
});
test('a gauge that has never reported has no stage, and a site without a gauge is something else', () => {
  expect(viewOf(site('a'), new Map(), undefined, heard)).toMatchObject({ stage: null, freshness: 'NEVER' });
  expect(viewOf(site('a', { sensors: [] }), new Map(), station('a'), heard).stage).toBeUndefined();
});
test('an overflow told by the bank-top contact counts more than the level', () => {
  expect(view('a', level('a', 1000, 0), station('a', { stage: 5, overflow: true })).stage).toBe(5);
});
test('a tower whose link is lost is silent even if its last value was on time', () => {
  expect(view('a', level('a', 1000, 0), station('a', { freshness: 'SILENT' })).freshness).toBe('SILENT');
});
test('a tower is behind when what it counted had waited for longer than its normal round', () => {
  const counted = (waitedMinutes: number, countedMinutesAgo: number) => {
    const waitingAt = NOON - countedMinutesAgo * 60_000;
    const oldestWaiting = iso(waitingAt - waitedMinutes * 60_000);
    return isBehind(station('a', { waiting: 30, oldestWaiting, waitingAt: iso(waitingAt) }));
  };
  expect([counted(10, 0), counted(10, 300), counted(20, 0)]).toEqual([false, false, true]);
  expect(isBehind(station('a'))).toBe(false);
});
test('the counts in the bar stand for silent, late, and without mains power', () => {
  const late = view('a', level('a', 1, 0, { freshness: 'LATE' }));
  const cut = view('b', level('b', 1, 0), station('b', { power: 'SURVIVAL' }));
  const unknown = view('c', level('c', 1, 0), station('c', { power: null }));
  expect([late, cut, unknown].map(concerns.late)).toEqual([true, false, false]);
  expect([late, cut, unknown].map(concerns.power)).toEqual([false, true, false]);
});
test('the worst comes first; at the same stage what cannot be seen, then what rises fastest', () => {
  const list = [
    view('calm', level('calm', 100, 0)),
    view('rising', level('rising', 2500, 3, { ratePer10min: 200 })),
    view('slow', level('slow', 2600, 3, { ratePer10min: 10 })),
    view('silent', level('silent', 2500, 3, { freshness: 'SILENT' })),
    view('worst', level('worst', 3300, 4)),
    viewOf(site('new'), new Map(), undefined, heard),
  ];
  expect(worstFirst(list).map((v) => v.id)).toEqual(['worst', 'silent', 'rising', 'slow', 'calm', 'new']);
  expect(worstStage(list)).toBe(4);
});
test('no stage is only said of gauges that told so', () => {
  const untold = viewOf(site('new'), new Map(), undefined, heard);
  expect([worstStage([]), worstStage([untold]), worstStage([untold, view('calm')])]).toEqual([null, null, 0]);
});
test('the next threshold is told with what is missing and, while it rises, for how long', () => {
  const lines = linesOf(site('a').sensors[0]?.thresholds);
  expect(nextLine(2800, 400, lines)).toEqual({ line: { stage: 4, millimetres: 3200 }, missing: 400, seconds: 600 });
  expect(nextLine(2800, -400, lines)?.seconds).toBeUndefined();
  expect(nextLine(3200, 400, lines)).toBeUndefined();
});
test('thresholds that a gauge does not have are left out', () => {
  const lines = linesOf({ standby: null, caution: 1600, evacuation: null, danger: 3200, hysteresis: 50 });
  expect(lines.map((l) => l.stage)).toEqual([2, 4]);
});
test('a change that rounds to nothing has no sign', () => {
  expect([signedMetres(120), signedMetres(-120), signedMetres(4), signedMetres(-4)]).toEqual([
    '+0.12',
    '−0.12',
    '±0.00',
    '±0.00',
  ]);
  expect([trendOf(4), trendOf(5), trendOf(-5), trendOf(null)]).toEqual(['steady', 'rising', 'falling', undefined]);
});
