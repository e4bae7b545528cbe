import { expect, test } from 'vitest';
import { seeded } from '../random.ts';
import { exp, ln } from './portable.ts';

/** The engine's own, which is right to a unit of the last digit, is the reference; of that size are its errors and ours. */
const close = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(4 * Number.EPSILON * Math.abs(wanted));

test('the exponential function is right wherever it is a normal number', () => {
  const random = seeded(1);
  for (const reach of [1e-9, 1, 40, 700])
    for (let k = 0; k < 2000; k++) {
      const x = reach * (2 * random() - 1);
      close(exp(x), Math.exp(x));
    }
  expect([exp(0), exp(-1e4), exp(1e4), exp(Number.NaN)]).toEqual([1, 0, Number.POSITIVE_INFINITY, Number.NaN]);
  expect(exp(-744)).toBeGreaterThan(0);
});

test('the logarithm is right from the smallest number to the largest', () => {
  const random = seeded(2);
  for (const reach of [1, 40, 700])
    for (let k = 0; k < 2000; k++) {
      const x = Math.exp(reach * (2 * random() - 1));
      close(ln(x), Math.log(x));
    }
  expect([ln(1), ln(0), ln(-1), ln(Number.POSITIVE_INFINITY)]).toEqual([0, Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY]);
});
