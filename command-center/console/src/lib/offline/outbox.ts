import { uuid7 } from '../ui/uuid7';
import { db, type Fact, type Refusal } from './db';

/** What came of sending one fact. A duplicate is as good as stored: it had arrived before, only the answer was lost. */
export type Outcome = { kind: 'stored' } | { kind: 'refused'; refusal: Refusal };
/** Throws when nothing is known about the outcome; the same fact then goes again. */
export type Send = (fact: Fact, stop: AbortSignal) => Promise<Outcome>;

export async function record(kind: string, body: unknown, by: string, now: number): Promise<Fact> {
  const fact: Fact = { id: uuid7(now), kind, at: now, by, body };
  await db.facts.add(fact);
  return fact;
}

export const waiting = (): Promise<Fact[]> => db.facts.orderBy('at').toArray();

export async function discard(id: string): Promise<void> {
  await db.facts.delete(id);
}

/**
 * Sends what one account has waiting, oldest first. A fact leaves only when the command center has answered for it; an
 * answer that never arrives means that the same fact goes again, and its id makes the second arrival harmless. Once
 * stopped it begins no further fact: the next session on this page may be somebody else's.
 */
export async function flush(
  by: string,
  send: Send,
  onsend: (fact: Fact, sending: boolean) => void,
  stop: AbortSignal,
): Promise<void> {
  for (const fact of await db.facts.where('by').equals(by).sortBy('at')) {
    if (stop.aborted) return;
    if (fact.refused) continue;
    onsend(fact, true);
    try {
      const outcome = await send(fact, stop);
      if (outcome.kind === 'refused') await db.facts.update(fact.id, { refused: outcome.refusal });
      else await db.facts.delete(fact.id);
    } finally {
      onsend(fact, false);
    }
  }
}
