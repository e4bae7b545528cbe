import { describe, expect, test } from 'vitest';
import type { Point } from '../objective.ts';
import { initialise, normal } from './initial.ts';
import { readableKernel } from './kernel.ts';
import { lossAt, type Plane, planeThrough, shadowOf, slice, weightsAt } from './landscape.ts';
import { type Network, network } from './net.ts';

const sizes = [5, 4, 3];

function netOf(seed: number): Network {
  const net = network(readableKernel(Float64Array), { sizes, activation: 'relu', weightDecay: 0 }, 6);
  initialise(net, 'he', seed);
  return net;
}

const random = normal(3);
const batch = { inputs: Float64Array.from({ length: 30 }, random), labels: Uint8Array.of(0, 1, 2, 0, 1, 2) };
const start = netOf(1).x.slice();

/** The unit of each number, by the definition: the length of the weights into its neuron, times √7, of which there are seven. */
const unit = (() => {
  const { layers } = netOf(1);
  return layers.flatMap(({ W, b }) => {
    const lengths = Array.from(
      b,
      (_, j) => Math.sqrt(7) * Math.hypot(...Array.from({ length: W.rows }, (_, i) => W.data[i * W.columns + j])),
    );
    return [...Array.from(W.data, (_, k) => lengths[k % W.columns]), ...lengths];
  });
})();

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);

/** Three directions at right angles to each other, each of length 1, in units (Gram and Schmidt). */
const frame = [0, 1, 2].reduce<number[][]>((found) => {
  let vector = Array.from(start, random);
  for (const one of found) {
    const along = dot(vector, one);
    vector = vector.map((value, i) => value - along * one[i]);
  }
  return [...found, vector.map((value) => value / Math.sqrt(dot(vector, vector)))];
}, []);

/** The weights that are so far from the start along each of the three. */
const at = (...parts: number[]) => start.map((value, i) => value + unit[i] * parts.reduce((sum, part, k) => sum + part * frame[k][i], 0));

const near = (found: readonly number[], expected: readonly number[], within = 1e-12) =>
  found.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThan(within);
  });

describe('the plane through paths that lie in one', () => {
  // Their principal directions are the first two of the frame: the products between the two sum up to 0.
  const inside: Point[][] = [
    [
      [0, 0],
      [3, 0],
      [3, 1],
    ],
    [
      [0, 0],
      [3, -1],
      [0, 2],
    ],
  ];
  const paths = inside.map((points) => points.map((point) => at(...point)));
  const plane = planeThrough(paths, sizes);

  test('is that plane', () => {
    expect(plane.share).toBeCloseTo(1, 12);
    near([...plane.origin], [...start], 1e-15);
    near([...plane.unit], unit);
    near([...plane.axes[0]], frame[0]);
    near([...plane.axes[1]], frame[1]);
  });

  test('has them where they were put', () => {
    for (const [k, path] of paths.entries()) {
      const { points, off, share } = shadowOf(path, plane);
      near(points.flat(), inside[k].flat());
      // The root of a difference of squares: rounding in the last digit of 9 is 4·10⁻⁸ here.
      near(off, [0, 0, 0], 1e-7);
      expect(share).toBeCloseTo(1, 12);
    }
  });

  test('has weights at each of its points, which lead back to it', () => {
    const out = new Float64Array(start.length);
    weightsAt([0.7, -1.2], plane, out);
    near([...out], [...at(0.7, -1.2)]);
    near(shadowOf([start, out], plane).points.flat(), [0, 0, 0.7, -1.2]);
  });
});

describe('the plane through paths that do not', () => {
  const paths = [
    [start, at(3, 0, 0), at(3, 0, 0)],
    [start, at(0, -2, 0), at(0, 0, 1)],
  ];
  const plane = planeThrough(paths, sizes);

  test('is that of the two longest directions, and says how much it holds', () => {
    expect(plane.share).toBeCloseTo((9 + 9 + 4) / (9 + 9 + 4 + 1), 12);
    near([...plane.axes[0]], frame[0]);
    // The other way round: they go up.
    near(
      [...plane.axes[1]],
      frame[1].map((value) => -value),
    );
  });

  test('says of each path how much of it lies in the plane, and how far off its points are', () => {
    expect(shadowOf(paths[0], plane).share).toBeCloseTo(1, 12);
    const { points, off, share } = shadowOf(paths[1], plane);
    near(points.flat(), [0, 0, 0, 2, 0, 0]);
    near(off, [0, 0, 1], 1e-7);
    expect(share).toBeCloseTo(4 / 5, 12);
  });

  test('has two directions of length 1 at right angles', () => {
    const cloud = planeThrough([Array.from({ length: 9 }, () => Array.from(start, random))], sizes);
    near([dot(cloud.axes[0], cloud.axes[0]), dot(cloud.axes[1], cloud.axes[1]), dot(cloud.axes[0], cloud.axes[1])], [1, 1, 0]);
    expect(cloud.share).toBeGreaterThan(0.2);
    expect(cloud.share).toBeLessThan(1);
  });
});

test('shares of several paths are those of the whole, weighed by their lengths', () => {
  const paths = [1, 2, 3].map(() => [start, ...Array.from({ length: 4 }, () => at(random(), random(), random()))]);
  const plane = planeThrough(paths, sizes);
  const squares = ({ points, off }: ReturnType<typeof shadowOf>) => points.reduce((sum, [a, b], i) => sum + a * a + b * b + off[i] ** 2, 0);
  const shadows = paths.map((path) => shadowOf(path, plane));
  const whole = shadows.reduce((sum, shadow) => sum + squares(shadow), 0);
  expect(shadows.reduce((sum, shadow) => sum + (shadow.share * squares(shadow)) / whole, 0)).toBeCloseTo(plane.share, 12);
});

test('paths with a start each are seen from the middle of these, and each from its own', () => {
  const [one, other] = [at(2, 0, 0), at(-2, 0, 0)];
  const plane = planeThrough(
    [
      [one, at(2, 1, 0)],
      [other, at(-2, 1, 0)],
    ],
    sizes,
  );
  near([...plane.origin], [...start]);
  const length = (x: ArrayLike<number>) => Math.hypot(x[1], x[5], x[9], x[13], x[17]);
  near([plane.unit[1]], [Math.sqrt((7 * (length(one) ** 2 + length(other) ** 2)) / 2)]);

  // Beside the plane, and along it: all of the way is to be seen, and none of the distance.
  const [here, there] = [new Float64Array(start.length), new Float64Array(start.length)];
  weightsAt([0.3, 0.1], plane, here);
  weightsAt([0.8, -0.4], plane, there);
  const by = plane.unit.map((length) => 0.01 * length * random());
  const shadow = shadowOf(
    [here, there].map((x) => x.map((value, i) => value + by[i])),
    plane,
  );
  expect(shadow.share).toBeCloseTo(1, 12);
  expect(shadow.off[0]).toBeGreaterThan(0.01);
  expect(shadow.off[1]).toBeCloseTo(shadow.off[0], 7);
});

test('a step that makes all weights twice as long has the length 1', () => {
  const twice = start.map((value) => 2 * value);
  const plane = planeThrough([[start, twice, at(0, 0, 0.1)]], sizes);
  const [, [a, b]] = shadowOf([start, twice], plane).points;
  expect(Math.hypot(a, b)).toBeCloseTo(1, 12);
});

test('layers of ReLU that are scaled against each other have the same picture, to the last bit', () => {
  // By powers of two, which are exact. The biases behind the second layer, which its neurons’ length would be wrong for, stay 0.
  const free = (x: Float64Array) => x.map((value, i) => (i >= start.length - 3 ? 0 : value));
  const scaled = (x: Float64Array) => x.map((value, i) => (i < 24 ? 8 * value : value / 8));
  const paths = [1, 2].map(() => [
    start,
    ...[1, 2, 3].map(() => free(at(random(), random(), random()) as Float64Array)),
  ]) as Float64Array[][];
  const plane = planeThrough(paths, sizes);
  const other = planeThrough(
    paths.map((path) => path.map(scaled)),
    sizes,
  );
  expect(other.axes).toEqual(plane.axes);
  expect(other.share).toBe(plane.share);
  for (const path of paths) expect(shadowOf(path.map(scaled), other)).toEqual(shadowOf(path, plane));
  const around = { x: [-1, 1], y: [-1, 1] } as const;
  expect([...slice(netOf(1), batch, other, around, 4, 3)]).toEqual([...slice(netOf(1), batch, plane, around, 4, 3)]);
});

describe('the loss on a plane', () => {
  const paths = [[start, at(0.4, 0, 0), at(0.1, 0.3, 0)]];
  const plane: Plane = planeThrough(paths, sizes);
  const lossOf = (x: Float64Array) => {
    const net = netOf(1);
    net.x.set(x);
    return net.loss(batch);
  };

  test('is the network’s own where paths lie in the plane', () => {
    const { points } = shadowOf(paths[0], plane);
    for (const [i, x] of paths[0].entries())
      expect(Math.abs(lossAt(netOf(5), batch, plane, points[i]) - lossOf(x as Float64Array))).toBeLessThan(1e-13);
    expect(lossAt(netOf(5), batch, plane, [0, 0])).toBe(lossOf(start as Float64Array));
  });

  test('comes row by row from the lower left corner, edges included', () => {
    const rows = [...slice(netOf(5), batch, plane, { x: [-0.5, 0.5], y: [-0.2, 0.4] }, 3, 4)];
    expect(rows.map(({ length }) => length)).toEqual([3, 3, 3, 3]);
    const loss = (...point: Point) => lossAt(netOf(5), batch, plane, point);
    near([rows[0][0], rows[0][2], rows[3][0], rows[1][1]], [loss(-0.5, -0.2), loss(0.5, -0.2), loss(-0.5, 0.4), loss(0, -0.2 + 0.6 / 3)]);
  });
});

describe('what has no plane says why:', () => {
  test.each([
    ['a path that stays where it is', [[start, start]], /do not leave a line/],
    ['a path on a line', [[start, at(1, 0, 0), at(-2, 0, 0)]], /do not leave a line/],
    ['a path to nowhere', [[start, at(1, 0, 0), start.map(() => Number.NaN)]], /not finite/],
    ['a neuron without weights', [[start.map((value, i) => (i % 4 === 2 && i < 20 ? 0 : value)), at(1, 0, 0)]], /Neuron 3 of layer 1/],
  ])('%s', (_what, paths, message) => {
    expect(() => planeThrough(paths, sizes)).toThrow(message);
  });
});

test('networks with random weights of their own are √2 from each other, each neuron’s weights being at right angles to the other’s', () => {
  const wide = [784, 100, 10];
  const starts = [1, 2, 3].map((seed) => {
    const net = network(readableKernel(), { sizes: wide, activation: 'relu', weightDecay: 0 }, 1);
    initialise(net, 'he', seed);
    return [net.x];
  });
  const plane = planeThrough(starts, wide);
  // Three points lie in one plane.
  expect(plane.share).toBeCloseTo(1, 9);
  const [[a], [b], [c]] = starts.map((path) => shadowOf(path, plane).points);
  for (const [[x, y], [u, v]] of [
    [a, b],
    [b, c],
    [c, a],
  ])
    expect(Math.hypot(x - u, y - v)).toBeCloseTo(Math.SQRT2, 1);
});

test('even a random walk has nine tenths of its squared distances in the plane through it', () => {
  const wide = [784, 100, 10];
  const count = 785 * 100 + 1010;
  const step = normal(11);
  const walk = [Float32Array.from({ length: count }, step)];
  // In the walk's own units: otherwise some neurons would walk farther than others.
  for (let t = 0; t < 20; t++) walk.push(walk[t].map((value) => value + 0.001 * step()));
  // Of the products min(i, j) of 20 steps, the two largest eigenvalues over the sum of all: 1/(4 sin²((2k − 1)π/82)), k = 1, 2, of 210.
  const expected = [1, 3].reduce((sum, odd) => sum + 1 / (4 * Math.sin((odd * Math.PI) / 82) ** 2), 0) / 210;
  expect(expected).toBeCloseTo(0.9, 2);
  expect(planeThrough([walk], wide).share).toBeCloseTo(expected, 2);
});
