import type { ChronologyEntry, Freshness, Level, Site, Stage, Station } from '../../lib/api/types';
import type { Fact } from '../../lib/offline/db';
import type { Point } from '../../features/site/readings';
import { viewOf, type SiteView } from '../../features/site/sites';

/** The same flood every time, so that two pictures of the gallery can be compared. */
export const now = Date.parse('2026-11-20T12:00:00+09:00');
const iso = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();

export const thresholds = { standby: 1200, caution: 1600, evacuation: 2400, danger: 3200, hysteresis: 50 };

function view(
  name: string,
  nameEn: string,
  stage: Stage | null,
  freshness: Freshness,
  more: Partial<Station> = {},
): SiteView {
  const site: Site = {
    id: nameEn.toLowerCase(),
    operationId: 'op',
    name,
    nameEn,
    kana: name,
    lat: 33.5,
    lon: 133.6,
    cadenceSeconds: 60,
    sensors: [
      { id: 'wl', kind: 'WATER_LEVEL', name: '水位', nameEn: 'Water level', unit: 'mm', thresholds },
      { id: 'rn', kind: 'RAIN', name: '10分雨量', nameEn: 'Rain in 10 min', unit: '0.1mm', thresholds: null },
    ],
  };
  const ago = freshness === 'LIVE' ? 12 : freshness === 'LATE' ? 190 : 2580;
  const level = (sensor: string, value: number): Level => ({
    id: `${site.id}/${sensor}`,
    site: site.id,
    sensor,
    version: 1,
    value: stage === null ? null : value,
    quality: 'NORMAL',
    observedAt: iso(ago),
    receivedAt: iso(ago),
    stage,
    ratePer10min: stage === null ? null : 120,
    summarySeconds: null,
    freshness,
  });
  const levels = [level('wl', 600 + (stage ?? 0) * 700), level('rn', 184)];
  const station: Station = {
    id: site.id,
    online: freshness !== 'SILENT',
    since: iso(86_400),
    lastHeardAt: iso(ago),
    power: 'MAINS',
    powerSince: iso(5000),
    batteryMillivolts: 27_300,
    batteryPercent: 100,
    batteryAt: iso(20),
    minutesLeft: null,
    minutesLeftLeast: null,
    minutesLeftMost: null,
    inModes: null,
    speaksEverySeconds: null,
    waiting: 0,
    oldestWaiting: null,
    waitingAt: iso(20),
    bearer: 'lan',
    clock: 'SYNCHRONISED',
    bearers: [],
    bearersAt: null,
    freshness,
    stage,
    overflow: stage === 5,
    ...more,
  };
  return viewOf(site, new Map(levels.map((l) => [l.id, l])), station, { silent: false, now });
}

export const views: readonly SiteView[] = [
  view('岡豊', 'Oko', 5, 'LIVE'),
  view('稲生', 'Inabu', 4, 'LIVE', { power: 'BATTERY', batteryPercent: 81, batteryMillivolts: 25_400 }),
  view('十市', 'Tochi', 3, 'LATE', { bearer: 'satellite' }),
  view('浜改田', 'Hamakaida', 2, 'BACKFILLED', { waiting: 42, oldestWaiting: iso(1300), waitingAt: iso(100) }),
  view('三和', 'Sanwa', 0, 'SILENT', { power: 'SURVIVAL', batteryPercent: 24 }),
  view('高知大学農林海洋科学部', 'Kochi University', null, 'NEVER'),
];

export const water: readonly Point[] = Array.from({ length: 361 }, (_, i) => {
  const missing = i > 150 && i < 176;
  return {
    at: now + (i - 360) * 60_000,
    value: missing ? null : 600 + 2900 / (1 + Math.exp(-(i - 262) / 22)),
    min: null,
    max: null,
    quality: i === 90 ? 'SUSPECT' : missing ? 'MISSING' : 'NORMAL',
    late: i >= 176 && i < 210,
    dating: 'SURE',
  } as const;
});
export const rain: readonly Point[] = water.map((p, i) => ({
  ...p,
  value: Math.max(0, 90 * Math.sin(i / 60) + 60),
  quality: 'NORMAL',
  late: false,
}));

const entry = (number: number, ja: string, en: string, more: Partial<ChronologyEntry> = {}): ChronologyEntry => ({
  id: `e-${number}`,
  operationId: 'op',
  number,
  kind: 'stage.changed',
  occurredAt: iso(600 - number * 60),
  recordedAt: iso(600 - number * 60),
  actor: 'system',
  source: 'watch',
  ja,
  en,
  site: null,
  level: null,
  important: false,
  ...more,
});
export const entries: readonly ChronologyEntry[] = [
  entry(4, '稲生 水位上昇 段階4 氾濫危険水位 3.20 m', 'Inabu rising, stage 4, 3.20 m', {
    site: 'inabu',
    level: 4,
    important: true,
  }),
  entry(3, '建設部へ 土のう200袋を十市へ', 'To Construction: 200 sandbags to Tochi', {
    kind: 'chronology.noted',
    actor: 'soumu',
    occurredAt: iso(1500),
  }),
  entry(2, '三和 停電。蓄電池で動いています', 'Sanwa lost mains power and runs on battery', { site: 'sanwa' }),
];

const fact = (id: string, text: string, more: Partial<Fact> = {}): Fact => ({
  id,
  kind: 'chronology',
  at: now - 30_000,
  by: 'soumu',
  body: { text },
  ...more,
});
export const facts: readonly Fact[] = [
  fact('f-1', '十市小 避難所を開設'),
  fact('f-2', '長すぎる記録', {
    refused: { code: 'invalid', ja: '2,000文字までにしてください。', en: 'At most 2,000 characters.' },
  }),
];
