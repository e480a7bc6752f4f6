import type { Bearer } from '../../lib/api/types';

/** As carriers count: a megabyte is a million bytes. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1_000_000;
  return `${mb < 10 ? mb.toFixed(2) : mb < 100 ? mb.toFixed(1) : mb.toFixed(0)} MB`;
}

/** What part of its daily budget a bearer has spent, from 0 to 1; undefined where nobody counts. */
export const spentOf = (bearer: Bearer): number | undefined =>
  bearer.dailyBudget === null ? undefined : Math.min(1, bearer.today / bearer.dailyBudget);
