import { liveQuery } from 'dexie';
import type { Fact } from './db';
import { flush, waiting, type Send } from './outbox';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Keeps sending one account's facts while there are any; what the screen shows of them. One tab at a time sends. Once
 * stopped it never sends again: whoever logs in next is served by a new one.
 */
export class Sync {
  /** Every fact on this device, also other accounts'. */
  facts = $state.raw<readonly Fact[]>([]);
  sending = $state<string>();

  #wait = FIRST_WAIT_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #again = false;
  readonly #stop = new AbortController();

  constructor(
    private readonly by: string,
    private readonly send: Send,
  ) {}

  start(): () => void {
    const watch = liveQuery(waiting).subscribe((facts) => (this.facts = facts));
    const now = () => void this.now();
    const seen = () => {
      if (document.visibilityState === 'visible') now();
    };
    addEventListener('online', now);
    document.addEventListener('visibilitychange', seen);
    now();
    return () => {
      watch.unsubscribe();
      removeEventListener('online', now);
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(this.#timer);
      this.#stop.abort();
    };
  }

  /** Sends at once instead of at the next try. */
  async now(): Promise<void> {
    if (this.#stop.signal.aborted) return;
    clearTimeout(this.#timer);
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    const done = await alone(() => this.#flush());
    this.#busy = false;
    if (this.#stop.signal.aborted) return;
    if (this.#again) {
      this.#again = false;
      return this.now();
    }
    if (done) this.#wait = FIRST_WAIT_MS;
    else {
      this.#timer = setTimeout(() => void this.now(), this.#wait * (0.75 + Math.random() / 2));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    }
  }

  async #flush(): Promise<boolean> {
    try {
      const show = (fact: Fact, sending: boolean) => (this.sending = sending ? fact.id : undefined);
      await flush(this.by, this.send, show, this.#stop.signal);
      return true;
    } catch {
      return false; // whatever went wrong, the facts are still here and the screen says 未送信
    }
  }
}

/** Only one tab sends. Without a secure context there are no locks; two senders are then harmless, only wasteful. */
async function alone(work: () => Promise<boolean>): Promise<boolean> {
  if (!navigator.locks) return work();
  return navigator.locks.request('yagura-outbox', { ifAvailable: true }, (lock) => (lock ? work() : false));
}
