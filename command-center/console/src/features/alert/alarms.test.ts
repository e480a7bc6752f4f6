import { expect, test } from 'vitest';
import type { Stage } from '../../lib/api/types';
import { acknowledge, pending, settle } from './alarms';

const stages = (of: Record<string, Stage>) => new Map(Object.entries(of));

test('stages 4 and 5 call for someone until they are acknowledged, the worst first', () => {
  const now = stages({ a: 4, b: 5, c: 3 });
  expect(pending(now, {}).map((a) => a.site)).toEqual(['b', 'a']);
  expect(pending(now, acknowledge({}, pending(now, {})))).toEqual([]);
});
test('a stage that rises after it was acknowledged calls again', () => {
  const acknowledged = acknowledge({}, pending(stages({ a: 4 }), {}));
  expect(pending(stages({ a: 5 }), acknowledged)).toEqual([{ site: 'a', stage: 5 }]);
});
test('the next flood of the same site is a new alarm', () => {
  const acknowledged = acknowledge({}, pending(stages({ a: 4 }), {}));
  const fallen = settle(acknowledged, stages({ a: 0 }));
  expect(pending(stages({ a: 4 }), fallen)).toHaveLength(1);
});
test('falling from 5 to 4 keeps what was acknowledged, rising to 5 again calls again', () => {
  const acknowledged = settle(acknowledge({}, pending(stages({ a: 5 }), {})), stages({ a: 4 }));
  expect(pending(stages({ a: 4 }), acknowledged)).toEqual([]);
  expect(pending(stages({ a: 5 }), acknowledged)).toHaveLength(1);
});
test('before the sites are known nothing that was acknowledged is forgotten', () => {
  const acknowledged = { a: 4 };
  expect(settle(acknowledged, stages({}))).toBe(acknowledged);
});
