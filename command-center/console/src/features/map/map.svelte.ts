import type { Api } from '../../lib/api/api';
import type { Basemap, MapSettings } from '../../lib/api/types';
import { layerGroups, type LayerGroup } from '../../lib/map/basemap';

const bundled: Basemap = {
  id: 'bundled',
  label: '内蔵の地図',
  labelEn: 'Bundled map',
  kind: 'pmtiles',
  url: '/map/basemap.pmtiles',
  attribution: '',
  attributionEn: '',
  isDefault: true,
};
const HIDDEN = 'yagura.map.hidden';
const CHOSEN = 'yagura.map.basemap';

/** What stands on the map and on which ground. Nothing leaves this origin unless someone chose a map that says so. */
export class MapChoice {
  settings = $state.raw<MapSettings>();
  hidden = $state.raw<ReadonlySet<LayerGroup>>(readHidden());
  #chosen = $state(localStorage.getItem(CHOSEN));

  readonly basemap = $derived.by<Basemap>(() => {
    const all = this.settings?.basemaps ?? [];
    return all.find((b) => b.id === this.#chosen) ?? all.find((b) => b.isDefault) ?? all[0] ?? bundled;
  });
  readonly fromOutside = $derived(/^https?:/.test(this.basemap.url) && !this.basemap.url.startsWith(location.origin));

  constructor(private readonly api: Api) {}

  async load(): Promise<void> {
    try {
      this.settings = read(await this.api.get<MapSettings>('/api/map'));
    } catch {
      // Without the settings the sites still stand on the bundled map; the connection state tells the rest.
      this.settings = { basemaps: [bundled], center: [133.64, 33.56], zoom: 11.4 };
    }
  }

  choose(id: string): void {
    this.#chosen = id;
    localStorage.setItem(CHOSEN, id);
  }

  toggle(group: LayerGroup | undefined): void {
    if (group === undefined) return;
    const next = new Set(this.hidden);
    if (!next.delete(group)) next.add(group);
    this.hidden = next;
    localStorage.setItem(HIDDEN, JSON.stringify([...next]));
  }
}

/** Written in whatever case the command center writes its words in. */
function read(settings: MapSettings): MapSettings {
  return {
    ...settings,
    basemaps: settings.basemaps.map((b) => ({ ...b, kind: b.kind.toLowerCase() as Basemap['kind'] })),
  };
}

function readHidden(): ReadonlySet<LayerGroup> {
  try {
    const names = JSON.parse(localStorage.getItem(HIDDEN) ?? '[]') as readonly string[];
    return new Set(layerGroups.filter((g) => names.includes(g)));
  } catch {
    return new Set();
  }
}
