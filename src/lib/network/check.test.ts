import { describe, expect, test } from 'vitest';
import golden from '../../../tests/golden/article004_net_small.json';
import { check, errors, numericalDerivative, places, powersDown } from './check.ts';
import { digits } from './digits.ts';
import { initialise } from './initial.ts';
import { readableKernel } from './kernel.ts';
import { type Architecture, type Batch, type Network, network } from './net.ts';

type Case = (typeof golden.cases)[number];

const small = { inputs: Float64Array.from(golden.x.flat()), labels: Uint8Array.from(golden.t) };

function smallNet({ activation, weight_decay_lambda, params }: Case): Network {
  const architecture = { sizes: [6, 5, 4, 3], activation, weightDecay: weight_decay_lambda } as Architecture;
  const net = network(readableKernel(Float64Array), architecture, 7);
  net.x.set([1, 2, 3].flatMap((i) => [params[`W${i}` as 'W1'].flat(), params[`b${i}` as 'b1']]).flat());
  return net;
}

/** How far a numerical gradient is off, in parts of the other’s length. */
const apart = (found: number[], gradient: ArrayLike<number>) =>
  errors(
    found.map((slope, i) => [slope - gradient[i]]),
    Array.from(gradient),
  )[0];

const everywhere = (net: Network, batch: Batch, h: number) => Array.from(net.x, (_, index) => numericalDerivative(net, batch, index, h));

for (const one of golden.cases)
  describe(`the small network with ${one.activation} and λ = ${one.weight_decay_lambda}`, () => {
    test('has the numerical gradient that backprop and the reference have', () => {
      const net = smallNet(one);
      net.gradient(small);
      const found = everywhere(net, small, 1e-5);
      const theirs = [1, 2, 3].flatMap((i) => [one.gradients[`W${i}` as 'W1'].flat(), one.gradients[`b${i}` as 'b1']]).flat();
      // The reference's own central differences are up to 5·10⁻¹⁰ off; theirs, like ours, by rounding.
      const allowed = 2 * Math.max(...golden.cases.map((each) => each.numerical_gradient_max_diff));
      expect(Math.max(...found.map((slope, i) => Math.abs(slope - theirs[i])))).toBeLessThan(allowed);
      expect(apart(found, net.g)).toBeLessThan(1e-9);
    });
  });

const [relu, penalised, sigmoid] = golden.cases;

test('asking for slopes leaves the network as it is', () => {
  const net = smallNet(relu);
  net.gradient(small);
  const [x, g] = [net.x.slice(), net.g.slice()];
  numericalDerivative(net, small, 3, 1e-3);
  check(net, small, 40, [1e-1, 1e-9]);
  expect(net.x).toEqual(x);
  expect(net.g).toEqual(g);
});

test('both ways are what they are called', () => {
  const net = smallNet(penalised);
  net.gradient(small);
  const h = 0.25;
  const at = (move: number) => {
    const moved = smallNet(penalised);
    moved.x[17] += move;
    return moved.loss(small);
  };
  expect(check(net, small, 17, [h])).toEqual({
    backprop: net.g[17],
    central: [Math.abs((at(h) - at(-h)) / (2 * h) - net.g[17])],
    forward: [Math.abs((at(h) - at(0)) / h - net.g[17])],
  });
  expect(numericalDerivative(net, small, 17, h)).toBe((at(h) - at(-h)) / (2 * h));
});

test('an error is a length in parts of the gradient’s, at each step', () => {
  expect(
    errors(
      [
        [3, 0],
        [4, 1],
      ],
      [0, 10],
    ),
  ).toEqual([0.5, 0.1]);
});

describe('a gradient that is wrong is found out', () => {
  /** Every number of the gradient, through something that goes wrong on the way back. */
  const wrong: Record<string, (net: Network) => void> = {
    'where the penalty is forgotten': (net) => {
      for (const { W, dW } of net.layers) for (let k = 0; k < W.data.length; k++) dW.data[k] -= 0.1 * W.data[k];
    },
    'where biases are penalised as well': ({ layers }) => {
      for (const { b, db } of layers) for (let k = 0; k < b.length; k++) db[k] += 0.1 * b[k];
    },
    'where one weight gets its neighbour’s slope': ({ g }) => {
      [g[30], g[31]] = [g[31], g[30]];
    },
    'where it is a sum over the batch and not the mean': ({ g }) => {
      for (let k = 0; k < g.length; k++) g[k] *= 7;
    },
    'where a single sign is turned': ({ g }) => {
      g[2] *= -1;
    },
  };
  test.each(Object.keys(wrong))('%s', (how) => {
    const net = smallNet(penalised);
    net.gradient(small);
    const found = everywhere(net, small, 1e-5);
    expect(apart(found, net.g)).toBeLessThan(1e-9);
    wrong[how](net);
    expect(apart(found, net.g)).toBeGreaterThan(1e-4);
  });
});

/** The exponent of the power of h that errors follow between two steps. */
function exponent(steps: readonly number[], found: readonly number[], from: number, to: number): number {
  const points = steps.flatMap((h, k) => (h >= from * 0.99 && h <= to * 1.01 ? [[Math.log(h), Math.log(found[k])]] : []));
  const mean = (axis: number) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** The step whose error is the smallest. */
const best = (steps: readonly number[], found: readonly number[]) => steps[found.indexOf(Math.min(...found))];

describe('the error of numerical slopes', () => {
  const steps = powersDown(-1, -14, 3);
  const net = smallNet(sigmoid);
  net.gradient(small);
  const errorsOf = (net: Network, way: 'central' | 'forward') => {
    const checks = Array.from(net.x, (_, index) => check(net, small, index, steps));
    return errors(
      checks.map((one) => one[way]),
      checks.map(({ backprop }) => backprop),
    );
  };
  const [central, forward] = [errorsOf(net, 'central'), errorsOf(net, 'forward')];

  test('grows with h² on both sides, and with h on one', () => {
    expect(exponent(steps, central, 1e-3, 1e-1)).toBeCloseTo(2, 1);
    expect(exponent(steps, forward, 1e-5, 1e-1)).toBeCloseTo(1, 1);
  });

  test('grows with 1/h where it is rounding', () => {
    expect(exponent(steps, central, 1e-13, 1e-7)).toBeCloseTo(-1, 1);
    expect(exponent(steps, forward, 1e-13, 1e-9)).toBeCloseTo(-1, 1);
  });

  test('is smallest where the two meet: near the third root of ε on both sides, near the second on one', () => {
    for (const [found, h] of [
      [central, Number.EPSILON ** (1 / 3)],
      [forward, Number.EPSILON ** (1 / 2)],
    ] as const) {
      expect(best(steps, found)).toBeGreaterThan(h / 10);
      expect(best(steps, found)).toBeLessThan(h * 10);
    }
    expect(Math.min(...central)).toBeLessThan(1e-9);
    expect(central[steps.length - 1]).toBeGreaterThan(1e-3);
  });

  test('is smallest at far larger steps in single precision', () => {
    const single = network(readableKernel(), { sizes: [6, 5, 4, 3], activation: 'sigmoid', weightDecay: 0 }, 7);
    single.x.set(net.x);
    single.gradient(small);
    const found = errorsOf(single, 'central');
    expect(best(steps, found)).toBeGreaterThan(100 * best(steps, central));
    expect(Math.min(...found)).toBeGreaterThan(1000 * Math.min(...central));
  });
});

test('a kink within h on either side costs up to half of the jump in slope', () => {
  // One hidden unit, z = x − 0.01, whose score goes against a score of 0.
  const net = network(readableKernel(Float64Array), { sizes: [1, 1, 2], activation: 'relu', weightDecay: 0 }, 1);
  const batch = { inputs: Float64Array.of(1), labels: Uint8Array.of(0) };
  net.x.set([0.51, -0.5, 1, 0, 0, 0]);
  net.gradient(batch);
  const [jump, error] = [Math.abs(net.g[1]), (h: number) => Math.abs(numericalDerivative(net, batch, 1, h) - net.g[1])];
  expect(jump).toBeGreaterThan(0.4);
  expect(error(0.0099)).toBeLessThan(1e-5);
  expect(error(0.02)).toBeCloseTo(jump / 4, 2);
  expect(error(0.2)).toBeCloseTo(0.475 * jump, 1);
});

describe('places', () => {
  const net = network(readableKernel(Float64Array), { sizes: [784, 20, 10, 10], activation: 'relu', weightDecay: 0 }, 8);
  const { images, labels } = digits(8, 1);
  initialise(net, 'he', 1);
  net.gradient({ inputs: images, labels });

  test('are some weights and biases of every layer, each once, on which the batch has a say', () => {
    const found = places(net, 4, 2, 5);
    expect(new Set(found).size).toBe(18);
    for (const { from, to, b } of net.layers) {
      expect(found.filter((index) => index >= from && index < to - b.length)).toHaveLength(4);
      expect(found.filter((index) => index >= to - b.length && index < to)).toHaveLength(2);
    }
    expect(found.every((index) => net.g[index] !== 0)).toBe(true);
  });

  test('are the same for the same seed, and others for another', () => {
    expect(places(net, 4, 2, 5)).toEqual(places(net, 4, 2, 5));
    expect(places(net, 4, 2, 6)).not.toEqual(places(net, 4, 2, 5));
  });

  test('are all that there are, where that is less', () => {
    const [, , { to, b }] = net.layers;
    expect(places(net, 0, 99, 5).filter((index) => index >= to - b.length)).toHaveLength(10);
  });

  test('leave out slopes of 0, which values have as well', () => {
    const none = Array.from(net.g.keys()).filter((index) => net.g[index] === 0);
    expect(none.length).toBeGreaterThan(1000);
    for (const index of none.filter((_, k) => k % 97 === 0))
      expect(numericalDerivative(net, { inputs: images, labels }, index, 1e-5)).toBe(0);
  });
});
