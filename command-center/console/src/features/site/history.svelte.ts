import type { Api } from '../../lib/api/api';
import type { Level, Readings } from '../../lib/api/types';
import { append, pointOf, pointsOf, rangeMs, type Point, type Range } from './readings';

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
  ) {}

  async load(now: number, signal: AbortSignal): Promise<void> {
    const from = new Date(now - rangeMs[this.range]).toISOString();
    const to = new Date(now + 60_000).toISOString();
    const sensor = `/api/sites/${encodeURIComponent(this.site)}/sensors/${encodeURIComponent(this.sensor)}`;
    try {
      const readings = await this.api.get<Readings>(
        `${sensor}/readings?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&resolution=auto`,
        signal,
      );
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
