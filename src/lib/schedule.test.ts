import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hyperAt, type Schedule, scheduleOf, schedules } from './schedule.ts';

/** By the number of updates and the schedule. */
const { rates: golden }: { rates: Record<string, Record<string, number[]>> } = JSON.parse(
  readFileSync(new URL('../../tests/golden/numpy_schedules.json', import.meta.url), 'utf8'),
);
const over = ({ factor }: Schedule, total: number) => Array.from({ length: total }, (_, k) => factor(k + 1, total));

describe.each(Object.entries(schedules))('%s', (id, schedule) => {
  test.each(Object.keys(golden))('gives PyTorch’s learning rates over %s updates', (total) => {
    const factors = over(schedule, Number(total));
    if (id === 'constant') return expect(new Set(factors)).toEqual(new Set([1]));
    const theirs = golden[total][id];
    // Some of theirs are made from the one before, and gather a rounding at each update.
    for (const [k, factor] of factors.entries()) expect(Math.abs(factor / theirs[k] - 1)).toBeLessThan(1e-12);
  });

  test('is a factor between 0 and 1, however short the training', () => {
    for (const total of [1, 2, 3, 4, 7, 10, 11, 500])
      for (const factor of over(schedule, total)) {
        expect(factor).toBeGreaterThan(0);
        expect(factor).toBeLessThanOrEqual(1);
      }
  });
});

test('schedules begin and end exactly where they say', () => {
  const [first, last] = [1, 100].map((t) => Object.fromEntries(Object.entries(schedules).map(([id, s]) => [id, s.factor(t, 100)])));
  expect(first).toEqual({ constant: 1, step: 1, exponential: 1, cosine: 1, oneCycle: 0.04, warmUp: 0.1, warmUpCosine: 0.1 });
  expect(last).toMatchObject({ constant: 1, step: 0.01, oneCycle: 4e-6, warmUp: 1 });
  expect(schedules.exponential.factor(101, 100)).toBe(0.01);
  expect(schedules.cosine.factor(101, 100)).toBe(0);
  // The top of the cycle and the end of a warm-up are the whole rate.
  expect(schedules.oneCycle.factor(30, 100)).toBe(1);
  expect([10, 11].map((t) => schedules.warmUpCosine.factor(t, 100))).toEqual([1, 1]);
});

test('a schedule changes the step size and nothing else', () => {
  const hyper = { lr: 0.4, beta1: 0.9 };
  expect(hyperAt(hyper, schedules.step, 60, 100)).toEqual({ lr: 0.4 * 0.1, beta1: 0.9 });
  expect(hyper.lr).toBe(0.4);
  const without = { beta1: 0.9 };
  expect(hyperAt(without, schedules.step, 60, 100)).toBe(without);
});

test('an unknown schedule is named with those there are', () => {
  expect(() => scheduleOf('toString')).toThrow('There is no schedule “toString”; there is: constant, step,');
});
