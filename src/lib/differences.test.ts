import { describe, expect, test } from 'vitest';
import { objective, objectives } from '../catalog.ts';
import { byDifferences } from './differences.ts';
import { gradientCheck } from './gradient-check.ts';

describe('central differences', () => {
  test.each([...objectives.keys()])('of %s are as near as they are said to be', (id) => {
    const f = objective(id);
    const { gradient: _, hessian: __, ...values } = f;
    const near = byDifferences(values);
    const size = Math.max(...f.levels.map(Math.abs));
    for (const at of [f.start, ...f.minima]) {
      f.gradient(...at).forEach((part, i) => {
        expect(Math.abs(near.gradient(...at)[i] - part)).toBeLessThan(1e-9 * size);
      });
      f.hessian(...at)
        .flat()
        .forEach((part, i) => {
          expect(Math.abs(near.hessian(...at).flat()[i] - part)).toBeLessThan(1e-6 * size);
        });
    }
  });

  test('at a kink are the mean of both sides', () => {
    const { gradient: _, hessian: __, ...others } = objective('quad1');
    const kink = byDifferences({ ...others, value: (x, y) => Math.abs(x) + 2 * Math.max(0, y) });
    expect(kink.gradient(0, 0)).toEqual([0, 1]);
  });

  test('leave a gradient as it is given', () => {
    const { hessian: _, ...given } = objective('beale');
    expect(byDifferences(given).gradient).toBe(given.gradient);
  });
});

describe('a gradient held against its values', () => {
  test.each([...objectives.keys()])('%s is right', (id) => {
    expect(gradientCheck(objective(id)).difference).toBeLessThan(1e-6);
  });

  test('a wrong one is found, with the place where it is most wrong', () => {
    const f = objective('quad1');
    const { difference, at, gradient, found } = gradientCheck({ ...f, gradient: (x, y) => [0.2 * x, y > 6 ? 8 * y : 4 * y] });
    expect(difference).toBeCloseTo(1, 5);
    expect(at[1]).toBeGreaterThan(6);
    expect(gradient[1]).toBe(8 * at[1]);
    expect(found[1]).toBeCloseTo(4 * at[1], 6);
  });

  test('one that is not a number is as wrong as can be', () => {
    expect(gradientCheck({ ...objective('quad1'), gradient: () => [Number.NaN, 0] }).difference).toBe(Number.POSITIVE_INFINITY);
  });

  test('without any value there is nothing to hold it against', () => {
    expect(() => gradientCheck({ ...objective('quad1'), value: () => Number.NaN })).toThrow(RangeError);
  });
});
