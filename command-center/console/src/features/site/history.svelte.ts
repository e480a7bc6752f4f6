import type { Api } from '../../lib/api/api';
import type { Level, Readings } from '../../lib/api/types';
import { append, pointOf, pointsOf, rangeMs, type Point, type Range } from './readings';

/** More points than this for one line are not worth sending: ten-minute values show the same. */
const MOST_POINTS = 12_000;

/** The past of one sensor over one range, read once and then carried on by what arrives live. */
export class History {
  points = $state.raw<readonly Point[]>([]);
  state = $state<'loading' | 'there' | 'failed'>('loading');
  resolution = $state<'raw' | '10m'>('raw');

  constructor(
    private readonly api: Api,
    private readonly site: string,
    private readonly sensor: string,
    private readonly range: Range,
    private readonly cadenceSeconds: number,
  ) {}

  async load(now: number, signal: AbortSignal): Promise<void> {
    const from = new Date(now - rangeMs[this.range]).toISOString();
    const to = new Date(now + 60_000).toISOString();
    const fine = rangeMs[this.range] / (this.cadenceSeconds * 1000) <= MOST_POINTS;
    const sensor = `/api/sites/${encodeURIComponent(this.site)}/sensors/${encodeURIComponent(this.sensor)}`;
    try {
      const ask = (resolution: string) =>
        this.api.get<Readings>(
          `${sensor}/readings?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&resolution=${resolution}`,
          signal,
        );
      let readings = await ask(fine ? 'auto' : '10m');
      if (readings.more) readings = await ask('10m'); // cut off: half a flood is worse than a coarse one
      if (signal.aborted) return;
      this.resolution = readings.resolution;
      this.points = pointsOf(readings);
      this.state = 'there';
    } catch {
      if (!signal.aborted) this.state = this.points.length === 0 ? 'failed' : 'there';
    }
  }

  carryOn(level: Level, now: number): void {
    const next = pointOf(level);
    if (next && this.state !== 'loading') this.points = append(this.points, next, now - rangeMs[this.range] * 1.2);
  }
}
