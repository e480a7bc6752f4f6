// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import MapView from './MapView.svelte';

type Heard = (e: object) => void;
/** A map whose graphics were lost: it takes every order and never draws again. */
class DeadMap {
  static last: DeadMap;
  readonly heard = new Map<string, Heard>();
  readonly updateData = vi.fn();
  readonly setPixelRatio = vi.fn();
  touchZoomRotate = { disableRotation: () => undefined };
  constructor() {
    DeadMap.last = this;
  }
  on(type: string, heard: Heard) {
    this.heard.set(type, heard);
  }
  once(_type: string, heard?: Heard) {
    return heard ? this : new Promise(() => undefined);
  }
  tell(type: string, e: object = {}) {
    this.heard.get(type)?.(e);
  }
  getCanvas = () => document.createElement('canvas');
  getPixelRatio = () => 1;
  getSource = () => ({ updateData: this.updateData });
  addControl() {}
  setMissingStyleImageResolver() {}
  addSource() {}
  addLayer() {}
  setStyle() {}
  triggerRepaint() {}
  remove() {}
}
vi.mock('maplibre-gl', () => ({
  Map: vi.fn(function () {
    return new DeadMap();
  }),
  ScaleControl: vi.fn(),
  addProtocol: () => undefined,
  setWorkerUrl: () => undefined,
}));
vi.mock('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url', () => ({ default: '' }));

const mark = (value: string) => ({
  id: 'a',
  lon: 133,
  lat: 33,
  stage: 0 as const,
  look: 'live' as const,
  cut: false,
  name: 'a',
  value,
  alert: false,
  selected: false,
});
const basemap = { id: 'b', label: '', labelEn: '', attribution: '', attributionEn: '', isDefault: true };
const props = () => ({
  label: '地図',
  marks: [mark('1.00 m')],
  look: {
    basemap: { ...basemap, kind: 'pmtiles' as const, url: '/map/basemap.pmtiles' },
    dark: false,
    language: 'ja' as const,
    hidden: new Set<never>(),
  },
  start: { lon: 133, lat: 33, zoom: 11 },
  fit: false,
  onpick: () => undefined,
  onview: () => undefined,
  onfail: vi.fn(),
});
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('when the map cannot be drawn for paper any more, the marks go on telling what is', async () => {
  const p = props();
  const { component, rerender } = render(MapView, p);
  DeadMap.last.tell('style.load');
  const picture = component.picture();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await picture).toBeUndefined();
  expect(DeadMap.last.setPixelRatio).toHaveBeenLastCalledWith(1);
  await rerender({ ...p, marks: [mark('2.00 m')] });
  expect(DeadMap.last.updateData).toHaveBeenCalledOnce();
});
test('a map that failed is said to be there again once a tile of it arrives', () => {
  const { onfail } = ((p) => (render(MapView, p), p))(props());
  DeadMap.last.tell('error', { sourceId: 'base' });
  DeadMap.last.tell('sourcedata', { sourceId: 'base', sourceDataType: 'metadata' });
  expect(onfail.mock.calls).toEqual([['basemap']]);
  DeadMap.last.tell('sourcedata', { sourceId: 'base', tile: {} });
  expect(onfail).toHaveBeenLastCalledWith(undefined);
});
