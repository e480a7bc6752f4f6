import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

export type Language = 'ja' | 'en';

const fonts = ['BIZ UDPGothic', 'Hiragino Sans', 'Noto Sans CJK JP', 'Noto Sans JP', 'sans-serif'];

/** Calm greys: saturated colour is kept for levels. Water is the only hue. */
const palettes = {
  dark: {
    sea: '#0d1a26',
    land: '#1d2a33',
    lowland: '#26343f',
    high: '#18242c',
    water: '#2f5f82',
    motorway: '#66798a',
    national: '#566878',
    prefectural: '#43535f',
    casing: '#141d25',
    rail: '#7d8b98',
    airport: '#313f4a',
    runway: '#70818f',
    border: '#8497a8',
    text: '#dfe7ee',
    dim: '#a3b2bf',
    waterText: '#86b4d6',
    halo: '#111a22',
  },
  light: {
    sea: '#cadeec',
    land: '#e9e9e2',
    lowland: '#f8f7f2',
    high: '#dfe1d9',
    water: '#9cc4e0',
    motorway: '#a9a79f',
    national: '#bdbab1',
    prefectural: '#d3d0c7',
    casing: '#f8f7f2',
    rail: '#8a8a86',
    airport: '#dddcd5',
    runway: '#a6a59e',
    border: '#77767c',
    text: '#26292c',
    dim: '#55595c',
    waterText: '#2f6690',
    halo: '#fbfaf6',
  },
};
type Palette = (typeof palettes)['dark'];

/** No `glyphs` entry on purpose: MapLibre then draws all text with the device's own fonts, so no font server is needed. */
export function style(url: string, dark: boolean, language: Language): StyleSpecification {
  const c = palettes[dark ? 'dark' : 'light'];
  return {
    version: 8,
    sources: { base: { type: 'vector', url, attribution: '概略図（自作・CC0）測量には使えません' } },
    layers: [{ id: 'sea-ground', type: 'background', paint: { 'background-color': c.sea } }, ...ground(c), ...lines(c), ...names(c, language)],
  };
}

type Filter = ExpressionSpecification;
const base = <T extends LayerSpecification['type']>(type: T, id: string, layer: string, filter?: Filter) => ({
  id,
  type,
  source: 'base',
  'source-layer': layer,
  ...(filter && { filter }),
});
const classIs = (...names: string[]): Filter => ['in', ['get', 'class'], ['literal', names]];

/** Areas may reach beyond the coast (it is drawn once); the sea on top cuts them off. */
function ground(c: Palette): LayerSpecification[] {
  const fill = (id: string, layer: string, colour: string, filter?: Filter): LayerSpecification => ({
    ...base('fill', id, layer, filter),
    paint: { 'fill-color': colour },
  });
  return [
    fill('land', 'land', c.land),
    fill('high', 'relief', c.high, classIs('high')),
    fill('lowland', 'relief', c.lowland, classIs('lowland')),
    fill('hill', 'relief', c.land, classIs('hill')),
    fill('sea', 'sea', c.sea),
    fill('water', 'water', c.water),
  ];
}

/** Widths by zoom: [zoom, pixels] pairs. */
const width = (...stops: number[]): ExpressionSpecification => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops];

/** A river is as wide as on the ground (`metres`), and never thinner than a hair. Pixels double with each zoom. */
const riverWidth: ExpressionSpecification = [
  'interpolate',
  ['exponential', 2],
  ['zoom'],
  8,
  ['max', 0.5, ['*', ['get', 'metres'], 0.00393]],
  11,
  ['max', 0.9, ['*', ['get', 'metres'], 0.0314]],
  14,
  ['max', 1.6, ['*', ['get', 'metres'], 0.2514]],
  18,
  ['max', 4, ['*', ['get', 'metres'], 4.022]],
];

function lines(c: Palette): LayerSpecification[] {
  const line = (
    id: string,
    layer: string,
    colour: string,
    lineWidth: number | ExpressionSpecification,
    { filter, dash, minzoom = 0 }: { filter?: Filter; dash?: number[]; minzoom?: number } = {},
  ): LayerSpecification => ({
    ...base('line', id, layer, filter),
    minzoom,
    layout: dash ? {} : { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': lineWidth, ...(dash && { 'line-dasharray': dash }) },
  });
  const area = (id: string, colour: string, ...classes: string[]): LayerSpecification => ({
    ...base('fill', id, 'airport', classIs(...classes)),
    minzoom: 9,
    paint: { 'fill-color': colour },
  });
  return [
    line('river', 'river', c.water, riverWidth),
    area('airport', c.airport, 'area'),
    area('runway', c.runway, 'runway', 'taxiway'),
    line('prefectural', 'road', c.prefectural, width(10, 0.5, 12, 1.2, 14, 2.5, 17, 8), { filter: classIs('prefectural'), minzoom: 10 }),
    line('national', 'road', c.national, width(7, 0.6, 10, 1.3, 12, 2.2, 14, 4, 17, 12), { filter: classIs('national') }),
    line('motorway-casing', 'road', c.casing, width(9, 2.2, 12, 5, 14, 8, 17, 18), { filter: classIs('motorway'), minzoom: 9 }),
    line('motorway', 'road', c.motorway, width(7, 1, 10, 1.8, 12, 3, 14, 5.5, 17, 14), { filter: classIs('motorway') }),
    line('rail', 'rail', c.rail, width(8, 0.7, 12, 1.3, 14, 2), { filter: classIs('jr', 'private') }),
    line('rail-ties', 'rail', c.rail, width(10, 3, 12, 4, 14, 6), { filter: classIs('jr', 'private'), dash: [0.3, 2.4], minzoom: 10 }),
    line('tram', 'rail', c.rail, width(10, 0.5, 12, 0.9, 14, 1.4), { filter: classIs('tram'), minzoom: 10.5 }),
    line('border', 'border', c.border, width(8, 0.6, 12, 1.2, 15, 2), { filter: classIs('municipal'), dash: [4, 2, 1, 2], minzoom: 8 }),
    line('prefecture', 'border', c.border, width(6, 0.8, 10, 1.6, 14, 2.4), { filter: classIs('prefecture'), dash: [5, 2, 1, 2] }),
  ];
}

/** Names come from points and lines: a name taken from an area would be repeated in every tile that the area touches. */
function names(c: Palette, language: Language): LayerSpecification[] {
  const name: ExpressionSpecification =
    language === 'en' ? ['coalesce', ['get', 'nameEn'], ['get', 'name']] : ['get', 'name'];
  const paint = (colour: string) => ({ 'text-color': colour, 'text-halo-color': c.halo, 'text-halo-width': 1.4 });
  const text = (
    id: string,
    layer: string,
    size: number | ExpressionSpecification,
    colour: string,
    minzoom: number,
    { filter, along = false, field = name }: { filter?: Filter; along?: boolean; field?: ExpressionSpecification } = {},
  ): LayerSpecification => ({
    ...base('symbol', id, layer, filter),
    minzoom,
    layout: {
      'text-field': field,
      'text-font': fonts,
      'text-size': size,
      'text-padding': 4,
      'symbol-placement': along ? 'line' : 'point',
      'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
      ...(along && { 'symbol-spacing': 420 }),
    },
    paint: paint(colour),
  });
  const rank = (least: number, most: number): Filter => ['all', ['>=', ['get', 'rank'], least], ['<=', ['get', 'rank'], most]];
  return [
    text('road-name', 'road', 12, c.dim, 11, { along: true, filter: classIs('motorway', 'national'), field: name }),
    text('river-name', 'river', 12, c.waterText, 11, { along: true }),
    text('station-name', 'station', 12, c.dim, 12.5),
    text('hamlet-name', 'place', 12, c.dim, 13, { filter: rank(5, 9) }),
    text('town-name', 'place', 12.5, c.dim, 11.5, { filter: rank(4, 4) }),
    text('small-city-name', 'place', 13, c.dim, 9, { filter: rank(3, 3) }),
    text('city-name', 'place', width(8, 13, 11, 16, 14, 20), c.text, 7, { filter: rank(1, 2) }),
  ];
}
