/** What must hold between algorithms, and at the limits of their settings. The contract asks every algorithm for at least one. */
import { expect } from 'vitest';
import { descend } from '../src/lib/descend.ts';
import { type Objective, objective, type Point, surface } from '../src/lib/objective.ts';
import quad1 from '../src/lib/objectives/quad1.ts';
import rosenbrock from '../src/lib/objectives/rosenbrock.ts';
import { type Hyper, type Optimizer, written } from '../src/lib/optimizer.ts';
import adagrad from '../src/lib/optimizers/adagrad.ts';
import adam from '../src/lib/optimizers/adam.ts';
import adamw from '../src/lib/optimizers/adamw.ts';
import gradientDescent from '../src/lib/optimizers/gradient-descent.ts';
import momentum from '../src/lib/optimizers/momentum.ts';
import nadam from '../src/lib/optimizers/nadam.ts';
import radam from '../src/lib/optimizers/radam.ts';
import rmsprop from '../src/lib/optimizers/rmsprop.ts';
import { penalised } from './golden/penalised.ts';

export interface Law {
  /** Ids of the algorithms that it is about. */
  about: string[];
  says: string;
  /** Throws where the law does not hold. */
  check: () => void;
}

/** A0's own run, for longer than A0 runs it. */
const start: Point = [-4, -6];
const steps = 100;

const path = (o: Optimizer, hyper: Hyper, form?: string, f = quad1) => descend(o, f, { start, steps, hyper, form }).points;

/** A path whose settings change from step to step, which no figure of the site has. */
function scheduled(o: Optimizer, hyper: (t: number) => Hyper, form?: string): Point[] {
  const f = surface(quad1);
  const x = Float64Array.from(start);
  const g = new Float64Array(2);
  const memory = o.init(x);
  const points: Point[] = [start];
  for (let t = 1; t <= steps; t++) {
    f.gradient(x, g);
    written(o, form).step(x, g, memory, { ...o.hyper, ...hyper(t) }, { t, f });
    points.push([x[0], x[1]]);
  }
  return points;
}

/** The greatest distance along x or y between two paths at the same step. */
const apart = (a: Point[], b: Point[]) => Math.max(...a.flatMap((p, k) => [Math.abs(p[0] - b[k][0]), Math.abs(p[1] - b[k][1])]));

/** The same landscape, four times as high: a power of two, so that rounding stays as it was. */
const higher = (f: Objective) =>
  objective({ ...f, value: (x, y) => 4 * f.value(x, y), gradient: (x, y) => f.gradient(x, y).map((d) => 4 * d) as [number, number] });

const noGuard: Hyper = { eps: 0, eps0: 0 };

export const laws: Law[] = [
  {
    about: ['momentum', 'gradient-descent'],
    says: 'momentum without memory is gradient descent, bit for bit',
    check() {
      expect(path(momentum, { lr: 0.4, beta1: 0 })).toEqual(path(gradientDescent, { lr: 0.4 }));
      expect(path(momentum, { lr: 0.4, beta1: 0 }, 'steps')).toEqual(path(gradientDescent, { lr: 0.4 }));
    },
  },
  {
    about: ['momentum'],
    says: 'momentum that remembers gradients and momentum that remembers steps walk one path while the rate stays what it is',
    check() {
      expect(apart(path(momentum, { lr: 0.1, beta1: 0.9 }), path(momentum, { lr: 0.1, beta1: 0.9 }, 'steps'))).toBeLessThan(1e-13);
      const decaying = (t: number) => ({ lr: 0.1 / t, beta1: 0.9 });
      expect(apart(scheduled(momentum, decaying), scheduled(momentum, decaying, 'steps'))).toBeGreaterThan(0.1);
    },
  },
  {
    about: ['momentum'],
    says: 'A1’s momentum as printed remembers and never moves',
    check() {
      const printed: Optimizer = {
        ...(momentum as Optimizer),
        step(_x, g, { m }, { lr, beta1 }) {
          for (let i = 0; i < g.length; i++) m[i] = beta1 * m[i] - lr * g[i];
        },
      };
      const { points, memory } = descend(printed, quad1, { start, steps: 50, hyper: { lr: 0.05, beta1: 0.9 } });
      expect(points).toEqual(Array(51).fill(start));
      const [x, y] = memory.m[50];
      expect(x).toBeCloseTo(0.39793848991707215, 14);
      expect(y).toBeCloseTo(11.938154697512168, 12);
    },
  },
  {
    about: ['gradient-descent', 'momentum'],
    says: 'below the limit of lr·λ steps shrink, above it they grow without end',
    check() {
      const steepest = quad1.hessian(0, 0)[1][1];
      for (const [o, hyper] of [
        [gradientDescent, { lr: 0 }],
        [momentum, { lr: 0, beta1: 0.5 }],
        [momentum, { lr: 0, beta1: 0.9 }],
      ] as [Optimizer, Hyper][]) {
        const limit = o.limit?.(hyper) ?? Number.NaN;
        const end = (lr: number) => Math.abs(descend(o, quad1, { start: [0, 1], steps: 1000, hyper: { ...hyper, lr } }).points[1000][1]);
        expect(end((0.99 * limit) / steepest)).toBeLessThan(0.1);
        expect(end((1.01 * limit) / steepest)).toBeGreaterThan(10);
      }
    },
  },
  {
    about: ['adagrad', 'rmsprop'],
    says: 'RMSprop that forgets almost nothing is AdaGrad with the rate lr/√(1 − β2)',
    check() {
      const forget = 1e-8;
      const rare = path(rmsprop, { lr: 0.4 * Math.sqrt(forget), beta2: 1 - forget, ...noGuard });
      expect(apart(rare, path(adagrad, { lr: 0.4, ...noGuard }))).toBeLessThan(1e-6);
    },
  },
  {
    about: ['adagrad', 'rmsprop', 'adam'],
    says: 'a landscape four times as high is walked in the same steps when nothing guards against 0',
    check() {
      for (const o of [adagrad, rmsprop, adam] as Optimizer[]) {
        const hyper = { lr: 0.4, ...noGuard };
        expect(path(o, hyper, undefined, higher(quad1))).toEqual(path(o, hyper));
      }
      expect(path(gradientDescent, { lr: 0.1 }, undefined, higher(quad1))).not.toEqual(path(gradientDescent, { lr: 0.1 }));
    },
  },
  {
    about: ['adagrad', 'rmsprop', 'adam'],
    says: 'ε inside the root and ε outside it are measurably different on A0’s valley',
    check() {
      for (const o of [adagrad, rmsprop, adam] as Optimizer[]) {
        const inside = path(o, { lr: 0.4, eps: 0, eps0: 1e-6 });
        expect(apart(inside, path(o, { lr: 0.4, eps: 1e-6, eps0: 0 }))).toBeGreaterThan(1e-7);
      }
    },
  },
  {
    about: ['rmsprop'],
    says: 'RMSprop never comes to rest: it ends in leaps from −lr/2 to lr/2 across the minimum',
    check() {
      const { lr } = rmsprop.as.a0 as Hyper;
      const late = descend(rmsprop, quad1, { start, steps: 3000, hyper: rmsprop.as.a0 as Hyper }).points.slice(-10);
      for (const [k, point] of late.entries()) {
        for (const i of [0, 1]) {
          expect(Math.abs(point[i])).toBeCloseTo(lr / 2, 3);
          if (k > 0) expect(Math.sign(point[i])).toBe(-Math.sign(late[k - 1][i]));
        }
      }
    },
  },
  {
    about: ['adam'],
    says: 'Adam’s two forms walk one path when nothing guards against 0',
    check() {
      expect(apart(path(adam, { lr: 0.4, ...noGuard }), path(adam, { lr: 0.4, ...noGuard }, 'rate'))).toBeLessThan(1e-13);
    },
  },
  {
    about: ['adam'],
    says: 'in the rate form of Adam ε acts as ε/√(1 − β2ᵗ)',
    check() {
      const [lr, beta2, eps] = [0.4, 0.999, 1e-4];
      const rate = path(adam, { lr, beta2, eps }, 'rate');
      const own = scheduled(adam, (t) => ({ lr, beta2, eps: eps / Math.sqrt(1 - beta2 ** t) }));
      expect(apart(rate, own)).toBeLessThan(1e-13);
      expect(apart(rate, path(adam, { lr, beta2, eps }))).toBeGreaterThan(1e-3);
    },
  },
  {
    about: ['adam', 'rmsprop'],
    says: 'Adam without memory of g is RMSprop whose running mean is corrected for having started at 0',
    check() {
      const [lr, beta2, eps] = [0.4, 0.9, 1e-4];
      const correction = (t: number) => Math.sqrt(1 - beta2 ** t);
      const corrected = scheduled(rmsprop, (t) => ({ lr: lr * correction(t), beta2, eps: eps * correction(t) }));
      expect(apart(path(adam, { lr, beta1: 0, beta2, eps }), corrected)).toBeLessThan(1e-13);
    },
  },
  {
    about: ['adam', 'momentum'],
    says: 'Adam without its division and without its corrections is momentum with the rate lr·(1 − β1)',
    check() {
      // A divisor that no gradient can be seen beside, and a rate as many times as large.
      const divisor = 2 ** 40;
      const undivided = path(adam, { lr: 0.05 * divisor, beta1: 0.9, eps: divisor }, 'uncorrected');
      expect(apart(undivided, path(momentum, { lr: 0.05 * (1 - 0.9), beta1: 0.9 }))).toBeLessThan(1e-9);
    },
  },
  {
    about: ['adam', 'adagrad'],
    says: 'Adam that remembers no g and all g² is AdaGrad with the rate lr·√t',
    check() {
      const all = path(adam, { lr: 0.1, beta1: 0, beta2: 1 - 1e-8, ...noGuard });
      const growing = scheduled(adagrad, (t) => ({ lr: 0.1 * Math.sqrt(t), ...noGuard }));
      expect(apart(all, growing)).toBeLessThan(1e-5);
    },
  },
  {
    about: ['adam', 'adagrad'],
    says: 'the first step of Adam and of AdaGrad is lr in every direction, however steep',
    check() {
      for (const o of [adam, adagrad] as Optimizer[]) {
        for (const f of [quad1, rosenbrock]) {
          const [from, to] = path(o, { lr: 0.25, ...noGuard }, undefined, f);
          for (const i of [0, 1]) expect(Math.abs(to[i] - from[i])).toBeCloseTo(0.25, 14);
        }
      }
    },
  },
  {
    about: ['nadam', 'adam'],
    says: 'without a memory of g NAdam is Adam, bit for bit',
    check() {
      for (const f of [quad1, rosenbrock])
        for (const form of [undefined, 'steady'])
          expect(path(nadam, { lr: 0.4, beta1: 0 }, form, f)).toEqual(path(adam, { lr: 0.4, beta1: 0 }, undefined, f));
    },
  },
  {
    about: ['nadam', 'adam'],
    says: 'NAdam in A3’s form steps where Adam would step if the present gradient came once more',
    check() {
      const { points, gradients, memory } = descend(nadam, quad1, { start, steps, hyper: { lr: 0.4, ...noGuard }, form: 'steady' });
      const { beta1, beta2 } = nadam.hyper;
      for (let t = 1; t <= steps; t++)
        for (const i of [0, 1]) {
          const coming = beta1 * memory.m[t][i] + (1 - beta1) * gradients[t - 1][i];
          const stride = (0.4 * (coming / (1 - beta1 ** t))) / Math.sqrt(memory.v[t][i] / (1 - beta2 ** t));
          expect(Math.abs(points[t][i] - (points[t - 1][i] - stride))).toBeLessThan(1e-13);
        }
    },
  },
  {
    about: ['nadam'],
    says: 'NAdam’s c is what m would be with the shares μ on a steady slope of 1: one less their product',
    check() {
      const { beta1, momentumDecay } = nadam.hyper;
      const { c } = descend(nadam, quad1, { start, steps }).memory;
      let product = 1;
      for (let t = 1; t <= steps; t++) {
        product *= beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
        for (const i of [0, 1]) expect(c[t][i]).toBeCloseTo(1 - product, 14);
      }
      // Once the schedule is over from the start, it is Adam's own correction.
      const steady = descend(nadam, quad1, { start, steps, hyper: { momentumDecay: 1000 } }).memory.c;
      for (let t = 1; t <= steps; t++) expect(steady[t][0]).toBeCloseTo(1 - beta1 ** t, 14);
    },
  },
  {
    about: ['adamw', 'adam'],
    says: 'AdamW without decay is Adam, bit for bit, and so is Adam + L2 without a penalty',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const adams = path(adam, { lr: 0.4 }, undefined, f);
        for (const form of [undefined, 'l2']) expect(path(adamw, { lr: 0.4, weightDecay: 0 }, form, f)).toEqual(adams);
      }
    },
  },
  {
    about: ['adamw', 'adam'],
    says: 'Adam + L2 on f is Adam on f + ½λ|x|²',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const plain = path(adam, { lr: 0.1 }, undefined, penalised(f, 0.1));
        expect(path(adamw, { lr: 0.1, weightDecay: 0.1 }, 'l2', f)).toEqual(plain);
        expect(apart(path(adamw, { lr: 0.1, weightDecay: 0.1 }, undefined, f), plain)).toBeGreaterThan(0.1);
      }
    },
  },
  {
    about: ['adamw'],
    says: 'where there is no slope AdamW keeps exactly (1 − lr·λ)ᵗ of each coordinate, and Adam + L2 loses a stride of lr at a time, whatever λ is',
    check() {
      const level = objective({ ...quad1, value: () => 0, gradient: () => [0, 0] });
      const [lr, weightDecay] = [0.125, 0.25];
      // A power of two at a time: nothing is rounded while the digits last.
      const kept = path(adamw, { lr, weightDecay: 0.5 / lr }, undefined, level);
      expect(kept).toEqual(kept.map((_, t) => start.map((place) => place * 0.5 ** t)));
      for (const [t, point] of path(adamw, { lr, weightDecay }, undefined, level).entries())
        for (const i of [0, 1]) expect(point[i] / (start[i] * (1 - lr * weightDecay) ** t)).toBeCloseTo(1, 13);

      for (const weightDecay of [1e-3, 10])
        for (const [t, [x, y]] of path(adamw, { lr, weightDecay, ...noGuard }, 'l2', level)
          .slice(0, 9)
          .entries()) {
          expect(Math.abs(x - (start[0] + t * lr))).toBeLessThan(0.1 * lr);
          expect(Math.abs(y - (start[1] + t * lr))).toBeLessThan(0.1 * lr);
        }
    },
  },
  {
    about: ['radam', 'momentum'],
    says: 'as long as RAdam has seen too few squares it is momentum whose sum is a mean, corrected for its start at 0',
    check() {
      // With a memory of two squares there are always too few.
      const untrusting = path(radam, { lr: 0.1, beta1: 0.9, beta2: 0.5 });
      const corrected = (t: number) => ({ lr: (0.1 * (1 - 0.9)) / (1 - 0.9 ** t), beta1: 0.9 });
      expect(apart(untrusting, scheduled(momentum, corrected))).toBeLessThan(1e-13);
      // With Adam's usual memory for five steps, and no longer.
      const [trusting, plain] = [path(radam, { lr: 0.1, beta1: 0.9 }), scheduled(momentum, corrected)];
      expect(apart(trusting.slice(0, 6), plain.slice(0, 6))).toBeLessThan(1e-13);
      expect(apart(trusting.slice(0, 7), plain.slice(0, 7))).toBeGreaterThan(0.01);
    },
  },
  {
    about: ['radam', 'adam'],
    says: 'as t grows RAdam becomes Adam: from one place and one memory their strides differ by the factor r, which rises to 1',
    check() {
      const settings = { lr: 0.1, beta1: 0.9, beta2: 0.99, ...noGuard };
      const g = [3, -0.5];
      const stride = (o: Optimizer, t: number) => {
        const x = Float64Array.of(1, 1);
        o.step(x, g, { m: Float64Array.of(2, 0.3), v: Float64Array.of(5, 0.2) }, { ...o.hyper, ...settings }, { t, f: surface(quad1) });
        return [1 - x[0], 1 - x[1]];
      };
      let before = 0;
      for (const t of [6, 10, 30, 100, 300, 1000, 3000]) {
        const [mine, adams] = [stride(radam, t), stride(adam, t)];
        const factor = mine[0] / adams[0];
        expect(mine[1] / adams[1]).toBeCloseTo(factor, 12);
        expect(factor).toBeGreaterThan(before);
        expect(factor).toBeLessThanOrEqual(1);
        before = factor;
      }
      expect(before).toBeCloseTo(1, 9);
    },
  },
  {
    about: ['momentum', 'rmsprop', 'gradient-descent', 'adam', 'adagrad'],
    says: 'from one start and without A0’s early stop Adam is fourth of five after 20 steps',
    check() {
      const ends = [momentum, rmsprop, gradientDescent, adam, adagrad].map((o) => {
        const { values } = descend(o as Optimizer, quad1, { start, steps: 20, hyper: o.as.a0 as Hyper });
        return Number(values[20].toPrecision(2));
      });
      expect(ends).toEqual([2.8e-4, 1.1e-2, 5.7e-2, 0.71, 22]);
    },
  },
];
