import { expect, test } from 'vitest';
import { chance } from '../../test/builders';
import { empty, fold, read, type Item, type LiveEvent, type LiveModel } from './model';

const snapshot = (topic: string, items: readonly Item[]): LiveEvent => ({ type: 'snapshot', topic, items });
const change = (id: string, topic: string, put: readonly Item[], remove: readonly string[] = []): LiveEvent => ({
  type: 'change',
  id,
  topic,
  put,
  remove,
});
const contents = (model: LiveModel) =>
  Object.fromEntries([...model.topics].map(([topic, items]) => [topic, Object.fromEntries(items)]));

test('a snapshot replaces its topic as a whole and leaves the others alone', () => {
  const before = fold(empty, [snapshot('sites', [{ id: 'a' }]), snapshot('levels', [{ id: 'a/wl' }])]);
  const after = fold(before, [snapshot('sites', [{ id: 'b' }])]);
  expect(contents(after)).toEqual({ sites: { b: { id: 'b' } }, levels: { 'a/wl': { id: 'a/wl' } } });
  expect(after.topics.get('levels')).toBe(before.topics.get('levels'));
});
test('a change never turns the clock of an item back', () => {
  const model = fold(empty, [
    snapshot('levels', [{ id: 'a', version: 5 }]),
    change('n-1', 'levels', [{ id: 'a', version: 4 }]),
  ]);
  expect(model.topics.get('levels')?.get('a')?.version).toBe(5);
});
test('half a snapshot is no place to resume from', () => {
  const half = fold(empty, [snapshot('sites', [])]);
  expect(half.lastId).toBeUndefined();
  expect(fold(half, [{ type: 'beat', id: 'n-7', now: 0 }]).lastId).toBe('n-7');
});
test('after a reset the old picture stays until its snapshot comes, but nothing is resumed', () => {
  const model = fold(empty, [snapshot('sites', [{ id: 'a' }]), change('n-1', 'sites', []), { type: 'reset' }]);
  expect(model.lastId).toBeUndefined();
  expect(model.topics.get('sites')?.has('a')).toBe(true);
});
test('events that a newer command center has added are passed over', () => {
  expect(read({ id: undefined, event: 'weather', data: '{}' })).toBeUndefined();
});

/** A command center in a nutshell: numbered changes, a short memory, and clients that lose their connection. */
class Server {
  readonly state = new Map<string, Map<string, Item>>([
    ['sites', new Map()],
    ['levels', new Map()],
  ]);
  readonly recent: { n: number; event: LiveEvent }[] = [];
  n = 0;
  #version = 0;

  step(pick: (below: number) => number): LiveEvent {
    const topic = pick(2) === 0 ? 'sites' : 'levels';
    const items = this.state.get(topic) as Map<string, Item>;
    const id = `i-${pick(6)}`;
    const remove = pick(4) === 0 && items.delete(id) ? [id] : [];
    const put = remove.length === 0 ? [{ id, version: ++this.#version, value: pick(100) }] : [];
    for (const item of put) items.set(item.id, item);
    const event = change(`n-${++this.n}`, topic, put, remove);
    this.recent.push({ n: this.n, event });
    if (this.recent.length > 8) this.recent.shift();
    return event;
  }

  connect(lastId: string | undefined): LiveEvent[] {
    const last = lastId === undefined ? undefined : Number(lastId.slice(2));
    const first = this.recent[0]?.n ?? this.n + 1;
    if (last !== undefined && last + 1 >= first) return this.recent.filter((r) => r.n > last).map((r) => r.event);
    return [
      { type: 'reset' },
      ...[...this.state].map(([topic, items]) => snapshot(topic, [...items.values()])),
      { type: 'beat', id: `n-${this.n}`, now: 0 },
    ];
  }
}

test('a page that lost its connection any number of times shows the same as a fresh one', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const pick = chance(seed);
    const server = new Server();
    let page = fold(empty, server.connect(undefined));
    let connected = true;
    let batch: LiveEvent[] = [];
    for (let i = 0; i < 120; i++) {
      const event = server.step(pick);
      if (connected) batch.push(event);
      if (pick(3) === 0) {
        page = fold(page, batch);
        batch = [];
      }
      if (connected && pick(10) === 0) {
        // Cut in the middle of whatever is arriving: the events of this batch that had come in are kept.
        page = fold(page, batch.slice(0, pick(batch.length + 1)));
        batch = [];
        connected = false;
      } else if (!connected && pick(6) === 0) {
        const welcome = server.connect(page.lastId);
        const cut = pick(5) === 0 ? pick(welcome.length + 1) : welcome.length;
        page = fold(page, welcome.slice(0, cut));
        connected = cut === welcome.length;
      }
    }
    page = fold(page, batch);
    if (!connected) page = fold(page, server.connect(page.lastId));
    const fresh = fold(empty, server.connect(undefined));
    expect(contents(page), `seed ${seed}`).toEqual(contents(fresh));
  }
});
