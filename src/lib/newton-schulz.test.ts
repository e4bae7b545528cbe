import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eigen } from './eigen.ts';
import { jordan, newtonSchulz, orthogonalise } from './newton-schulz.ts';
import { whole } from './optimizer.ts';
import { seeded } from './random.ts';

const golden = JSON.parse(readFileSync(new URL('../../tests/golden/muon_newton_schulz.json', import.meta.url), 'utf8'));

/** aσ + bσ³ + cσ⁵, five times over. */
const fated = (sigma: number) => {
  const [a, b, c] = jordan;
  for (let k = 0; k < 5; k++) sigma = a * sigma + b * sigma ** 3 + c * sigma ** 5;
  return sigma;
};

const singular = (X: ArrayLike<number>[]) =>
  eigen(X.map((row) => X.map((other) => Array.from(row).reduce((sum, value, k) => sum + value * other[k], 0)))).values.map((value) =>
    Math.sqrt(Math.max(0, value)),
  );

describe('five iterations', () => {
  test('make of a matrix what NumPy makes of it, lying or standing', () => {
    const [rows, columns] = [4, 3];
    const standing = new Float64Array(12);
    orthogonalise(golden.G.flat(), [{ from: 0, rows, columns }], standing);
    const lying = new Float64Array(12);
    const turned = golden.G[0].flatMap((_: number, j: number) => golden.G.map((row: number[]) => row[j]));
    orthogonalise(turned, [{ from: 0, rows: columns, columns: rows }], lying);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        expect(standing[i * columns + j]).toBeCloseTo(golden.results[5][i][j], 13);
        expect(lying[j * rows + i]).toBe(standing[i * columns + j]);
      }
  });

  test('do to each singular value what the polynomial says, and leave it to itself', () => {
    const random = seeded(4);
    const X = Array.from({ length: 9 }, () => Float64Array.from({ length: 14 }, () => random() - 0.5));
    const before = singular(X);
    const length = Math.hypot(...before);
    const expected = before.map((sigma) => fated(sigma / length)).sort((a, b) => b - a);
    for (const [k, value] of singular(newtonSchulz(X)).entries()) expect(value).toBeCloseTo(expected[k], 10);
  });

  test('bring all from a hundredth up to between 0.68 and 1.14, a thousandth to 0.47, and less than that to at most 485 times itself', () => {
    const all = Array.from({ length: 9901 }, (_, k) => fated(0.01 + k * 1e-4));
    expect(Math.min(...all)).toBeGreaterThan(0.68);
    expect(Math.max(...all)).toBeLessThan(1.14);
    expect(fated(0.001)).toBeCloseTo(0.47, 2);
    expect(fated(1e-9) / 1e-9).toBeCloseTo(484.9, 1);
  });

  test('leave zeros zero', () => {
    const out = Float64Array.of(1, 1);
    orthogonalise([0, 0], whole([0, 0]), out);
    expect([...out]).toEqual([0, 0]);
  });
});
