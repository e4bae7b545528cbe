import { describe, expect, test } from 'vitest';
import { eigen } from './eigen.ts';
import { seeded } from './random.ts';

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) => matrix.map((row) => dot(row, vector));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** The products of some random vectors with each other: eigenvalues from 0 up, and 0 among them where they are many. */
function products(count: number, length: number): number[][] {
  const random = seeded(count);
  const vectors = Array.from({ length: count }, () => Array.from({ length }, () => random() - 0.5));
  return vectors.map((one) => vectors.map((other) => dot(one, other)));
}

describe('eigenvalues and eigenvectors', () => {
  test('are those that can be found by hand', () => {
    const { values, vectors } = eigen([
      [2, 1],
      [1, 2],
    ]);
    expect(values[0]).toBeCloseTo(3, 14);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(Math.abs(dot(vectors[0], [Math.SQRT1_2, Math.SQRT1_2]))).toBeCloseTo(1, 14);
    expect(eigen([[5]])).toEqual({ values: [5], vectors: [[1]] });
    expect(
      eigen([
        [1, 0, 0],
        [0, 7, 0],
        [0, 0, 7],
      ]).values,
    ).toEqual([7, 7, 1]);
  });

  test.each([
    ['more numbers than vectors', 12, 30],
    ['fewer, so that some are 0', 40, 6],
    ['as many snapshots as a race has', 84, 200],
  ])('fit the matrix: %s', (_what, count, length) => {
    const matrix = products(count, length);
    const { values, vectors } = eigen(matrix);
    const largest = values[0];
    for (const [k, vector] of vectors.entries()) {
      for (const [i, value] of times(matrix, vector).entries())
        expect(Math.abs(value - values[k] * vector[i])).toBeLessThan(1e-13 * largest);
      for (const [j, other] of vectors.entries()) expect(Math.abs(dot(vector, other) - (j === k ? 1 : 0))).toBeLessThan(1e-13);
    }
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const trace = matrix.reduce((sum, row, i) => sum + row[i], 0);
    expect(Math.abs(values.reduce((sum, value) => sum + value) - trace)).toBeLessThan(1e-12 * trace);
  });

  test('leave the matrix as it is', () => {
    const matrix = products(3, 3);
    const before = structuredClone(matrix);
    eigen(matrix);
    expect(matrix).toEqual(before);
  });
});
