import { describe, expect, it } from 'vitest';
import type { Bearer } from '../../lib/api/types';
import { megabytes, spentOf } from './bearers';

const bearer = (more: Partial<Bearer>): Bearer => ({
  name: 'lte',
  state: 'IN_USE',
  today: 0,
  month: 0,
  dailyBudget: null,
  monthlyBudget: null,
  rttMillis: null,
  priceYen: null,
  ...more,
});

describe('what a bearer costs', () => {
  it('is told in megabytes, as on the bill', () => {
    expect(megabytes(40_000)).toBe('0.04 MB');
    expect(megabytes(12_340_000)).toBe('12.3 MB');
    expect(megabytes(123_400_000)).toBe('123 MB');
  });

  it('is a part of its budget, where there is one, and never more than all of it', () => {
    expect(spentOf(bearer({ today: 5 }))).toBeUndefined();
    expect(spentOf(bearer({ today: 5, dailyBudget: 20 }))).toBe(0.25);
    expect(spentOf(bearer({ today: 50, dailyBudget: 20 }))).toBe(1);
  });
});
