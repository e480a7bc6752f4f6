import { firstSilentFirst } from './endurance';
import type { Level, Site, Station } from '../../lib/api/types';
import type { Live, Topic } from '../../lib/live/live.svelte';
import {
  concerns,
  inOrderOfKana,
  viewOf,
  worstFirst,
  worstStage,
  type Concern,
  type LinkState,
  type SiteView,
} from './sites';

const heard: LinkState = { silent: false, now: 0 };

/** All sites as the screen shows them, from the topics `sites`, `levels` and `stations`. */
export class Sites {
  /** Only these are listed, when somebody has clicked a count. */
  only = $state<Concern>();

  readonly #sites: Topic<Site>;
  readonly #levels: Topic<Level>;
  readonly #stations: Topic<Station>;
  readonly #link = $derived.by<LinkState>(() => (this.linkSilent() ? { silent: true, now: this.now() } : heard));

  readonly known = $derived.by(() => this.#sites.known);
  /** Everything about them has been told once; before that a count of 0 would be a guess. */
  readonly told = $derived.by(() => this.#sites.known && this.#levels.known && this.#stations.known);
  /** In the order of kana, for menus; it changes with the registry and not with every reading. */
  readonly registered = $derived.by<readonly Site[]>(() => inOrderOfKana(this.#sites.items.values()));
  /** Of every operation: an alarm must reach people whatever they look at. */
  readonly everywhere = $derived.by<readonly SiteView[]>(() =>
    worstFirst(
      [...this.#sites.items.values()].map((site) =>
        viewOf(site, this.#levels.items, this.#stations.items.get(site.id), this.#link),
      ),
    ),
  );
  readonly all = $derived.by<readonly SiteView[]>(() =>
    this.everywhere.filter((v) => this.belongs(v.site.operationId)),
  );
  readonly byId = $derived.by<ReadonlyMap<string, SiteView>>(() => new Map(this.all.map((v) => [v.id, v])));
  readonly listed = $derived.by<readonly SiteView[]>(() =>
    this.only === 'power'
      ? firstSilentFirst(this.all.filter(concerns.power))
      : this.only
        ? this.all.filter(concerns[this.only])
        : this.all,
  );
  readonly worst = $derived(this.told ? worstStage(this.all) : null);
  readonly counts = $derived.by<Readonly<Record<Concern, number>>>(() => ({
    silent: this.all.filter(concerns.silent).length,
    late: this.all.filter(concerns.late).length,
    power: this.all.filter(concerns.power).length,
    never: this.all.filter(concerns.never).length,
  }));

  constructor(
    live: Live,
    private readonly linkSilent: () => boolean,
    private readonly now: () => number,
    private readonly belongs: (operation: string) => boolean,
  ) {
    this.#sites = live.topic<Site>('sites');
    this.#levels = live.topic<Level>('levels');
    this.#stations = live.topic<Station>('stations');
  }

  /** The site before or after another one in the list as it stands; the first one when none is given. */
  beside(id: string | undefined, step: 1 | -1): string | undefined {
    const list = this.listed;
    const at = list.findIndex((v) => v.id === id);
    if (at < 0) return list[0]?.id;
    return list[Math.min(list.length - 1, Math.max(0, at + step))]?.id;
  }
}
