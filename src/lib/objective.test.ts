import { describe, expect, test } from 'vitest';
import { differences, places } from '../../tests/derivatives.ts';
import { objectives } from '../catalog.ts';
import { curvatures, evenly, geometrically, given, surface } from './objective.ts';

describe.each([...objectives])('%s', (_id, f) => {
  test('has the gradient that central differences find', () => {
    for (const [x, y] of places(f, 200)) {
      const size = 1 + Math.abs(f.value(x, y));
      const [dx, dy] = differences(f.value, x, y);
      const [gx, gy] = f.gradient(x, y);
      expect(Math.abs(gx - dx), `∂f/∂x at (${x}, ${y})`).toBeLessThan(1e-8 * size + 1e-7 * Math.abs(gx));
      expect(Math.abs(gy - dy), `∂f/∂y at (${x}, ${y})`).toBeLessThan(1e-8 * size + 1e-7 * Math.abs(gy));
    }
  });

  test('has the Hessian that central differences of the gradient find', () => {
    for (const [x, y] of places(f, 200)) {
      const h = f.hessian(x, y);
      const size = 1 + Math.hypot(...f.gradient(x, y));
      for (const i of [0, 1]) {
        const [dx, dy] = differences((a, b) => f.gradient(a, b)[i], x, y);
        expect(Math.abs(h[i][0] - dx), `row ${i} at (${x}, ${y})`).toBeLessThan(1e-8 * size + 1e-7 * Math.abs(h[i][0]));
        expect(Math.abs(h[i][1] - dy), `row ${i} at (${x}, ${y})`).toBeLessThan(1e-8 * size + 1e-7 * Math.abs(h[i][1]));
      }
      expect(h[0][1]).toBe(h[1][0]);
    }
  });

  test('is flat and curves upwards at each of its minima, and is nowhere lower', () => {
    for (const [x, y] of f.minima) {
      expect(Math.hypot(...f.gradient(x, y))).toBeLessThan(1e-12 * (1 + Math.hypot(...f.hessian(x, y).flat())));
      expect(curvatures(f.hessian(x, y))[0]).toBeGreaterThan(0);
      for (const [a, b] of places(f, 1000)) expect(f.value(a, b)).toBeGreaterThanOrEqual(f.value(x, y));
    }
  });

  test('shows its start and its minima on its map', () => {
    for (const [x, y] of [f.start, ...f.minima]) {
      expect(x).toBeGreaterThanOrEqual(f.view.x[0]);
      expect(x).toBeLessThanOrEqual(f.view.x[1]);
      expect(y).toBeGreaterThanOrEqual(f.view.y[0]);
      expect(y).toBeLessThanOrEqual(f.view.y[1]);
    }
  });

  test('has levels that rise, some of them on its map', () => {
    expect(f.levels).toEqual([...new Set(f.levels)].sort((a, b) => a - b));
    const values = places(f, 1000).map(([x, y]) => f.value(x, y));
    const seen = f.levels.filter((level) => Math.min(...values) < level && level < Math.max(...values));
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  test('is the same function for optimizers as for maps', () => {
    const s = surface(f);
    const out = new Float64Array(2);
    for (const [x, y] of places(f, 5)) {
      s.gradient([x, y], out);
      expect(s.value([x, y])).toBe(f.value(x, y));
      expect([...out]).toEqual([...f.gradient(x, y)]);
      expect(s.hessian?.([x, y])).toEqual(f.hessian(x, y));
    }
  });
});

test('the articles’ two objectives come first, and start where the articles start', () => {
  expect([...objectives.keys()].slice(0, 2)).toEqual(['quad1', 'quad2']);
  expect(objectives.get('quad1')?.start).toEqual([-4, -6]);
  expect(objectives.get('quad2')?.start).toEqual([-7, 2]);
  expect(objectives.get('rosenbrock')?.start).toEqual([-1.5, 2]);
  expect(objectives.get('saddle')?.start).toEqual([-1, 0.001]);
});

/** How many updates it takes until an objective has shown everything once. */
const cycles: Record<string, number> = { middle: 20, reddi: 3, sparse: 20 };

test.each([...objectives].filter(([, f]) => f.seen))('%s shows in one round parts whose mean is the whole, and begins anew', (id, f) => {
  const round = Array.from({ length: cycles[id] }, (_, i) => i + 1);
  for (const [x, y] of places(f, 20)) {
    const parts = round.map((t) => given(f, [x, y], t));
    const mean = (i: 0 | 1) => parts.reduce((sum, part) => sum + part[i], 0) / parts.length;
    for (const i of [0, 1] as const) expect(mean(i)).toBeCloseTo(f.gradient(x, y)[i], 12);
    for (const t of round) expect(given(f, [x, y], t + cycles[id])).toEqual(parts[t - 1]);
  }
});

test('the rare word is in one text of twenty, and no other text says anything about its weight', () => {
  const f = objectives.get('sparse');
  if (!f) throw new Error('There is no such objective');
  const about = Array.from({ length: 40 }, (_, i) => i + 1).filter((t) => given(f, [0, 0], t)[1] !== 0);
  expect(about).toEqual([10, 30]);
});

test('where nothing is hidden every update is given the whole gradient', () => {
  for (const [, f] of [...objectives].filter(([, f]) => !f.seen)) expect(given(f, f.start, 7)).toEqual(f.gradient(...f.start));
});

test('only the saddle has no minimum', () => {
  expect([...objectives].filter(([, f]) => f.minima.length === 0).map(([id]) => id)).toEqual(['saddle']);
});

test('curvatures are the eigenvalues, the smaller one first', () => {
  expect(
    curvatures([
      [2, 1],
      [1, 2],
    ]),
  ).toEqual([1, 3]);
  expect(
    curvatures([
      [2, 0],
      [0, -2],
    ]),
  ).toEqual([-2, 2]);
});

test('levels are as far apart as they say', () => {
  expect(evenly(1, 7, 4)).toEqual([1, 3, 5, 7]);
  const levels = geometrically(1, 1000, 4);
  for (const [i, level] of [1, 10, 100, 1000].entries()) expect(levels[i]).toBeCloseTo(level, 9);
});
