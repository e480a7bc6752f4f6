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
  land: '#1b2733',
  city: '#1f2c39',
  home: '#253443',
  line: '#7b8da0',
  water: '#2f6f9f',
  waterName: '#8fc1e8',
  road: '#4a5a69',
  major: '#6a7a88',
  rail: '#8d99a5',
  airport: '#33424f',
  text: '#e8eef4',
  faint: '#b7c4d0',
  halo: '#0b1420',
};
const light: typeof dark = {
  sea: '#cfe3f2',
  land: '#f4f2ec',
  city: '#f8f6f0',
  home: '#fffdf8',
  line: '#6b7280',
  water: '#6aa5d6',
  waterName: '#1d5a91',
  road: '#d4cfc2',
  major: '#c2b8a0',
  rail: '#8a8a8a',
  airport: '#e3e3ea',
  text: '#1a1a1a',
  faint: '#4d4d4d',
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

function drawn(c: typeof dark, { language, hidden }: Look): LayerSpecification[] {
  const shown = (group: LayerGroup) => (hidden.has(group) ? 'none' : 'visible');
  const grow = (at9: number, at14: number): ExpressionSpecification => [
    'interpolate',
    ['exponential', 1.4],
    ['zoom'],
    9,
    at9,
    14,
    at14,
  ];
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'name_en'], ['get', 'nameEn'], ''] : ['get', 'name'];
  const line = (
    id: string,
    layer: string,
    group: LayerGroup,
    paint: NonNullable<Extract<LayerSpecification, { type: 'line' }>['paint']>,
    minzoom = 0,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'base',
    'source-layer': layer,
    minzoom,
    layout: { visibility: shown(group), 'line-join': 'round', 'line-cap': 'round' },
    paint,
  });
  const fill = (id: string, layer: string, colour: string, group?: LayerGroup): LayerSpecification => ({
    id,
    type: 'fill',
    source: 'base',
    'source-layer': layer,
    ...(group ? { layout: { visibility: shown(group) } } : {}),
    paint: { 'fill-color': colour },
  });
  // Names come from layers of points: a name taken from an area would be repeated in every tile that the area touches.
  const text = (
    id: string,
    layer: string,
    group: LayerGroup,
    size: number,
    colour: string,
    more: { minzoom?: number; along?: boolean } = {},
  ): LayerSpecification => ({
    id,
    type: 'symbol',
    source: 'base',
    'source-layer': layer,
    minzoom: more.minzoom ?? 0,
    layout: {
      visibility: shown(group),
      'text-field': name,
      'text-font': fonts,
      'text-size': size,
      'symbol-placement': more.along ? 'line' : 'point',
      'text-padding': 6,
      ...(more.along ? { 'text-letter-spacing': 0.12 } : {}),
    },
    paint: { 'text-color': colour, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
  });
  return [
    fill('land', 'land', c.land),
    fill('city', 'city', c.city),
    fill('airport', 'airport', c.airport, 'transport'),
    fill('water', 'water', c.water, 'water'),
    line('river', 'river', 'water', { 'line-color': c.water, 'line-width': grow(1.2, 5) }),
    line('border', 'border', 'borders', {
      'line-color': c.line,
      'line-width': 1,
      'line-dasharray': [4, 3],
      'line-opacity': 0.7,
    }),
    line('road', 'road', 'transport', { 'line-color': c.road, 'line-width': grow(0.8, 3) }),
    line('rail', 'rail', 'transport', { 'line-color': c.rail, 'line-width': 1.2, 'line-dasharray': [6, 3] }, 9),
    text('river-name', 'river', 'water', 12, c.waterName, { minzoom: 10.5, along: true }),
    text('place-name', 'place', 'places', 14, c.faint),
  ];
}
