import { expect, test } from 'vitest';
import type { Operation } from '../../lib/api/types';
import { operation } from '../../test/builders';
import { belongs, byUrgency, mayAlarm } from './operations';

const watch = operation('watch', { standing: true });
const typhoon = operation('typhoon');
const drill = operation('drill', { kind: 'EXERCISE', openedAt: '2026-11-21T00:00:00Z' });
const known = new Map([watch, typhoon, drill].map((o) => [o.id, o]));

test('a real operation comes first, the everyday watch last, a closed one not at all', () => {
  const closed = operation('closed', { closedAt: '2026-11-20T01:00:00Z' });
  expect(byUrgency([watch, drill, closed, typhoon]).map((o) => o.id)).toEqual(['typhoon', 'drill', 'watch']);
});
test('an exercise shows only its own, a real operation all that is real', () => {
  const shown = (by: Operation) => ['watch', 'typhoon', 'drill', 'unheard-of'].filter((id) => belongs(id, by, known));
  expect(shown(drill)).toEqual(['drill']);
  expect(shown(typhoon)).toEqual(['watch', 'typhoon', 'unheard-of']);
});
test('a real alarm breaks through an exercise, an exercise never disturbs what is real', () => {
  expect(mayAlarm('watch', drill, known)).toBe(true);
  expect(mayAlarm('drill', typhoon, known)).toBe(false);
});
