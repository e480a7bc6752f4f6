import type { Language } from '../../lib/i18n/time';

export const screens = ['map', 'sites', 'chronology'] as const;
export type Screen = (typeof screens)[number];
export const icons = { map: 'map', sites: 'list', chronology: 'log' } as const satisfies Record<Screen, string>;

/** What the address says: all that one would want to send to a colleague. */
export interface Route {
  screen: Screen;
  site: string | undefined;
  language: Language | undefined;
  operation: string | undefined;
  at: { lon: number; lat: number; zoom: number } | undefined;
}

export function parseRoute(search: string): Route {
  const q = new URLSearchParams(search);
  const at = (q.get('at') ?? '').split('/').map(Number);
  const [zoom, lat, lon] = at;
  const lang = q.get('lang');
  return {
    screen: screens.find((s) => s === q.get('view')) ?? 'map',
    site: q.get('site') ?? undefined,
    language: lang === 'ja' || lang === 'en' ? lang : undefined,
    operation: q.get('op') ?? undefined,
    at:
      at.length === 3 && zoom !== undefined && lat !== undefined && lon !== undefined && at.every(Number.isFinite)
        ? { zoom, lat, lon }
        : undefined,
  };
}

export function formatRoute(r: Route): string {
  const parts: string[] = [];
  const say = (key: string, value: string | undefined) => {
    if (value !== undefined) parts.push(`${key}=${encodeURIComponent(value).replaceAll('%2F', '/')}`);
  };
  say('view', r.screen === 'map' ? undefined : r.screen);
  say('site', r.site);
  say('op', r.operation);
  say('at', r.at && [r.at.zoom.toFixed(2), r.at.lat.toFixed(5), r.at.lon.toFixed(5)].join('/'));
  say('lang', r.language);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}
