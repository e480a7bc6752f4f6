import type { Api } from '../../lib/api/api';
import { Problem } from '../../lib/api/problem';
import type { ChronologyEntry, Operation } from '../../lib/api/types';
import type { Live, Topic } from '../../lib/live/live.svelte';
import type { Fact } from '../../lib/offline/db';
import { discard, record, type Outcome } from '../../lib/offline/outbox';
import { Sync } from '../../lib/offline/sync.svelte';
import { everything, gapUnder, newestFirst, type Filter } from './entries';

/** A line as an operator wrote it. */
export interface Note {
  text: string;
  /** The operation it was written in; an exercise's line stays one, however late it is sent. */
  operation: string;
  occurredAt?: string;
}
const KIND = 'chronology';
const PAGE = 200;

/** The chronology of one operation: what the command center has told, and what still waits on this device. */
export class Chronology {
  filter = $state<Filter>({ ...everything });
  /** How many lines are drawn; more are drawn when someone reads further back. */
  drawn = $state(PAGE);
  #older = $state.raw<ReadonlyMap<string, ChronologyEntry>>(new Map());
  /** The operations that were read back to their first line. */
  #ends = $state.raw<ReadonlySet<string>>(new Set());
  loading = $state(false);
  /** Why reading back did not work the last time. */
  trouble = $state.raw<Problem>();

  readonly sync: Sync;
  readonly #topic: Topic<ChronologyEntry>;
  readonly #all = $derived.by(() => new Map([...this.#older, ...this.#topic.items]));
  readonly known = $derived.by(() => this.#topic.known);
  readonly matching = $derived.by(() => newestFirst(this.#all.values(), this.operation()?.id, this.filter));
  readonly shown = $derived(this.matching.slice(0, this.drawn));
  /** Every line of the operation that is here, whatever the filter says. */
  readonly #whole = $derived.by(() => newestFirst(this.#all.values(), this.operation()?.id, everything));
  /** The number under which lines are missing; after a long break the newest do not reach down to what was read before. */
  readonly gapUnder = $derived(gapUnder(this.#whole));
  readonly complete = $derived.by(() => {
    const id = this.operation()?.id;
    const atEnd = (id !== undefined && this.#ends.has(id)) || this.#whole.at(-1)?.number === 1;
    return atEnd && this.drawn >= this.matching.length;
  });
  /** Facts of this account that the chronology does not tell yet. */
  readonly mine = $derived.by(() =>
    this.sync.facts.filter((f) => f.kind === KIND && f.by === this.account && !this.#all.has(f.id)),
  );
  readonly others = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const f of this.sync.facts) if (f.by !== this.account) counts.set(f.by, (counts.get(f.by) ?? 0) + 1);
    return [...counts];
  });
  readonly unsent = $derived(this.mine.filter((f) => !f.refused));

  constructor(
    live: Live,
    private readonly api: Api,
    private readonly account: string,
    private readonly operation: () => Operation | undefined,
  ) {
    this.#topic = live.topic<ChronologyEntry>('chronology');
    this.sync = new Sync(account, (fact, stop) => this.#send(fact, stop));
  }

  /** Newest first, of one site, whatever the filter says. */
  of(site: string, limit: number): ChronologyEntry[] {
    return newestFirst(this.#all.values(), this.operation()?.id, { site, important: false }).slice(0, limit);
  }

  search(match: (e: ChronologyEntry) => boolean, limit: number): ChronologyEntry[] {
    return this.#whole.filter(match).slice(0, limit);
  }

  /** Stored on this device first; only then may the field be emptied for good. */
  async write(note: Note, now: number): Promise<void> {
    await record(KIND, note, this.account, now);
    void this.sync.now();
  }

  async discard(id: string): Promise<void> {
    await discard(id);
  }

  /** Draws more of what is here, and asks for what is not. */
  async readOn(): Promise<void> {
    if (this.drawn < this.matching.length) {
      this.drawn += PAGE;
      return;
    }
    if (await this.#read(this.#whole.at(-1)?.number)) this.drawn += PAGE;
  }

  /** Asks for the lines that are missing in the middle. */
  async bridge(): Promise<void> {
    await this.#read(this.gapUnder);
  }

  async #read(number: number | undefined): Promise<boolean> {
    const operation = this.operation();
    if (!operation || this.loading) return false;
    this.loading = true;
    this.trouble = undefined;
    try {
      const before = number === undefined ? '' : `&before=${number}`;
      const path = `/api/chronology?operation=${encodeURIComponent(operation.id)}${before}&limit=${PAGE}`;
      const { entries, more } = await this.api.get<{ entries: readonly ChronologyEntry[]; more: boolean }>(path);
      this.#older = new Map([...this.#older, ...entries.map((e) => [e.id, e] as const)]);
      if (!more) this.#ends = new Set([...this.#ends, operation.id]);
      return true;
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      this.trouble = e;
      return false;
    } finally {
      this.loading = false;
    }
  }

  async #send(fact: Fact, stop: AbortSignal): Promise<Outcome> {
    // The command center writes the session's account beside the line.
    if (this.api.account !== fact.by) throw new Error(`The session is not ${fact.by}'s`);
    try {
      const note = fact.body as Note;
      // A line that had to wait happened when it was written, not when it arrives.
      const occurredAt = note.occurredAt ?? new Date(fact.at).toISOString();
      await this.api.call<unknown>('POST', '/api/chronology', { id: fact.id, ...note, occurredAt }, stop);
      return { kind: 'stored' };
    } catch (e) {
      if (!(e instanceof Problem) || e.temporary || isAboutSession(e)) throw e;
      return { kind: 'refused', refusal: { code: e.code, ja: e.ja, en: e.en } };
    }
  }
}

/** A lost session is not a refusal: the fact goes again after the next login. */
const isAboutSession = (p: Problem): boolean => p.status === 401 || (p.status === 403 && p.code.includes('csrf'));
