import type { Api } from '../../lib/api/api';
import { Problem } from '../../lib/api/problem';
import type { Camera, Picture } from '../../lib/api/types';
import { STRIP_MS } from './pictures';

/** The pictures of one camera of one site, and the wish for another one. */
export class Pictures {
  all = $state.raw<readonly Picture[]>([]);
  state = $state<'loading' | 'there' | 'failed'>('loading');
  refused = $state.raw<Problem>();
  asking = $state(false);

  constructor(
    private readonly api: Api,
    private readonly site: string,
    private readonly camera: string,
  ) {}

  /** Around the newest one: a tower that fell silent yesterday shows what came before. */
  async load(newestAt: number, signal: AbortSignal): Promise<void> {
    const from = new Date(newestAt - STRIP_MS).toISOString();
    const to = new Date(newestAt + 1).toISOString();
    const query = `from=${from}&to=${to}&camera=${encodeURIComponent(this.camera)}&limit=200`;
    try {
      const path = `/api/sites/${encodeURIComponent(this.site)}/pictures?${query}`;
      const strip = await this.api.get<{ pictures: readonly Picture[] }>(path, signal);
      if (signal.aborted) return;
      this.all = strip.pictures;
      this.state = 'there';
    } catch {
      if (!signal.aborted) this.state = this.all.length === 0 ? 'failed' : 'there';
    }
  }

  async ask(): Promise<void> {
    this.asking = true;
    this.refused = undefined;
    const path = `/api/sites/${encodeURIComponent(this.site)}/cameras/${encodeURIComponent(this.camera)}/wishes`;
    try {
      await this.api.call<Camera>('POST', path, {});
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      this.refused = e;
    } finally {
      this.asking = false;
    }
  }
}
