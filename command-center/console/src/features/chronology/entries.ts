import type { ChronologyEntry } from '../../lib/api/types';

export interface Filter {
  site: string | undefined;
  important: boolean;
}

export const everything: Filter = { site: undefined, important: false };

/** Newest first, by the order in which the journal took them: a line never appears in the middle of what is read. */
export function newestFirst(
  entries: Iterable<ChronologyEntry>,
  operation: string | undefined,
  filter: Filter,
): ChronologyEntry[] {
  const kept: ChronologyEntry[] = [];
  for (const e of entries) {
    if (operation !== undefined && e.operationId !== operation) continue;
    if (filter.important && !e.important) continue;
    if (filter.site !== undefined && e.site !== filter.site) continue;
    kept.push(e);
  }
  return kept.sort((a, b) => b.number - a.number);
}

/**
 * The number under which the first lines are missing, of all lines of one operation, newest first: the journal numbers
 * them 1, 2, 3 … without a gap.
 */
export function gapUnder(newest: readonly ChronologyEntry[]): number | undefined {
  return newest.find((e, i) => e.number - (newest[i + 1]?.number ?? e.number) > 1)?.number;
}

const WORTH_TELLING_MS = 60_000;

/** Two times are shown when an entry was written down noticeably later (or, with a wrong clock, earlier) than it happened. */
export const hasTwoTimes = (e: ChronologyEntry): boolean =>
  Math.abs(Date.parse(e.recordedAt) - Date.parse(e.occurredAt)) >= WORTH_TELLING_MS;

export const isWritten = (e: ChronologyEntry): boolean => e.kind === 'chronology.noted';
