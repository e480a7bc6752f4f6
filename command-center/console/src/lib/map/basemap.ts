import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Basemap } from '../api/types';
import type { Language } from '../i18n/time';

/** What a person can switch on and off, in the order of the keys 1 to 9. */
export const layerGroups = ['sites', 'values', 'water', 'transport', 'borders', 'places'] as const;
export type LayerGroup = (typeof layerGroups)[number];

export interface Look {
  basemap: Basemap;
  dark: boolean;
  language: Language;
  hidden: ReadonlySet<LayerGroup>;
}

export const fonts = ['BIZ UDPGothic', 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', 'sans-serif'];

const dark = {
  sea: '#0d1b2a',
  land: '#1c2833',
  lowland: '#202d39',
  urban: '#2a3947',
  hill: '#1a2a2c',
  high: '#172a28',
  water: '#2b6694',
  waterName: '#8fc1e8',
  border: '#7b8da0',
  motorway: '#7f8b58',
  national: '#6d7884',
  prefectural: '#475663',
  rail: '#93a1ae',
  airport: '#35444f',
  runway: '#55656f',
  text: '#d8e2ea',
  faint: '#9fb0be',
  halo: '#0f1a24',
};
const light: typeof dark = {
  sea: '#cfe3f2',
  land: '#f4f2ec',
  lowland: '#faf8f3',
  urban: '#ebe6dc',
  hill: '#e6ecdc',
  high: '#d9e4cf',
  water: '#7fb3dd',
  waterName: '#1d5a91',
  border: '#7c8794',
  motorway: '#b9b36a',
  national: '#c9b98f',
  prefectural: '#d6d0c3',
  rail: '#85898e',
  airport: '#e0e2ea',
  runway: '#bfc4cf',
  text: '#2a2a2a',
  faint: '#555b60',
  halo: '#ffffff',
};

/**
 * The ground on which the sites stand. There is no `glyphs` entry on purpose: MapLibre then draws all text with the
 * device's own fonts, so no font server is needed.
 */
export function style(look: Look): StyleSpecification {
  const c = look.dark ? dark : light;
  return {
    version: 8,
    sources: { base: source(look.basemap) },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
      ...(look.basemap.kind === 'raster' ? [picture(look.dark)] : drawn(c, look)),
    ],
  };
}

function source({ kind, url }: Basemap): SourceSpecification {
  const whole = url.startsWith('/') ? location.origin + url : url;
  return kind === 'raster'
    ? { type: 'raster', tiles: [whole], tileSize: 256, maxzoom: 18 }
    : { type: 'vector', url: `pmtiles://${whole}` };
}

/** Tiles made elsewhere are dimmed at night instead of being left to glare. */
const picture = (night: boolean): LayerSpecification => ({
  id: 'picture',
  type: 'raster',
  source: 'base',
  paint: night ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.5, 'raster-contrast': 0.1 } : {},
});

type LinePaint = NonNullable<Extract<LayerSpecification, { type: 'line' }>['paint']>;

/** The layers of `command-center/basemap/README.md`; a city's own file that lacks one simply does not show it. */
function drawn(c: typeof dark, { language, hidden }: Look): LayerSpecification[] {
  const on = (group: LayerGroup | undefined) => (group && hidden.has(group) ? 'none' : 'visible');
  const grow = (at9: number, at14: number): ExpressionSpecification => [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    9,
    at9,
    14,
    at14,
  ];
  const is = (...classes: string[]): ExpressionSpecification => ['in', ['get', 'class'], ['literal', classes]];
  const area = (id: string, layer: string, colour: string, more: { group?: LayerGroup; classes?: string[] } = {}) =>
    ({
      id,
      type: 'fill',
      source: 'base',
      'source-layer': layer,
      ...(more.classes ? { filter: is(...more.classes) } : {}),
      layout: { visibility: on(more.group) },
      paint: { 'fill-color': colour },
    }) satisfies LayerSpecification;
  const line = (id: string, layer: string, group: LayerGroup, paint: LinePaint, classes?: string[], minzoom = 0) =>
    ({
      id,
      type: 'line',
      source: 'base',
      'source-layer': layer,
      minzoom,
      ...(classes ? { filter: is(...classes) } : {}),
      layout: { visibility: on(group), 'line-join': 'round', 'line-cap': paint['line-dasharray'] ? 'butt' : 'round' },
      paint,
    }) satisfies LayerSpecification;
  // Names come from layers of points: a name taken from an area would be repeated in every tile that the area touches.
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name_en'], ''] : ['get', 'name'];
  const text = (
    id: string,
    layer: string,
    group: LayerGroup,
    size: number,
    colour: string,
    more: { classes?: string[]; minzoom?: number; along?: boolean } = {},
  ) =>
    ({
      id,
      type: 'symbol',
      source: 'base',
      'source-layer': layer,
      minzoom: more.minzoom ?? 0,
      ...(more.classes ? { filter: is(...more.classes) } : {}),
      layout: {
        visibility: on(group),
        'text-field': name,
        'text-font': fonts,
        'text-size': size,
        'text-padding': 6,
        'text-max-width': 9,
        'symbol-placement': more.along ? 'line' : 'point',
        'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
        ...(more.along ? { 'text-letter-spacing': 0.1 } : {}),
      },
      paint: { 'text-color': colour, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
    }) satisfies LayerSpecification;
  return [
    area('land', 'land', c.land),
    area('lowland', 'relief', c.lowland, { classes: ['lowland'] }),
    area('hill', 'relief', c.hill, { classes: ['hill'] }),
    area('high', 'relief', c.high, { classes: ['high'] }),
    area('urban', 'relief', c.urban, { classes: ['urban'] }),
    area('airport', 'airport', c.airport, { group: 'transport', classes: ['area'] }),
    area('runway', 'airport', c.runway, { group: 'transport', classes: ['runway', 'taxiway'] }),
    area('water', 'water', c.water, { group: 'water' }),
    line('river', 'river', 'water', { 'line-color': c.water, 'line-width': riverWidth }),
    area('open-sea', 'sea', c.sea),
    line(
      'prefectural',
      'road',
      'transport',
      { 'line-color': c.prefectural, 'line-width': grow(0.5, 2.2) },
      ['prefectural'],
      10,
    ),
    line('national', 'road', 'transport', { 'line-color': c.national, 'line-width': grow(0.8, 3) }, ['national']),
    line('motorway', 'road', 'transport', { 'line-color': c.motorway, 'line-width': grow(1, 4) }, ['motorway']),
    line('rail', 'rail', 'transport', { 'line-color': c.rail, 'line-width': grow(0.8, 1.8) }, ['jr', 'private'], 9.5),
    line(
      'tram',
      'rail',
      'transport',
      { 'line-color': c.rail, 'line-width': 1, 'line-dasharray': [3, 2] },
      ['tram'],
      11,
    ),
    line('border', 'border', 'borders', { 'line-color': c.border, 'line-width': 1, 'line-dasharray': [5, 3] }, [
      'municipal',
    ]),
    line(
      'prefecture',
      'border',
      'borders',
      { 'line-color': c.border, 'line-width': 1.6, 'line-dasharray': [8, 3, 2, 3] },
      ['prefecture'],
    ),
    text('river-name', 'river', 'water', 12, c.waterName, { minzoom: 10.5, along: true }),
    text('sea-name', 'place', 'places', 13, c.waterName, { classes: ['sea', 'ocean'] }),
    text('hamlet-name', 'place', 'places', 11, c.faint, { classes: ['hamlet', 'peak'], minzoom: 12.5 }),
    text('station-name', 'station', 'transport', 11, c.faint, { minzoom: 12.5 }),
    text('spot-name', 'place', 'places', 11, c.faint, {
      classes: ['interchange', 'hospital', 'university', 'airport', 'hall'],
      minzoom: 12,
    }),
    text('town-name', 'place', 'places', 12, c.faint, { classes: ['town'], minzoom: 11.5 }),
    text('city-name', 'place', 'places', 15, c.text, { classes: ['city', 'village'] }),
  ];
}

/** As wide as the river is on the ground, but never too thin to be seen. */
const METRES_PER_PIXEL_AT_0 = 65_300; // at the latitude of Shikoku, with tiles of 512 pixels
const widthAt = (zoom: number, least: number): ExpressionSpecification => [
  'max',
  least,
  ['*', ['coalesce', ['get', 'metres'], 60], 2 ** zoom / METRES_PER_PIXEL_AT_0],
];
const riverWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  8,
  widthAt(8, 0.8),
  11,
  widthAt(11, 1.4),
  16,
  widthAt(16, 4),
];
