import { describe, expect, test } from 'vitest';
import { deviation, mean, mostPairs, paired } from './statistics.ts';

test('mean and deviation of a sample', () => {
  expect(mean([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(deviation([3, 3])).toBe(0);
  expect(mean([])).toBeNaN();
  expect(deviation([3])).toBeNaN();
});

describe('paired runs', () => {
  test('what the seeds do to both falls out', () => {
    // Spread over 30, and yet the one always has 2 more.
    const other = [10, 20, 40, 15];
    const { difference, deviation, more, less } = paired(
      other.map((value) => value + 2),
      other,
    );
    expect({ difference, deviation, more, less }).toEqual({ difference: 2, deviation: 0, more: 4, less: 0 });
  });

  test('ties count for neither', () => {
    expect(paired([1, 2, 3, 5], [1, 3, 2, 4])).toMatchObject({ pairs: 4, more: 2, less: 1 });
  });

  test('luck is the share of signs that do as much', () => {
    // Only all signs alike reach the sum of 6, two ways of eight.
    expect(paired([1, 2, 3], [0, 0, 0]).luck).toBe(2 / 8);
    // +1 −2 +3 = 2 is reached by |±1 ±2 ±3| = 6, 4, 2, 0: all but the two that cancel out.
    expect(paired([1, 0, 3], [0, 2, 0]).luck).toBe(6 / 8);
    expect(paired([1, 1], [1, 1]).luck).toBe(1);
    expect(paired(Array(10).fill(0.1), Array(10).fill(0)).luck).toBe(2 / 1024);
  });

  test('which of the two is which changes the sign alone', () => {
    const [a, b] = [
      [0.3, 0.1, 0.7, 0.2],
      [0.1, 0.4, 0.1, 0.1],
    ];
    const [there, back] = [paired(a, b), paired(b, a)];
    expect(back).toEqual({ ...there, difference: -there.difference, more: there.less, less: there.more });
  });

  test('what is no pair is refused', () => {
    expect(() => paired([1, 2], [1])).toThrow('2 runs against 1 are no pairs');
    expect(() => paired([], [])).toThrow('0 pairs: 1 to 20 can be compared');
    expect(() => paired(Array(mostPairs + 1).fill(1), Array(mostPairs + 1).fill(1))).toThrow(RangeError);
  });
});
