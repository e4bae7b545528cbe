import { describe, expect, test } from 'vitest';
import { optimizer, optimizers } from '../catalog.ts';
import { type Optimizer, zeros } from './optimizer.ts';
import { kept, remembered } from './remembered.ts';

const memoryOf = (id: string, hyper = {}, form?: string, steps = 40) => {
  const o = optimizer(id);
  return remembered(o, { ...o.hyper, ...hyper }, form, steps);
};

describe('the weights of past gradients, measured by an algorithm’s own step', () => {
  test('momentum adds gradients up, and each step leaves β of a weight', () => {
    const { m } = memoryOf('momentum', { beta1: 0.9 });
    expect(m?.power).toBe(1);
    expect(m?.fade).toBeCloseTo(0.9, 12);
    m?.weights(25).forEach((weight, k) => {
      expect(weight).toBeCloseTo(0.9 ** (24 - k), 12);
    });
  });

  test('momentum that remembers steps has −η times those weights', () => {
    const { m } = memoryOf('momentum', { beta1: 0.5, lr: 0.2 }, 'steps');
    expect(m?.weights(3)).toEqual([-0.05, -0.1, -0.2]);
    expect(m?.fade).toBeCloseTo(0.5, 12);
  });

  test('Adam’s m is a mean of gradients and its v one of squares, each with its own β', () => {
    const { m, v } = memoryOf('adam', { beta1: 0.8, beta2: 0.99 });
    expect([m?.power, v?.power]).toEqual([1, 2]);
    expect(m?.fade).toBeCloseTo(0.8, 10);
    expect(v?.fade).toBeCloseTo(0.99, 10);
    expect(m?.weights(10)[9]).toBeCloseTo(0.2, 12);
    expect(v?.weights(10)[0]).toBeCloseTo(0.01 * 0.99 ** 9, 12);
  });

  test('AdaGrad’s squares all weigh the same, for ever', () => {
    const { v } = memoryOf('adagrad');
    expect(v?.power).toBe(2);
    expect(v?.fade).toBe(1);
    expect(v?.weights(40)).toEqual(Array(40).fill(1));
  });

  test('where β is 0, only the newest gradient has a weight', () => {
    const { v } = memoryOf('rmsprop', { beta2: 0 });
    expect(v?.weights(4)).toEqual([0, 0, 0, 1]);
    expect(v?.fade).toBe(0);
  });

  test('gradient descent has no memory at all', () => {
    expect(memoryOf('gradient-descent')).toEqual({});
  });

  test('a memory that never gets anything weighs 0 and has no fading', () => {
    const { m } = memoryOf('momentum', { lr: 0 }, 'steps');
    expect(m?.weights(3).every((weight) => weight === 0)).toBe(true);
    expect(m?.fade).toBeUndefined();
  });

  test('a single update has one weight', () => {
    expect(memoryOf('momentum', {}, undefined, 1).m?.weights(1)).toEqual([1]);
  });

  test('what a step fills before it reads is no memory, and neither is what it leaves alone', () => {
    expect(Object.keys(optimizer('nesterov').init([0]))).toEqual(['m', 'xAhead', 'gAhead']);
    for (const form of [undefined, 'pytorch']) {
      expect(kept(optimizer('nesterov'), form)).toEqual(['m']);
      expect(Object.keys(memoryOf('nesterov', {}, form))).toEqual(['m']);
    }
    expect(kept(optimizer('adam'), 'rate')).toEqual(['m', 'v']);
    expect(kept(optimizer('gradient-descent'))).toEqual([]);
    expect(kept(optimizer('lbfgs'))).toEqual(['S', 'Y']);
    expect(kept(optimizer('lbfgs'), 'fixed')).toEqual(['S', 'Y', 'sT', 'gLast']);
  });

  /** Memories that are made of something else than gradients. */
  const others: Record<string, string[]> = {
    lbfgs: ['S', 'Y'],
    adadelta: ['s'],
    adamax: ['vInf'],
    swats: ['gammaBar', 'lrSgd'],
    kfac: ['A', 'G'],
    amsgrad: ['vMax'],
    nadam: ['c'],
    adabelief: ['vM'],
    adan: ['mD', 'v'],
    prodigy: ['r', 'dist'],
    'schedule-free': ['z', 'w'],
    shampoo: ['L', 'P'],
  };

  test.each([...optimizers.keys()])('%s: every vector is a mean or a sum, unless it is known not to be, also without a guard ε', (id) => {
    const { hyper } = optimizer(id);
    const bare = { ...hyper, ...('eps' in hyper && { eps: 0, eps0: 0 }) };
    const all = Object.entries(memoryOf(id, bare));
    for (const [, one] of all) if (one) expect(one.weights(40).every(Number.isFinite)).toBe(true);
    expect(all.filter(([, one]) => !one).map(([name]) => name)).toEqual(others[id] ?? []);
  });

  /** An algorithm whose memory is changed by `remember`. */
  const made = (remember: (m: number, g: number, t: number) => number): Optimizer => ({
    ...optimizer('momentum'),
    init: (x) => ({ m: zeros(x) }),
    step(x, g, { m }, _, { t }) {
      for (let i = 0; i < x.length; i++) m[i] = remember(m[i], g[i], t);
    },
  });

  test('the greatest gradient so far is not a sum, and is not taken for one', () => {
    const { m } = remembered(
      made((m, g) => Math.max(0.9 * m, Math.abs(g))),
      {},
      undefined,
      20,
    );
    expect(m).toBeUndefined();
  });

  test('a mean whose β changes with the step has weights, but no one factor', () => {
    const { m } = remembered(
      made((m, g, t) => m + (g - m) / t),
      {},
      undefined,
      20,
    );
    expect(m?.fade).toBeCloseTo(1, 9);
    const rising = remembered(
      made((m, g, t) => (1 - 1 / (t + 1)) * m + g),
      {},
      undefined,
      20,
    );
    expect(rising.m?.weights(2)).toEqual([expect.closeTo(2 / 3, 12), 1]);
    expect(rising.m?.fade).toBeUndefined();
  });
});
