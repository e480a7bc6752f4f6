import type { SseFrame } from './sse';

/** Anything a live topic carries. `version`, where a topic has one, only ever grows. */
export interface Item {
  readonly id: string;
  readonly version?: number;
}
export type Items = ReadonlyMap<string, Item>;

/** What the page knows of every topic, and from where a broken connection is taken up again. */
export interface LiveModel {
  readonly topics: ReadonlyMap<string, Items>;
  /** The id to resume from. Set only after the first change or beat: half a snapshot is not a place to resume from. */
  readonly lastId: string | undefined;
}

export const empty: LiveModel = { topics: new Map(), lastId: undefined };

export type LiveEvent =
  | { readonly type: 'snapshot'; readonly topic: string; readonly items: readonly Item[] }
  | {
      readonly type: 'change';
      readonly id: string | undefined;
      readonly topic: string;
      readonly put: readonly Item[];
      readonly remove: readonly string[];
    }
  | { readonly type: 'beat'; readonly id: string | undefined; readonly now: number }
  | { readonly type: 'reset' };

/** What a frame says; undefined for kinds that a newer command center may have added. Throws on a frame cut in half. */
export function read(frame: SseFrame): LiveEvent | undefined {
  const data = JSON.parse(frame.data) as Partial<{
    topic: string;
    items: readonly Item[];
    put: readonly Item[];
    remove: readonly string[];
    now: string;
  }>;
  const topic = data.topic ?? '';
  switch (frame.event) {
    case 'snapshot':
      return { type: 'snapshot', topic, items: data.items ?? [] };
    case 'change':
      return { type: 'change', id: frame.id, topic, put: data.put ?? [], remove: data.remove ?? [] };
    case 'beat':
      return { type: 'beat', id: frame.id, now: Date.parse(data.now ?? '') };
    case 'reset':
      return { type: 'reset' };
    default:
      return undefined;
  }
}

/**
 * Folds a batch of events into the model. Each touched topic is copied once however many events there are, and an
 * untouched topic stays the same object, so that nothing is drawn again for it.
 */
export function fold(model: LiveModel, events: readonly LiveEvent[]): LiveModel {
  const topics = new Map(model.topics);
  const own = new Map<string, Map<string, Item>>();
  let { lastId } = model;
  const replace = (topic: string, items: Map<string, Item>): Map<string, Item> => {
    own.set(topic, items);
    topics.set(topic, items);
    return items;
  };
  for (const event of events) {
    switch (event.type) {
      case 'reset': // the old picture stays on the screen until each topic's snapshot replaces it as a whole
        lastId = undefined;
        break;
      case 'snapshot':
        replace(event.topic, new Map(event.items.map((item) => [item.id, item])));
        break;
      case 'change': {
        const items = own.get(event.topic) ?? replace(event.topic, new Map(topics.get(event.topic)));
        for (const id of event.remove) items.delete(id);
        for (const item of event.put) if (!isOlder(item, items.get(item.id))) items.set(item.id, item);
        lastId = event.id ?? lastId;
        break;
      }
      case 'beat':
        lastId = event.id ?? lastId;
    }
  }
  return { topics, lastId };
}

/** A change that was already in the snapshot may be told again; it must not turn the clock back. */
function isOlder(item: Item, known: Item | undefined): boolean {
  return item.version !== undefined && known?.version !== undefined && item.version < known.version;
}
