import { describe, expect, test } from 'vitest';
import small from '../../../tests/golden/article004_net_small.json';
import golden from '../../../tests/golden/numpy_kfac.json';
import { layersOf } from '../kronecker.ts';
import { readableKernel } from '../network/kernel.ts';
import { type Network, network, surfaceOf } from '../network/net.ts';
import { train } from '../network/train.ts';
import type { Optimizer, Surface } from '../optimizer.ts';
import { schedules } from '../schedule.ts';
import kfac from './kfac.ts';

const batch = { inputs: Float64Array.from(small.x.flat()), labels: Uint8Array.from(small.t) };

function smallNet(): Network {
  const net = network(readableKernel(Float64Array), { sizes: [6, 5, 4, 3], activation: 'relu', weightDecay: 0 }, 7);
  const { params } = small.cases[0];
  net.x.set([1, 2, 3].flatMap((i) => [params[`W${i}` as 'W1'].flat(), params[`b${i}` as 'b1']]).flat());
  return net;
}

const { lr, beta: betaF, kappa: kappaF, nu } = golden.network.options;

test('a network walks the path that its curvature gives when it is written out whole, in NumPy', () => {
  const net = smallNet();
  const run = train(net, kfac as Optimizer, { hyper: { lr, betaF, kappaF, nu }, schedule: schedules.constant, total: 10 });
  for (const { loss_before, x_after } of golden.network.steps) {
    expect(net.loss(batch)).toBeCloseTo(loss_before, 12);
    run.iterate(batch);
    for (const [i, expected] of x_after.entries()) expect(Math.abs(net.x[i] - expected)).toBeLessThan(1e-12);
  }
});

test('it goes on from a snapshot as if it had never stopped', () => {
  const set = { hyper: { lr, betaF, kappaF, nu }, schedule: schedules.constant, total: 10 };
  const [net, other] = [smallNet(), smallNet()];
  const [run, again] = [train(net, kfac as Optimizer, set), train(other, kfac as Optimizer, set)];
  for (let t = 1; t <= 3; t++) run.iterate(batch);
  again.restore(run.snapshot());
  for (let t = 4; t <= 6; t++) expect(again.iterate(batch)).toBe(run.iterate(batch));
  expect(other.x).toEqual(net.x);
});

describe('the factors that a network gives', () => {
  const net = smallNet();
  const f = surfaceOf(net, () => batch);
  net.gradient(batch);
  const [x, g] = [net.x.slice(), net.g.slice()];

  test('are square and symmetric, and leave the network as it is', () => {
    const layers = layersOf(net.params);
    expect(layers.map(({ rows, columns }) => [rows, columns])).toEqual([
      [7, 5],
      [6, 4],
      [5, 3],
    ]);
    const [A, G] = [f.factors?.inputs(net.x) ?? [], f.factors?.slopes(net.x, 1) ?? []];
    for (const [S, sizes] of [
      [A, [7, 6, 5]],
      [G, [5, 4, 3]],
    ] as const) {
      expect(S).toHaveLength(sizes.reduce((sum, n) => sum + n * n, 0));
      let from = 0;
      for (const n of sizes) {
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(S[from + i * n + j]).toBe(S[from + j * n + i]);
        from += n * n;
      }
    }
    // The last input of each layer is the 1 of its biases.
    expect([A[48], A[48 + 36], A[48 + 36 + 25]]).toEqual([1, 1, 1].map((one) => expect.closeTo(one, 14)));
    expect([net.x, net.g]).toEqual([x, g]);
  });

  test('hold the Fisher matrix of a layer that nothing follows, with the labels that it takes for likely', () => {
    // Averaged over many draws, G of the last layer is the mean of diag(p) − p pᵀ, which needs no draw.
    const mean = new Float64Array(9);
    for (let t = 1; t <= 4000; t++) {
      const G = Array.from(f.factors?.slopes(net.x, t) ?? []).slice(-9);
      for (const [k, value] of G.entries()) mean[k] += value / 4000;
    }
    const scores = small.cases[0].logits;
    const exact = new Float64Array(9);
    for (const row of scores) {
      const powers = row.map(Math.exp);
      const total = powers.reduce((sum, one) => sum + one, 0);
      const p = powers.map((one) => one / total);
      for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) exact[3 * i + j] += ((i === j ? p[i] : 0) - p[i] * p[j]) / scores.length;
    }
    for (const [k, one] of exact.entries()) expect(Math.abs(mean[k] - one)).toBeLessThan(0.01);
  });
});

test('an objective without factors is told so', () => {
  const f: Surface = { value: () => 0, gradient: () => {} };
  const x = Float64Array.of(1, 2);
  expect(() => kfac.step(x, [1, 1], kfac.init(x), kfac.hyper, { t: 1, f })).toThrow('K-FAC asks for f.factors');
});
