import { describe, expect, test } from 'vitest';
import { optimizer } from '../catalog.ts';
import { sizes as networks } from '../network/experiment.ts';
import kfacRuns from '../network/runs/kfac.json' with { type: 'json' };
import cost from '../newton-cost.json' with { type: 'json' };
import { figure, raceIn } from '../race/figures.ts';
import { corrected, growing } from '../race/forgetting.ts';
import type { Effort } from '../race/protocols.ts';
import { type Lane, type Race, run, withSetting, withStart } from '../race/race.ts';
import { field, races, settingsFor } from '../race/races.ts';
import { type Swept, sweep, tail } from '../race/sweep.ts';
import { askedUntil } from './asked.ts';
import { batch, data, loss, lossOver, miniBatch, oneSample } from './batches.ts';
import { descend, type Run } from './descend.ts';
import { numbersKept } from './factored.ts';
import { readableKernel } from './network/kernel.ts';
import { network } from './network/net.ts';
import { curvatures, type Objective, type Point } from './objective.ts';
import beale from './objectives/beale.ts';
import himmelblau from './objectives/himmelblau.ts';
import middle from './objectives/middle.ts';
import quad1 from './objectives/quad1.ts';
import quad2 from './objectives/quad2.ts';
import rastrigin from './objectives/rastrigin.ts';
import reddi from './objectives/reddi.ts';
import rosenbrock from './objectives/rosenbrock.ts';
import saddle from './objectives/saddle.ts';
import sparse from './objectives/sparse.ts';
import type { Hyper, Memory, Optimizer, Source, Vector } from './optimizer.ts';
import adabelief from './optimizers/adabelief.ts';
import adabound from './optimizers/adabound.ts';
import adadelta from './optimizers/adadelta.ts';
import adafactor from './optimizers/adafactor.ts';
import adagrad from './optimizers/adagrad.ts';
import adam from './optimizers/adam.ts';
import adamax from './optimizers/adamax.ts';
import adamw from './optimizers/adamw.ts';
import adan from './optimizers/adan.ts';
import amsgrad from './optimizers/amsgrad.ts';
import gradientDescent from './optimizers/gradient-descent.ts';
import kfac from './optimizers/kfac.ts';
import lbfgs from './optimizers/lbfgs.ts';
import lion from './optimizers/lion.ts';
import momentum from './optimizers/momentum.ts';
import muon from './optimizers/muon.ts';
import nadam from './optimizers/nadam.ts';
import nesterov from './optimizers/nesterov.ts';
import newton from './optimizers/newton.ts';
import prodigy from './optimizers/prodigy.ts';
import radam from './optimizers/radam.ts';
import rmsprop from './optimizers/rmsprop.ts';
import scheduleFree from './optimizers/schedule-free.ts';
import shampoo from './optimizers/shampoo.ts';
import sophia from './optimizers/sophia.ts';
import swats from './optimizers/swats.ts';
import { pairs } from './shampoo.ts';
import { factors, rates } from './warm-up.ts';

/** The numbers that the pages say in words: each test is named after the sentence that it holds. */

const five = { gradientDescent, momentum, adagrad, rmsprop, adam } as unknown as Record<string, Optimizer>;
const names = Object.keys(five);
const all = { ...five, nesterov, adadelta } as unknown as Record<string, Optimizer>;

/** A run with an article's settings, or those of the fair race where it has none: A0's fair race unless something else is asked for. */
function race(
  name: string,
  hyper: Hyper = {},
  { source = 'a0', on = quad1, ...run }: Partial<Run> & { source?: Source; on?: Objective } = {},
) {
  const { form, ...own } = all[name].as[source] ?? all[name].as.fair ?? {};
  return descend(all[name], on, { start: on.start, steps: 20, form, ...run, hyper: { ...(own as Hyper), ...hyper } });
}

const end = (path: { values: number[] }) => path.values[path.values.length - 1];
const settled = (values: number[], height: number) => values.findLastIndex((value) => value >= height) + 1;
const ranking = (steps: number) =>
  names
    .map((name) => [name, end(race(name, {}, { steps }))] as const)
    .sort((a, b) => a[1] - b[1])
    .map(([name]) => name);

/** A0's valley turned by 45°, and the point that its start becomes. */
const turn = ([x, y]: Point): Point => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2];
const back = ([x, y]: Point): Point => [(x + y) * Math.SQRT1_2, (y - x) * Math.SQRT1_2];
const turned: Objective = {
  ...quad1,
  value: (x, y) => quad1.value(...back([x, y])),
  gradient: (x, y) => turn(quad1.gradient(...back([x, y]))),
  start: turn(quad1.start),
};

const degrees = (angle: number) => (angle * 180) / Math.PI;

describe('Downhill', () => {
  test('at the end of the fair race momentum stands lowest and Adam is fourth', () => {
    expect(ranking(20)).toEqual(['momentum', 'rmsprop', 'gradientDescent', 'adam', 'adagrad']);
  });
  test('AdaGrad, RMSprop and Adam all set out on the same diagonal', () => {
    for (const name of ['adagrad', 'rmsprop', 'adam']) {
      const [x, y] = race(name).points[1];
      expect((y + 6) / (x + 4)).toBeCloseTo(1, 4);
    }
  });
  test('gradient descent and momentum make the same first step, the longest of all', () => {
    const strides = names.map((name) => Math.hypot(...race(name).points[1].map((to, i) => to - quad1.start[i])));
    expect(strides[0]).toBe(strides[1]);
    expect(Math.max(...strides.slice(2))).toBeLessThan(strides[0]);
  });
  test('from the long axis nobody leaves it', () => {
    for (const name of names) expect(race(name, {}, { start: [-4, 0] }).points.every(([, y]) => y === 0)).toBe(true);
  });
});

describe('A0’s drawing', () => {
  const shown = (name: string) => race(name).values[14];
  test('ends, for all but Adam, at step 14: momentum far ahead of gradient descent, RMSprop of AdaGrad', () => {
    expect(shown('momentum')).toBeCloseTo(0.0052, 4);
    expect(shown('gradientDescent')).toBeCloseTo(0.155, 3);
    expect(shown('rmsprop')).toBeCloseTo(0.35, 2);
    expect(shown('adagrad')).toBeCloseTo(29, 0);
  });
});

describe('The problem', () => {
  test('a small network that reads handwritten digits has 109,810 weights', () => {
    const layers = [784, 100, 100, 100, 100, 10];
    expect(layers.slice(1).reduce((sum, n, i) => sum + n * (layers[i] + 1), 0)).toBe(109810);
  });
  test('on the steepest way down from (−5, −2), half-way across the valley is only 0.17 along it', () => {
    const { points } = race('gradientDescent', { lr: 1e-4 }, { start: [-5, -2], steps: 3000 });
    const half = points.find(([, y]) => y >= -1) ?? [Number.NaN];
    expect(half[0] + 5).toBeCloseTo(0.17, 2);
    expect(quad1.value(8, 0)).toBeCloseTo(6.4, 12);
    expect(quad1.value(-8, 3) - 6.4).toBeCloseTo(2 * 3 ** 2, 12);
  });
  test('at (−5, −2) the two arrows are 61° apart; elsewhere up to 65°', () => {
    const apart = ([x, y]: Point) => {
      const [gx, gy] = quad1.gradient(x, y);
      return degrees(Math.acos((gx * x + gy * y) / Math.hypot(gx, gy) / Math.hypot(x, y)));
    };
    expect(apart([-5, -2])).toBeCloseTo(61.1, 1);
    const all = Array.from({ length: 900 }, (_, i) => apart([Math.cos(i / 573), Math.sin(i / 573)]));
    expect(Math.max(...all)).toBeCloseTo(64.8, 1);
    expect(apart([Math.sqrt(20), 1])).toBeCloseTo(64.8, 1);
  });
  test('the curvatures are 0.2 and 4', () => {
    const [along, across] = curvatures(quad1.hessian(0, 0));
    expect(along).toBeCloseTo(0.2, 12);
    expect(across).toBeCloseTo(4, 12);
  });
  test('from beside the ridge, farther than 1: gradient descent after 12 steps, momentum 10, AdaGrad 3, RMSprop 2', () => {
    const leaves = (name: string) => race(name, {}, { on: saddle }).points.findIndex(([, y]) => Math.abs(y) > 1);
    expect(names.slice(0, 4).map(leaves)).toEqual([12, 10, 3, 2]);
    expect(saddle.start).toEqual([-1, 0.001]);
  });
  test('exactly on the ridge it never leaves', () => {
    expect(race('gradientDescent', {}, { on: saddle, start: [-1, 0], steps: 500 }).points.every(([, y]) => y === 0)).toBe(true);
  });
});

describe('Gradient descent', () => {
  test('each step keeps 92 % of x and −60 % of y', () => {
    const { points } = race('gradientDescent');
    for (let k = 1; k <= 20; k++) {
      expect(points[k][0] / points[k - 1][0]).toBeCloseTo(0.92, 10);
      expect(points[k][1] / points[k - 1][1]).toBeCloseTo(-0.6, 10);
    }
  });
  test('at η = 0.5 y bounces from −6 to 6; at 0.25 it needs one step', () => {
    expect(race('gradientDescent', { lr: 0.5 }).points.every(([, y], k) => y === (k % 2 ? 6 : -6))).toBe(true);
    expect(race('gradientDescent', { lr: 0.25 }).points[1][1]).toBe(0);
  });
  test('at η = 0.25 x stands at −1.95 after 14 steps, rather than at −1.25', () => {
    expect(race('gradientDescent', { lr: 0.25 }).points[14][0]).toBeCloseTo(-1.95, 2);
    expect(race('gradientDescent').points[14][0]).toBeCloseTo(-1.245, 3);
  });
  test('at η = 0.51 the path leaves the map at the eighth step', () => {
    expect(race('gradientDescent', { lr: 0.51 }).points.findIndex(([, y]) => Math.abs(y) > 8)).toBe(8);
  });
  test('at η = 0.476 each end keeps 90 %', () => {
    expect(1 - 0.476 * 0.2).toBeCloseTo(0.905, 3);
    expect(1 - 0.476 * 4).toBeCloseTo(-0.904, 3);
  });
  test('A4’s 0.95 keeps −90 % of y', () => {
    const { points } = race('gradientDescent', {}, { source: 'a4', on: quad2 });
    expect(points[1][1] / points[0][1]).toBeCloseTo(-0.9, 10);
  });
  test('200 steps with PyTorch’s rate go almost nowhere along x', () => {
    expect(race('gradientDescent', {}, { source: 'pytorch', steps: 200 }).points[200][0]).toBeCloseTo(-3.84, 2);
  });
  const excess = (line: Point) => lossOver(data, line) - lossOver(data, loss.minima[0]);
  const last = (walk: typeof batch, lr: number, epochs: number) => excess(walk(loss.start, lr, epochs).at(-1) as Point);
  test('twelve passes over 40 rows: 12, 60 and 480 steps; mini-batches are nearly there, one-sample cannot keep still', () => {
    const [whole, few, one] = [batch, miniBatch, oneSample].map((walk) => walk(loss.start, 0.3, 12));
    expect([whole, few, one].map((path) => path.length - 1)).toEqual([12, 60, 480]);
    expect(excess(whole[12])).toBeGreaterThan(0.1);
    expect(excess(few[60])).toBeLessThan(0.02);
    expect(Math.max(...one.slice(240).map(excess))).toBeGreaterThan(0.2);
  });
  test('with 40 passes batch and mini-batch come closer, and the one-sample path goes on wandering', () => {
    for (const walk of [batch, miniBatch]) expect(last(walk, 0.3, 40)).toBeLessThan(last(walk, 0.3, 12) / 10);
    expect(last(oneSample, 0.3, 40)).toBeGreaterThan(last(oneSample, 0.3, 12));
    expect(Math.max(...oneSample(loss.start, 0.3, 40).slice(800).map(excess))).toBeGreaterThan(0.2);
  });
  test('at a step size of 0.05 one sample ends lowest, at 0.0035, after 1600 steps, and batch is at 0.18 after 40', () => {
    expect(last(oneSample, 0.05, 40)).toBeCloseTo(0.0035, 4);
    expect(last(miniBatch, 0.05, 40)).toBeGreaterThan(0.0035);
    expect(last(batch, 0.05, 40)).toBeCloseTo(0.18, 2);
    expect([oneSample, batch].map((walk) => walk(loss.start, 0.05, 40).length - 1)).toEqual([1600, 40]);
  });
  test('the first path to end outside the map is one sample’s, at 0.85; the others follow at 1', () => {
    const top = Math.max(...loss.levels);
    const leaves = (walk: typeof batch) => [...Array(20).keys()].map((i) => (i + 1) / 20).find((lr) => last(walk, lr, 12) >= top);
    expect([batch, miniBatch, oneSample].map(leaves)).toEqual([1, 1, 0.85]);
  });
});

describe('Newton', () => {
  const walk = (f: Objective, run: Partial<Run> = {}) => descend(newton, f, { start: f.start, steps: 60, ...run });
  const until = (form?: string) => walk(rosenbrock, { start: [-1.5, 2], form }).values.findIndex((value) => value < 1e-4);
  test('at the goal of Rosenbrock’s valley the curvature across is 2508 times that along it', () => {
    const [along, across] = curvatures(rosenbrock.hessian(1, 1));
    expect(across / along).toBeCloseTo(2508, 0);
  });
  test('its first step ends on the cross, and it stays there; with η = 0.5 each walks half of what is left', () => {
    for (const point of walk(quad1, { start: [-4, -6], steps: 20 }).points.slice(1)) expect(Math.hypot(...point)).toBe(0);
    expect(walk(quad1, { start: [-4, -6], hyper: { lr: 0.5 }, steps: 2 }).points).toEqual([
      [-4, -6],
      [-2, -3],
      [-1, -1.5],
    ]);
  });
  test('of 2500 starts on Himmelblau’s map 1614 lead to a minimum, 776 to a saddle and 110 to the maximum; repaired, all to a minimum', () => {
    const { view } = himmelblau;
    const at = ([low, high]: Point, i: number) => low + ((high - low) * (i + 0.5)) / 50;
    const ends = (form?: string) => {
      const found = { minimum: 0, saddle: 0, maximum: 0 };
      for (let i = 0; i < 50; i++)
        for (let j = 0; j < 50; j++) {
          const [x, y] = walk(himmelblau, { start: [at(view.x, i), at(view.y, j)], steps: 100, form }).points[100];
          expect(Math.hypot(...himmelblau.gradient(x, y))).toBeLessThan(1e-6);
          const [least, most] = curvatures(himmelblau.hessian(x, y));
          found[least > 0 ? 'minimum' : most < 0 ? 'maximum' : 'saddle']++;
        }
      return found;
    };
    expect(ends()).toEqual({ minimum: 1614, saddle: 776, maximum: 110 });
    for (const form of ['damped', 'backtracking', 'saddleFree']) expect(ends(form)).toEqual({ minimum: 2500, saddle: 0, maximum: 0 });
  });
  test('at (0, 0) a curvature raised to a millionth asks for a step of 14 million, which 22 halvings undo', () => {
    const { points, memory } = walk(himmelblau, { start: [0, 0], form: 'backtracking', steps: 1 });
    const asked = Math.hypot(...memory.delta[1]);
    expect(asked / 14e6).toBeCloseTo(1, 5);
    expect(Math.log2(asked / Math.hypot(...points[1]))).toBeCloseTo(22, 9);
  });
  test('on Rosenbrock’s valley it is below 1e-4 after 5 steps, with a search after 20, damped after 28', () => {
    expect([undefined, 'backtracking', 'damped'].map(until)).toEqual([5, 20, 28]);
  });
  test('on Beale’s function it ends at (0, 1), a saddle with f = 14.2; on the saddle it needs one step, and saddle-free it doubles y', () => {
    const { points, values } = walk(beale, { steps: 20 });
    expect([points[20].map((place) => Number(place.toFixed(6))), values[20].toFixed(1)]).toEqual([[0, 1], '14.2']);
    expect(Math.min(...curvatures(beale.hessian(0, 1)))).toBeLessThan(0);
    expect(Math.hypot(...walk(saddle).points[1])).toBe(0);
    const free = walk(saddle, { form: 'saddleFree', steps: 10 }).points;
    for (let k = 1; k <= 10; k++) expect(free[k][1] / free[k - 1][1]).toBeCloseTo(2, 12);
  });
  test('a Hessian of the network would fill 96 GB, and a step take days', () => {
    expect((8 * 109810 ** 2) / 1e9).toBeCloseTo(96, 0);
    const { n, newton } = cost.rows[cost.rows.length - 1];
    expect((newton * (109810 / n) ** 3) / 86400).toBeGreaterThan(2);
  });
  test('ten times as many numbers take gradient descent about ten times as long, and Newton a thousand times', () => {
    const [some, many] = cost.rows.slice(-2);
    expect(many.n).toBe(10 * some.n);
    expect(Math.log10(many.descent / some.descent)).toBeCloseTo(1, 0);
    expect(Math.log10(many.newton / some.newton)).toBeCloseTo(3, 0);
  });
  test('the first of AdaGrad’s texts throws the rare word’s weight to −10.5', () => {
    expect(walk(sparse, { start: [0, 0], steps: 1 }).points[1][1]).toBeCloseTo(-10.5, 1);
  });
});

describe('L-BFGS', () => {
  const walk = (f: Objective, run: Partial<Run> = {}) => descend(lbfgs as Optimizer, f, { start: f.start, steps: 60, ...run });
  const asked = (o: unknown, hyper: Hyper = {}, form?: string) =>
    askedUntil(o as Optimizer, rosenbrock, { start: [-1.5, 2], steps: 20_000, hyper, form }, 1e-8);
  test('in the fair race η is halved at the first step, and f is below 1e-8 after five, at 9e-18; with one pair after ten', () => {
    const { memory, values } = walk(quad1);
    expect(memory.sT[1]).toEqual(memory.delta[1].map((d) => -d / 2));
    const until = (pairs: number) => walk(quad1, { hyper: { pairs } }).values.findIndex((f) => f < 1e-8);
    expect([10, 1].map(until)).toEqual([5, 10]);
    expect(values[5].toPrecision(1)).toBe('9e-18');
  });
  test('on Rosenbrock’s valley the first step is halved ten times; to 1e-8 f is asked for 2.6 times a step, and slopes twice', () => {
    const { memory } = walk(rosenbrock, { start: [-1.5, 2] });
    expect(memory.sT[1]).toEqual(memory.delta[1].map((d) => -d / 1024));
    const all = asked(lbfgs);
    expect(all).toMatchObject({ steps: 41, hessians: 0 });
    expect(((all?.values ?? 0) / 41).toFixed(1)).toBe('2.6');
    expect(((all?.gradients ?? 0) / 41).toFixed(0)).toBe('2');
  });
  test('that is 194 questions, momentum has 1057, and without a search there are 88; without pairs it takes longer than gradient descent', () => {
    const { values = 0, gradients = 0 } = asked(lbfgs) ?? {};
    expect(values + gradients).toBe(194);
    expect(asked(momentum, { lr: 0.0018, beta1: 0.9 })).toEqual({ steps: 1057, values: 0, gradients: 1057, hessians: 0 });
    expect(asked(lbfgs, {}, 'fixed')).toEqual({ steps: 88, values: 0, gradients: 88, hessians: 0 });
    expect(asked(lbfgs, { pairs: 0 })?.steps).toBeGreaterThan(asked(gradientDescent, { lr: 0.0018 })?.steps ?? 1e6);
    expect(asked(newton)).toEqual({ steps: 6, values: 0, gradients: 6, hessians: 6 });
  });
  test('from Himmelblau’s maximum it ends at (3, 2), from Beale’s corner at (3, 0.5); the saddle throws it beyond all doubles after 14 steps', () => {
    const last = ({ points }: { points: readonly Point[] }) => (points.at(-1) ?? []).map((c) => Number(c.toFixed(9)));
    expect(last(walk(himmelblau, { start: [0, 0] }))).toEqual([3, 2]);
    expect(last(walk(beale, { start: [4, 3] }))).toEqual([3, 0.5]);
    expect(walk(saddle).stop).toEqual({ reason: 'non-finite', step: 15 });
  });
  test('without a search it stands at 107 on Himmelblau’s function, and is thrown up to 2e17 where each update is shown a part', () => {
    expect(end(walk(himmelblau, { start: [0, 0], form: 'fixed' }))).toBeCloseTo(107, 0);
    expect(Math.max(...walk(reddi, { form: 'fixed' }).values).toPrecision(1)).toBe('2e+17');
    expect(end(descend(gradientDescent, reddi, { start: reddi.start, steps: 60, hyper: { lr: 0.1 } }))).toBeCloseTo(-0.61, 2);
  });
  test('its loops take 4.4 million multiplications for the network, a system 441 million million', () => {
    expect((4 * 10 * 109810) / 1e6).toBeCloseTo(4.4, 1);
    expect(109810 ** 3 / 3 / 1e12).toBeCloseTo(441, 0);
  });
});

describe('Momentum', () => {
  test('β₁ = 0 is gradient descent, and the first step is the same in any case', () => {
    expect(race('momentum', { beta1: 0 }).points).toEqual(race('gradientDescent').points);
    expect(race('momentum').points[1]).toEqual(race('gradientDescent').points[1]);
  });
  test('below 0.01 for good: gradient descent after 31 steps, momentum after 14', () => {
    expect(settled(race('gradientDescent', {}, { steps: 500 }).values, 0.01)).toBe(31);
    expect(settled(race('momentum', {}, { steps: 500 }).values, 0.01)).toBe(14);
  });
  test('Polyak’s best settings here are about η = 0.67 and β₁ = 0.40', () => {
    expect((2 / (2 + Math.sqrt(0.2))) ** 2).toBeCloseTo(0.67, 2);
    expect(((Math.sqrt(20) - 1) / (Math.sqrt(20) + 1)) ** 2).toBeCloseTo(0.4, 2);
  });
  test('it still settles below η = 0.75, and no longer above', () => {
    expect(end(race('momentum', { lr: 0.74 }, { steps: 500 }))).toBeLessThan(1e-9);
    expect(end(race('momentum', { lr: 0.76 }, { steps: 500 }))).toBeGreaterThan(1e9);
    expect(end(race('momentum', { lr: 0.6 }))).toBeLessThan(0.001);
    expect(end(race('gradientDescent', { lr: 0.6 }))).toBeGreaterThan(1e6);
  });
  test('with η = 0.6 it diverges below β₁ = 0.2', () => {
    expect(end(race('momentum', { lr: 0.6, beta1: 0.19 }, { steps: 2000 }))).toBeGreaterThan(1e9);
    expect(end(race('momentum', { lr: 0.6, beta1: 0.21 }, { steps: 2000 }))).toBeLessThan(1e-9);
  });
  test('with β₁ = 0.9 the second step is at y = 6.5, and step 20 at f = 9.4, over a hundred times higher', () => {
    const path = race('momentum', { beta1: 0.9 });
    expect(path.points[2][1]).toBeCloseTo(6.5, 1);
    expect(end(path)).toBeCloseTo(9.4, 1);
    expect(end(race('gradientDescent'))).toBeCloseTo(0.057, 3);
    expect(end(path)).toBeGreaterThan(100 * end(race('gradientDescent')));
  });
  test('with β₁ = τ = 0.9 f is 140 after 20 steps, nearly twice the start and over ten times 9.4; with 0.5 it is 0.041, not 0.00028', () => {
    const dampened = (beta1: number) => race('momentum', { beta1, tau: beta1 }, { form: 'dampened' }).values;
    expect(dampened(0.9)[20]).toBeCloseTo(140, -0.5);
    expect(dampened(0.9)[20] / dampened(0.9)[0]).toBeCloseTo(1.9, 1);
    expect(dampened(0.9)[20] / end(race('momentum', { beta1: 0.9 }))).toBeGreaterThan(10);
    expect(dampened(0.5)[20]).toBeCloseTo(0.041, 3);
    expect(end(race('momentum'))).toBeCloseTo(0.00028, 5);
  });
  test('on A4’s valley it rolls through the minimum along x and is still rolling away', () => {
    const { points } = race('momentum', {}, { source: 'a4', on: quad2, steps: 30 });
    expect(points[29][0]).toBeGreaterThan(0.5);
    expect(points[30][0]).toBeGreaterThan(points[29][0]);
  });
});

describe('Nesterov', () => {
  const usual = { lr: 0.1, beta1: 0.9 };
  test('in the fair race each swing is about half the one before, from the third step on; gradient descent keeps 60 %', () => {
    const ys = race('nesterov').points.map(([, y]) => y);
    for (let k = 4; k <= 20; k++) expect(Math.abs(ys[k] / ys[k - 1] + 0.5)).toBeLessThan(0.05);
    expect(end(race('momentum'))).toBeLessThan(end(race('nesterov')));
  });
  test('β₁ = 0 is gradient descent', () => {
    expect(race('nesterov', { lr: 0.4, beta1: 0 }).points).toEqual(race('gradientDescent').points);
  });
  test('with A0’s η of 0.4 it leaves the map at step 6', () => {
    expect(race('nesterov', { lr: 0.4 }).points.findIndex(([, y]) => Math.abs(y) > 8)).toBe(6);
  });
  test('where ηλ = 1, y is 0 after a step and stays there', () => {
    expect(
      race('nesterov', { lr: 0.25 })
        .points.slice(1)
        .every(([, y]) => y === 0),
    ).toBe(true);
  });
  test('with η = 0.1 and β₁ = 0.9 it is below 0.01 for good from step 34, momentum from step 82', () => {
    expect(['nesterov', 'momentum'].map((name) => settled(race(name, usual, { steps: 300 }).values, 0.01))).toEqual([34, 82]);
  });
  test('of a swing momentum keeps 95 % along and across; Nesterov 73 % across and 94 % along', () => {
    expect(Math.sqrt(0.9)).toBeCloseTo(0.95, 2);
    expect(Math.sqrt(0.9 * (1 - 0.1 * 4))).toBeCloseTo(0.73, 2);
    expect(Math.sqrt(0.9 * (1 - 0.1 * 0.2))).toBeCloseTo(0.94, 2);
  });
  test('its limit falls from 2 to 1.5 and 1.36: η = 0.375 on A0’s valley, where momentum has 0.75', () => {
    expect([0, 0.5, 0.9].map((beta1) => Number(nesterov.limit?.({ ...usual, beta1 }).toFixed(2)))).toEqual([2, 1.5, 1.36]);
    expect((nesterov.limit?.({ lr: 0, beta1: 0.5 }) ?? 0) / 4).toBe(0.375);
    expect((momentum.limit?.({ lr: 0, beta1: 0.5 }) ?? 0) / 4).toBe(0.75);
  });
  test('with the best settings for 20 steps momentum ends at 1.4e-9, Nesterov at 4.3e-8', () => {
    const best = (name: string) => {
      const tries = Array.from({ length: 150 * 91 }, (_, i) => ({ lr: 0.005 * ((i % 150) + 1), beta1: Math.floor(i / 150) / 100 }));
      return tries.map((hyper) => ({ ...hyper, f: end(race(name, hyper)) })).reduce((a, b) => (b.f < a.f ? b : a));
    };
    for (const [name, lr, beta1, f] of [
      ['momentum', 0.605, 0.45, 1.4e-9],
      ['nesterov', 0.305, 0.65, 4.3e-8],
    ] as const) {
      const found = best(name);
      expect([found.lr, found.beta1]).toEqual([expect.closeTo(lr, 9), expect.closeTo(beta1, 9)]);
      expect(Number(found.f.toPrecision(2))).toBe(f);
    }
  });
  test('on Rosenbrock’s valley, η = 0.002: momentum is below 0.01 after 71 steps, and Nesterov flies off', () => {
    const [one, other] = ['momentum', 'nesterov'].map((name) => race(name, { lr: 0.002, beta1: 0.9 }, { on: rosenbrock, steps: 200 }));
    expect(one.values.findIndex((f) => f < 0.01)).toBe(71);
    expect(other.stop.reason).toBe('non-finite');
  });
});

describe('AdaGrad', () => {
  test('the rate along x is 0.5 at the first step and 0.18 at the twentieth; along y 0.0167 and 0.0051', () => {
    const { v } = race('adagrad').memory;
    const rate = (k: number) => v[k].map((sum) => 0.4 / Math.sqrt(sum));
    expect(rate(1)[0]).toBeCloseTo(0.5, 6);
    expect(rate(20)[0]).toBeCloseTo(0.18, 2);
    expect(rate(1)[1]).toBeCloseTo(0.0167, 4);
    expect(rate(20)[1]).toBeCloseTo(0.0051, 4);
    expect(rate(1)[0] / rate(1)[1]).toBeCloseTo(30, 4);
  });
  test('its strides shrink from 0.40 to 0.056 and 0.069', () => {
    const { points } = race('adagrad');
    for (const i of [0, 1]) expect(points[1][i] - points[0][i]).toBeCloseTo(0.4, 6);
    expect(points[20][0] - points[19][0]).toBeCloseTo(0.056, 3);
    expect(points[20][1] - points[19][1]).toBeCloseTo(0.069, 3);
  });
  test('with η = 0.4 it comes below 0.01 at step 265', () => expect(settled(race('adagrad', {}, { steps: 300 }).values, 0.01)).toBe(265));
  test('with η = 2 it is second, at 8.7e-4', () => {
    const f = end(race('adagrad', { lr: 2 }));
    expect(f).toBeCloseTo(8.7e-4, 5);
    expect(names.filter((name) => end(race(name)) < f)).toEqual(['momentum']);
  });
  test('with η = 2 it comes to 0.81 on the valley turned by 45°', () => {
    expect(turned.value(...turned.start)).toBeCloseTo(quad1.value(...quad1.start), 10);
    expect(end(race('adagrad', { lr: 2 }, { on: turned }))).toBeCloseTo(0.81, 2);
  });
  test('with δ = 0.1 it is at 35 after 20 steps instead of 22', () => {
    expect(end(race('adagrad', { decay: 0.1 }, { form: 'decaying' }))).toBeCloseTo(35, 0);
    expect(end(race('adagrad'))).toBeCloseTo(22, 0);
  });
  test('with 1 under the root the first stride along x is 0.25, where the slope is 0.8; along y, at 24, still 0.4', () => {
    const { points, gradients } = race('adagrad', { eps0: 1 });
    expect(points[1][0] - points[0][0]).toBeCloseTo(0.25, 2);
    expect(points[1][1] - points[0][1]).toBeCloseTo(0.4, 2);
    expect(gradients[0].map(Math.abs)).toEqual([0.8, 24]);
  });
  test('a word that occurs a hundred times as often has a tenth of the rate', () => {
    const [often, rare] = [100, 1].map((times) => {
      const v = new Float64Array(1);
      for (let k = 0; k < times; k++)
        adagrad.step(new Float64Array(1), [1], { v }, adagrad.hyper, { t: k + 1, f: { value: () => 0, gradient() {} } });
      return 1 / Math.sqrt(v[0]);
    });
    expect(often / rare).toBeCloseTo(0.1, 12);
  });
  test('on A4’s valley it ends lowest of A4’s four; then gradient descent, momentum, Adam', () => {
    const ends = ['adagrad', 'gradientDescent', 'momentum', 'adam'].map((name) =>
      end(race(name, {}, { source: 'a4', on: quad2, steps: 30 })),
    );
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });
});

describe('RMSprop', () => {
  const long = race('rmsprop', {}, { steps: 500 });
  test('its first stride is η/√(1 − β₂): 1.26, or 4 with β₂ = 0.99, onto x = 0', () => {
    expect(long.points[1][0] + 4).toBeCloseTo(1.26, 2);
    expect((long.points[1][0] + 4) / (race('adagrad').points[1][0] + 4)).toBeCloseTo(3.16, 2);
    expect(race('rmsprop', { beta2: 0.99 }).points[1][0]).toBeCloseTo(0, 2);
  });
  test('below one millionth at step 30, about 1e-36 at 48, 0.06 again at 76, in the end 0.084 at ±0.2', () => {
    expect(long.values[30]).toBeLessThan(1e-6);
    expect(Math.log10(long.values[48])).toBeCloseTo(-36, 0);
    expect(long.values[76]).toBeCloseTo(0.06, 2);
    expect(end(long)).toBeCloseTo(0.084, 3);
    for (const [x, y] of long.points.slice(-10)) for (const place of [x, y]) expect(Math.abs(place)).toBeCloseTo(0.2, 3);
    expect(long.values[200]).toBeCloseTo(0.083, 3);
  });
  test('with η = 0.2 the final hop is ±0.1', () => {
    const { points } = race('rmsprop', { lr: 0.2 }, { steps: 200 });
    expect(Math.abs(points[200][0])).toBeCloseTo(0.1, 2);
    expect(Math.abs(points[200][1])).toBeCloseTo(0.1, 2);
  });
  test('with β₂ = 0.99 the jump comes after step 340, and f rises to 0.45', () => {
    const { values } = race('rmsprop', { beta2: 0.99 }, { steps: 500 });
    expect(values.findIndex((f, k) => k > 100 && f > 1e-3)).toBe(342);
    expect(Math.max(...values.slice(100))).toBeCloseTo(0.45, 2);
  });
  test('with η = 0.1 it is at 23 after 20 steps, centred at 9.6; after 48 at 3.2 and at 0.034', () => {
    const [plain, centred] = [undefined, 'centred'].map((form) => race('rmsprop', { lr: 0.1 }, { steps: 48, form }).values);
    expect(plain[20]).toBeCloseTo(23, 0);
    expect(centred[20]).toBeCloseTo(9.6, 1);
    expect(plain[48]).toBeCloseTo(3.2, 1);
    expect(centred[48]).toBeCloseTo(0.034, 3);
  });
  test('with β₂ = 0 it walks straight on for ten steps along x and fifteen along y', () => {
    const { points } = race('rmsprop', { beta2: 0 });
    const straight = (i: number) => points.findIndex((point, k) => k > 0 && Math.abs(point[i] - points[k - 1][i] - 0.4) > 0.01) - 1;
    expect([0, 1].map(straight)).toEqual([10, 15]);
    expect(Math.abs(points[11][0] - points[10][0])).toBeLessThan(0.01);
  });
  test('on Rastrigin’s function AdaGrad settles at 8, RMSprop hops at 16 in a pit whose floor is at 2', () => {
    expect(end(race('adagrad', {}, { on: rastrigin }))).toBeCloseTo(8, 0);
    const { points, values } = race('rmsprop', {}, { on: rastrigin, steps: 200 });
    expect(values[200]).toBeCloseTo(15.9, 1);
    expect(values[20]).toBeGreaterThan(15);
    for (const place of points[200]) expect(Math.abs(place - 1)).toBeLessThan(0.25);
    expect(rastrigin.value(0.995, 0.995)).toBeCloseTo(2, 1);
  });
});

describe('AdaDelta', () => {
  test('in the fair race it is behind all but AdaGrad; with 60 steps it is below 0.01 at step 40 and at 2e-8, with 400 at 1.7', () => {
    const f = end(race('adadelta'));
    expect([...names, 'nesterov'].filter((name) => end(race(name)) > f)).toEqual(['adagrad']);
    const { values } = race('adadelta', {}, { steps: 400 });
    expect(values.findIndex((value) => value < 0.01)).toBe(40);
    expect(values[60]).toBeCloseTo(2e-8, 8);
    expect(values[400]).toBeCloseTo(1.7, 1);
  });
  test('its first stride is 0.0032 with PyTorch’s settings, and 0.4 in the fair race', () => {
    const first = (source: Source) => race('adadelta', {}, { source, steps: 1 }).points[1][1] + 6;
    expect(first('pytorch')).toBeCloseTo(0.0032, 4);
    expect(first('fair')).toBeCloseTo(0.4, 3);
  });
  test('with the same first stride as RMSprop: 48, 252 and 1263 steps against 78, 621 and 5960; 26 and 76 times as slow', () => {
    const guard = { eps: 0, eps0: 1e-6 };
    const until = (name: string, hyper: Hyper) => race(name, hyper, { steps: 6000 }).values.findIndex((f) => f < 0.01);
    const lengths = [0.1, 0.01, 0.001];
    const [ours, theirs] = [
      lengths.map((lr) => until('adadelta', { eps0: lr ** 2 })),
      lengths.map((lr) => until('rmsprop', { lr, ...guard })),
    ];
    expect([ours, theirs]).toEqual([
      [48, 252, 1263],
      [78, 621, 5960],
    ]);
    expect([ours, theirs].map((counts) => Math.round(counts[2] / counts[0]))).toEqual([26, 76]);
    expect(lengths.map((lr) => Number((lr / Math.sqrt(0.1)).toPrecision(2)))).toEqual([0.32, 0.032, 0.0032]);
  });
  test('200 steps as in PyTorch: 0.85 along x and 0.87 along y, RMSprop 2.7 and 2.9', () => {
    const way = (name: string) => race(name, {}, { source: 'pytorch', steps: 200 }).points[200].map((to, i) => to - quad1.start[i]);
    const [x, y] = way('adadelta');
    expect([x, y].map((far) => Number(far.toFixed(2)))).toEqual([0.85, 0.87]);
    expect(way('rmsprop').map((far) => Number(far.toFixed(1)))).toEqual([2.7, 2.9]);
  });
  test('with RMSprop’s first stride it ends at 3.1e-4, just above momentum', () => {
    const path = race('adadelta', { eps0: 0.16 });
    expect(path.points[1][1] + 6).toBeCloseTo(1.26, 2);
    expect(end(path)).toBeCloseTo(3.1e-4, 5);
    expect([...names, 'nesterov'].filter((name) => end(race(name)) < end(path))).toEqual(['momentum']);
  });
  test('with η = 2 the first stride along y is 0.8, and later ones are not twice as long', () => {
    const [once, twice] = [1, 2].map((lr) => race('adadelta', { lr }).points.map(([, y]) => y));
    expect(twice[1] - twice[0]).toBeCloseTo(0.8, 3);
    expect((twice[10] - twice[9]) / (once[10] - once[9])).toBeLessThan(1.5);
  });
  test('with ε₀ = 0.01 it comes down to 1e-22 by step 137, and is at 74.6 at step 20,000, higher than it started', () => {
    const { values } = race('adadelta', { eps0: 0.01 }, { steps: 20_000 });
    expect(Math.log10(values[137])).toBeCloseTo(-22, 0);
    expect(values[20_000]).toBeCloseTo(74.6, 1);
    expect(values[20_000]).toBeGreaterThan(values[0]);
    expect(race('adadelta', {}, { source: 'pytorch', steps: 20_000 }).values[20_000]).toBeCloseTo(0.007, 4);
  });
});

describe('Adam', () => {
  const fair = race('adam');
  const a0 = (run: Partial<Run> = {}) => race('adam', {}, { start: [-6, -6], ...run });
  const still = { value: () => 0, gradient() {} };

  test('along x it is there by step 11; x = 1.09 at step 19; f has its low of 0.11 at step 17', () => {
    expect(fair.points[11][0]).toBeCloseTo(0, 1);
    expect(fair.points[19][0]).toBeCloseTo(1.09, 2);
    expect(fair.values.indexOf(Math.min(...fair.values))).toBe(17);
    expect(fair.values[17]).toBeCloseTo(0.11, 2);
  });
  test('between steps 17 and 40 it rolls on, up to f = 2.6, and comes back', () => {
    const { values } = race('adam', {}, { steps: 100 });
    expect(Math.max(...values.slice(17, 41))).toBeCloseTo(2.6, 1);
    expect(values[40]).toBeLessThan(0.2);
  });
  test('v̂ is practically the plain mean of all squares so far', () => {
    for (const i of [0, 1]) {
      const squares = fair.points.slice(0, 20).map((point) => quad1.gradient(...point)[i] ** 2);
      const plain = squares.reduce((sum, square) => sum + square, 0) / 20;
      expect(fair.memory.v[20][i] / (1 - 0.999 ** 20) / plain).toBeCloseTo(1, 1);
    }
  });
  test('from (−6, −6) AdaGrad, RMSprop and Adam walk straight diagonals', () => {
    for (const name of ['adagrad', 'rmsprop', 'adam'])
      for (const [x, y] of race(name, {}, { start: [-6, -6] }).points) expect(Math.abs(x - y)).toBeLessThan(1e-5);
  });
  test('A0’s loop stops at step 17, at 0.0065; three steps later f would have been 0.63', () => {
    expect(a0({ box: 0.1 }).stop).toEqual({ reason: 'box', step: 17 });
    expect(a0().values[17]).toBeCloseTo(0.0065, 4);
    expect(a0().values[20]).toBeCloseTo(0.63, 2);
  });
  test('to enter A0’s box from the common start takes 45, 18, 243, 20 and 63 steps', () => {
    expect(names.map((name) => race(name, {}, { steps: 500, box: 0.1 }).stop.step)).toEqual([45, 18, 243, 20, 63]);
  });
  test('β₁ = 0, β₂ = 0.9 strides 0.4 at first', () => expect(race('adam', { beta1: 0, beta2: 0.9 }).points[1][0] + 4).toBeCloseTo(0.4, 5));
  test('β₁ = β₂ = 0 makes each of the first ten steps η', () => {
    const { points } = race('adam', { beta1: 0, beta2: 0 });
    for (let k = 1; k <= 10; k++) for (const i of [0, 1]) expect(points[k][i] - points[k - 1][i]).toBeCloseTo(0.4, 3);
  });
  test('after a long silence one gradient moves its coordinate by 3.16 strides', () => {
    const [x, m, v] = [0, 0, 0].map((zero) => Float64Array.of(zero));
    adam.step(x, [1], { m, v }, { ...adam.hyper, lr: 1 }, { t: 100_000, f: still });
    expect(x[0]).toBeCloseTo(-3.16, 2);
    expect(0.1 / Math.sqrt(0.001)).toBeCloseTo(3.16, 2);
  });
  test('a thousand gradients of −1 are 1000 strides; one of a million the other way takes back 25', () => {
    const [x, m, v] = [0, 0, 0].map((zero) => Float64Array.of(zero));
    const step = (g: number, t: number) => adam.step(x, [g], { m, v }, { ...adam.hyper, lr: 1 }, { t, f: still });
    for (let t = 1; t <= 1000; t++) step(-1, t);
    expect(x[0]).toBeCloseTo(1000, 4);
    step(1e6, 1001);
    for (let t = 1002; t <= 1400; t++) step(0, t);
    expect(1000 - x[0]).toBeGreaterThan(24.5);
    expect(1000 - x[0]).toBeLessThan(25.5);
  });
  test('in the rate form ε acts 32 times as large at the first step, 10 times at the tenth', () => {
    for (const [t, factor] of [
      [1, 32],
      [10, 10],
    ])
      expect(1 / Math.sqrt(1 - 0.999 ** t)).toBeCloseTo(factor, 0);
    const eps = 0.01;
    const written = race('adam', { eps, eps0: 0 }, { form: 'rate', steps: 1 }).points[1];
    const plain = race('adam', { eps: eps / Math.sqrt(1 - 0.999), eps0: 0 }, { steps: 1 }).points[1];
    for (const i of [0, 1]) expect(written[i]).toBeCloseTo(plain[i], 12);
  });
  test('with β₂ = 0.9 the loss never settles in 500 steps', () => {
    const { values } = race('adam', { beta2: 0.9 }, { steps: 500 });
    expect(Math.max(...values.slice(400))).toBeGreaterThan(1e-4);
    expect(end(race('adam', {}, { steps: 500 }))).toBeLessThan(1e-20);
  });
  test('after twenty steps the newest gradient is 11 % of m and 5 % of v; m holds a seventh as much of the first', () => {
    const { beta1, beta2 } = adam.hyper;
    const share = (beta: number) => (1 - beta) / (1 - beta ** 20);
    expect([share(beta1), share(beta2)].map((part) => Math.round(100 * part))).toEqual([11, 5]);
    expect(1 / beta1 ** 19).toBeCloseTo(7.4, 1);
    expect(beta2 ** 19).toBeGreaterThan(0.98);
  });
  test('200 steps with PyTorch’s defaults come to a fifth of a unit', () => {
    expect(race('adam', {}, { source: 'pytorch', steps: 200 }).points[200][0] + 4).toBeCloseTo(0.2, 2);
  });
});

/** Where an optimizer comes to, with a step size of 1, along one coordinate that is given these gradients one after the other. */
function fed(o: Optimizer, hyper: Hyper, gradients: number[], from?: { x: Vector; memory: Memory; t: number }) {
  const x = from?.x ?? new Float64Array(1);
  const memory = from?.memory ?? o.init(x);
  const before = from?.t ?? 0;
  const f = { value: () => 0, gradient() {} };
  for (const [k, g] of gradients.entries()) o.step(x, [g], memory, { ...o.hyper, lr: 1, ...hyper }, { t: before + k + 1, f });
  return { x, memory, t: before + gradients.length };
}

describe('AdaMax', () => {
  const both: Optimizer[] = [adam, adamax];
  const valley = (o: Optimizer, hyper: Hyper, steps: number) =>
    descend(o, quad1, { start: quad1.start, steps, hyper: { lr: 0.4, eps: 1e-8, ...hyper } });
  test('after a silence one gradient is worth 32 strides to Adam, the first of 3.16, and one to AdaMax', () => {
    const [theirs, ours] = both.map((o) => {
      const first = fed(o, {}, [...Array(10_000).fill(0), -1]);
      const [stride] = Array.from([first.x[0]]);
      return [stride, fed(o, {}, Array(300).fill(0), first).x[0]];
    });
    expect(theirs[0]).toBeCloseTo(3.16, 2);
    expect(theirs[1]).toBeCloseTo(32, 0);
    expect(ours[0]).toBeCloseTo(0.1, 6);
    expect(ours[1]).toBeCloseTo(1, 1);
  });
  test('in the fair race it leaves on Adam’s diagonal; after 25 steps it is at 0.037, Adam at 2.4', () => {
    const [theirs, ours] = both.map((o) => valley(o, {}, 25));
    for (const i of [0, 1]) expect(ours.points[1][i]).toBeCloseTo(theirs.points[1][i], 6);
    expect(ours.values[10]).toBeGreaterThan(theirs.values[10]);
    expect(end(ours)).toBeCloseTo(0.037, 3);
    expect(end(theirs)).toBeCloseTo(2.4, 1);
  });
  test('with β₂ = 0.99 it ends at 0.23, before Adam', () => {
    expect(end(valley(adamax, { beta2: 0.99 }, 20))).toBeCloseTo(0.23, 2);
    expect(end(valley(adam, {}, 20))).toBeGreaterThan(0.23);
  });
  test('with no memory each step is 0.4', () => {
    const { points } = valley(adamax, { beta1: 0, beta2: 0 }, 10);
    for (let k = 1; k <= 10; k++) for (const i of [0, 1]) expect(points[k][i] - points[k - 1][i]).toBeCloseTo(0.4, 6);
  });
  test('in single precision squares overflow from 1.8e19 and vanish below 1e-23', () => {
    expect(Math.fround(1.8e19 ** 2)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(Math.fround(1.9e19 ** 2)).toBe(Number.POSITIVE_INFINITY);
    expect(Math.fround(1e-23 ** 2)).toBe(0);
    expect(Math.fround(1e-22 ** 2)).toBeGreaterThan(0);
  });
  test('one of a million costs Adam 25 strides and AdaMax one, and half a stride is back after 20,000 steps or 13,000', () => {
    const [theirs, ours] = both.map((o) => {
      const before = fed(o, {}, Array(1000).fill(-1));
      const [top] = Array.from([before.x[0]]);
      let state = fed(o, {}, [1e6, ...Array(399).fill(-1)], before);
      const [low] = Array.from([state.x[0]]);
      for (;;) {
        const [x] = Array.from([state.x[0]]);
        state = fed(o, {}, [-1], state);
        if (state.x[0] - x > 0.5) return { cost: top - low, after: state.t - 1000 };
      }
    });
    expect(Math.abs(theirs.cost - 25)).toBeLessThan(0.5);
    expect(Math.abs(ours.cost - 1)).toBeLessThan(0.05);
    expect(Math.round(theirs.after / 1000)).toBe(20);
    expect(Math.round(ours.after / 1000)).toBe(13);
  });
});

describe('SWATS', () => {
  const switched = (f: Objective, run: Partial<Run>) => {
    const { memory, values } = descend(swats as Optimizer, f, { start: f.start, steps: 20, ...run });
    return { at: memory.lrSgd.findIndex(([rate]) => rate > 0), rate: memory.lrSgd[memory.lrSgd.length - 1][0], f: end({ values }) };
  };
  test('in the fair race it stays Adam; with an accuracy of 0.01 it switches at step 2, to 0.033, and ends at 0.93', () => {
    expect(switched(quad1, { hyper: swats.as.fair as Hyper }).at).toBe(-1);
    const { at, rate, f } = switched(quad1, { hyper: { ...(swats.as.fair as Hyper), epsGamma: 0.01 } });
    expect([at, rate.toFixed(3), f.toFixed(2)]).toEqual([2, '0.033', '0.93']);
  });
  test('from Beale’s corner it switches at step 2, to 7e-6, and is at 25 after 200 steps, Adam at 8.1', () => {
    const { at, rate, f } = switched(beale, { start: [4, 3], steps: 200, hyper: { lr: 0.1, epsGamma: 1e-4 } });
    expect([at, rate.toPrecision(1), f.toFixed(0)]).toEqual([2, '0.000007', '25']);
    expect(end(descend(adam, beale, { start: [4, 3], steps: 200, hyper: { lr: 0.1 } }))).toBeCloseTo(8.1, 1);
  });
  test('at the minimum of the opening the curvatures are 26 and 82', () => {
    expect(curvatures(himmelblau.hessian(3, 2)).map(Math.round)).toEqual([26, 82]);
  });
});

describe('K-FAC', () => {
  const walk = (hyper: Hyper, steps = 20) =>
    descend(kfac, quad1, { start: [-4, -6], steps, hyper: { ...(kfac.as.fair as Hyper), ...hyper } });
  test('in the fair race each step leaves a fifth along x and a thirtieth along y; undamped the first ends on the cross', () => {
    const { points } = walk({});
    for (let k = 1; k < 10; k++) {
      expect(points[k][0] / points[k - 1][0]).toBeCloseTo(1 / 5, 1);
      expect(points[k - 1][1] / points[k][1]).toBeCloseTo(31, 0);
    }
    expect(Math.hypot(...walk({ kappaF: 0 }).points[1])).toBeLessThan(1e-14);
  });
  test('with κ = 1 a step leaves 93 % along x and 57 % along y', () => {
    const [, [x, y]] = walk({ kappaF: 1 }).points;
    expect([x / -4, y / -6].map((left) => left.toFixed(2))).toEqual(['0.93', '0.57']);
  });
  test('with ν = 1 the root of f falls by 0.7 with each step, and from step 13 on the steps are whole', () => {
    const { values, points, gradients, memory } = walk({ nu: 1 });
    for (let k = 1; k <= 11; k++) expect(Math.sqrt(values[k - 1]) - Math.sqrt(values[k])).toBeCloseTo(0.7, 1);
    const free = gradients.map((_, k) => Math.abs(points[k][0] - points[k + 1][0] - memory.delta[k + 1][0]) < 1e-12);
    expect(free.indexOf(true) + 1).toBe(13);
  });
  const { runs, at, sizes, large } = kfacRuns;
  const [ours, momentums, adams] = ['kfac', 'momentum', 'adam'].map(
    (id) => runs.find((run) => run.optimizer === id) as (typeof runs)[number],
  );
  const until = ({ losses }: (typeof runs)[number], height: number) => at[losses.findIndex((loss) => loss < height)];
  const last = ({ losses }: (typeof runs)[number]) => losses[losses.length - 1];
  test('on the small network it is below 0.2 after 65 updates, momentum after 190, Adam after 210; it ends at 0.055, they at 0.18', () => {
    expect([ours, momentums, adams].map((run) => until(run, 0.2))).toEqual([65, 190, 210]);
    expect([ours, momentums, adams].map((run) => last(run).toPrecision(2))).toEqual(['0.055', '0.18', '0.18']);
    expect([ours.right, adams.right]).toEqual([0.965, 0.953]);
    expect(runs.every(({ tried }) => tried === 6)).toBe(true);
  });
  test('it has what momentum ends with after 70 updates and 0.64 s, momentum’s 300 take 1.0; an update takes two to three times as long as the others’', () => {
    const there = until(ours, last(momentums));
    expect([there, (there * ours.seconds).toPrecision(2), (300 * momentums.seconds).toPrecision(2)]).toEqual([70, '0.64', '1.0']);
    for (const { seconds } of [momentums, adams]) {
      expect(ours.seconds / seconds).toBeGreaterThan(2);
      expect(ours.seconds / seconds).toBeLessThan(3);
    }
    // Over seconds it is the last at 0.5, and they are close at 0.2.
    const seconds = (height: number) => [ours, momentums, adams].map((run) => until(run, height) * run.seconds);
    for (const one of seconds(0.2)) expect(one.toPrecision(1)).toMatch(/^0\.[679]$/);
    expect(seconds(0.5)[0]).toBeGreaterThan(Math.max(...seconds(0.5).slice(1)));
  });
  test('its factors are 40,770 numbers and 2.6 million products, where a Hessian has 39 million and 4 · 10¹⁰; a million times less on the large one', () => {
    const layers = (sizes: readonly number[]) => sizes.slice(1).map((columns, i) => [sizes[i] + 1, columns]);
    const sum = (sizes: readonly number[], of: (rows: number, columns: number) => number) =>
      layers(sizes).reduce((all, [rows, columns]) => all + of(rows, columns), 0);
    const weights = (sizes: readonly number[]) => sum(sizes, (rows, columns) => rows * columns);
    const work = (sizes: readonly number[]) => sum(sizes, (n, m) => (n ** 3 + m ** 3) / 6 + n * m * (n + m));
    expect([weights(sizes), sum(sizes, (n, m) => n * n + m * m)]).toEqual([6220, 40770]);
    expect([weights(sizes) ** 2 / 1e6, weights(sizes) ** 3 / 6e10, work(sizes) / 1e6].map((one) => one.toPrecision(2))).toEqual([
      '39',
      '4.0',
      '2.6',
    ]);
    expect(weights(networks) ** 3 / 6 / work(networks)).toBeGreaterThan(1e6);
    const remembered = sum(networks, (n, m) => n * n + m * m + n * m);
    expect([remembered, 2 * weights(networks)]).toEqual([806939, 219620]);
  });
  test('on the large network an update takes thirty to fifty times as long as Adam’s; after fifty to a hundred the loss is below 0.02, and Adam’s ten times that', () => {
    expect(large.kfac.seconds / large.adam.seconds).toBeGreaterThan(30);
    expect(large.kfac.seconds / large.adam.seconds).toBeLessThan(51);
    expect(large.kfac.loss).toBeLessThan(0.02);
    expect(large.adam.loss / large.kfac.loss).toBeGreaterThan(10);
  });
});

describe('AMSGrad', () => {
  const both: Optimizer[] = [adam, amsgrad];
  const valley = (o: Optimizer, beta2: number, steps: number) =>
    descend(o, quad1, { start: quad1.start, steps, hyper: { lr: 0.4, beta1: 0.9, beta2, eps: 1e-8 } });
  test('in the fair race its path is Adam’s to the eye, and to the last bit for eleven steps', () => {
    const [theirs, ours] = both.map((o) => valley(o, 0.999, 20).points);
    expect(ours.findIndex((point, k) => `${point}` !== `${theirs[k]}`)).toBe(12);
    for (let k = 0; k <= 20; k++) for (const i of [0, 1]) expect(Math.abs(ours[k][i] - theirs[k][i])).toBeLessThan(2e-3);
  });
  test('with β₂ = 0.9 it comes to rest below 1e-17, and Adam hops up to 6e-4; at step 20 they are at 0.57 and 2.6', () => {
    const [theirs, ours] = both.map((o) => valley(o, 0.9, 500).values);
    expect(Math.max(...ours.slice(400))).toBeLessThan(1e-17);
    expect(Math.max(...theirs.slice(400))).toBeCloseTo(6e-4, 5);
    expect(ours[20]).toBeCloseTo(0.57, 2);
    expect(theirs[20]).toBeCloseTo(2.6, 1);
  });
  test('of 1010 once and −10 a hundred times Adam goes 1.9 strides the wrong way a round, or 0.1; AMSGrad the right way', () => {
    const round = Array.from({ length: 101 }, (_, k) => (k === 0 ? 1010 : -10));
    const drift = (o: Optimizer, beta2: number, rounds: number) => {
      const long = fed(o, { beta2 }, Array(rounds).fill(round).flat());
      const [before] = Array.from([long.x[0]]);
      return fed(o, { beta2 }, round, long).x[0] - before;
    };
    expect(drift(adam, 0.99, 30)).toBeCloseTo(1.9, 1);
    expect(drift(adam, 0.999, 300)).toBeCloseTo(0.1, 1);
    expect(drift(amsgrad, 0.99, 30)).toBeLessThan(0);
  });
  test('down Beale’s function Adam needs 160 steps, AMSGrad 23,389', () => {
    const until = (o: Optimizer) =>
      descend(o, beale, { start: [4, 3], steps: 24_000, hyper: { lr: 0.1, beta2: 0.9 } }).values.findIndex((f) => f < 0.01);
    expect(both.map(until)).toEqual([160, 23_389]);
  });
  test('after one of a million it comes back by 25 strides too; ten thousand of −1 then move it by a third of one, Adam by 11', () => {
    const [theirs, ours] = both.map((o) => {
      const gradients = [...Array(1000).fill(-1), 1e6, ...Array(399).fill(0)];
      const drowned = fed(o, {}, gradients);
      const [back] = Array.from([drowned.x[0]]);
      return [1000 - back, fed(o, {}, Array(10_000).fill(-1), drowned).x[0] - back];
    });
    for (const [back] of [theirs, ours]) expect(Math.abs(back - 25)).toBeLessThan(0.5);
    expect(ours[1]).toBeCloseTo(0.33, 1);
    expect(theirs[1]).toBeCloseTo(11.4, 1);
  });
  test('the paper’s form strides 3.16 η at first', () => {
    const { points } = descend(amsgrad, quad1, { start: quad1.start, steps: 1, form: 'paper', hyper: { lr: 0.4 } });
    expect((points[1][0] + 4) / 0.4).toBeCloseTo(3.16, 2);
  });
});

describe('AdaBound', () => {
  const bounds = (t: number) => [0.1 * (1 - 1 / (0.001 * t + 1)), 0.1 * (1 + 1 / (0.001 * t))];
  test('after 1/γ steps the bounds stand at half and twice the final rate, after ten times as many within a tenth of it', () => {
    expect(bounds(1000)).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.2, 12)]);
    for (const bound of bounds(10_000)) expect(Math.abs(bound / 0.1 - 1)).toBeLessThan(0.1 + 1e-12);
    expect(bounds(1)[0]).toBeCloseTo(1e-4, 6);
  });
  const fair = descend(adabound, quad1, { start: quad1.start, steps: 20, hyper: adabound.as.fair as Hyper });
  test('in the fair race it is Adam for eight steps, ends at x = 0.74, not 1.08, and along y it stays Adam', () => {
    const theirs = race('adam', { eps: 1e-8, eps0: 0 });
    const off = (k: number, i: number) => Math.abs(fair.points[k][i] - theirs.points[k][i]);
    for (let k = 0; k <= 8; k++) expect(off(k, 0)).toBeLessThan(1e-6);
    expect(off(9, 0)).toBeGreaterThan(1e-3);
    expect(fair.points[20][0]).toBeCloseTo(0.74, 2);
    expect(theirs.points[20][0]).toBeCloseTo(1.08, 2);
    for (let k = 0; k <= 20; k++) expect(off(k, 1)).toBeLessThan(1e-6);
    const ratio = Math.sqrt(fair.memory.v[10][1] / fair.memory.v[10][0]);
    expect(Math.abs(ratio - 30)).toBeLessThan(5);
  });
  test('between fixed bounds with a greatest rate of 1 it comes to rest in the chapter’s first figure as well, at 5 · 10⁻¹²', () => {
    const hyper = { lr: 0.4, beta2: 0.9, maxLr: 1 };
    const { values } = descend(adabound, quad1, { start: quad1.start, steps: 300, form: 'fixed', hyper });
    expect(values[300] / 5e-12).toBeCloseTo(1, 0);
  });
  test('on AMSGrad’s slope it walks to the wrong wall and turns back, to −0.67', () => {
    const { points } = descend(adabound, reddi, { start: [0, 0], steps: 300, hyper: { lr: 0.1, beta1: 0, beta2: 0.1, gamma: 0.01 } });
    expect(Math.max(...points.map(([x]) => x))).toBeGreaterThan(1);
    expect(points[300][0]).toBeCloseTo(-0.67, 2);
  });
  test('down Beale’s function the lower bound throws it beyond all numbers in 29 steps, and with a final rate of 0.01 not', () => {
    const walk = (finalLr: number) => descend(adabound, beale, { start: [4, 3], steps: 500, hyper: { lr: 0.1, beta2: 0.9, finalLr } });
    expect(walk(0.1).stop).toEqual({ reason: 'non-finite', step: 29 });
    expect(end(walk(0.01))).toBeLessThan(0.01);
    expect(Math.max(...beale.gradient(4, 3))).toBeGreaterThan(10_000);
    expect(0.1 / Math.max(...beale.gradient(4, 3))).toBeLessThan(1e-5);
  });
});

describe('NAdam', () => {
  const walk = (hyper: Hyper = {}, run: Partial<Run> = {}) =>
    descend(nadam as unknown as Optimizer, quad1, {
      start: quad1.start,
      steps: 100,
      ...run,
      hyper: { ...(nadam.as.fair as Hyper), ...hyper },
    });
  const far = ({ points }: { points: Point[] }) => Math.max(...points.map(([x]) => x));

  test('at step 11 Adam stands at x = −0.02', () => expect(race('adam').points[11][0]).toBeCloseTo(-0.02, 2));
  test('below 0.01 for good: Adam from step 81, NAdam 52, in A3’s form 59, and Adam with β₁ = 0.45 from 34 without rolling on', () => {
    const long = { steps: 500 };
    expect(settled(race('adam', {}, long).values, 0.01)).toBe(81);
    expect(settled(walk({}, long).values, 0.01)).toBe(52);
    expect(settled(walk({}, { ...long, form: 'steady' }).values, 0.01)).toBe(59);
    const short = race('adam', { beta1: 0.45 }, long);
    expect(settled(short.values, 0.01)).toBe(34);
    expect(far(short)).toBeLessThan(0.001);
  });
  test('in A3’s form it rolls to 0.84, more than three times as far; with ψ = 10 to 0.83', () => {
    expect(far(walk({}, { form: 'steady' }))).toBeCloseTo(0.84, 2);
    expect(far(walk({}, { form: 'steady' })) / far(walk())).toBeGreaterThan(3);
    expect(far(walk({ momentumDecay: 10 }))).toBeCloseTo(0.83, 2);
  });
  test('after 20 steps it is behind Adam, after 60 lower by a factor of more than a thousand', () => {
    expect(walk().values[20]).toBeGreaterThan(end(race('adam')));
    expect(race('adam', {}, { steps: 60 }).values[60] / walk().values[60]).toBeGreaterThan(1000);
  });
  test('the newest gradient counts 19 % in the mean to come', () => expect((1 - 0.9) * (1 + 0.9)).toBeCloseTo(0.19, 12));
  test('μ is 0.45 at first, 0.52 after 1000 steps, 0.81 after 10,000', () => {
    const { beta1, momentumDecay } = nadam.hyper;
    const mu = (t: number) => beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    expect([1, 1000, 10_000].map((t) => Number(mu(t).toFixed(2)))).toEqual([0.45, 0.52, 0.81]);
    // What is missing falls by 4 % in 1/ψ updates.
    const missing = (t: number) => beta1 - mu(t);
    expect(missing(1 + 1 / momentumDecay) / missing(1)).toBeCloseTo(0.96, 12);
  });
  test('on a steady slope the first stride is 1.06 η, the fourth 0.73 η, and the thirtieth the first within 2 %; A3’s first is 1.9 η', () => {
    const strides = (form?: string) => {
      const [x, m, v, c] = [0, 0, 0, 0].map((zero) => Float64Array.of(zero));
      const { step } = form ? (nadam.also?.[form] ?? nadam) : nadam;
      return Array.from({ length: 60 }, (_, k) => {
        x[0] = 0;
        step(x, [1], { m, v, c }, { ...nadam.hyper, lr: 1 }, { t: k + 1, f: { value: () => 0, gradient() {} } });
        return -x[0];
      });
    };
    const own = strides();
    expect(own[0]).toBeCloseTo(1.06, 2);
    expect(own[3]).toBeCloseTo(0.73, 2);
    expect(Math.min(...own)).toBe(own[3]);
    expect(own.findIndex((stride, k) => k > 3 && stride > 0.98) + 1).toBe(30);
    expect(strides('steady')[0]).toBeCloseTo(1.9, 6);
  });
});

describe('AdamW', () => {
  const walk = (hyper: Hyper, run: Partial<Run> & { on?: Objective } = {}) => {
    const { on = quad1, ...rest } = run;
    return descend(adamw as unknown as Optimizer, on, {
      start: on.start,
      steps: 20,
      ...rest,
      hyper: { ...(adamw.as.fair as Hyper), ...hyper },
    });
  };
  const learned = { on: sparse, start: [4, 3] as Point };
  const noGuard = { eps: 1e-8, eps0: 0 };

  test('0.4 % of x at each step; with λ = 0.1 it is lower than Adam by a factor of 48 after 100 steps', () => {
    expect(0.4 * adamw.hyper.weightDecay).toBeCloseTo(0.004, 12);
    expect(end(race('adam', {}, { steps: 100 })) / end(walk({ weightDecay: 0.1 }, { steps: 100 }))).toBeCloseTo(48, 0);
  });
  test('along y it is nearer the cross than Adam at each of the first 15 steps, and farther beyond it at the 20th', () => {
    const [own, adams] = [walk({}).points, race('adam').points];
    for (let k = 1; k <= 15; k++) expect(Math.abs(own[k][1])).toBeLessThan(Math.abs(adams[k][1]));
    expect(own[20][1]).toBeGreaterThan(adams[20][1]);
  });
  test('after 5000 steps Adam + L2 is near (3.95, 1.03), where f with the penalty is lowest, and AdamW at (3.64, 2.28)', () => {
    const hyper = { lr: 0.05, weightDecay: 0.1, ...noGuard };
    const [[xx, xy], [, yy]] = sparse.hessian(0, 0);
    const [a, d, bx, by] = [xx + 0.1, yy + 0.1, 4 * xx + 3 * xy, 4 * xy + 3 * yy];
    const lowest = [(d * bx - xy * by) / (a * d - xy * xy), (a * by - xy * bx) / (a * d - xy * xy)];
    expect(lowest[0]).toBeCloseTo(3.95, 2);
    expect(lowest[1]).toBeCloseTo(1.03, 2);
    const l2 = walk(hyper, { ...learned, steps: 5000, form: 'l2' }).points[5000];
    for (const i of [0, 1]) expect(Math.abs(l2[i] - lowest[i])).toBeLessThan(0.05);
    const [x, y] = walk(hyper, { ...learned, steps: 5000 }).points[5000];
    expect(x).toBeCloseTo(3.64, 2);
    expect(y).toBeCloseTo(2.28, 2);
  });
  test('the common word’s gradients at the lowest point are of size 4, the penalty beside them a ten-thousandth', () => {
    const sizes = Array.from({ length: 9 }, (_, k) => Math.abs(sparse.seen?.(4, 3, k + 1)[0] ?? 0));
    expect(sizes).toEqual(Array(9).fill(4));
    expect((1e-4 * 4) / 4).toBe(1e-4);
  });
  test('(1 − 0.005)¹⁰⁰ is 0.61; λ = 0.46 takes in nine steps what the penalty takes', () => {
    expect(0.995 ** 100).toBeCloseTo(0.61, 2);
    expect((1 - 0.2 * 0.46) ** 9).toBeCloseTo(0.42, 2);
    const { points } = walk({ lr: 0.2, weightDecay: 0.46, ...noGuard }, { ...learned, steps: 9 });
    expect(points[9][1]).toBeCloseTo(1.26, 2);
  });
  test('with both defaults a weight is halved in 69,000 steps', () => {
    const { lr, weightDecay } = adamw.hyper;
    expect(Math.log(0.5) / Math.log(1 - lr * weightDecay) / 1000).toBeCloseTo(69, 0);
  });
});

describe('RAdam', () => {
  const walk = (run: Partial<Run> = {}) =>
    descend(radam as unknown as Optimizer, quad1, { start: quad1.start, steps: 100, hyper: radam.as.fair as Hyper, ...run });

  test('in the fair race it is thrown to y = 5.12, then all but stops with a factor of 0.026, and comes to 0.0037 by step 100, Adam to 0.0014', () => {
    const { points, values } = walk();
    expect(Math.max(...points.map(([, y]) => y))).toBeCloseTo(5.12, 2);
    for (let k = 6; k <= 20; k++) expect(Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1])).toBeLessThan(0.05);
    expect(factors(0.999, 6)[5]).toBeCloseTo(0.026, 3);
    expect(values[100]).toBeCloseTo(0.0037, 4);
    expect(end(race('adam', {}, { steps: 100 }))).toBeCloseTo(0.0014, 4);
  });
  test('its rate along x falls from 0.47 at step 5 to 0.02 at step 6', () => {
    const { points, gradients } = walk();
    const rate = (k: number) => (points[k - 1][0] - points[k][0]) / gradients[k - 1][0];
    expect(rate(5)).toBeCloseTo(0.47, 2);
    expect(rate(6)).toBeCloseTo(0.02, 2);
  });
  test('the factor sets in at update 6 from β₂ = 0.9 on, never below 2/3, is one half at update 556 and 0.98 at 5000', () => {
    for (const beta2 of [0.9, 0.99, 0.999, 0.9999]) expect(factors(beta2, 10).findIndex((factor) => factor > 0)).toBe(5);
    expect(factors(0.66, 2000).some((factor) => factor > 0)).toBe(false);
    const all = factors(0.999, 5000);
    expect(all.findIndex((factor) => factor >= 0.5) + 1).toBe(556);
    expect(all[4999]).toBeCloseTo(0.98, 2);
    expect(2 / (1 - 0.999) - 1).toBeCloseTo(1999, 6);
  });
  test('Adam’s rates differ by a factor of eight after one update, less than two after ten, a fifth after a hundred', () => {
    const spreads = rates(0.999, 100, 400);
    const ratio = (t: number) => spreads[t - 1].high / spreads[t - 1].low;
    expect(ratio(1)).toBeCloseTo(8, 0);
    expect(ratio(10)).toBeLessThan(2);
    expect(ratio(100)).toBeCloseTo(1.2, 1);
  });
  test('on places a hundred times as steep Adam walks the same path, and RAdam is 5.9 away after three steps, twice as far as Adam ever', () => {
    const times = (by: number): Objective => ({
      ...middle,
      seen: (x, y, t) => (middle.seen?.(x, y, t) ?? [0, 0]).map((g) => by * g) as unknown as Point,
    });
    const walk = (o: unknown, by: number) =>
      descend(o as Optimizer, times(by), { start: [0, 0], steps: 60, hyper: { lr: 1, eps: 0 } }).points;
    const far = (points: Point[]) => points.map((point) => Math.hypot(...point));
    const [plain, steep] = [walk(adam, 1), walk(adam, 100)];
    for (const [k, point] of steep.entries()) for (const i of [0, 1]) expect(point[i]).toBeCloseTo(plain[k][i], 9);
    expect(far(walk(radam, 100))[3]).toBeCloseTo(5.9, 1);
    expect(far(walk(radam, 100))[3] / Math.max(...far(plain))).toBeGreaterThan(2);
  });
});

describe('AdaBelief', () => {
  const walk = (hyper: Hyper = {}) =>
    descend(adabelief as unknown as Optimizer, quad1, {
      start: quad1.start,
      steps: 100,
      hyper: { ...(adabelief.as.fair as Hyper), ...hyper },
    });

  test('in the fair race its strides along y grow to 1.32 η; it is below 1 at step 11, Adam at 15, and rolls to 1.31 and 1.55, Adam to 1.09 and 1.13', () => {
    const [mine, adams] = [walk(), race('adam', {}, { steps: 100 })];
    const strides = mine.points.slice(1).map(([, y], k) => (y - mine.points[k][1]) / 0.4);
    expect(Math.max(...strides)).toBeCloseTo(1.32, 2);
    expect([mine, adams].map(({ values }) => values.findIndex((f) => f < 1))).toEqual([11, 15]);
    const farthest = [mine, adams].map(({ points }) => [0, 1].map((i) => Number(Math.max(...points.map((p) => p[i])).toFixed(2))));
    expect(farthest).toEqual([
      [1.31, 1.55],
      [1.09, 1.13],
    ]);
    expect([mine.values[100], adams.values[100]].map((f) => f.toFixed(4))).toEqual(['0.0018', '0.0014']);
  });
  test('without a memory of g its first step leads a million units away', () => {
    expect(walk({ beta1: 0 }).points[1][0]).toBeCloseTo(1e6, -5);
  });
  test('on an even slope of 1 its stride is 1.11 η at first, then 1.6, 5 and 20 η at steps 10, 100 and 1000, a hundred times that at 10,000, and three million in the end', () => {
    const x = [0];
    const memory = { m: [0], vM: [0] };
    const strides = Array.from({ length: 60_000 }, (_, k) => {
      const before = x[0];
      adabelief.step(x, [1], memory, { ...adabelief.hyper, lr: 1 }, { t: k + 1, f: { value: () => 0, gradient() {} } });
      return before - x[0];
    });
    expect(strides[0]).toBeCloseTo(1.11, 2);
    expect(strides[9]).toBeCloseTo(1.6, 1);
    expect(strides[99]).toBeCloseTo(5, 1);
    expect(strides[999]).toBeCloseTo(20, 1);
    expect(strides[9999] / strides[999]).toBeCloseTo(113, 0);
    expect(strides[59_999]).toBeCloseTo(3.16e6, -4);
    expect(Math.sqrt(1e-16 / (1 - 0.999))).toBeCloseTo(3.2e-7, 8);
  });
  test('with a spread of ten times the mean Adam’s divisor is larger by half a percent', () => {
    expect(Math.sqrt(1 + 0.1 ** 2)).toBeCloseTo(1.005, 4);
  });
});

describe('Adan', () => {
  const walk = (hyper: Hyper = {}) =>
    descend(adan as unknown as Optimizer, quad1, { start: quad1.start, steps: 100, hyper: { ...(adan.as.fair as Hyper), ...hyper } });
  const farthest = ({ points }: { points: readonly Point[] }) => [0, 1].map((i) => Number(Math.max(...points.map((p) => p[i])).toFixed(2)));

  test('in the fair race it rolls to 1.72 and 2.53; with Adam’s memories to 0.83 and 0.91, is at 0.39 after 20 steps and at 1.1e-4 after 100', () => {
    expect(farthest(walk())).toEqual([1.72, 2.53]);
    const like = walk({ beta1: 0.9, beta2: 0.999 });
    expect(farthest(like)).toEqual([0.83, 0.91]);
    expect(like.values[20]).toBeCloseTo(0.39, 2);
    expect(like.values[100]).toBeCloseTo(1.1e-4, 5);
  });
  test('where changes are noise, they cost: 0.094 after 50 steps, and 0.074 without them', () => {
    const ends = [0.92, 0].map((betaD) =>
      end(descend(adan as unknown as Optimizer, middle, { start: middle.start, steps: 50, hyper: { lr: 0.1, betaD } })),
    );
    expect(ends.map((f) => f.toFixed(3))).toEqual(['0.094', '0.074']);
  });
});

describe('Lion', () => {
  const walk = (hyper: Hyper = {}, steps = 100) =>
    descend(lion as unknown as Optimizer, quad1, { start: quad1.start, steps, hyper: { ...(lion.as.fair as Hyper), ...hyper } });

  test('in the fair race it passes the cross along y at step 15, rolls to 3.2, and ends in hops of η', () => {
    const { points } = walk();
    expect(points[15][1]).toBeCloseTo(0, 9);
    expect(Math.max(...points.map(([, y]) => y))).toBeCloseTo(3.2, 9);
    for (const [x, y] of points.slice(80))
      for (const c of [x, y]) expect(Math.min(Math.abs(c), Math.abs(Math.abs(c) - 0.4))).toBeCloseTo(0, 9);
  });
  test('without memory it hops from step 15 on, with f at 0.32 at every other step', () => {
    const { values } = walk({ betaU: 0, beta1: 0 });
    for (let k = 16; k <= 100; k += 2) expect(values[k]).toBeCloseTo(0.32, 9);
  });
  test('with η = 0.2 it ends at 1e-29 after 100 steps, with 0.05 at 5.8 after 200', () => {
    expect(Math.log10(walk({ lr: 0.2 }).values[100])).toBeCloseTo(-28.6, 1);
    expect(walk({ lr: 0.05 }, 200).values[200]).toBeCloseTo(5.8, 1);
  });
  test('in the network it runs with 0.0003, Adam with 0.001', () => {
    expect([lion.as.network?.lr, adam.as.network?.lr]).toEqual([0.0003, 0.001]);
  });
  test('with λ = 0.5 it hops by 0.22 to either side', () => {
    for (const c of walk({ weightDecay: 0.5 }).points[100]) expect(Math.abs(c)).toBeCloseTo(0.22, 2);
  });
  test('after one gradient and none since, Adam has walked 6 strides, and Lion one with each of a thousand updates', () => {
    const walked = ([lion, adam] as unknown as Optimizer[]).map(({ init, step, hyper }) => {
      const x = Float64Array.of(0);
      const memory = init(x);
      for (let t = 1; t <= 1000; t++) step(x, [t === 1 ? -1 : 0], memory, { ...hyper, lr: 1 }, { t, f: { value: () => 0, gradient() {} } });
      return x[0];
    });
    expect(walked[0]).toBe(1000);
    expect(walked[1]).toBeCloseTo(6, 1);
  });
});

describe('Sophia', () => {
  const walk = (hyper: Hyper = {}) =>
    descend(sophia as unknown as Optimizer, quad1, { start: quad1.start, steps: 100, hyper: { ...(sophia.as.fair as Hyper), ...hyper } });

  test('in the fair race the first ten strides are η, and it is at 9e-14 after 50; with β₁ = 0 at 4e-38 after 20, and with γ = 0 too at 0.32 at every other step', () => {
    const { points, values } = walk();
    for (let k = 1; k <= 10; k++)
      for (const i of [0, 1]) if (k < 10 || i === 1) expect(points[k][i] - points[k - 1][i]).toBeCloseTo(0.4, 12);
    expect(values[50]).toBeCloseTo(9e-14, 14);
    expect(Math.log10(walk({ beta1: 0 }).values[20])).toBeCloseTo(Math.log10(4e-38), 0);
    const signs = walk({ beta1: 0, gammaH: 0 }).values;
    for (let k = 60; k <= 100; k += 2) expect(Math.max(signs[k], signs[k - 1])).toBeCloseTo(0.32, 2);
  });
  test('in the network it runs with β₁ = 0.9 and γ = 0.05', () => {
    expect(sophia.as.network).toMatchObject({ beta1: 0.9, gammaH: 0.05 });
  });
  test('with η and γ at 1 it is at 6e-5 after 20 steps', () => {
    expect(walk({ lr: 1, gammaH: 1 }).values[20]).toBeCloseTo(6e-5, 6);
  });
  test('in the ravine it is at 4.4 after 200 steps with the settings of the opening', () => {
    const { hyper } = raceIn(figure('before-sophia')).entries[1];
    const { values } = descend(sophia as unknown as Optimizer, rosenbrock, { start: rosenbrock.start, steps: 200, hyper });
    expect(values[200]).toBeCloseTo(4.4, 1);
  });
});

describe('Prodigy', () => {
  test('in a valley a thousand times as wide it finds 2091 and comes to 2.3e-7; Adam is at 71.6', () => {
    const wide: Objective = {
      ...quad1,
      value: (x, y) => quad1.value(x / 1000, y / 1000),
      gradient: (x, y) => quad1.gradient(x / 1000, y / 1000).map((d) => d / 1000) as [number, number],
    };
    const run = { start: [-4000, -6000] as Point, steps: 200 };
    const { values, memory } = descend(prodigy as unknown as Optimizer, wide, run);
    expect(memory.dist[200][0]).toBeCloseTo(2091, 0);
    expect(values[200]).toBeCloseTo(2.3e-7, 8);
    expect(descend(adam as Optimizer, wide, { ...run, hyper: { lr: 0.4 } }).values[200]).toBeCloseTo(71.6, 1);
  });
  test('in the ravine its distance is 0.025 for eighty steps, and then 0.27, with f up to 100', () => {
    const { values, memory } = descend(prodigy as unknown as Optimizer, rosenbrock, { start: rosenbrock.start, steps: 100 });
    const dist = memory.dist.map(([d]) => d);
    expect(dist[15]).toBeCloseTo(0.025, 3);
    expect(dist.lastIndexOf(dist[15]) - dist.indexOf(dist[15])).toBeGreaterThanOrEqual(75);
    expect(dist[100]).toBeCloseTo(0.27, 2);
    expect(Math.max(...values)).toBeGreaterThan(100);
  });
  test('among twenty places it takes 2.5 for the distance, and circles the goal at 1.4 to 6.8', () => {
    const { points, memory } = descend(prodigy as unknown as Optimizer, middle, { start: middle.start, steps: 400 });
    expect(memory.dist[20][0]).toBeCloseTo(2.5, 1);
    const late = points.slice(381).map(([x, y]) => Math.hypot(x, y));
    expect(Math.min(...late)).toBeCloseTo(1.4, 1);
    expect(Math.max(...late)).toBeCloseTo(6.8, 1);
  });
});

describe('Schedule-free', () => {
  const walk = (hyper: Hyper, steps = 100, form?: string) =>
    descend(scheduleFree as Optimizer, quad1, { start: quad1.start, steps, hyper, form });

  test('in the fair race with η = 2 it is at 0.0125 and at 8e-12, and rolls 0.19 and 0.32 beyond; with 0.4 and β₁ = 0 it is at 8.3, else at 5.4', () => {
    const { values, points } = walk({ lr: 2 });
    expect(values[20]).toBeCloseTo(0.0125, 4);
    expect(values[100]).toBeCloseTo(8e-12, 12);
    expect([0, 1].map((i) => Math.max(...points.map((p) => p[i])).toFixed(2))).toEqual(['0.19', '0.32']);
    expect([0, 0.9].map((beta1) => walk({ lr: 0.4, beta1 }).values[20].toFixed(1))).toEqual(['8.3', '5.4']);
  });
  test('around gradient descent it comes down with η = 4, from 1e12, and with 1 from 649 to 0.0017', () => {
    const far = walk({ lr: 4 }, 100, 'sgd').values;
    expect(Math.log10(Math.max(...far))).toBeCloseTo(12, 0);
    expect(far[100]).toBeLessThan(1e-8);
    const { values } = walk({ lr: 1 }, 20, 'sgd');
    expect(Math.max(...values)).toBeCloseTo(649, 0);
    expect(values[20]).toBeCloseTo(0.0017, 4);
  });
  test('in the ravine with η = 1 it is at 0.0017 after 300 steps and at 1.3 after 1000', () => {
    const { values } = descend(scheduleFree as Optimizer, rosenbrock, { start: rosenbrock.start, steps: 1000, hyper: { lr: 1 } });
    expect(values[300]).toBeCloseTo(0.0017, 4);
    expect(values[1000]).toBeCloseTo(1.3, 1);
  });
});

describe('Shampoo', () => {
  test('with an η of 4 it is at 3e-10 in the fair race', () => {
    const { values } = descend(shampoo as unknown as Optimizer, quad1, { start: quad1.start, steps: 20, hyper: { lr: 4, renewal: 1 } });
    expect(Number(values[20].toPrecision(1))).toBe(3e-10);
  });
  test('of the network it keeps 240,400 numbers, half of them roots; for the products of all with all the first layer had six billion', () => {
    const sizes = [784, 100, 100, 100, 100, 10];
    const { params } = network(readableKernel(), { sizes, activation: 'relu', weightDecay: 0 }, 1);
    expect(2 * pairs(params)).toBe(240_400);
    expect(Math.round((784 * 100) ** 2 / 1e9)).toBe(6);
    expect(784 ** 2 + 100 ** 2).toBeLessThan(1e6);
  });
});

describe('Adafactor', () => {
  const walk = (hyper: Hyper, form?: string, from = quad1.start) =>
    descend(adafactor as unknown as Optimizer, quad1, { start: from, steps: 20, hyper, form });
  test('with steps that are lengths it is at 0.87 in the fair race', () => {
    expect(walk({ lr: 0.4 }, 'absolute').values[20]).toBeCloseTo(0.87, 2);
  });
  test('x has a size of 5.1 at the start, so that its first stride is 0.4 along both coordinates; a hundredth nearer it is a hundredth', () => {
    const { points } = walk({ lr: 0.08 });
    const { points: near } = walk({ lr: 0.08 }, undefined, [-0.04, -0.06]);
    expect(Math.hypot(...points[0]) / Math.SQRT2).toBeCloseTo(5.1, 1);
    for (const i of [0, 1]) {
      expect(points[1][i] - points[0][i]).toBeCloseTo(0.41, 2);
      expect((near[1][i] - near[0][i]) / (points[1][i] - points[0][i])).toBeCloseTo(0.01, 9);
    }
  });
  test('of the network it keeps 2004 numbers, and Adam 219,620', () => {
    const sizes = [784, 100, 100, 100, 100, 10];
    const params = network(readableKernel(), { sizes, activation: 'relu', weightDecay: 0 }, 1).params;
    expect(numbersKept(params)).toBe(2004);
    expect(2 * params.reduce((sum, { rows, columns }) => sum + rows * columns, 0)).toBe(219_620);
  });
  test('Adam, corrected for its start, forgets less up to step 5600 or so', () => {
    const first = Array.from({ length: 10_000 }, (_, k) => k + 2).find((t) => growing(t) >= corrected(t));
    expect(first).toBe(5598);
  });
});

describe('Muon', () => {
  const walk = (hyper: Hyper = {}, form?: string) =>
    descend(muon as unknown as Optimizer, quad1, { start: quad1.start, steps: 100, hyper: { lr: 0.8, beta1: 0.5, ...hyper }, form }).values;
  test('in the fair race without memory it stays above 0.15, and never comes to rest', () => {
    const values = walk({ beta1: 0 }).slice(20);
    expect(Math.min(...values)).toBeGreaterThan(0.15);
  });
  test('with β₁ = 0.95 it is at 31 after 20 steps, and at 18 in PyTorch’s form, which looks ahead', () => {
    expect(Math.round(walk({ beta1: 0.95 })[20])).toBe(31);
    expect(Math.round(walk({ beta1: 0.95, weightDecay: 0 }, 'pytorch')[20])).toBe(18);
  });
  test('its stride of 0.8 · 0.6964 is as long as Adam’s first, 0.4 along both coordinates', () => {
    expect(0.8 * 0.6964).toBeCloseTo(0.56, 2);
    expect(Math.hypot(0.4, 0.4)).toBeCloseTo(0.57, 2);
  });
});

describe('Comparison', () => {
  test('after 10 steps gradient descent is second, after 40 RMSprop leads at 3e-16, after 200 it is last and AdaGrad has passed it', () => {
    expect(ranking(10)[1]).toBe('gradientDescent');
    expect(ranking(40)[0]).toBe('rmsprop');
    expect(end(race('rmsprop', {}, { steps: 40 }))).toBeCloseTo(3e-16, 16);
    expect(ranking(200).slice(-2)).toEqual(['adagrad', 'rmsprop']);
  });
  test('from (−6, −6) momentum needs 19 steps into the box, and is at 0.0034 at step 17; Adam is still fourth after 20, at 0.63', () => {
    const from = { start: [-6, -6] as Point };
    expect(race('momentum', {}, { ...from, steps: 500, box: 0.1 }).stop.step).toBe(19);
    expect(race('momentum', {}, from).values[17]).toBeCloseTo(0.0034, 4);
    expect(names.filter((name) => end(race(name, {}, from)) < end(race('adam', {}, from)))).toHaveLength(3);
    expect(end(race('adam', {}, from))).toBeCloseTo(0.63, 2);
  });
  test('the best step sizes are 0.44, 0.49, 4.9, 0.95 and 4.4; gradient descent comes to 0.04, Adam to 0.07', () => {
    const rates = Array.from({ length: 400 }, (_, i) => 0.01 * 1.02 ** i);
    const best = names.map((name) => {
      const ends = rates.map((lr) => end(race(name, { lr })));
      const f = Math.min(...ends);
      return { lr: rates[ends.indexOf(f)].toPrecision(2), f };
    });
    expect(best.map(({ lr }) => lr)).toEqual(['0.44', '0.49', '4.9', '0.95', '4.4']);
    expect(best[0].f).toBeCloseTo(0.04, 2);
    expect(best[4].f).toBeCloseTo(0.07, 2);
    for (const k of [2, 3]) expect(best[k].f).toBeLessThan(1e-20);
  });
  test('on the valley turned by 45° the best of AdaGrad is 0.11, of RMSprop 0.03', () => {
    const best = (name: string) =>
      Math.min(...Array.from({ length: 400 }, (_, i) => end(race(name, { lr: 0.01 * 1.02 ** i }, { on: turned }))));
    expect(best('adagrad')).toBeCloseTo(0.11, 2);
    expect(best('rmsprop')).toBeCloseTo(0.03, 2);
  });
  test('at step 29 of A4’s race Adam is before momentum, at step 30 behind it', () => {
    const [rolling, adaptive] = ['momentum', 'adam'].map((name) => race(name, {}, { source: 'a4', on: quad2, steps: 30 }).values);
    expect(adaptive[29]).toBeLessThan(rolling[29]);
    expect(adaptive[30]).toBeGreaterThan(rolling[30]);
  });
  test('in Rosenbrock’s valley gradient descent and momentum come along the bend', () => {
    const ends = names.map((name) => end(race(name, { lr: 0.002 }, { on: rosenbrock, steps: 500 })));
    for (const f of ends.slice(0, 2)) expect(f).toBeLessThan(0.01);
    for (const f of ends.slice(2)) expect(f).toBeGreaterThan(4);
  });
  test('on A4’s valley Adam sways to one side and then the other', () => {
    const { points } = race('adam', {}, { source: 'a4', on: quad2, steps: 30 });
    expect(Math.min(...points.map(([, y]) => y))).toBeLessThan(-0.5);
    expect(points[30][1]).toBeGreaterThan(0.3);
  });
});

describe('Races', () => {
  const lanes = (id: string, as: Effort, change = (race: Race) => race) =>
    new Map(run(change(raceIn(figure(id), as))).map((lane) => [lane.entry.optimizer, lane]));
  const below = (values: number[]) => values.findIndex((value) => value < -1);
  /** The updates until f < −1 beside a saddle, from another place or on another surface. */
  const leaving = (id: string, y: number, on: Objective = saddle, start: Point = [-1.5, y]) =>
    below(descend(optimizer(id), on, { start, steps: 400, hyper: settingsFor(id, 0.05) }).values);

  test('along y gradient descent grows by 1.1, momentum by 1.32, Nesterov by 1.36, and AdaDelta trebles; a halving costs seven updates', () => {
    const at = lanes('saddle-race', 'given');
    const growth = (id: string, k: number) => {
      const { points } = at.get(id) as Lane;
      return points[k + 1][1] / points[k][1];
    };
    expect(growth('gradient-descent', 30)).toBeCloseTo(1.1, 9);
    expect(growth('momentum', 30)).toBeCloseTo(1.32, 2);
    expect(growth('nesterov', 30)).toBeCloseTo(1.36, 2);
    expect(growth('adadelta', 0)).toBeCloseTo(3, 2);
    expect(Math.log(2) / Math.log(1.1)).toBeCloseTo(7, 0);
  });
  test('the first strides along x are 0.15, 0.05 and 0.16, and none of RMSprop’s along y is shorter than η', () => {
    const at = lanes('saddle-race', 'given');
    const strides = (id: string, i: 0 | 1) =>
      (at.get(id) as Lane).points.slice(1).map((to, k) => to[i] - (at.get(id) as Lane).points[k][i]);
    const first = ['gradient-descent', 'adagrad', 'rmsprop'].map((id) => Number(strides(id, 0)[0].toFixed(2)));
    expect(first).toEqual([0.15, 0.05, 0.16]);
    expect(Math.min(...strides('rmsprop', 1))).toBeGreaterThan(0.05);
  });
  test('from y = 0.1 gradient descent needs 25 updates, momentum and RMSprop 11; from a millionth 145 and 11; on the ridge nobody leaves', () => {
    expect(['gradient-descent', 'momentum', 'rmsprop'].map((id) => leaving(id, 0.1))).toEqual([25, 11, 11]);
    expect(['gradient-descent', 'rmsprop'].map((id) => leaving(id, 1e-6))).toEqual([145, 11]);
    for (const [, { points }] of lanes('saddle-race', 'given', (race) => withStart(race, [-1.5, 0])))
      for (const [, y] of points) expect(Math.abs(y)).toBe(0);
  });
  test('on the saddle turned by 45° RMSprop needs 46, AdaDelta 74, AdaGrad more than 400, and those that multiply 73, 27 and 24', () => {
    const on: Objective = {
      ...saddle,
      value: (x, y) => saddle.value(...back([x, y])),
      gradient: (x, y) => turn(saddle.gradient(...back([x, y]))),
    };
    const all = ['rmsprop', 'adadelta', 'adagrad', 'gradient-descent', 'momentum', 'nesterov'];
    expect(all.map((id) => leaving(id, 0, on, turn([-1.5, 0.001])))).toEqual([46, 74, -1, 73, 27, 24]);
  });
  test('with one η AdaGrad is last of the field in all four; tuned it is second, second, first and first', () => {
    const places = (id: string, which: 'given' | 'best') => {
      const own = sweep(id).swept.filter((one) => field.includes(one.id));
      const result = (one: Swept) => (which === 'best' ? one.best.result : (one.given ?? Number.POSITIVE_INFINITY));
      return own.toSorted((a, b) => result(a) - result(b)).findIndex((one) => one.id === 'adagrad') + 1;
    };
    const ids = races.map(({ id }) => id);
    expect(ids.map((id) => places(id, 'given'))).toEqual([6, 6, 6, 6]);
    expect(ids.map((id) => places(id, 'best'))).toEqual([2, 2, 1, 1]);
  });
  test('in the valley Adam is below 1 with 22 step sizes of 73, from 0.083 to 6.8, momentum with 7, gradient descent with none', () => {
    const { rates, swept } = sweep('valley-race');
    const good = (id: string) => rates.filter((_, i) => (swept.find((one) => one.id === id)?.results[i] ?? 1) < 1);
    expect(rates).toHaveLength(73);
    expect([good('adam').length, good('adam')[0], good('adam').at(-1)]).toEqual([22, 0.083, 6.8]);
    expect(good('momentum')).toHaveLength(7);
    expect(good('gradient-descent')).toEqual([]);
    const { results } = swept.find((one) => one.id === 'momentum') as Swept;
    expect(results[rates.indexOf(0.0022)]).toBeUndefined();
    expect(sweep('saddle-race').rates).toHaveLength(37);
  });
  test('AdaDelta’s best in the valley leaves 0.24 from its start, and 130 from (−1.2, 1); tuned Adam is below 0.001, before momentum', () => {
    const far = lanes('valley-race', 'tuned', (race) => withStart(race, [-1.2, 1])).get('adadelta') as Lane;
    expect(Math.max(...far.values.slice(-tail)).toPrecision(2)).toBe('1.3e+2');
    const { swept } = sweep('valley-race');
    expect(swept.find(({ id }) => id === 'adadelta')?.best.result).toBeCloseTo(0.24, 2);
    const at = lanes('valley-race', 'tuned');
    expect(end(at.get('adam') as Lane)).toBeLessThan(0.001);
    expect(end(at.get('momentum') as Lane)).toBeGreaterThan(0.001);
  });

  /** The final loss among the pits, as the search has it. */
  const last = ({ values }: Lane) => Math.max(...values.slice(-tail));
  test('from (−2.6, 1.7) momentum and gradient descent end in one pit at 12.9, and tuned AdaGrad at (−7, 1), f = 53', () => {
    const elsewhere = (race: Race) => withStart(race, [-2.6, 1.7]);
    const given = lanes('minima-race', 'given', elsewhere);
    for (const id of ['momentum', 'gradient-descent']) expect(last(given.get(id) as Lane)).toBeCloseTo(12.9, 1);
    const adagrad = lanes('minima-race', 'tuned', elsewhere).get('adagrad') as Lane;
    expect(adagrad.points[100].map(Math.round)).toEqual([-7, 1]);
    expect(last(adagrad)).toBeCloseTo(53, 0);
    expect((lanes('minima-race', 'tuned').get('adagrad') as Lane).points[100].map(Math.round)).toEqual([1, 1]);
  });
  test('over 400 starts gradient descent’s loss goes from 0.03 to 31.8, the means are 10.8 for three and 9.0 for momentum; tuned AdaGrad’s is above 20, the worst, and momentum’s 10.6', () => {
    const starts = Array.from({ length: 400 }, (_, k): Point => [-3.8 + 0.4 * (k % 20), -3.8 + 0.4 * Math.floor(k / 20)]);
    const all = (as: Effort) => {
      const races = starts.map((start) => lanes('minima-race', as, (race) => withStart(race, start)));
      return (id: string) => races.map((at) => last(at.get(id) as Lane));
    };
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value) / values.length;
    const [given, tuned] = [all('given'), all('tuned')];
    expect(Math.min(...given('gradient-descent'))).toBeCloseTo(0.03, 2);
    expect(Math.max(...given('gradient-descent'))).toBeCloseTo(31.8, 1);
    for (const id of ['gradient-descent', 'adadelta', 'rmsprop']) expect(mean(given(id))).toBeCloseTo(10.8, 1);
    expect(mean(given('momentum'))).toBeCloseTo(9, 1);
    const means = field.map((id) => mean(tuned(id)));
    expect(Math.max(...means)).toBe(means[field.indexOf('adagrad')]);
    expect(Math.max(...means)).toBeGreaterThan(20);
    expect(means[field.indexOf('momentum')]).toBeCloseTo(10.6, 1);
  });
  test('tuned on sparse gradients schedule-free AdamW comes to 0.003, Shampoo to 0.040, AdaGrad to 0.043, NAdam to 0.044, AdaMax to 0.049, Nesterov to 0.092; with one η Nesterov is first, AdaGrad at 25', () => {
    const { swept } = sweep('sparse-race');
    const best = swept.toSorted((a, b) => a.best.result - b.best.result).map(({ id, best: { result } }) => [id, Number(result.toFixed(3))]);
    expect(best.slice(0, 5)).toEqual([
      ['schedule-free', 0.003],
      ['shampoo', 0.04],
      ['adagrad', 0.043],
      ['nadam', 0.044],
      ['adamax', 0.049],
    ]);
    expect(Object.fromEntries(best).nesterov).toBe(0.092);
    const results = Object.fromEntries(swept.map(({ id, best: { result } }) => [id, result]));
    expect(results.nadam / results.adagrad).toBeLessThan(1 + 1 / 40);
    const given = swept.toSorted((a, b) => (a.given ?? 0) - (b.given ?? 0));
    expect(given[0].id).toBe('nesterov');
    expect(swept.find(({ id }) => id === 'adagrad')?.given).toBeCloseTo(25, 0);
    // Adam, which ends lower, has been nearly four times as far above the lowest point.
    expect(results.adam / results.adagrad).toBeGreaterThan(3.5);
    expect(results.adam / results.adagrad).toBeLessThan(4);
    const tuned = lanes('sparse-race', 'tuned');
    expect(end(tuned.get('adam') as Lane)).toBeLessThan(end(tuned.get('adagrad') as Lane));
  });
  test('with 1.8 for AdaGrad alone and 0.05 for the others it ends second of those that are seen, behind momentum', () => {
    const mixed = lanes('sparse-race', 'given', (race) => withSetting(race, 'adagrad', 'lr', 1.8));
    const seen = [...field, 'adam'].map((id) => ({ id, f: end(mixed.get(id) as Lane) })).sort((a, b) => a.f - b.f);
    expect(seen.slice(0, 2).map(({ id }) => id)).toEqual(['momentum', 'adagrad']);
  });
});
