import { expect, test } from 'vitest';
import { surface } from './objective.ts';
import quad1 from './objectives/quad1.ts';
import saddle from './objectives/saddle.ts';
import type { Vector } from './optimizer.ts';
import { remember, ring, room, twoLoops, wolfe } from './quasi-newton.ts';
import { seeded } from './random.ts';
import { solve } from './second-order.ts';
import { length1 } from './sums.ts';

const random = seeded(5);

/** A pair into its rings. */
function put(s: Vector, y: Vector, S: Vector, Y: Vector): void {
  remember(s, s, y, S);
  remember(y, s, y, Y);
}

const some = (n: number) => Float64Array.from({ length: n }, () => random() - 0.5);

test('as many steps as there are directions, along the axes of a bowl, give the step that solving the system gives', () => {
  const n = 6;
  const curvatures = Float64Array.from({ length: n }, (_, i) => (i + 1) ** 2);
  const [S, Y] = [ring(curvatures), ring(curvatures)];
  for (let k = 0; k < n; k++) {
    const s = Float64Array.from({ length: n }, (_, i) => (i === k ? 0.5 + random() : 0));
    put(
      s,
      s.map((part, i) => curvatures[i] * part),
      S,
      Y,
    );
  }
  const [g, ours, theirs] = [some(n), new Float64Array(n), new Float64Array(n)];
  twoLoops(g, S, Y, room, ours);
  solve(
    Array.from(curvatures, (c, i) => Array.from({ length: n }, (_, j) => (i === j ? c : 0))),
    g,
    theirs,
  );
  for (const i of g.keys()) expect(ours[i]).toBeCloseTo(theirs[i], 12);
});

test('without a pair the two loops leave a slope as it is, and with pairs they keep it a way down', () => {
  const n = 5;
  const [S, Y] = [ring(some(n)), ring(some(n))];
  const [g, out] = [some(n), new Float64Array(n)];
  twoLoops(g, S, Y, room, out);
  expect(out).toEqual(g);
  for (let k = 0; k < 40; k++) {
    put(some(n), some(n), S, Y);
    twoLoops(g, S, Y, room, out);
    expect(out.reduce((sum, d, i) => sum + d * g[i], 0)).toBeGreaterThan(0);
  }
});

test('a ring has room for ten pairs, the newest first; a pair along which the slope falls, or that is nothing, is left out', () => {
  const [S, Y] = [ring([0]), ring([0])];
  for (let k = 1; k <= 12; k++) put([k], [2 * k], S, Y);
  expect([S, Y]).toEqual([
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    [24, 22, 20, 18, 16, 14, 12, 10, 8, 6],
  ]);
  put([1], [-1], S, Y);
  put([0], [0], S, Y);
  put([1e-120], [1e-120], S, Y);
  expect(S[0]).toBe(12);
});

test('the search halves what is too long, doubles what is too short, and gives up where there is no way down or no end', () => {
  const f = surface(quad1);
  const [x, g, ahead] = [Float64Array.of(-4, -6), Float64Array.of(0, 0), Float64Array.of(0, 0)];
  f.gradient(x, g);
  const search = (lr: number, delta = g, on = f) => wolfe(on, x, g, delta, lr, ahead);
  expect(search(0.25)).toBe(0.25);
  expect(search(4)).toBe(0.5);
  expect(search(0.001)).toBe(0.032);
  expect([...ahead]).toEqual([0.2 * (-4 - 0.032 * g[0]), 4 * (-6 - 0.032 * g[1])]);
  expect(search(1, g.map((d) => -d) as typeof g)).toBe(0);
  expect([...ahead]).toEqual([...g]);
  x.set([0, 1]);
  const down = surface(saddle);
  down.gradient(x, g);
  expect(search(1, g, down)).toBe(2 ** 39);
});

test('sizes are summed without their signs', () => {
  expect(length1([1, -2, 3])).toBe(6);
});
