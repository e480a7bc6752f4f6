import type { Freshness, Level, Sensor, Site, Stage, Station, Thresholds } from '../../lib/api/types';

/** Everything known about one site, put together from the topics `sites`, `levels` and `stations`. */
export interface SiteView {
  readonly id: string;
  readonly site: Site;
  readonly gauge: Sensor | undefined;
  readonly water: Level | undefined;
  readonly rain: Level | undefined;
  readonly temperature: Level | undefined;
  readonly station: Station | undefined;
  /** Whether the tower is connected to the command center; undefined where nobody can know. */
  readonly online: boolean | undefined;
  /** null: there is a gauge, but nothing is known; undefined: there is no gauge. Never 0 for "unknown". */
  readonly stage: Stage | null | undefined;
  readonly freshness: Freshness;
  /** Runs without mains power. */
  readonly cut: boolean;
}

/** The command center has not been heard for long enough that its word on freshness is itself stale. */
export interface LinkState {
  readonly silent: boolean;
  readonly now: number;
}

const bad: readonly Freshness[] = ['LIVE', 'BACKFILLED', 'LATE', 'SILENT', 'NEVER'];
const worse = (a: Freshness, b: Freshness): Freshness => (bad.indexOf(a) >= bad.indexOf(b) ? a : b);

/**
 * The command center tells how fresh a value is. While it is not heard itself, nothing may go on looking live: then the
 * age decides, by the same rule (late after two cadences, silent after six).
 */
export function freshnessOf(
  told: Freshness,
  observedAt: string | null,
  cadenceSeconds: number,
  link: LinkState,
): Freshness {
  if (!link.silent || told === 'NEVER' || observedAt === null) return told;
  const cadences = (link.now - Date.parse(observedAt)) / 1000 / cadenceSeconds;
  return worse(told, cadences > 6 ? 'SILENT' : cadences > 2 ? 'LATE' : 'LIVE');
}

export function viewOf(
  site: Site,
  levels: ReadonlyMap<string, Level>,
  station: Station | undefined,
  link: LinkState,
): SiteView {
  const sensor = (kind: Sensor['kind']) => site.sensors.find((s) => s.kind === kind);
  const levelOf = (s: Sensor | undefined) => (s ? levels.get(`${site.id}/${s.id}`) : undefined);
  const cadence = Math.max(site.cadenceSeconds, station?.speaksEverySeconds ?? 0);
  const aged = (l: Level | undefined) =>
    l && link.silent ? { ...l, freshness: freshnessOf(l.freshness, l.observedAt, cadence, link) } : l;
  const gauge = sensor('WATER_LEVEL');
  const water = aged(levelOf(gauge));
  const heard = freshnessOf(station?.freshness ?? 'NEVER', station?.lastHeardAt ?? null, cadence, link);
  const measured = water?.freshness ?? heard;
  return {
    id: site.id,
    site,
    gauge,
    water,
    rain: aged(levelOf(sensor('RAIN'))),
    temperature: aged(levelOf(sensor('TEMPERATURE'))),
    station,
    online: link.silent ? undefined : station?.online,
    stage: station?.stage ?? water?.stage ?? (gauge ? null : undefined),
    freshness: gauge && !water ? 'NEVER' : heard === 'SILENT' ? worse(heard, measured) : measured,
    cut: station?.power !== undefined && station.power !== null && station.power !== 'MAINS',
  };
}

/** Which sites a count in the bar stands for. */
export type Concern = 'silent' | 'late' | 'power' | 'never';

export const concerns: Readonly<Record<Concern, (v: SiteView) => boolean>> = {
  silent: (v) => v.freshness === 'SILENT',
  late: (v) => v.freshness === 'LATE',
  power: (v) => v.cut,
  never: (v) => v.freshness === 'NEVER',
};

const kana = new Intl.Collator('ja');

export const inOrderOfKana = (sites: Iterable<Site>): Site[] => [...sites].sort((a, b) => kana.compare(a.kana, b.kana));

/** The worst first: by stage, then by what we cannot see, then by how fast it rises, then in the order of kana. */
export function worstFirst(views: readonly SiteView[]): SiteView[] {
  const trouble = (v: SiteView) => bad.indexOf(v.freshness) + (v.station?.power === 'DOWN' ? 1 : 0);
  return [...views].sort(
    (a, b) =>
      (b.stage ?? -1) - (a.stage ?? -1) ||
      trouble(b) - trouble(a) ||
      (b.water?.ratePer10min ?? 0) - (a.water?.ratePer10min ?? 0) ||
      kana.compare(a.site.kana, b.site.kana) ||
      a.id.localeCompare(b.id),
  );
}

/** null: no gauge has told anything, which is something else than no stage. */
export const worstStage = (views: readonly SiteView[]): Stage | null =>
  views.reduce<Stage | null>((worst, v) => (v.stage != null && v.stage >= (worst ?? 0) ? v.stage : worst), null);

export const metres = (millimetres: number): string => (millimetres / 1000).toFixed(2);

/** A change of level with its sign; a change that rounds to nothing has none. */
export function signedMetres(millimetres: number): string {
  const text = metres(Math.abs(millimetres));
  return text === '0.00' ? '±0.00' : `${millimetres > 0 ? '+' : '−'}${text}`;
}

export type Trend = 'rising' | 'falling' | 'steady';
const STEADY_BELOW_MM = 5;

export function trendOf(ratePer10min: number | null | undefined): Trend | undefined {
  if (ratePer10min === null || ratePer10min === undefined) return undefined;
  return Math.abs(ratePer10min) < STEADY_BELOW_MM ? 'steady' : ratePer10min > 0 ? 'rising' : 'falling';
}

export interface Line {
  readonly stage: 1 | 2 | 3 | 4;
  readonly millimetres: number;
}

/** The thresholds that this gauge has, lowest first. */
export function linesOf(thresholds: Thresholds | null | undefined): Line[] {
  if (!thresholds) return [];
  const { standby, caution, evacuation, danger } = thresholds;
  return [standby, caution, evacuation, danger].flatMap((millimetres, i) =>
    millimetres === null ? [] : [{ stage: (i + 1) as Line['stage'], millimetres }],
  );
}

/** What was measured waits for ten minutes as a matter of course; what waits for longer has a link in trouble. */
const NORMAL_WAIT_MS = 15 * 60_000;

/** Whether so much waits at the tower that its link must be in trouble; judged by when the tower counted it. */
export function isBehind(station: Station | undefined): boolean {
  if (station?.oldestWaiting == null || station.waitingAt == null) return false;
  return Date.parse(station.waitingAt) - Date.parse(station.oldestWaiting) > NORMAL_WAIT_MS;
}

export interface Ahead {
  readonly line: Line;
  readonly missing: number;
  /** Seconds until the line is reached if it goes on rising like this. Advice only, and only when it rises. */
  readonly seconds: number | undefined;
}

/** The next threshold above the water. */
export function nextLine(level: number, ratePer10min: number | null, lines: readonly Line[]): Ahead | undefined {
  const line = lines.find((l) => l.millimetres > level);
  if (!line) return undefined;
  const missing = line.millimetres - level;
  const rising = trendOf(ratePer10min) === 'rising' && ratePer10min !== null;
  return { line, missing, seconds: rising ? (missing / ratePer10min) * 600 : undefined };
}
