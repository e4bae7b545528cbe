import { describe, expect, test } from 'vitest';
import { surface } from './objective.ts';
import himmelblau from './objectives/himmelblau.ts';
import newton from './optimizers/newton.ts';
import { seeded } from './random.ts';
import { absolute, damped, firstDown, halved, hessianAt, lift, solve } from './second-order.ts';

const random = seeded(3);
const square = (n: number) => Array.from({ length: n }, () => Array.from({ length: n }, () => random() - 0.5));
const times = (H: number[][], x: ArrayLike<number>) => H.map((row) => row.reduce((sum, value, j) => sum + value * x[j], 0));

describe('solve', () => {
  test.each([1, 2, 3, 10, 60])('finds the Δ for which HΔ is g, of %s numbers', (n) => {
    const H = square(n);
    const g = Float64Array.from({ length: n }, () => random() - 0.5);
    const out = new Float64Array(n);
    solve(H, g, out);
    for (const [i, value] of times(H, out).entries()) expect(value).toBeCloseTo(g[i], 9);
  });

  test('needs no number on the diagonal, and leaves what it is given as it is', () => {
    const H = [
      [0, 2],
      [4, 1],
    ];
    const [g, out] = [Float64Array.of(6, 11), new Float64Array(2)];
    solve(H, g, out);
    expect([...out]).toEqual([2, 3]);
    expect([H, [...g]]).toEqual([
      [
        [0, 2],
        [4, 1],
      ],
      [6, 11],
    ]);
  });

  test('gives what is not finite where there is no inverse', () => {
    const out = new Float64Array(2);
    solve([[1, 2], [2, 4]], [1, 1], out); // biome-ignore format: a matrix
    expect([...out].some(Number.isFinite)).toBe(false);
  });
});

test('the size of a matrix has the same directions and positive curvatures, and twice the size is the size', () => {
  const a = square(4);
  const H = a.map((row, i) => row.map((value, j) => value + a[j][i]));
  const size = absolute(H);
  for (const [i, row] of absolute(size).entries()) for (const [j, value] of row.entries()) expect(value).toBeCloseTo(size[i][j], 12);
  // H² = |H|²
  for (let j = 0; j < 4; j++) {
    const e = [0, 1, 2, 3].map((i) => Number(i === j));
    const [one, other] = [times(H, times(H, e)), times(size, times(size, e))];
    for (const i of e.keys()) expect(other[i]).toBeCloseTo(one[i], 12);
  }
  expect(absolute([[2, 0], [0, -3]])).toEqual([[2, 0], [0, 3]]); // biome-ignore format: matrices
});

test('a lift makes the smallest curvature a millionth, and leaves a bowl as it is', () => {
  expect(lift([[2, 0], [0, -3]])).toBe(3 + 1e-6); // biome-ignore format: a matrix
  expect(lift([[2, 0], [0, 3]])).toBe(0); // biome-ignore format: a matrix
});

test('the damping grows tenfold until the step leads down, and not beyond all measure where none does', () => {
  const f = surface(himmelblau);
  const from = (x: [number, number], kappa: number) => {
    const g = new Float64Array(2);
    f.gradient(x, g);
    return firstDown(f, x, g, hessianAt(f, x), kappa);
  };
  // The most negative curvature at (0, 0) is −42.
  expect(from([0, 0], 1e-3)).toBeCloseTo(100, 9);
  expect(from([0, 0], 200)).toBe(200);
  expect(from([3, 2], 1)).toBeGreaterThanOrEqual(1e12);
  expect(damped([[1, 2], [2, 3]], 5)).toEqual([[6, 2], [2, 8]]); // biome-ignore format: matrices
});

test('a step is halved until it comes down', () => {
  const bowl = { value: (x: ArrayLike<number>) => x[0] ** 2, gradient: () => {} };
  expect(halved(bowl, [1], [2], [1], 1)).toBe(1);
  expect(halved(bowl, [1], [2], [1], 8)).toBe(1);
  // Up the slope no step comes down.
  expect(halved(bowl, [1], [2], [-1], 1)).toBeLessThan(1e-15);
});

test('Newton says so where there is no Hessian', () => {
  const f = { value: () => 0, gradient: () => {} };
  const step = () => newton.step([1], [1], { delta: [0] }, { lr: 1 }, { t: 1, f });
  expect(step).toThrow('Newton’s method asks for f.hessian(x), and this objective has none');
});
