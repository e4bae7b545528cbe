import { describe, expect, test } from 'vitest';
import { objective, objectives, optimizer, optimizers } from '../catalog.ts';
import { descend } from './descend.ts';
import type { Point } from './objective.ts';
import { constantCurvatures, left, limitLine } from './stability.ts';

test('a quadratic is known by its Hessian', () => {
  const quadratics = [...objectives].filter(([, f]) => constantCurvatures(f)).map(([id]) => id);
  expect(quadratics).toEqual(['quad1', 'quad2', 'middle', 'saddle', 'sparse']);
  expect(constantCurvatures(objective('quad1'))).toEqual([expect.closeTo(0.2, 12), 4]);
  expect(constantCurvatures(objective('saddle'))).toEqual([-2, 2]);
});

test('limits are 2 for gradient descent and 2 + 2β for momentum; others have none', () => {
  const lines = Object.fromEntries([...optimizers].map(([id, o]) => [id, limitLine(o, o.hyper)]));
  expect(lines).toEqual({
    'gradient-descent': { at0: 2, slope: 0 },
    momentum: { at0: 2, slope: 2 },
    adagrad: undefined,
    rmsprop: undefined,
    adam: undefined,
    adamax: undefined,
    amsgrad: undefined,
    adabound: undefined,
  });
});

test('a limit that is bent in β is no line', () => {
  expect(limitLine({ ...optimizer('momentum'), limit: ({ beta1 }) => 2 + beta1 ** 2 }, {})).toBeUndefined();
});

describe('actual runs agree with the boundaries', () => {
  const starts: Record<string, Point[]> = {
    quad1: [
      [1, 0],
      [0, 1],
    ],
    quad2: [
      [1, 0],
      [0, 1],
    ],
  };
  for (const id of ['gradient-descent', 'momentum']) {
    for (const on of Object.keys(starts)) {
      test.each([0, 0.5, 0.9])(`${id} on ${on} shrinks just below and grows just above, along each curvature, β₁ = %s`, (beta1) => {
        const o = optimizer(id);
        const f = objective(on);
        const hyper = { ...o.hyper, ...('beta1' in o.hyper && { beta1 }) };
        const line = limitLine(o, hyper);
        const limit = (line?.at0 ?? 0) + (line?.slope ?? 0) * (hyper.beta1 ?? 0);
        constantCurvatures(f)?.forEach((curvature, axis) => {
          const far = (part: number) => {
            const { points } = descend(o, f, {
              start: starts[on][axis],
              steps: 2000,
              hyper: { ...hyper, lr: (part * limit) / curvature },
            });
            return Math.abs(points[points.length - 1][axis]);
          };
          expect(far(0.98)).toBeLessThan(0.5);
          expect(far(1.02)).toBeGreaterThan(2);
        });
      });
    }
  }
});

describe('what is left of f', () => {
  test.each([...optimizers.keys()])('%s: is what its descent ends with', (id) => {
    const o = optimizer(id);
    const f = objective('himmelblau');
    const hyper = { ...o.hyper, lr: 0.005 };
    const { values } = descend(o, f, { start: [0.5, 1], steps: 30, hyper });
    expect(left(o, f, hyper, undefined, [0.5, 1], 30)).toBe(values[30] / values[0]);
  });

  test('is what its descent ends with too where each update sees a part of f', () => {
    const o = optimizer('adagrad');
    const f = objective('sparse');
    const { values } = descend(o, f, { start: [0, 0], steps: 45, hyper: { ...o.hyper, lr: 0.3 } });
    const lowest = f.value(...f.minima[0]);
    expect(left(o, f, { ...o.hyper, lr: 0.3 }, undefined, [0, 0], 45)).toBe((values[45] - lowest) / (values[0] - lowest));
  });

  test('is infinite after overflow, and 0 at the minimum', () => {
    const o = optimizer('gradient-descent');
    expect(left(o, objective('quad1'), { lr: 99 }, undefined, [-4, -6], 500)).toBe(Number.POSITIVE_INFINITY);
    expect(left(o, objective('quad1'), { lr: 0.1 }, undefined, [0, 0], 5)).toBe(0);
  });
});
