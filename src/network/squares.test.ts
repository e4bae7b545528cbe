import { expect, test } from 'vitest';
import { squares, within } from './squares.ts';

test('the means of rows and columns of the last layer’s squares tell four in five within a factor of four, and of their roots within two', () => {
  const { v, guess, kept } = squares();
  expect([v.length, kept]).toEqual([1000, 110]);
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  expect(sum(guess.filter(Number.isFinite)) / sum(v)).toBeCloseTo(1, 6);
  expect(within(4)).toBeCloseTo(0.81, 2);
  expect(v.filter((value) => value === 0)).toHaveLength(50);
}, 120_000);
