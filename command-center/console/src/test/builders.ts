import type { ChronologyEntry, Level, Operation, Site, Stage, Station } from '../lib/api/types';

export const NOON = Date.parse('2026-11-20T12:00:00+09:00');
export const iso = (at: number): string => new Date(at).toISOString();

export const operation = (id: string, more: Partial<Operation> = {}): Operation => ({
  id,
  kind: 'REAL',
  standing: false,
  name: id,
  nameEn: id,
  openedAt: '2026-11-20T00:00:00Z',
  closedAt: null,
  ...more,
});

export const site = (id: string, more: Partial<Site> = {}): Site => ({
  id,
  operationId: 'op-1',
  name: id,
  nameEn: id,
  kana: id,
  lat: 33.5,
  lon: 133.6,
  cadenceSeconds: 60,
  sensors: [
    {
      id: 'wl',
      kind: 'WATER_LEVEL',
      name: '水位',
      nameEn: 'Water level',
      unit: 'mm',
      thresholds: { standby: 1200, caution: 1600, evacuation: 2400, danger: 3200, hysteresis: 50 },
    },
  ],
  ...more,
});

export const level = (of: string, value: number | null, stage: Stage | null, more: Partial<Level> = {}): Level => ({
  id: `${of}/wl`,
  site: of,
  sensor: 'wl',
  version: 1,
  value,
  quality: 'NORMAL',
  observedAt: iso(NOON),
  receivedAt: iso(NOON),
  stage,
  ratePer10min: 0,
  summarySeconds: null,
  freshness: 'LIVE',
  ...more,
});

export const station = (id: string, more: Partial<Station> = {}): Station => ({
  id,
  online: true,
  since: iso(NOON),
  lastHeardAt: iso(NOON),
  power: 'MAINS',
  powerSince: iso(NOON),
  batteryMillivolts: 27_300,
  batteryPercent: 100,
  batteryAt: iso(NOON),
  minutesLeft: null,
  minutesLeftLeast: null,
  minutesLeftMost: null,
  inModes: null,
  speaksEverySeconds: null,
  waiting: 0,
  oldestWaiting: null,
  waitingAt: null,
  bearer: 'lan',
  clock: 'SYNCHRONISED',
  bearers: [],
  bearersAt: null,
  freshness: 'LIVE',
  stage: null,
  overflow: false,
  ...more,
});

export const entry = (number: number, more: Partial<ChronologyEntry> = {}): ChronologyEntry => ({
  id: `e-${number}`,
  operationId: 'op-1',
  number,
  kind: 'stage.changed',
  occurredAt: iso(NOON),
  recordedAt: iso(NOON),
  actor: 'system',
  source: 'watch',
  ja: `記録${number}`,
  en: `entry ${number}`,
  site: null,
  level: null,
  important: false,
  ...more,
});

/** A repeatable source of chance (mulberry32), so that a failing run can be run again. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
