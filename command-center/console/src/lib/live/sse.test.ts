import { expect, test } from 'vitest';
import { chance } from '../../test/builders';
import { SseParser } from './sse';

test('an event has an id, a name and data over several lines', () => {
  expect(new SseParser().push('id: a-1\nevent: change\ndata: one\ndata: two\n\n')).toEqual([
    { id: 'a-1', event: 'change', data: 'one\ntwo' },
  ]);
});
test('comments and events without data say nothing', () => {
  expect(new SseParser().push(': warm\n\nevent: beat\n\ndata: x\n\n')).toEqual([
    { id: undefined, event: 'message', data: 'x' },
  ]);
});
test('the last id stays until another one is given', () => {
  const parser = new SseParser();
  parser.push('id: a-1\ndata: x\n\n');
  expect(parser.push('data: y\n\n')[0]?.id).toBe('a-1');
});
test('however the stream is cut into pieces, the events are the same', () => {
  const text = 'id: a-1\r\nevent: change\r\ndata: 水位\r\n\r\n: x\rdata: 2\r\rdata: 3\n\nid:b\ndata:4\n\n';
  const whole = new SseParser().push(text + '\n');
  expect(whole).toHaveLength(4);
  for (let seed = 1; seed <= 200; seed++) {
    const pick = chance(seed);
    const parser = new SseParser();
    const frames = [];
    for (let at = 0; at < text.length;) {
      const next = Math.min(text.length, at + 1 + pick(6));
      frames.push(...parser.push(text.slice(at, next)));
      at = next;
    }
    frames.push(...parser.push('\n'));
    expect(frames, `seed ${seed}`).toEqual(whole);
  }
});
