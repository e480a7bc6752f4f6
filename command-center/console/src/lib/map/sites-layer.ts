import type { LayerSpecification } from 'maplibre-gl';
import { fonts, type LayerGroup } from './basemap';

export const SITES = 'sites';

/** The sites above everything else. Marks come last: what is on top gets its place first, and labels give way to marks. */
export function siteLayers(dark: boolean, hidden: ReadonlySet<LayerGroup>): LayerSpecification[] {
  const marks = hidden.has('sites') ? 'none' : 'visible';
  const labels = hidden.has('sites') || hidden.has('values') ? 'none' : 'visible';
  return [
    {
      id: 'site-alert',
      type: 'circle',
      source: SITES,
      filter: ['get', 'alert'],
      layout: { visibility: marks },
      paint: {
        'circle-radius': 22,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': dark ? '#ffd43d' : '#8a4b00',
        'circle-stroke-width': 3,
        // Two steps a second instead of a fade: a fade would redraw the whole map without a pause.
        'circle-stroke-opacity-transition': { duration: 0 },
      },
    },
    {
      id: 'site-selected',
      type: 'circle',
      source: SITES,
      filter: ['get', 'selected'],
      layout: { visibility: marks },
      paint: {
        'circle-radius': 24,
        'circle-color': dark ? 'rgba(140,180,255,0.22)' : 'rgba(0,23,193,0.14)',
        'circle-stroke-color': dark ? '#8cb4ff' : '#0017c1',
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'site-label',
      type: 'symbol',
      source: SITES,
      layout: {
        visibility: labels,
        'text-field': ['get', 'label'],
        'text-font': fonts,
        'text-size': 13,
        'text-line-height': 1.25,
        // Just outside the box of the mark, or every label would give way to its own.
        // prettier-ignore
        'text-variable-anchor-offset': [
          'top', [0, 2.2], 'bottom', [0, -2.2], 'left', [1.9, 0], 'right', [-1.9, 0],
          'bottom-left', [-0.8, -2.2], 'bottom-right', [0.8, -2.2], 'top-left', [-0.8, 2.2], 'top-right', [0.8, 2.2],
        ],
        'text-padding': 0,
        'text-justify': 'auto',
        'text-max-width': 14,
        'symbol-sort-key': ['-', 0, ['get', 'order']], // the worst get their words first
      },
      paint: {
        'text-color': dark ? '#ffffff' : '#101010',
        'text-halo-color': dark ? '#0b1420' : '#ffffff',
        'text-halo-width': 1.8,
      },
    },
    {
      id: 'site-mark',
      type: 'symbol',
      source: SITES,
      layout: {
        visibility: marks,
        'icon-image': ['get', 'icon'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 10.5, 1],
        'icon-padding': 0,
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'symbol-sort-key': ['get', 'order'], // worst on top
      },
    },
  ];
}
