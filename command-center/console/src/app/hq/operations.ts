import type { Operation } from '../../lib/api/types';

const urgency = (o: Operation): number => (o.standing ? 2 : o.kind === 'REAL' ? 0 : 1);

/** A real operation comes before an exercise, both before the everyday watch, and the latest first. */
export const byUrgency = (operations: Iterable<Operation>): Operation[] =>
  [...operations]
    .filter((o) => o.closedAt === null)
    .sort((a, b) => urgency(a) - urgency(b) || b.openedAt.localeCompare(a.openedAt));

type Known = ReadonlyMap<string, Operation>;

/** What is not known to be an exercise is taken for real. */
export const isReal = (operation: string, known: Known): boolean => known.get(operation)?.kind !== 'EXERCISE';

/**
 * Exercise and reality never share a screen: an exercise shows what is its own, and every real operation shows all that
 * is real.
 */
export function belongs(operation: string, shown: Operation | undefined, known: Known): boolean {
  return shown?.kind === 'EXERCISE' ? operation === shown.id : isReal(operation, known);
}

/** A real alarm always breaks through an exercise; an exercise never disturbs what is real. */
export function mayAlarm(operation: string, shown: Operation | undefined, known: Known): boolean {
  return belongs(operation, shown, known) || isReal(operation, known);
}
