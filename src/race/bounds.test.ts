import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import adabound from '../lib/optimizers/adabound.ts';
import { position, settings, valueAt } from '../lib/vocabulary.ts';
import { words } from '../words.ts';
import { boundsOf, drawBounds, first, names, sayBounds, steps } from './bounds.ts';

const t = words.en.bounds;
const document = new Window().document as unknown as Document;

describe('the bounds', () => {
  const all = boundsOf(first);

  test('are the ones that the update computes', () => {
    const { hyper } = adabound;
    expect(first).toEqual({ finalLr: hyper.finalLr, gamma: hyper.gamma });
    // With a gradient that is always 0.001 the memory of m is known, and the step tells the rate.
    const [x, m, v] = [0, 0, 0].map((zero) => Float64Array.of(zero));
    for (let k = 1; k <= 5; k++) {
      const before = x[0];
      adabound.step(x, [1e-3], { m, v }, { ...hyper, lr: 1e6 }, { t: k, f: { value: () => 0, gradient() {} } });
      expect((before - x[0]) / m[0] / all[k - 1].upper).toBeCloseTo(1, 9);
    }
  });

  test('close from both sides on the final rate', () => {
    for (const [k, { lower, upper }] of all.entries()) {
      expect(lower).toBeLessThan(first.finalLr);
      expect(upper).toBeGreaterThan(first.finalLr);
      if (k === 0) continue;
      expect(lower).toBeGreaterThan(all[k - 1].lower);
      expect(upper).toBeLessThan(all[k - 1].upper);
    }
  });

  test('as the page says: the upper one takes over from step 39 along x and 104 along y, the lower one is never needed', () => {
    expect(['x', 'y'].map((axis) => all.findIndex((at) => at[axis as 'x' | 'y'] > at.upper) + 1)).toEqual([39, 104]);
    expect(sayBounds(first, t)).toEqual([t.facts('x', 262, 0, steps), t.facts('y', 197, 0, steps)]);
    expect(sayBounds({ finalLr: 0.1, gamma: 1 }, t)[1]).toBe(t.facts('y', 257, 40, steps));
  });

  test('with γ = 0 hold nothing', () => {
    expect(sayBounds({ ...first, gamma: 0 }, t)).toEqual([t.facts('x', 0, 0, steps), t.facts('y', 0, 0, steps)]);
  });

  test('are drawn in numbers, wherever the sliders are', () => {
    for (const finalLr of [0, 0.5, 1])
      for (const gamma of [0, 0.4, 1]) {
        const set = { finalLr: valueAt(settings.finalLr, finalLr), gamma: valueAt(settings.gamma, gamma) };
        expect(drawBounds(set, t, document).outerHTML).not.toMatch(/NaN|Infinity|undefined/);
      }
  });

  test('begin where their sliders stand', () => {
    for (const name of names) expect(valueAt(settings[name], Number(position(settings[name], first[name]).toFixed(2)))).toBe(first[name]);
  });
});
