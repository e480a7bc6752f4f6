import { empty, fold, read, type Item, type LiveEvent, type LiveModel } from './model';
import { SseParser, type SseFrame } from './sse';

/** One topic as the page sees it: replaced as a whole, never changed in place. */
export class Topic<T extends Item> {
  items = $state.raw<ReadonlyMap<string, T>>(new Map());
  /** False until the first snapshot: an empty list and an unknown list are different things. */
  known = $state(false);
}

export type Connection = 'connecting' | 'open' | 'broken';

const SILENCE_BEFORE_RETRY_MS = 15_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * The one connection over which everything arrives. It resumes from the last event after a break, starts afresh when the
 * command center says so, and hands changes to the topics at most once per animation frame. It knows no feature.
 */
export class Live {
  connection = $state<Connection>('connecting');
  /** When anything was last heard, by this computer's clock; undefined before the first time. */
  heardAt = $state<number>();
  /** How far the command center's clock is ahead of this computer's. */
  clockAhead = $state(0);

  #model: LiveModel = empty;
  #pending: LiveEvent[] = [];
  #scheduled: (() => void) | undefined;
  readonly #topics = new Map<string, Topic<Item>>();

  constructor(
    private readonly url: string,
    private readonly onexpired: () => void,
  ) {}

  topic<T extends Item>(name: string): Topic<T> {
    const known = this.#topics.get(name) ?? new Topic<Item>();
    this.#topics.set(name, known);
    return known as unknown as Topic<T>;
  }

  /** Connects and stays connected until the returned function is called. */
  start(): () => void {
    const stop = new AbortController();
    void this.#stayConnected(stop.signal);
    return () => stop.abort();
  }

  async #stayConnected(stop: AbortSignal): Promise<void> {
    let wait = 500;
    while (!stop.aborted) {
      const before = this.heardAt;
      const outcome = await this.#listenOnce(stop);
      if (stop.aborted) return;
      this.connection = 'broken';
      if (outcome === 'expired') return this.onexpired();
      wait = this.heardAt === before ? Math.min(wait * 2, LONGEST_WAIT_MS) : 500;
      await pause(wait * (0.75 + Math.random() / 2), stop);
    }
  }

  async #listenOnce(stop: AbortSignal): Promise<'ended' | 'expired'> {
    const attempt = new AbortController();
    const signal = AbortSignal.any([stop, attempt.signal]);
    let watchdog = setTimeout(() => attempt.abort(), SILENCE_BEFORE_RETRY_MS);
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (this.#model.lastId !== undefined) headers['last-event-id'] = this.#model.lastId;
      const answer = await fetch(this.url, { headers, cache: 'no-store', credentials: 'same-origin', signal });
      if (answer.status === 401) return 'expired';
      if (!answer.ok || !answer.body) return 'ended';
      this.connection = 'open';
      const parser = new SseParser();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 'ended';
        clearTimeout(watchdog);
        watchdog = setTimeout(() => attempt.abort(), SILENCE_BEFORE_RETRY_MS);
        this.heardAt = Date.now();
        this.#take(parser.push(value));
      }
    } catch {
      return 'ended'; // a broken line is the normal case here: the loop above tries again and the bar says since when
    } finally {
      clearTimeout(watchdog);
      attempt.abort();
    }
  }

  #take(frames: readonly SseFrame[]): void {
    for (const frame of frames) {
      const event = read(frame);
      if (event?.type === 'beat') this.clockAhead = event.now - Date.now();
      if (event) this.#pending.push(event);
    }
    if (this.#scheduled !== undefined || this.#pending.length === 0) return;
    // A hidden tab gets no animation frames, but alarms must still sound there: the timer is for then.
    const frame = requestAnimationFrame(() => this.#publish());
    const timer = setTimeout(() => this.#publish(), 250);
    this.#scheduled = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  #publish(): void {
    this.#scheduled?.();
    this.#scheduled = undefined;
    const before = this.#model.topics;
    this.#model = fold(this.#model, this.#pending);
    this.#pending = [];
    for (const [name, items] of this.#model.topics) {
      if (before.get(name) === items) continue;
      const topic = this.topic(name);
      topic.items = items;
      topic.known = true;
    }
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', over);
      removeEventListener('online', over);
      done();
    };
    const timer = setTimeout(over, ms);
    stop.addEventListener('abort', over);
    addEventListener('online', over);
  });
}
