// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { layerGroups, style } from './basemap';
import { byId, difference, feature, iconName, iconOf, type Mark } from './marks';

const mark = (id: string, more: Partial<Mark> = {}): Mark => ({
  id,
  lon: 133.6,
  lat: 33.5,
  stage: 0,
  look: 'live',
  cut: false,
  name: id,
  value: '0.42 m',
  alert: false,
  selected: false,
  ...more,
});

test('the name of a picture says all that is drawn on it', () => {
  for (const stage of [undefined, null, 0, 3, 5] as const)
    for (const look of ['live', 'late', 'backfilled', 'silent'] as const)
      for (const cut of [true, false]) expect(iconOf(iconName({ stage, look, cut }))).toEqual({ stage, look, cut });
  expect(iconOf('somebody-elses-icon')).toBeUndefined();
});
test('a picture that stays the same asks nothing of the map', () => {
  const marks = byId([mark('a'), mark('b')]);
  expect(difference(marks, byId([mark('a'), mark('b')]))).toBeUndefined();
});
test('only what has changed is told, property by property', () => {
  const change = difference(byId([mark('a'), mark('b')]), byId([mark('a'), mark('b', { stage: 4 })]));
  expect(change).toEqual({
    remove: [],
    add: [],
    update: [
      {
        id: 'b',
        addOrUpdateProperties: [
          { key: 'icon', value: 'mark/4/live/mains' },
          { key: 'order', value: 4 },
        ],
      },
    ],
  });
});
test('sites come, go and move', () => {
  const change = difference(byId([mark('a'), mark('b')]), byId([mark('b', { lon: 134 }), mark('c')]));
  expect(change?.remove).toEqual(['a']);
  expect(change?.add).toEqual([feature(mark('c'))]);
  expect(change?.update?.[0]?.newGeometry).toEqual({ type: 'Point', coordinates: [134, 33.5] });
});
test('every layer that can be switched off is, and the ground stays', () => {
  const basemap = {
    id: 'b',
    label: '',
    labelEn: '',
    kind: 'pmtiles',
    url: '/map/basemap.pmtiles',
    attribution: '',
    attributionEn: '',
    isDefault: true,
  } as const;
  const look = { basemap, dark: true, language: 'ja' } as const;
  const visible = (hidden: ReadonlySet<(typeof layerGroups)[number]>) =>
    style({ ...look, hidden })
      .layers.filter((l) => l.layout?.visibility !== 'none')
      .map((l) => l.id);
  expect(visible(new Set(layerGroups))).toEqual(['sea', 'land', 'lowland', 'hill', 'high', 'urban', 'open-sea']);
  expect(visible(new Set()).length).toBeGreaterThan(20);
});
test('no font, sprite or tile server is named unless the base map is one', () => {
  const bundled = {
    id: 'b',
    label: '',
    labelEn: '',
    kind: 'pmtiles',
    url: '/map/basemap.pmtiles',
    attribution: '',
    attributionEn: '',
    isDefault: true,
  } as const;
  const made = style({ basemap: bundled, dark: false, language: 'en', hidden: new Set() });
  expect(made.glyphs).toBeUndefined();
  expect(made.sprite).toBeUndefined();
  expect(JSON.stringify(made.sources)).toContain(location.origin);
});
