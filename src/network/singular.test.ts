import { expect, test } from 'vitest';
import { holders, strengths } from './singular.ts';

test('a few directions hold nine tenths of what momentum remembers of a layer, most of them what Muon makes of it', () => {
  const { before, after } = strengths();
  expect(before).toHaveLength(100);
  expect(Math.hypot(...before)).toBeCloseTo(1, 9);
  expect([holders(before, 0.9), holders(after, 0.9)]).toEqual([5, 63]);
  expect(Math.max(...after)).toBeLessThan(1.21);
}, 120_000);
