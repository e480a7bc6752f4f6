import { Alarms } from '../../features/alert/alarms.svelte';
import { Chronology } from '../../features/chronology/chronology.svelte';
import type { Device } from '../../features/device/device';
import { MapChoice } from '../../features/map/map.svelte';
import { lookOf } from '../../features/site/look';
import { metres, trendOf, type SiteView } from '../../features/site/sites';
import { Sites } from '../../features/site/sites.svelte';
import type { Api } from '../../lib/api/api';
import type { Camera, Operation, Session, SystemNotice } from '../../lib/api/types';
import { i18n } from '../../lib/i18n/i18n.svelte';
import { Live } from '../../lib/live/live.svelte';
import type { Mark } from '../../lib/map/marks';
import { Clock } from '../../lib/ui/clock.svelte';
import { belongs, byUrgency, isReal, mayAlarm } from './operations';
import { formatRoute, parseRoute, type Route, type Screen } from './route';

/** After so much silence the bar says since when nothing was heard, and no value may look fresh any more. */
export const SILENCE_MS = 10_000;

export type Panel = 'sites' | 'map' | 'chronology' | 'site';

/** One desk at headquarters: the connection, what it tells, and where this person looks. */
export class Hq {
  readonly live: Live;
  readonly clock: Clock;
  readonly sites: Sites;
  readonly log: Chronology;
  readonly alarms: Alarms;
  readonly map: MapChoice;

  route = $state.raw<Route>(parseRoute(location.search));
  /** The one panel that fills the screen, if any. */
  large = $state<Panel>();

  readonly #begun = Date.now();
  readonly #operations;
  readonly #notices;
  readonly #devices;
  readonly #cameras;

  /** When anything was last heard, by the command center's clock. */
  readonly heardAt = $derived.by(() =>
    this.live.heardAt === undefined ? undefined : this.live.heardAt + this.live.clockAhead,
  );
  /** True once nothing was heard for ten seconds, not even a beat. */
  readonly silent = $derived.by(
    () => this.clock.now - this.live.clockAhead - (this.live.heardAt ?? this.#begun) > SILENCE_MS,
  );
  readonly open = $derived.by<readonly Operation[]>(() => byUrgency(this.#operations.items.values()));
  /** The most urgent one unless the address names another. */
  readonly operation = $derived.by<Operation | undefined>(
    () => this.open.find((o) => o.id === this.route.operation) ?? this.open[0],
  );
  readonly exercise = $derived.by(() => this.operation?.kind === 'EXERCISE');
  /** Empty for whoever may not look at them. */
  readonly devices = $derived.by<ReadonlyMap<string, Device>>(() => this.#devices.items);
  readonly notices = $derived.by<ReadonlyMap<string, SystemNotice>>(() => this.#notices.items);
  readonly selected = $derived.by<SiteView | undefined>(() =>
    this.route.site === undefined ? undefined : this.sites.byId.get(this.route.site),
  );
  readonly siteNames = $derived.by<ReadonlyMap<string, string>>(
    () => new Map(this.sites.registered.map((s) => [s.id, i18n.name(s)])),
  );
  readonly marks = $derived.by<readonly Mark[]>(() =>
    this.sites.all.map((v) => ({
      id: v.id,
      lon: v.site.lon,
      lat: v.site.lat,
      stage: v.stage,
      look: lookOf(v),
      cut: v.cut,
      name: i18n.name(v.site),
      value: valueOnMap(v),
      alert: this.alarms.alarming.has(v.id),
      selected: v.id === this.route.site,
    })),
  );

  constructor(
    readonly api: Api,
    readonly session: Session,
    onexpired: () => void,
  ) {
    this.live = new Live('/api/live', onexpired);
    this.clock = new Clock(() => this.live.clockAhead);
    this.#operations = this.live.topic<Operation>('operations');
    this.#notices = this.live.topic<SystemNotice>('system');
    this.#devices = this.live.topic<Device>('devices');
    this.#cameras = this.live.topic<Camera>('cameras');
    this.sites = new Sites(
      this.live,
      () => this.silent,
      () => this.clock.now,
      (operation) => belongs(operation, this.operation, this.#operations.items),
    );
    this.log = new Chronology(this.live, api, session.account.name, () => this.operation);
    this.alarms = new Alarms(
      `yagura.alarms.${session.account.name}`,
      () => this.sites.everywhere.filter((v) => mayAlarm(v.site.operationId, this.operation, this.#operations.items)),
      () => this.sites.told,
    );
    this.map = new MapChoice(api);
  }

  /** To be called while the page is set up. */
  start(): void {
    $effect(() => this.clock.start());
    $effect(() => this.log.sync.start());
    this.alarms.start();
    void this.map.load();
    $effect(() => {
      const back = () => (this.route = parseRoute(location.search));
      addEventListener('popstate', back);
      return () => removeEventListener('popstate', back);
    });
  }

  go(screen: Screen): void {
    this.large = undefined;
    this.#move({ ...this.route, screen }, true);
  }
  camerasOf(site: string): readonly Camera[] {
    return [...this.#cameras.items.values()].filter((c) => c.site === site);
  }

  select(site: string | undefined): void {
    if (this.large === 'site' && site === undefined) this.large = undefined;
    this.#move({ ...this.route, site }, site !== undefined && this.route.site === undefined);
  }
  /** Is this site's alarm real while an exercise is on the screen? */
  breaksThrough(site: string): boolean {
    const operation = this.sites.everywhere.find((v) => v.id === site)?.site.operationId;
    return this.exercise && operation !== undefined && isReal(operation, this.#operations.items);
  }
  /** Goes to where the alarm is, out of the exercise if it is a real one. */
  attend(site: string): void {
    if (this.breaksThrough(site)) {
      const real = this.open.find((o) => o.kind === 'REAL');
      if (real) this.follow(real.id);
    }
    this.select(site);
  }
  look(at: NonNullable<Route['at']>): void {
    this.#move({ ...this.route, at }, false);
  }
  speak(language: 'ja' | 'en'): void {
    i18n.choose(language);
    this.#move({ ...this.route, language }, false);
  }
  follow(operation: string): void {
    this.#move({ ...this.route, operation }, true);
  }

  /** The way back leads over screens and opened things, not over every move of the map. */
  #move(route: Route, remember: boolean): void {
    this.route = route;
    const address = location.pathname + formatRoute(route);
    if (remember) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }
}

const arrows = { rising: ' ▲', falling: ' ▼', steady: '' } as const;

/** A silent site shows no number: what it last said is in its panel, with its age. */
function valueOnMap(v: SiteView): string {
  if (v.water?.value == null) return '';
  if (v.freshness === 'SILENT' || v.freshness === 'NEVER') return i18n.t.freshness[v.freshness];
  const trend = trendOf(v.water.ratePer10min);
  return `${metres(v.water.value)} m${trend ? arrows[trend] : ''}`;
}
