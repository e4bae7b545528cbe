import { describe, expect, test } from 'vitest';
import golden from '../../../tests/golden/article004_net_small.json';
import type { Hyper, Memory, Optimizer } from '../optimizer.ts';
import { written } from '../optimizer.ts';
import adagrad from '../optimizers/adagrad.ts';
import adam from '../optimizers/adam.ts';
import gradientDescent from '../optimizers/gradient-descent.ts';
import momentum from '../optimizers/momentum.ts';
import rmsprop from '../optimizers/rmsprop.ts';
import { readableKernel } from './kernel.ts';
import { type Architecture, type Network, network, surfaceOf } from './net.ts';

type Case = (typeof golden.cases)[number];
type Weights = Case['params'];

const batch = { inputs: Float64Array.from(golden.x.flat()), labels: Uint8Array.from(golden.t) };

/** W1, b1, W2, … as one row of numbers. */
const flat = (weights: Weights) => [1, 2, 3].flatMap((i) => [weights[`W${i}` as 'W1'].flat(), weights[`b${i}` as 'b1']]).flat();

function netOf({ activation, weight_decay_lambda, params }: Case): Network {
  const architecture = { sizes: [6, 5, 4, 3], activation, weightDecay: weight_decay_lambda } as Architecture;
  const net = network(readableKernel(Float64Array), architecture, 7);
  net.x.set(flat(params));
  return net;
}

/** The largest difference, of each number's size or of 1. */
const apart = (a: ArrayLike<number>, b: readonly number[]) =>
  Math.max(...b.map((value, i) => Math.abs(a[i] - value) / Math.max(1, Math.abs(value))));

const classes: Record<string, { optimizer: Optimizer; hyper: (options: Record<string, number>) => Hyper; form?: string }> = {
  SGD: { optimizer: gradientDescent as Optimizer, hyper: ({ lr }) => ({ lr }) },
  Momentum: { optimizer: momentum as Optimizer, hyper: ({ lr, momentum }) => ({ lr, beta1: momentum }), form: 'steps' },
  AdaGrad: { optimizer: adagrad as Optimizer, hyper: ({ lr }) => ({ lr, eps: 1e-7, eps0: 0 }) },
  RMSprop: { optimizer: rmsprop as Optimizer, hyper: ({ lr, decay_rate }) => ({ lr, beta2: decay_rate, eps: 1e-7, eps0: 0 }) },
  Adam: { optimizer: adam as Optimizer, hyper: ({ lr, beta1, beta2 }) => ({ lr, beta1, beta2, eps: 1e-7, eps0: 0 }), form: 'rate' },
};

test('its weights are matrices and vectors one after the other, to the last', () => {
  const { params, x, layers } = netOf(golden.cases[0]);
  expect(params).toEqual([
    { from: 0, rows: 6, columns: 5 },
    { from: 30, rows: 5, columns: 1 },
    { from: 35, rows: 5, columns: 4 },
    { from: 55, rows: 4, columns: 1 },
    { from: 59, rows: 4, columns: 3 },
    { from: 71, rows: 3, columns: 1 },
  ]);
  expect(x).toHaveLength(74);
  x[params[2].from + 2 * params[2].columns + 1] = 7;
  expect(layers[1].W.data[2 * 4 + 1]).toBe(7);
});

for (const one of golden.cases)
  describe(`the small network with ${one.activation} and λ = ${one.weight_decay_lambda}`, () => {
    test('has the reference’s loss, classes and gradient', () => {
      const net = netOf(one);
      expect(Math.abs(net.loss(batch) - one.loss)).toBeLessThan(1e-14);
      expect(net.gradient(batch)).toBe(net.loss(batch));
      expect(apart(net.g, flat(one.gradients))).toBeLessThan(1e-14);
      const right = [...net.classify(batch.inputs)].filter((label, i) => label === golden.t[i]).length;
      expect(right / golden.t.length).toBe(one.accuracy);
    });

    for (const [name, training] of Object.entries(one.training))
      test(`goes where the reference goes in five steps of ${name}`, () => {
        const net = netOf(one);
        const { optimizer, hyper, form } = classes[name];
        const { step } = written(optimizer, form);
        const memory: Memory = optimizer.init(net.x);
        const settings = hyper(training.options as unknown as Record<string, number>);
        const f = surfaceOf(net, () => batch);
        for (const [k, { loss_before, params_after }] of training.steps.entries()) {
          expect(Math.abs(net.gradient(batch) - loss_before)).toBeLessThan(1e-12);
          step(net.x, net.g, memory, settings, { t: k + 1, f });
          expect(apart(net.x, flat(params_after as Weights))).toBeLessThan(1e-12);
        }
        expect(Math.abs(net.loss(batch) - training.loss_after_5)).toBeLessThan(1e-12);
      });
  });

test('another place can be asked for without leaving this one', () => {
  const net = netOf(golden.cases[1]);
  const f = surfaceOf(net, () => batch);
  const [x, out] = [net.x.slice(), new Float64Array(net.x.length)];
  net.gradient(batch);
  const g = net.g.slice();
  f.gradient(x, out);
  expect(out).toEqual(g);
  const there = x.map((value) => value + 0.1);
  f.gradient(there, out);
  expect(f.value(there)).not.toBe(net.loss(batch));
  expect(net.x).toEqual(x);
  expect(net.g).toEqual(g);
  net.x.set(there);
  net.gradient(batch);
  expect(out).toEqual(net.g);
});

test('the last batch can be asked for again, with other weights', () => {
  const net = netOf(golden.cases[1]);
  net.gradient(batch);
  expect(net.again()).toBe(net.loss(batch));
  net.x.forEach((value, i) => {
    net.x[i] = 0.9 * value;
  });
  expect(net.again()).toBe(net.loss(batch));
  expect(net.again()).not.toBe(netOf(golden.cases[1]).loss(batch));
});

test('a batch that does not fit is refused', () => {
  const net = netOf(golden.cases[0]);
  expect(() => net.loss({ inputs: new Float64Array(5), labels: Uint8Array.of(1) })).toThrow(/7 rows of 6 numbers, not 5/);
  expect(() => net.loss({ inputs: new Float64Array(48), labels: new Uint8Array(8) })).toThrow(RangeError);
});
