// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Live } from './live.svelte';

interface Call {
  lastId: string | null;
  write: (text: string) => void;
  end: () => void;
}
let calls: Call[] = [];
let status = 200;

beforeEach(() => {
  calls = [];
  status = 200;
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 20 });
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    let out: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (c) => void (out = c) });
    const encoder = new TextEncoder();
    calls.push({
      lastId: new Headers(init.headers).get('last-event-id'),
      write: (text) => out.enqueue(encoder.encode(text)),
      end: () => out.close(),
    });
    return Promise.resolve(new Response(status === 200 ? body : null, { status }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const frame = (id: string, event: string, data: unknown) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

test('it fills its topics, and takes up a broken connection from the last event', async () => {
  const live = new Live('/api/live', () => undefined);
  const sites = live.topic<{ id: string; name: string }>('sites');
  const stop = live.start();
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  expect(sites.known).toBe(false);
  calls[0]?.write(frame('n-1', 'snapshot', { topic: 'sites', items: [{ id: 'a', name: '稲生' }] }));
  calls[0]?.write(frame('n-2', 'change', { topic: 'sites', put: [{ id: 'b', name: '十市' }], remove: [] }));
  await vi.waitFor(() => expect(sites.items.size).toBe(2));
  expect([sites.known, live.connection]).toEqual([true, 'open']);

  calls[0]?.end();
  await vi.waitFor(() => expect(calls).toHaveLength(2), 5000);
  expect(calls[1]?.lastId).toBe('n-2');
  calls[1]?.write(frame('n-3', 'change', { topic: 'sites', put: [], remove: ['a'] }));
  await vi.waitFor(() => expect([...sites.items.keys()]).toEqual(['b']));
  stop();
});
test('a beat tells how far the command center’s clock is ahead', async () => {
  const live = new Live('/api/live', () => undefined);
  const stop = live.start();
  await vi.waitFor(() => expect(calls).toHaveLength(1));
  calls[0]?.write(frame('n-1', 'beat', { now: new Date(Date.now() + 300_000).toISOString() }));
  await vi.waitFor(() => expect(live.clockAhead).toBeGreaterThan(290_000));
  stop();
});
test('an ended session is told once and not asked about again', async () => {
  status = 401;
  const expired = vi.fn();
  const stop = new Live('/api/live', expired).start();
  await vi.waitFor(() => expect(expired).toHaveBeenCalledTimes(1));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(calls).toHaveLength(1);
  stop();
});
test('however often it tries again, nothing is left behind by a wait', async () => {
  const added = vi.spyOn(window, 'addEventListener');
  const removed = vi.spyOn(window, 'removeEventListener');
  status = 503;
  const stop = new Live('/api/live', () => undefined).start();
  await vi.waitFor(() => expect(calls.length).toBeGreaterThan(2), 10_000);
  stop();
  await vi.waitFor(() => expect(removed).toHaveBeenCalledTimes(added.mock.calls.length));
  expect(added).toHaveBeenCalledWith('online', expect.anything());
  vi.restoreAllMocks();
});
