/** What must hold between algorithms, and at the limits of their settings. The contract asks every algorithm for at least one. */
import { expect } from 'vitest';
import { hutchinson, lot } from '../src/lib/curvature.ts';
import { descend } from '../src/lib/descend.ts';
import { newtonSchulz } from '../src/lib/newton-schulz.ts';
import { type Objective, objective, type Point, surface } from '../src/lib/objective.ts';
import himmelblau from '../src/lib/objectives/himmelblau.ts';
import quad1 from '../src/lib/objectives/quad1.ts';
import quad2 from '../src/lib/objectives/quad2.ts';
import reddi from '../src/lib/objectives/reddi.ts';
import rosenbrock from '../src/lib/objectives/rosenbrock.ts';
import saddle from '../src/lib/objectives/saddle.ts';
import { type Hyper, type Optimizer, written } from '../src/lib/optimizer.ts';
import adabelief from '../src/lib/optimizers/adabelief.ts';
import adabound from '../src/lib/optimizers/adabound.ts';
import adadelta from '../src/lib/optimizers/adadelta.ts';
import adafactor from '../src/lib/optimizers/adafactor.ts';
import adagrad from '../src/lib/optimizers/adagrad.ts';
import adam from '../src/lib/optimizers/adam.ts';
import adamax from '../src/lib/optimizers/adamax.ts';
import adamw from '../src/lib/optimizers/adamw.ts';
import adan from '../src/lib/optimizers/adan.ts';
import amsgrad from '../src/lib/optimizers/amsgrad.ts';
import gradientDescent from '../src/lib/optimizers/gradient-descent.ts';
import kfac from '../src/lib/optimizers/kfac.ts';
import lbfgs from '../src/lib/optimizers/lbfgs.ts';
import lion from '../src/lib/optimizers/lion.ts';
import momentum from '../src/lib/optimizers/momentum.ts';
import muon from '../src/lib/optimizers/muon.ts';
import nadam from '../src/lib/optimizers/nadam.ts';
import nesterov from '../src/lib/optimizers/nesterov.ts';
import newton from '../src/lib/optimizers/newton.ts';
import prodigy from '../src/lib/optimizers/prodigy.ts';
import radam from '../src/lib/optimizers/radam.ts';
import rmsprop from '../src/lib/optimizers/rmsprop.ts';
import scheduleFree from '../src/lib/optimizers/schedule-free.ts';
import shampoo from '../src/lib/optimizers/shampoo.ts';
import sophia from '../src/lib/optimizers/sophia.ts';
import swats from '../src/lib/optimizers/swats.ts';
import { projected } from '../src/lib/projected.ts';
import { remember, ring, twoLoops, wolfe } from '../src/lib/quasi-newton.ts';
import { hessianAt, solve } from '../src/lib/second-order.ts';
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
  const { init, step, hyper: own } = written(o, form);
  const memory = init(x);
  const points: Point[] = [start];
  for (let t = 1; t <= steps; t++) {
    f.gradient(x, g);
    step(x, g, memory, { ...own, ...hyper(t) }, { t, f });
    points.push([x[0], x[1]]);
  }
  return points;
}

/** The greatest distance along x or y between two paths at the same step. */
const apart = (a: (readonly number[])[], b: (readonly number[])[]) =>
  Math.max(...a.flatMap((p, k) => [Math.abs(p[0] - b[k][0]), Math.abs(p[1] - b[k][1])]));

/** The same landscape, four times as high: a power of two, so that rounding stays as it was. */
const higher = (f: Objective) =>
  objective({ ...f, value: (x, y) => 4 * f.value(x, y), gradient: (x, y) => f.gradient(x, y).map((d) => 4 * d) as [number, number] });

/** The same landscape in other coordinates: at u it has the height that f has at (2u₁ + u₂, u₁ − 3u₂). */
const skewed = (f: Objective) => {
  const at = ([u, v]: Point): Point => [2 * u + v, u - 3 * v];
  const across = (u: number, v: number) => {
    const [[a, b], [c, d]] = f.hessian(...at([u, v]));
    return [
      [4 * a + 2 * (b + c) + d, 2 * a - 6 * b + c - 3 * d],
      [2 * a + b - 6 * c - 3 * d, a - 3 * (b + c) + 9 * d],
    ] as [[number, number], [number, number]];
  };
  const slope = (u: number, v: number): Point => {
    const [x, y] = f.gradient(...at([u, v]));
    return [2 * x + y, x - 3 * y];
  };
  return { at, f: objective({ ...f, value: (u, v) => f.value(...at([u, v])), gradient: slope, hessian: across }) };
};

/** The same landscape on a map that is turned by 0.6 radians; and where a point of it was on the old one. */
const turned = (f: Objective) => {
  const [cos, sin] = [Math.cos(0.6), Math.sin(0.6)];
  const at = ([u, v]: Point): Point => [cos * u - sin * v, sin * u + cos * v];
  const back = ([x, y]: Point): Point => [cos * x + sin * y, cos * y - sin * x];
  const slope = (u: number, v: number) => back(f.gradient(...at([u, v])) as Point);
  return { at, back, f: objective({ ...f, value: (u, v) => f.value(...at([u, v])), gradient: slope }) };
};

/** The greatest distance between a path and the one that is walked from the same place on the turned map. */
const turnedApart = (o: Optimizer, hyper: Hyper, form?: string, f = quad1) => {
  const other = turned(f);
  const run = { steps, hyper, form };
  const points = descend(o, other.f, { ...run, start: other.back(start) }).points.map(other.at);
  return apart(points, descend(o, f, { ...run, start }).points);
};

/** A matrix with its rows and columns mixed by rotations, from the left and from the right. */
const mixed = (X: Float64Array[]): Float64Array[] => {
  const Y = X.map((row) => row.slice());
  for (let p = 1; p < Y.length; p++)
    for (let j = 0; j < Y[0].length; j++) [Y[p - 1][j], Y[p][j]] = [0.8 * Y[p - 1][j] - 0.6 * Y[p][j], 0.6 * Y[p - 1][j] + 0.8 * Y[p][j]];
  for (const row of Y)
    for (let j = 1; j < row.length; j++) [row[j - 1], row[j]] = [0.28 * row[j - 1] - 0.96 * row[j], 0.96 * row[j - 1] + 0.28 * row[j]];
  return Y;
};

const noGuard: Hyper = { eps: 0, eps0: 0 };

export const laws: Law[] = [
  {
    about: ['newton'],
    says: 'on a quadratic one step of Newton with η = 1 lands on the lowest point, from anywhere; with another η each step leaves the share 1 − η of the way',
    check() {
      for (const f of [quad1, quad2, skewed(quad1).f])
        for (const from of [start, [3, 0.1], [-7, 5]] as Point[]) {
          for (const form of [undefined, 'backtracking', 'saddleFree']) {
            const [, landed] = descend(newton, f, { start: from, steps: 1, form }).points;
            for (const i of [0, 1]) expect(Math.abs(landed[i])).toBeLessThan(1e-13);
          }
          const { points } = descend(newton, f, { start: from, steps: 20, hyper: { lr: 0.25 } });
          for (const [k, point] of points.entries())
            for (const i of [0, 1]) expect(Math.abs(point[i] - 0.75 ** k * from[i])).toBeLessThan(1e-13);
        }
    },
  },
  {
    about: ['newton', 'gradient-descent'],
    says: 'where every curvature is 1 Newton is gradient descent, bit for bit',
    check() {
      const even = (f: Objective) =>
        objective({
          ...f,
          hessian: () => [
            [1, 0],
            [0, 1],
          ],
        });
      for (const [f, lr] of [
        [quad1, 0.4],
        [rosenbrock, 0.001],
      ] as [Objective, number][])
        expect(path(newton, { lr }, undefined, even(f))).toEqual(path(gradientDescent, { lr }, undefined, f));
    },
  },
  {
    about: ['newton', 'gradient-descent'],
    says: 'Newton walks one path in all coordinates, however they are stretched and skewed; gradient descent another in each',
    check() {
      const { at, f } = skewed(rosenbrock);
      // Where (2u₁ + u₂, u₁ − 3u₂) is Rosenbrock's own start.
      const [x, y] = rosenbrock.start;
      const from: Point = [(3 * x + y) / 7, (x - 2 * y) / 7];
      const both = (o: Optimizer, hyper: Hyper) => [
        descend(o, f, { start: from, steps: 7, hyper }).points.map(at),
        descend(o, rosenbrock, { start: rosenbrock.start, steps: 7, hyper }).points,
      ];
      const [skew, straight] = both(newton, { lr: 1 });
      expect(apart(skew, straight)).toBeLessThan(1e-9);
      const [other, own] = both(gradientDescent, { lr: 1e-4 });
      expect(apart(other, own)).toBeGreaterThan(0.05);
    },
  },
  {
    about: ['newton'],
    says: 'saddle-free Newton steps as Newton where all curvatures are positive, and the other way along those that are not',
    check() {
      const stride = (f: Objective, from: Point, form?: string) => {
        const [, to] = descend(newton, f, { start: from, steps: 1, form }).points;
        return [to[0] - from[0], to[1] - from[1]];
      };
      for (const [f, from] of [
        [rosenbrock, [0.9, 0.8]],
        [himmelblau, [4, 3]],
        [quad1, [-4, -6]],
      ] as [Objective, Point][]) {
        const [one, other] = [stride(f, from), stride(f, from, 'saddleFree')];
        for (const i of [0, 1]) expect(other[i]).toBeCloseTo(one[i], 11);
      }
      expect(stride(saddle, [-1, 0.5])).toEqual([1, -0.5]);
      expect(stride(saddle, [-1, 0.5], 'saddleFree')).toEqual([1, 0.5]);
      // Both curvatures of Himmelblau's function are negative here.
      const [one, other] = [stride(himmelblau, [0, 0]), stride(himmelblau, [0, 0], 'saddleFree')];
      for (const i of [0, 1]) expect(other[i]).toBeCloseTo(-one[i], 14);
    },
  },
  {
    about: ['newton', 'gradient-descent'],
    says: 'damped without damping Newton’s first step is its own, and with much of it gradient descent’s with the rate 1/κ',
    check() {
      const first = (o: Optimizer, hyper: Hyper, form?: string) => descend(o, quad1, { start, steps: 1, hyper, form }).points[1];
      const slight = first(newton, { damping: 1e-12 }, 'damped');
      const strong = first(newton, { damping: 1e6 }, 'damped');
      const [plain, descent] = [first(newton, { lr: 1 }), first(gradientDescent, { lr: 1e-6 })];
      for (const i of [0, 1]) {
        expect(Math.abs(slight[i] - plain[i])).toBeLessThan(1e-10);
        // What is left out is of the order of H/κ.
        expect((strong[i] - start[i]) / (descent[i] - start[i])).toBeCloseTo(1, 5);
      }
    },
  },
  {
    about: ['newton'],
    says: 'damped, and with a line search, Newton never goes up',
    check() {
      for (const f of [quad1, rosenbrock, himmelblau])
        for (const form of ['damped', 'backtracking']) {
          const { values } = descend(newton, f, { start: f.start, steps: 60, form });
          for (let k = 1; k < values.length; k++) expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
        }
    },
  },
  {
    about: ['lbfgs', 'newton'],
    says: 'what L-BFGS makes of the newest change of slope is the newest step, whatever else it remembers; on a bowl Newton makes the same of it',
    check() {
      for (const f of [quad1, quad2, skewed(quad1).f, rosenbrock]) {
        const { points, memory } = descend(lbfgs as Optimizer, f, { start: f.start, steps: 12 });
        const [S, Y] = [ring(Float64Array.from(f.start)), ring(Float64Array.from(f.start))];
        for (const [k, s] of memory.sT.slice(1, 6).entries()) {
          const y = memory.yT[k + 1];
          remember(s, s, y, S);
          remember(y, s, y, Y);
          const out = Float64Array.of(0, 0);
          for (const pairs of [1, 3, 10]) {
            twoLoops(y, S, Y, pairs, out);
            for (const i of [0, 1]) expect(Math.abs(out[i] - s[i])).toBeLessThan(1e-12 * Math.hypot(...s));
          }
          if (f === rosenbrock) continue;
          solve(hessianAt(surface(f), points[k]), y, out);
          for (const i of [0, 1]) expect(Math.abs(out[i] - s[i])).toBeLessThan(1e-12 * Math.hypot(...s));
        }
      }
    },
  },
  {
    about: ['lbfgs', 'newton'],
    says: 'as L-BFGS comes to a minimum its step becomes Newton’s: on Rosenbrock’s valley the first twelve are off by more than 60 %, the last three by less than 1 %',
    check() {
      const { points, memory } = descend(lbfgs as Optimizer, rosenbrock, { start: rosenbrock.start, steps: 45 });
      const f = surface(rosenbrock);
      const off = (t: number) => {
        const [at, theirs, g] = [Float64Array.from(points[t - 1]), Float64Array.of(0, 0), Float64Array.of(0, 0)];
        f.gradient(at, g);
        solve(hessianAt(f, at), g, theirs);
        return Math.hypot(memory.delta[t][0] - theirs[0], memory.delta[t][1] - theirs[1]) / Math.hypot(...theirs);
      };
      for (let t = 1; t <= 12; t++) expect(off(t)).toBeGreaterThan(0.6);
      for (let t = 43; t <= 45; t++) expect(off(t)).toBeLessThan(0.01);
    },
  },
  {
    about: ['lbfgs', 'gradient-descent'],
    says: 'L-BFGS without pairs is gradient descent whose rate is searched for anew at each step, bit for bit',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const { points } = descend(lbfgs as Optimizer, f, { start: f.start, steps, hyper: { lr: 1, pairs: 0 } });
        const searching: Optimizer = {
          ...(gradientDescent as Optimizer),
          step: (x, g, memory, { lr }, moment) =>
            gradientDescent.step(x, g, memory, { lr: wolfe(moment.f, x, g, g, lr, Float64Array.of(0, 0)) }, moment),
        };
        expect(points).toEqual(descend(searching, f, { start: f.start, steps, hyper: { lr: 1 } }).points);
      }
    },
  },
  {
    about: ['lbfgs'],
    says: 'with its line search L-BFGS never goes up, and the slope grows along each of its steps, so that every pair is one to learn from',
    check() {
      for (const f of [quad1, rosenbrock, himmelblau])
        for (const pairs of [0, 1, 10]) {
          const { values, memory } = descend(lbfgs as Optimizer, f, { start: f.start, steps: 60, hyper: { pairs } });
          for (let k = 1; k <= 60; k++) {
            expect(values[k]).toBeLessThanOrEqual(values[k - 1]);
            const [[sx, sy], [yx, yy]] = [memory.sT[k], memory.yT[k]];
            expect(sx * yx + sy * yy).toBeGreaterThanOrEqual(0);
          }
        }
    },
  },
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
    about: ['momentum'],
    says: 'dampening leaves a share out of all gradients but the first: without it the path is momentum’s, bit for bit',
    check() {
      expect(path(momentum, { lr: 0.1, beta1: 0.9, tau: 0 }, 'dampened')).toEqual(path(momentum, { lr: 0.1, beta1: 0.9 }));
      // Momentum with a shorter rate, and the rest of the first gradient, which fades as all do.
      const [lr, beta1, tau] = [0.1, 0.9, 0.5];
      const { memory } = descend(momentum as Optimizer, quad1, { start, steps, hyper: { lr, beta1, tau }, form: 'dampened' });
      const { points, gradients } = descend(momentum as Optimizer, quad1, { start, steps, hyper: { lr, beta1, tau }, form: 'dampened' });
      for (const i of [0, 1]) {
        let sum = 0;
        for (const [k, g] of gradients.entries()) {
          sum = beta1 * sum + (1 - tau) * g[i];
          expect(memory.m[k + 1][i]).toBeCloseTo(sum + tau * beta1 ** k * gradients[0][i], 11);
        }
      }
      expect(points).toHaveLength(steps + 1);
    },
  },
  {
    about: ['gradient-descent', 'momentum', 'nesterov'],
    says: 'below the limit of lr·λ steps shrink, above it they grow without end',
    check() {
      const steepest = quad1.hessian(0, 0)[1][1];
      for (const [o, hyper, form] of [
        [gradientDescent, { lr: 0 }],
        [momentum, { lr: 0, beta1: 0.5 }],
        [momentum, { lr: 0, beta1: 0.9 }],
        [momentum, { lr: 0, beta1: 0.9, tau: 0.5 }, 'dampened'],
        [nesterov, { lr: 0, beta1: 0.5 }],
        [nesterov, { lr: 0, beta1: 0.9 }],
      ] as [Optimizer, Hyper, string?][]) {
        const limit = o.limit?.(hyper) ?? Number.NaN;
        const end = (lr: number) =>
          Math.abs(descend(o, quad1, { start: [0, 1], steps: 1000, hyper: { ...hyper, lr }, form }).points[1000][1]);
        expect(end((0.99 * limit) / steepest)).toBeLessThan(0.1);
        expect(end((1.01 * limit) / steepest)).toBeGreaterThan(10);
      }
    },
  },
  {
    about: ['adagrad'],
    says: 'AdaGrad whose rate decays is AdaGrad with the rate lr/(1 + (t − 1)δ), and without decay AdaGrad, bit for bit',
    check() {
      const [lr, decay] = [0.4, 0.1];
      const falling = scheduled(adagrad, (t) => ({ lr: lr / (1 + (t - 1) * decay) }));
      expect(path(adagrad, { lr, decay }, 'decaying')).toEqual(falling);
      expect(path(adagrad, { lr, decay: 0 }, 'decaying')).toEqual(path(adagrad, { lr }));
    },
  },
  {
    about: ['adagrad'],
    says: 'AdaGrad whose sum of squares starts at a value is AdaGrad with that value as the guard inside the root',
    check() {
      const begun: Optimizer = { ...(adagrad as Optimizer), init: (x) => ({ v: Float64Array.from({ length: x.length }, () => 0.5) }) };
      expect(apart(path(begun, { lr: 0.4 }), path(adagrad, { lr: 0.4, eps0: 0.5 }))).toBeLessThan(1e-13);
    },
  },
  {
    about: ['nesterov', 'gradient-descent'],
    says: 'Nesterov’s momentum without memory is gradient descent, bit for bit, in both forms',
    check() {
      for (const form of [undefined, 'pytorch'])
        for (const f of [quad1, rosenbrock])
          expect(path(nesterov, { lr: 0.001, beta1: 0 }, form, f)).toEqual(path(gradientDescent, { lr: 0.001 }, undefined, f));
    },
  },
  {
    about: ['nesterov'],
    says: 'PyTorch’s x is the point that Nesterov’s own form looks ahead to: one path, seen a jump further on',
    check() {
      for (const [f, lr] of [
        [quad1, 0.1],
        [rosenbrock, 0.001],
      ] as const) {
        const hyper = { lr, beta1: 0.9 };
        const own = descend(nesterov, f, { start: f.start, steps, hyper });
        const pytorch = descend(nesterov, f, { start: f.start, steps, hyper, form: 'pytorch' });
        // Before its update k + 1 the one asks where the other stands after k.
        expect(apart(own.memory.xAhead.slice(1), pytorch.points)).toBeLessThan(1e-12);
        expect(apart(own.memory.m, pytorch.memory.m)).toBeLessThan(1e-9);
        expect(apart(own.points, pytorch.points)).toBeGreaterThan(0.1);
      }
      // Cut the rate between two updates, and the jump that PyTorch has made already was made with the old one.
      const cut = (t: number) => ({ lr: t > 10 ? 0.01 : 0.1, beta1: 0.9 });
      expect(apart(scheduled(nesterov, cut).slice(50), scheduled(nesterov, cut, 'pytorch').slice(50))).toBeGreaterThan(0.1);
    },
  },
  {
    about: ['nesterov', 'momentum'],
    says: 'on an even incline Nesterov’s own form and momentum walk one path, bit for bit',
    check() {
      const incline = objective({
        ...quad1,
        value: (x, y) => 3 * x - y / 4,
        gradient: () => [3, -0.25],
        hessian: () => [
          [0, 0],
          [0, 0],
        ],
      });
      const hyper = { lr: 0.1, beta1: 0.9 };
      expect(path(nesterov, hyper, undefined, incline)).toEqual(path(momentum, hyper, undefined, incline));
    },
  },
  {
    about: ['nesterov', 'momentum'],
    says: 'on a bowl an update of momentum leaves √β1 of a swing, however steep it is; one of Nesterov leaves √(β1·(1 − lr·λ))',
    check() {
      const [lr, beta1, steepest] = [0.1, 0.9, quad1.hessian(0, 0)[1][1]];
      const swing = (o: Optimizer) => {
        const { points, memory } = descend(o, quad1, { start: [0, 1], steps: 2, hyper: { lr, beta1 } });
        // An update is a matrix for place and memory: its determinant is what is left of an area in one update, its root of a length.
        const at = (k: number) => [points[k][1], memory.m[k][1]];
        const [a, b, c] = [at(0), at(1), at(2)];
        return Math.sqrt(Math.abs((b[0] * c[1] - b[1] * c[0]) / (a[0] * b[1] - a[1] * b[0])));
      };
      expect(swing(momentum)).toBeCloseTo(Math.sqrt(beta1), 12);
      expect(swing(nesterov)).toBeCloseTo(Math.sqrt(beta1 * (1 - lr * steepest)), 12);
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
    about: ['rmsprop'],
    says: 'RMSprop with momentum, and its centred form with momentum, are without memory of g what they are without momentum, bit for bit',
    check() {
      const hyper = { lr: 0.1, beta2: 0.9 };
      expect(path(rmsprop, { ...hyper, beta1: 0 }, 'rolling')).toEqual(path(rmsprop, hyper));
      expect(path(rmsprop, { ...hyper, beta1: 0 }, 'graves')).toEqual(path(rmsprop, hyper, 'centred'));
    },
  },
  {
    about: ['rmsprop'],
    says: 'the first step of centred RMSprop is longer than RMSprop’s by 1/√β2, and no divisor of it is ever larger than RMSprop’s would be',
    check() {
      const hyper = { lr: 0.1, beta2: 0.9, ...noGuard };
      const { points, gradients, memory } = descend(rmsprop as Optimizer, quad1, { start, steps, hyper, form: 'centred' });
      const [from, to] = path(rmsprop, hyper);
      for (const i of [0, 1]) {
        expect((points[1][i] - points[0][i]) / (to[i] - from[i])).toBeCloseTo(1 / Math.sqrt(hyper.beta2), 13);
        for (const [k, g] of gradients.entries()) {
          const stride = Math.abs(points[k + 1][i] - points[k][i]);
          expect(stride).toBeGreaterThanOrEqual((1 - 1e-9) * ((hyper.lr * Math.abs(g[i])) / Math.sqrt(memory.v[k + 1][i])));
        }
      }
    },
  },
  {
    about: ['adadelta', 'rmsprop'],
    says: 'AdaDelta whose memory of steps is held at 0 is RMSprop with the rate lr·√ε',
    check() {
      const held: Optimizer = {
        ...(adadelta as Optimizer),
        step(x, g, { v }, hyper, moment) {
          adadelta.step(x, g, { v, s: new Float64Array(2) }, hyper as typeof adadelta.hyper, moment);
        },
      };
      for (const f of [quad1, rosenbrock])
        for (const eps0 of [1e-6, 1e-2]) {
          const theirs = path(rmsprop, { lr: 2 * Math.sqrt(eps0), beta2: 0.9, eps: 0, eps0 }, undefined, f);
          expect(apart(path(held, { lr: 2, beta2: 0.9, eps0 }, undefined, f), theirs)).toBeLessThan(1e-12);
        }
    },
  },
  {
    about: ['adadelta'],
    says: 'the first stride of AdaDelta is lr·√(ε/(1 − β2)), however steep the slope and whatever the unit of x; without ε it never moves',
    check() {
      const wider = objective({
        ...quad1,
        value: (x, y) => quad1.value(x / 4, y / 4),
        gradient: (x, y) => quad1.gradient(x / 4, y / 4).map((d) => d / 4) as [number, number],
      });
      for (const f of [quad1, higher(quad1), wider, rosenbrock]) {
        const [from, to] = path(adadelta, { lr: 1, beta2: 0.9, eps0: 1e-8 }, undefined, f);
        for (const i of [0, 1]) expect(Math.abs(to[i] - from[i]) / Math.sqrt(1e-8 / (1 - 0.9))).toBeCloseTo(1, 4);
      }
      expect(path(adadelta, { eps0: 0 })).toEqual(Array(steps + 1).fill(start));
    },
  },
  {
    about: ['adadelta'],
    says: 'AdaDelta walks a landscape four times as high in the same steps, the more exactly the smaller ε',
    check() {
      const off = (eps0: number) => apart(path(adadelta, { eps0 }), path(adadelta, { eps0 }, undefined, higher(quad1)));
      expect(off(1e-6)).toBeLessThan(1e-5);
      expect(off(1e-8)).toBeLessThan(1e-8);
      expect(off(1e-8)).toBeGreaterThan(0);
    },
  },
  {
    about: ['adadelta'],
    says: 'on an even slope AdaDelta’s stride grows as the root of the number of steps, to √(ε·(1 + (1 − β2)·t))',
    check() {
      const incline = objective({ ...quad1, value: (x, y) => 3 * x + y, gradient: () => [3, 1] });
      const { points } = descend(adadelta as Optimizer, incline, { start: [0, 0], steps: 20_000 });
      const stride = (t: number) => points[t - 1][0] - points[t][0];
      for (const t of [5000, 20_000]) expect(stride(t) / Math.sqrt(1e-6 * (1 + 0.1 * t))).toBeCloseTo(1, 1);
      expect(stride(20_000) / stride(5000)).toBeCloseTo(2, 1);
    },
  },
  {
    about: ['adadelta', 'rmsprop'],
    says: 'RMSprop’s hops across the minimum end at lr; AdaDelta’s grow as the root of the number of steps',
    check() {
      const { points } = descend(adadelta as Optimizer, quad1, { start, steps: 20_000, hyper: { eps0: 0.01 } });
      const hop = (t: number) => Math.abs(points[t][1] - points[t - 1][1]);
      for (const t of [5000, 10_000, 20_000]) expect(Math.sign(points[t][1])).toBe(-Math.sign(points[t - 1][1]));
      expect(hop(20_000) / hop(5000)).toBeCloseTo(2, 1);
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
    about: ['adamax', 'adam'],
    says: 'Adam with a p-norm in place of its root of squares comes to AdaMax as p grows: one unit apart for p = 2, in the fifth digit for 512, and for 2048 by rounding alone',
    check() {
      const [lr, beta1, beta2] = [0.4, 0.9, 0.99];
      const distance = (p: number) => {
        const normed: Optimizer = {
          ...(adamax as Optimizer),
          step(x, g, { m, vInf }, _, { t }) {
            for (let i = 0; i < x.length; i++) {
              m[i] = beta1 * m[i] + (1 - beta1) * g[i];
              // Powers of numbers up to 1 only, which cannot overflow.
              const most = Math.max(vInf[i], Math.abs(g[i]));
              const mean = beta2 ** p * (vInf[i] / most) ** p + (1 - beta2 ** p) * (Math.abs(g[i]) / most) ** p;
              vInf[i] = most * mean ** (1 / p);
              // Its start at zero is corrected as Adam's is: a mean of p-th powers has a share of 1 − β2^(pt).
              x[i] -= (lr * m[i]) / (1 - beta1 ** t) / (vInf[i] / (1 - beta2 ** (p * t)) ** (1 / p));
            }
          },
        };
        return apart(path(normed, {}), path(adamax, { lr, beta1, beta2, eps: 0 }));
      };
      const distances = [2, 8, 32, 128, 512, 2048].map(distance);
      expect(distances).toEqual(distances.toSorted((a, b) => b - a));
      expect(distances[0]).toBeCloseTo(1, 1);
      expect(distances[2]).toBeCloseTo(0.1, 1);
      expect(distances[4]).toBeLessThan(5e-5);
      expect(distances[5]).toBeLessThan(1e-11);
    },
  },
  {
    about: ['adamax'],
    says: 'a landscape four times as high is walked by AdaMax in the same steps when nothing guards against 0',
    check() {
      expect(path(adamax, { lr: 0.4, eps: 0 }, undefined, higher(quad1))).toEqual(path(adamax, { lr: 0.4, eps: 0 }));
    },
  },
  {
    about: ['adamax', 'adam'],
    says: 'without any memory AdaMax and Adam both step by lr against the sign of the slope',
    check() {
      for (const o of [adamax, adam] as Optimizer[]) {
        const points = path(o, { lr: 0.25, beta1: 0, beta2: 0, eps: 0 });
        for (let k = 1; k <= 15; k++) for (const i of [0, 1]) expect(points[k][i] - points[k - 1][i]).toBeCloseTo(0.25, 14);
      }
    },
  },
  {
    about: ['adamax'],
    says: 'while gradients stay as large as any before, a step of AdaMax is lr at most, and where they agree it is lr',
    check() {
      const x = Float64Array.of(0);
      const memory = adamax.init(x);
      for (let t = 1; t <= 100; t++) {
        const before = x[0];
        adamax.step(x, [t < 50 ? -t : (-1) ** t * t], memory, { lr: 1, beta1: 0.9, beta2: 0.999, eps: 0 }, { t, f: surface(quad1) });
        expect(Math.abs(x[0] - before)).toBeLessThanOrEqual(1);
      }
      const [first, second] = path(adamax, { lr: 0.25, eps: 0 });
      for (const i of [0, 1]) expect(Math.abs(second[i] - first[i])).toBeCloseTo(0.25, 14);
    },
  },
  {
    about: ['swats', 'adam'],
    says: 'SWATS with an accuracy of 0 never switches, and is Adam in its rate form, bit for bit',
    check() {
      for (const f of [quad1, rosenbrock, himmelblau]) {
        const hyper = { lr: 0.4, beta2: 0.9, eps: 1e-8 };
        expect(path(swats as Optimizer, { ...hyper, epsGamma: 0 }, undefined, f)).toEqual(path(adam, hyper, 'rate', f));
      }
    },
  },
  {
    about: ['kfac', 'newton'],
    says: 'on a map, which is one layer with one output, K-FAC without damping or a mean is saddle-free Newton: on a quadratic, Newton',
    check() {
      const bare: Hyper = { betaF: 0, kappaF: 0, nu: 1e6 };
      for (const [f, lr, form] of [
        [quad1, 1, undefined],
        [quad2, 0.25, undefined],
        [skewed(quad1).f, 0.5, undefined],
        [rosenbrock, 0.5, 'saddleFree'],
        [himmelblau, 0.3, 'saddleFree'],
        [saddle, 0.1, 'saddleFree'],
      ] as [Objective, number, string?][]) {
        const run = { start: f.start, steps: 30 };
        const [ours, theirs] = [
          descend(kfac, f, { ...run, hyper: { lr, ...bare } }).points,
          descend(newton, f, { ...run, hyper: { lr }, form }).points,
        ];
        expect(apart(ours, theirs)).toBeLessThan(1e-9);
      }
    },
  },
  {
    about: ['swats', 'momentum', 'adam'],
    says: 'SWATS is Adam up to the switch, and from there momentum with the step size (1 − β1)Λ and an empty memory, bit for bit',
    check() {
      for (const [f, lr, epsGamma] of [
        [himmelblau, 0.2, 1e-4],
        [quad1, 1, 3e-3],
      ] as const) {
        const hyper = { lr, beta1: 0.9, beta2: 0.9, eps: 1e-8 };
        const { points, memory } = descend(swats as Optimizer, f, { start: f.start, steps: 300, hyper: { ...hyper, epsGamma } });
        const t = memory.lrSgd.findIndex(([rate]) => rate > 0);
        expect(t).toBeGreaterThan(10);
        const before = descend(adam, f, { start: f.start, steps: t, hyper, form: 'rate' });
        const after = descend(momentum, f, { start: points[t], steps: 300 - t, hyper: { lr: (1 - 0.9) * memory.lrSgd[t][0], beta1: 0.9 } });
        expect(points.slice(0, t + 1)).toEqual(before.points);
        expect(points.slice(t)).toEqual(after.points);
      }
    },
  },
  {
    about: ['swats', 'gradient-descent'],
    says: 'the projected rate of a step of gradient descent is its own; of any other, seen along it, descent with that rate goes as far',
    check() {
      const g = [3, -1, 0.5];
      expect(projected(g.map((slope) => 0.25 * slope), g)).toBe(0.25); // biome-ignore format: one claim
      const delta = [0.4, 0.4, -0.1];
      const rate = projected(delta, g);
      const along = g.reduce((sum, slope, i) => sum + rate * slope * delta[i], 0) / Math.hypot(...delta);
      expect(along).toBeCloseTo(Math.hypot(...delta), 14);
      expect(projected([1, 3, 0], g)).toBeNaN();
    },
  },
  {
    about: ['swats'],
    says: 'SWATS walks a landscape four times as high in the same steps if its accuracy is a quarter; with the same accuracy it switches elsewhere',
    check() {
      const hyper = { lr: 0.2, beta2: 0.9, eps: 0 };
      const walk = (epsGamma: number, f = himmelblau as Objective) =>
        descend(swats as Optimizer, f, { start: himmelblau.start, steps: 100, hyper: { ...hyper, epsGamma } }).points;
      expect(walk(1e-3 / 4, higher(himmelblau))).toEqual(walk(1e-3));
      expect(walk(1e-3, higher(himmelblau))).not.toEqual(walk(1e-3));
    },
  },
  {
    about: ['kfac', 'gradient-descent'],
    says: 'with much damping κ K-FAC’s step is gradient descent’s with the rate η/κ',
    check() {
      const first = (o: Optimizer, hyper: Hyper) => descend(o, quad1, { start, steps: 1, hyper }).points[1];
      const damped = first(kfac, { lr: 1, kappaF: 1e6, nu: 1e6 });
      const descent = first(gradientDescent, { lr: 1e-6 });
      // What is left out is of the order of the root of H/κ.
      for (const i of [0, 1]) expect((damped[i] - start[i]) / (descent[i] - start[i])).toBeCloseTo(1, 2);
    },
  },
  {
    about: ['kfac'],
    says: 'η²Δ·g of K-FAC never comes above ν, and is ν wherever η alone would go beyond',
    check() {
      const [lr, nu] = [0.8, 0.5];
      const { points, gradients, memory } = descend(kfac, rosenbrock, { start: rosenbrock.start, steps: 200, hyper: { lr, nu } });
      const spans = gradients.map((g, k) => {
        const [step, delta] = [points[k].map((at, i) => at - points[k + 1][i]), memory.delta[k + 1]];
        const rate = Math.hypot(...step) / Math.hypot(...delta);
        return { rate, span: rate ** 2 * (delta[0] * g[0] + delta[1] * g[1]) };
      });
      for (const { rate, span } of spans) {
        expect(span).toBeLessThan(nu * (1 + 1e-9));
        if (rate < lr * (1 - 1e-9)) expect(span / nu).toBeCloseTo(1, 9);
      }
      expect(spans.some(({ rate }) => rate < lr / 2)).toBe(true);
    },
  },
  {
    about: ['amsgrad', 'adam'],
    says: 'AMSGrad walks Adam’s path, bit for bit, until v falls for the first time, and leaves it at the next step',
    check() {
      for (const beta2 of [0.9, 0.99, 0.999]) {
        const run = { start, steps, hyper: { lr: 0.4, beta1: 0.9, beta2, eps: 1e-8 } };
        const [ours, theirs] = [descend(amsgrad, quad1, run), descend(adam, quad1, run)];
        const { v } = theirs.memory;
        const fall = v.findIndex((now, k) => k > 0 && [0, 1].some((i) => now[i] < v[k - 1][i]));
        expect(fall).toBeGreaterThan(1);
        expect(ours.points.slice(0, fall)).toEqual(theirs.points.slice(0, fall));
        expect(ours.points[fall]).not.toEqual(theirs.points[fall]);
      }
    },
  },
  {
    about: ['amsgrad'],
    says: 'AMSGrad’s divisor never falls in the paper’s form; in PyTorch’s it may, by the correction alone',
    check() {
      const { vMax } = descend(amsgrad, rosenbrock, { start, steps, form: 'paper', hyper: { lr: 0.1 } }).memory;
      for (const i of [0, 1]) for (let k = 1; k <= steps; k++) expect(vMax[k][i]).toBeGreaterThanOrEqual(vMax[k - 1][i]);
      const corrected = (k: number) =>
        descend(amsgrad, quad1, { start, steps: k, hyper: { lr: 0.4 } }).memory.vMax[k][0] / (1 - 0.999 ** k);
      expect(corrected(20)).toBeLessThan(corrected(10));
    },
  },
  {
    about: ['amsgrad'],
    says: 'the paper’s form of AMSGrad is the other with the rate lr·(1 − β1ᵗ)/√(1 − β2ᵗ) when nothing guards against 0',
    check() {
      const [beta1, beta2] = [0.9, 0.99];
      const paper = path(amsgrad, { lr: 0.1, beta1, beta2, eps: 0 }, 'paper');
      const own = scheduled(amsgrad, (t) => ({ lr: (0.1 * (1 - beta1 ** t)) / Math.sqrt(1 - beta2 ** t), beta1, beta2, eps: 0 }));
      expect(apart(paper, own)).toBeLessThan(1e-13);
    },
  },
  {
    about: ['amsgrad', 'adam', 'gradient-descent'],
    says: 'where a slope of 3 takes turns with two of −1, Adam with β1 = 0 and β2 = 0.1 climbs to the wrong wall; AMSGrad and gradient descent do not',
    check() {
      const end = (o: Optimizer, hyper: Hyper, form?: string) =>
        descend(o, reddi, { start: [0, 0], steps: 200, hyper, form }).points[200][0];
      const short = { lr: 0.1, beta1: 0, beta2: 0.1 };
      expect(end(adam, short)).toBeGreaterThan(1);
      for (const form of [undefined, 'paper']) expect(end(amsgrad, short, form)).toBeLessThan(-0.9);
      expect(end(gradientDescent, { lr: 0.05 })).toBeLessThan(-0.9);
    },
  },
  {
    about: ['adabound', 'adam'],
    says: 'AdaBound whose bounds never close is Adam in its rate form',
    check() {
      for (const [hyper, f] of [
        [{ lr: 0.4, beta1: 0.9, beta2: 0.99, eps: 1e-4 }, quad1],
        [{ lr: 0.05, beta1: 0.5, beta2: 0.9, eps: 1e-8 }, rosenbrock],
      ] as [Hyper, Objective][]) {
        const open = path(adabound, { ...hyper, finalLr: 0.1, gamma: 0 }, undefined, f);
        expect(apart(open, path(adam, hyper, 'rate', f))).toBeLessThan(1e-12);
      }
    },
  },
  {
    about: ['adabound', 'momentum'],
    says: 'AdaBound whose bounds are closed from the start is momentum with the rate lr∗·(1 − β1), whatever else it is given',
    check() {
      for (const lr of [1e-3, 10]) {
        const closed = path(adabound, { lr, beta1: 0.9, beta2: 0.9, finalLr: 0.5, gamma: 1e15 });
        expect(apart(closed, path(momentum, { lr: 0.5 * (1 - 0.9), beta1: 0.9 }))).toBeLessThan(1e-12);
      }
    },
  },
  {
    about: ['adabound', 'adam', 'momentum'],
    says: 'Adam clipped between 0 and ∞, or nearly, is Adam in its rate form; between two equal bounds it is momentum with that rate·(1 − β1)',
    check() {
      for (const [hyper, f] of [
        [{ lr: 0.4, beta1: 0.9, beta2: 0.99, eps: 1e-4 }, quad1],
        [{ lr: 0.05, beta1: 0.5, beta2: 0.9, eps: 1e-8 }, rosenbrock],
      ] as [Hyper, Objective][]) {
        const open = path(adabound, { ...hyper, minLr: 0, maxLr: 1e300 }, 'fixed', f);
        expect(apart(open, path(adam, hyper, 'rate', f))).toBeLessThan(1e-12);
      }
      const closed = path(adabound, { lr: 0.4, beta1: 0.9, minLr: 0.5, maxLr: 0.5 }, 'fixed');
      expect(apart(closed, path(momentum, { lr: 0.5 * (1 - 0.9), beta1: 0.9 }))).toBeLessThan(1e-12);
    },
  },
  {
    about: ['adabound'],
    says: 'AdaBound’s rate is never beyond its bounds, and reaches both',
    check() {
      const { points, memory } = descend(adabound, quad1, { start, steps: 100, hyper: { lr: 0.4, beta2: 0.9, finalLr: 0.1, gamma: 0.1 } });
      const at = { lower: 0, upper: 0, between: 0 };
      for (let t = 1; t <= 100; t++) {
        const [lower, upper] = [0.1 * (1 - 1 / (0.1 * t + 1)), 0.1 * (1 + 1 / (0.1 * t))];
        for (const i of [0, 1]) {
          const rate = (points[t - 1][i] - points[t][i]) / memory.m[t][i];
          // A place and a step are rounded, and a step is small beside a place.
          const slack = 1e-15 * (1 + Math.abs(points[t - 1][i] / memory.m[t][i]));
          expect(rate).toBeGreaterThan(lower - slack);
          expect(rate).toBeLessThan(upper + slack);
          at[rate < lower + slack ? 'lower' : rate > upper - slack ? 'upper' : 'between']++;
        }
      }
      expect(Math.min(...Object.values(at))).toBeGreaterThan(10);
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
    about: ['adabelief', 'adam'],
    says: 'with a memory of g that is emptied before each update AdaBelief is Adam, emptied likewise, with the rate lr/β1',
    check() {
      const emptied = (o: Optimizer): Optimizer => ({
        ...o,
        step(x, g, memory, hyper, moment) {
          for (let i = 0; i < x.length; i++) memory.m[i] = 0;
          o.step(x, g, memory, hyper, moment);
        },
      });
      for (const beta1 of [0.3, 0.9]) {
        const [mine, theirs] = [
          path(emptied(adabelief as Optimizer), { lr: 0.1, beta1, ...noGuard }),
          path(emptied(adam as Optimizer), { lr: 0.1 / beta1, beta1, ...noGuard }),
        ];
        expect(apart(mine, theirs)).toBeLessThan(1e-11);
        expect(apart([mine[0]], [mine[steps]])).toBeGreaterThan(1);
      }
    },
  },
  {
    about: ['adabelief', 'adam'],
    says: 'on an even slope Adam’s stride is lr for ever; AdaBelief’s begins at lr/β1 and grows until nothing but the guard is left below the fraction',
    check() {
      const [lr, beta1, beta2, slope] = [0.1, 0.9, 0.9, 3];
      const strides = (o: Optimizer, guard: Hyper) => {
        const x = Float64Array.of(0);
        const memory = o.init(x);
        return Array.from({ length: 600 }, (_, k) => {
          const before = x[0];
          o.step(x, [slope], memory, { ...o.hyper, lr, beta1, beta2, ...guard }, { t: k + 1, f: surface(quad1) });
          return before - x[0];
        });
      };
      for (const stride of strides(adam as Optimizer, noGuard)) expect(stride).toBeCloseTo(lr, 10);
      const eps0 = 1e-10;
      const mine = strides(adabelief as Optimizer, { eps: 0, eps0 });
      expect(mine[0]).toBeCloseTo(lr / beta1, 8);
      for (let k = 1; k < 100; k++) expect(mine[k]).toBeGreaterThan(mine[k - 1]);
      expect(mine[599] / ((lr * slope) / Math.sqrt(eps0 / (1 - beta2)))).toBeCloseTo(1, 9);
    },
  },
  {
    about: ['adabelief'],
    says: 'a landscape four times as high is walked by AdaBelief in the same steps when nothing guards against 0',
    check() {
      const hyper = { lr: 0.4, ...noGuard };
      expect(path(adabelief as Optimizer, hyper, undefined, higher(quad1))).toEqual(path(adabelief as Optimizer, hyper));
      // With a guard it does not: four times as high is a guard sixteen times as small.
      const [guarded, less] = [1e-4, 1e-4 / 16].map((eps0) => ({ lr: 0.4, eps: 0, eps0 }));
      expect(path(adabelief as Optimizer, guarded, undefined, higher(quad1))).toEqual(path(adabelief as Optimizer, less));
      expect(apart(path(adabelief as Optimizer, guarded), path(adabelief as Optimizer, less))).toBeGreaterThan(0.1);
    },
  },
  {
    about: ['adan', 'adam'],
    says: 'Adan that expects no change again is Adam, bit for bit; and so it is on an even slope, where nothing changes',
    check() {
      const memories = { lr: 0.1, beta1: 0.9, beta2: 0.99 };
      expect(path(adan as Optimizer, { ...memories, betaD: 0 })).toEqual(path(adam as Optimizer, memories));
      const even = objective({ ...quad1, value: (x, y) => 3 * x - y / 2, gradient: () => [3, -0.5] });
      expect(path(adan as Optimizer, { ...memories, betaD: 0.92 }, undefined, even)).toEqual(
        path(adam as Optimizer, memories, undefined, even),
      );
    },
  },
  {
    about: ['adan', 'adam'],
    says: 'Adan whose two memories of g and of its changes are alike is Adam that is shown g and β times its change',
    check() {
      for (const beta of [0.5, 0.92]) {
        let last: number[] = [];
        const foretelling: Optimizer = {
          ...(adam as Optimizer),
          step(x, g, memory, hyper, moment) {
            const now = [g[0], g[1]];
            const shown = now.map((slope, i) => slope + (moment.t > 1 ? beta * (slope - last[i]) : 0));
            last = now;
            adam.step(x, shown, memory as { m: Float64Array; v: Float64Array }, hyper as typeof adam.hyper, moment);
          },
        };
        const hyper = { lr: 0.1, beta1: beta, beta2: 0.99 };
        expect(apart(path(adan as Optimizer, { ...hyper, betaD: beta }), path(foretelling, hyper))).toBeLessThan(1e-9);
      }
    },
  },
  {
    about: ['adan'],
    says: 'where there is no slope Adan leaves 1/(1 + lr·λ) of each coordinate at each step',
    check() {
      const flat = objective({ ...quad1, value: () => 1, gradient: () => [0, 0] });
      const [x, y] = path(adan as Optimizer, { lr: 0.1, weightDecay: 0.5 }, undefined, flat)[steps];
      expect(x / (start[0] / 1.05 ** steps)).toBeCloseTo(1, 12);
      expect(y / (start[1] / 1.05 ** steps)).toBeCloseTo(1, 12);
    },
  },
  {
    about: ['lion', 'momentum'],
    says: 'where its mix weighs g as its memory does, Lion steps by lr against the sign of momentum’s memory',
    check() {
      for (const [lr, beta1] of [
        [0.1, 0.9],
        [0.03, 0.5],
      ]) {
        const signed: Optimizer = {
          ...(momentum as Optimizer),
          step(x, g, memory, hyper, moment) {
            const before = [...(x as Float64Array)];
            momentum.step(x, g, memory as { m: Float64Array }, hyper as { lr: number; beta1: number }, moment);
            for (let i = 0; i < x.length; i++) x[i] = before[i] - hyper.lr * Math.sign(memory.m[i]);
          },
        };
        const run = { start: [-4.03, -6.01] as Point, steps };
        const mine = descend(lion as Optimizer, quad1, { ...run, hyper: { lr, betaU: beta1, beta1 } });
        expect(mine.points).toEqual(descend(signed, quad1, { ...run, hyper: { lr, beta1 } }).points);
      }
    },
  },
  {
    about: ['lion', 'adam', 'adamw'],
    says: 'a mix without memory makes Lion step by lr against the sign of the slope, as Adam does without both memories; with decay too, as AdamW does',
    check() {
      const forgetful = { beta1: 0, beta2: 0, ...noGuard };
      expect(apart(path(lion as Optimizer, { lr: 0.07, betaU: 0 }), path(adam as Optimizer, { lr: 0.07, ...forgetful }))).toBeLessThan(
        1e-12,
      );
      const decaying = { lr: 0.07, weightDecay: 0.3 };
      expect(
        apart(path(lion as Optimizer, { ...decaying, betaU: 0 }), path(adamw as Optimizer, { ...decaying, ...forgetful })),
      ).toBeLessThan(1e-12);
    },
  },
  {
    about: ['lion'],
    says: 'each step of Lion without decay is lr along every coordinate, on a cliff as on a plain',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const points = path(lion as Optimizer, { lr: 0.011 }, undefined, f);
        for (let k = 1; k <= steps; k++) for (const i of [0, 1]) expect(Math.abs(points[k][i] - points[k - 1][i])).toBeCloseTo(0.011, 13);
      }
    },
  },
  {
    about: ['lion'],
    says: 'a landscape four times as high is walked by Lion in the same steps, with nothing to guard',
    check() {
      expect(path(lion as Optimizer, { lr: 0.07 }, undefined, higher(quad1))).toEqual(path(lion as Optimizer, { lr: 0.07 }));
    },
  },
  {
    about: ['lion', 'adamw'],
    says: 'where there is no slope Lion decays as AdamW does, bit for bit; and with decay it never leaves the box of half side 1/λ',
    check() {
      const flat = objective({ ...quad1, value: () => 1, gradient: () => [0, 0] });
      const decaying = { lr: 0.1, weightDecay: 0.5 };
      expect(path(lion as Optimizer, decaying, undefined, flat)).toEqual(
        path(adamw as Optimizer, { ...decaying, eps: 1e-8 }, undefined, flat),
      );
      const cliff = objective({ ...quad1, value: (x, y) => -x - 9 * y, gradient: () => [-1, -9] });
      const { points } = descend(lion as Optimizer, cliff, { start: [0, 1], steps: 1000, hyper: decaying });
      for (const point of points) expect(Math.max(...point)).toBeLessThanOrEqual(2);
      for (const c of points[1000]) expect(c).toBeCloseTo(2, 9);
    },
  },
  {
    about: ['sophia', 'newton'],
    says: 'on a bowl with level axes Sophia without memory, whose strides are not cut off, lands where Newton does where η is γ',
    check() {
      const [, landed] = path(sophia as unknown as Optimizer, { lr: 100, gammaH: 100, beta1: 0, betaH: 0, every: 1 });
      const [, newtons] = path(newton as unknown as Optimizer, {});
      // The curvature is a difference of gradients, whose last digits are lost.
      for (const i of [0, 1]) expect(Math.abs(landed[i] - newtons[i])).toBeLessThan(1e-9);
    },
  },
  {
    about: ['sophia', 'lion'],
    says: 'without weight for the curvature Sophia steps by the sign of its memory, as Lion does whose mix weighs g as its memory does, bit for bit',
    check() {
      for (const weightDecay of [0, 0.3]) {
        const run = { start: [-4.03, -6.01] as Point, steps };
        const hyper = { lr: 0.07, beta1: 0.9, weightDecay };
        const mine = descend(sophia as unknown as Optimizer, quad1, { ...run, hyper: { ...hyper, gammaH: 0, eps: 1e-30 } });
        expect(mine.points).toEqual(descend(lion as Optimizer, quad1, { ...run, hyper: { ...hyper, betaU: 0.9 } }).points);
      }
    },
  },
  {
    about: ['sophia'],
    says: 'a look at the curvature sees H’s diagonal plus or minus what stands beside it, with either sign as often, and on the average the diagonal',
    check() {
      const [f, at] = [surface(rosenbrock), [-0.5, 0.7] as Point];
      const [[a, b], [, d]] = rosenbrock.hessian(...at);
      const g = new Float64Array(2);
      f.gradient(at, g);
      const [out, mean] = [new Float64Array(2), [0, 0]];
      const looks = 4000;
      for (let t = 1; t <= looks; t++) {
        hutchinson(f, at, g, t, 1, out);
        for (const i of [0, 1]) {
          expect(Math.abs(Math.abs(out[i] - [a, d][i]) / Math.abs(b) - 1)).toBeLessThan(0.01);
          mean[i] += out[i] / looks;
        }
      }
      for (const i of [0, 1]) expect(Math.abs(mean[i] - [a, d][i])).toBeLessThan((3 * Math.abs(b)) / Math.sqrt(looks));
      // Beside each other, before each other, and one after the other, coins fall independently.
      const rest = (over: (k: number) => number) => Math.abs(Array.from({ length: 10_000 }, (_, k) => over(k)).reduce((x, y) => x + y));
      expect(rest((k) => lot(7, k))).toBeLessThan(300);
      expect(rest((k) => lot(k + 1, 0))).toBeLessThan(300);
      expect(rest((k) => lot(7, k) * lot(7, k + 1))).toBeLessThan(300);
      expect(rest((k) => lot(7, k) * lot(8, k))).toBeLessThan(300);
    },
  },
  {
    about: ['sophia'],
    says: 'no stride of Sophia without decay is longer than lr, and it asks for a second gradient only at every so many updates',
    check() {
      const { gradient, ...rest } = surface(rosenbrock);
      for (const [every, looks] of [
        [1, 100],
        [10, 10],
        [7, 15],
      ]) {
        let asked = 0;
        const f = {
          ...rest,
          gradient(x: Parameters<typeof gradient>[0], out: Parameters<typeof gradient>[1]) {
            asked++;
            gradient(x, out);
          },
        };
        const [x, g] = [Float64Array.from(rosenbrock.start), new Float64Array(2)];
        const memory = sophia.init(x);
        for (let t = 1; t <= steps; t++) {
          const before = [...x];
          gradient(x, g);
          sophia.step(x, g, memory, { ...sophia.hyper, lr: 0.03, every }, { t, f });
          for (const i of [0, 1]) expect(Math.abs(x[i] - before[i])).toBeLessThan(0.03 + 1e-15);
        }
        expect(asked).toBe(looks);
      }
    },
  },
  {
    about: ['prodigy'],
    says: 'on a bowl the distance that Prodigy finds never falls, and is never longer than the longest coordinate of the way to the lowest point',
    check() {
      for (const f of [quad1, quad2, skewed(quad1).f])
        for (const from of [start, [3, 0.1], [-0.7, 0.05], [0.01, 3]] as Point[])
          for (const hyper of [{}, { d0: 1e-3, lr: 0.5, beta2: 0.9 }] as Hyper[]) {
            const { memory } = descend(prodigy as unknown as Optimizer, f, { start: from, steps, hyper });
            const found = memory.dist.map(([d]) => d);
            for (let k = 1; k <= steps; k++) expect(found[k]).toBeGreaterThanOrEqual(found[k - 1]);
            expect(found[steps]).toBeLessThanOrEqual(Math.max(...from.map(Math.abs)));
            expect(found[steps]).toBeGreaterThan(0.01 * Math.hypot(...from));
          }
    },
  },
  {
    about: ['prodigy', 'adam'],
    says: 'with a first guess that nothing longer can be proved than Prodigy is Adam without corrections with the rate lr·D, bit for bit',
    check() {
      for (const f of [quad1, quad2]) {
        // A power of two, so that rounding stays as it was.
        const mine = path(prodigy as unknown as Optimizer, { lr: 0.025, d0: 16, eps: 1e-8 }, undefined, f);
        expect(mine).toEqual(path(adam, { lr: 0.4, eps: 1e-8 }, 'uncorrected', f));
      }
    },
  },
  {
    about: ['prodigy'],
    says: 'a landscape four times as wide is walked by Prodigy in steps four times as long, if its first guess is, and one four times as high in the same steps, when nothing guards against 0',
    check() {
      const wider = objective({
        ...rosenbrock,
        value: (x, y) => rosenbrock.value(x / 4, y / 4),
        gradient: (x, y) => rosenbrock.gradient(x / 4, y / 4).map((d) => d / 4) as [number, number],
      });
      const walk = (f: Objective, from: Point, d0: number) =>
        descend(prodigy as unknown as Optimizer, f, { start: from, steps, hyper: { d0, eps: 0 } }).points;
      const [x, y] = rosenbrock.start;
      const own = walk(rosenbrock, [x, y], 1e-3);
      expect(walk(wider, [4 * x, 4 * y], 4e-3)).toEqual(own.map(([x, y]) => [4 * x, 4 * y]));
      expect(walk(higher(rosenbrock), [x, y], 1e-3)).toEqual(own);
    },
  },
  {
    about: ['schedule-free', 'gradient-descent'],
    says: 'where the mean has no say in where the slope is asked for, schedule-free SGD strides as gradient descent, bit for bit, and stands at the mean of its places',
    check() {
      for (const [f, lr] of [
        [quad1, 0.3],
        [rosenbrock, 0.001],
      ] as [Objective, number][]) {
        const { points, memory } = descend(scheduleFree as Optimizer, f, { start, steps, hyper: { lr, beta1: 0 }, form: 'sgd' });
        const plain = path(gradientDescent, { lr }, undefined, f);
        expect(memory.z).toEqual(plain);
        const sum = [0, 0];
        for (const [k, place] of plain.slice(1).entries())
          for (const i of [0, 1]) {
            sum[i] += place[i];
            expect(points[k + 1][i]).toBeCloseTo(sum[i] / (k + 1), 12);
          }
      }
    },
  },
  {
    about: ['schedule-free', 'adam', 'adamw'],
    says: 'likewise schedule-free AdamW strides as Adam without its memory of g; and its first step is Adam’s, wherever the slope is asked for',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const hyper = { lr: 0.05, beta1: 0 };
        const { memory } = descend(scheduleFree as Optimizer, f, { start, steps, hyper });
        expect(apart(memory.z, path(adam, hyper, 'rate', f))).toBeLessThan(1e-12);
        for (const beta1 of [0.3, 0.9]) {
          const [, mine] = path(scheduleFree as Optimizer, { lr: 0.4, beta1, ...noGuard }, undefined, f);
          const [, theirs] = path(adamw, { lr: 0.4, beta1, weightDecay: 0, ...noGuard }, undefined, f);
          for (const i of [0, 1]) expect(mine[i]).toBeCloseTo(theirs[i], 13);
        }
      }
    },
  },
  {
    about: ['shampoo', 'adagrad'],
    says: 'on a map that is turned Shampoo walks the turned path; AdaGrad another',
    check() {
      for (const f of [quad1, rosenbrock])
        expect(turnedApart(shampoo as Optimizer, { lr: 0.1, renewal: 1, eps0: 1e-2 }, undefined, f)).toBeLessThan(1e-10);
      expect(turnedApart(adagrad as Optimizer, { lr: 0.4, ...noGuard })).toBeGreaterThan(0.1);
    },
  },
  {
    about: ['shampoo', 'adagrad'],
    says: 'where the slope is along one axis at a time Shampoo is AdaGrad with its guard inside the root',
    check() {
      const x = [0, 1].map(() => Float64Array.of(3, -2));
      const memories = [shampoo as Optimizer, adagrad as Optimizer].map((o, k) => o.init(x[k]));
      for (let t = 1; t <= 50; t++) {
        const g = t % 3 ? [Math.sin(t), 0] : [0, Math.cos(t)];
        shampoo.step(x[0], g, memories[0] as never, { lr: 0.4, renewal: 1, eps0: 1e-3 }, { t, f: surface(quad1) });
        adagrad.step(x[1], g, memories[1] as never, { lr: 0.4, eps: 0, eps0: 1e-3 }, { t, f: surface(quad1) });
        for (const i of [0, 1]) expect(x[0][i]).toBeCloseTo(x[1][i], 12);
      }
    },
  },
  {
    about: ['shampoo', 'muon'],
    says: 'the first step of Shampoo on a square matrix, without a guard, is η times an orthogonal matrix: what Muon’s iterations approximate',
    check() {
      const n = 3;
      const g = [3, 1, -2, 1, -1, 0.25, 0.1, 0.7, 1.5];
      const params = [{ from: 0, rows: n, columns: n }];
      const x = new Float64Array(n * n);
      const memory = shampoo.init(x, params);
      shampoo.step(x, g, memory, { lr: 1, renewal: 1, eps0: 0 }, { t: 1, f: surface(quad1), params });
      const rows = (of: ArrayLike<number>) =>
        Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => of[i * n + j]));
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k], 0);
      const [step, near] = [rows(memory.delta), newtonSchulz(rows(g))];
      for (const [i, row] of step.entries())
        for (const [j, other] of step.entries()) expect(dot(row, other)).toBeCloseTo(i === j ? 1 : 0, 12);
      // Muon's has the same singular vectors: one times the other turned over is symmetric.
      for (const i of [0, 1, 2]) for (const j of [0, 1, 2]) expect(dot(step[i], near[j])).toBeCloseTo(dot(step[j], near[i]), 12);
    },
  },
  {
    about: ['adafactor', 'rmsprop'],
    says: 'on a map, whose x is no matrix, Adafactor with steps that are lengths and no bound is RMSprop whose β2 is 1 − t⁻⁰·⁸',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const growing: Optimizer = {
          ...(rmsprop as Optimizer),
          step: (x, g, memory, hyper, moment) =>
            (rmsprop as Optimizer).step(x, g, memory, { ...hyper, beta2: 1 - moment.t ** -0.8 }, moment),
        };
        const mine = path(adafactor as Optimizer, { lr: 0.05, clip: 1e3 }, 'absolute', f);
        expect(apart(mine, path(growing, { lr: 0.05, ...noGuard }, undefined, f))).toBeLessThan(1e-9);
      }
    },
  },
  {
    about: ['adafactor'],
    says: 'what Adafactor keeps of a matrix whose squares are a product is enough: divided by its guess, each number is its sign',
    check() {
      const [rows, columns] = [3, 4];
      const g = Float64Array.from({ length: 12 }, (_, k) => (-1) ** k * 2 ** Math.floor(k / columns) * 3 ** (k % columns));
      const params = [{ from: 0, rows, columns }];
      const x = Float64Array.from({ length: 12 }, () => 1);
      const memory = adafactor.init(x, params);
      expect(memory.v).toHaveLength(rows + columns);
      adafactor.step(x, g, memory, { ...adafactor.hyper, eps0: 0 }, { t: 1, f: surface(quad1), params });
      for (let k = 0; k < 12; k++) expect(memory.delta[k]).toBeCloseTo(Math.sign(g[k]), 12);
    },
  },
  {
    about: ['adafactor'],
    says: 'no step of Adafactor is longer than its share of the size of x, times the root of 2 on a map; and the first one is as long as that',
    check() {
      for (const f of [quad1, rosenbrock]) {
        const points = path(adafactor as Optimizer, { lr: 0.05 }, undefined, f);
        for (const [t, point] of points.entries()) {
          if (t === 0) continue;
          const bound = Math.min(0.05, 1 / Math.sqrt(t)) * Math.max(1e-3, Math.hypot(...points[t - 1]) / Math.SQRT2) * Math.SQRT2;
          const stride = Math.hypot(point[0] - points[t - 1][0], point[1] - points[t - 1][1]);
          expect(stride).toBeLessThan(bound * (1 + 1e-12));
          if (t === 1) expect(stride / bound).toBeCloseTo(1, 12);
        }
      }
    },
  },
  {
    about: ['muon', 'momentum'],
    says: 'on a map every stride of Muon has one length, 0.6964·lr, and the direction of momentum’s memory',
    check() {
      // What five iterations make of a singular value of 1.
      const [[one]] = newtonSchulz([Float64Array.of(1)]);
      expect(one).toBeCloseTo(0.6964, 4);
      for (const f of [quad1, rosenbrock]) {
        const { points, memory, gradients } = descend(muon as Optimizer, f, { start, steps, hyper: { lr: 0.1, beta1: 0.9 } });
        const m = [0, 0];
        for (let k = 1; k <= steps; k++)
          for (const i of [0, 1]) {
            m[i] = 0.9 * m[i] + gradients[k - 1][i];
            expect(memory.m[k][i]).toBe(m[i]);
            if (i === 0) continue;
            const length = Math.hypot(...m);
            for (const j of [0, 1]) expect(Math.abs(points[k - 1][j] - points[k][j] - (0.1 * one * m[j]) / length)).toBeLessThan(1e-12);
          }
      }
    },
  },
  {
    about: ['schedule-free'],
    says: 'the authors’ x is the point between: one path, of which the other form shows where the slope is asked for',
    check() {
      for (const f of [quad1, rosenbrock])
        for (const hyper of [
          { lr: 0.1, weightDecay: 0.1 },
          { lr: 0.02, beta1: 0.6 },
        ] as Hyper[]) {
          const own = descend(scheduleFree as Optimizer, f, { start, steps, hyper });
          const between = descend(scheduleFree as Optimizer, f, { start, steps, hyper, form: 'between' });
          // Before its update k + 1 the one asks where the other stands after k.
          expect(apart(own.memory.p.slice(1), between.points)).toBeLessThan(1e-11);
          expect(apart(own.memory.z, between.memory.z)).toBeLessThan(1e-11);
        }
    },
  },
  {
    about: ['schedule-free'],
    says: 'x is the mean of the places where z has been, each weighing what its step size is squared',
    check() {
      const { points, memory } = descend(scheduleFree as Optimizer, rosenbrock, { start, steps, hyper: { lr: 0.1, beta2: 0.99 } });
      for (const i of [0, 1]) {
        let [sum, weights] = [0, 0];
        for (let t = 1; t <= steps; t++) {
          sum += (1 - 0.99 ** t) * memory.z[t][i];
          weights += 1 - 0.99 ** t;
          expect(points[t][i]).toBeCloseTo(sum / weights, 11);
        }
      }
    },
  },
  {
    about: ['schedule-free', 'gradient-descent'],
    says: 'on a bowl schedule-free SGD bears an lr·λ of 2/(1 − β1), which without the mean is gradient descent’s limit',
    check() {
      const steepest = quad1.hessian(0, 0)[1][1];
      for (const beta1 of [0, 0.5, 0.8]) {
        const end = (share: number) => {
          const lr = (share * 2) / (1 - beta1) / steepest;
          const { z } = descend(scheduleFree as Optimizer, quad1, { start: [0, 1], steps: 3000, hyper: { lr, beta1 }, form: 'sgd' }).memory;
          return Math.abs(z[3000][1]) / Math.abs(z[2000][1]);
        };
        // Below it z comes down no faster than the mean does, in which all that was before still counts.
        expect(end(0.98)).toBeLessThan(0.9);
        expect(end(1.02)).toBeGreaterThan(1e3);
      }
    },
  },
  {
    about: ['muon', 'lion', 'adam'],
    says: 'on a map that is turned Muon walks the turned path; Lion and Adam, who take each coordinate by itself, another',
    check() {
      expect(turnedApart(muon as Optimizer, { lr: 0.1, beta1: 0.9 })).toBeLessThan(1e-11);
      expect(turnedApart(muon as Optimizer, { lr: 0.1, beta1: 0.9 }, 'pytorch')).toBeLessThan(1e-11);
      for (const o of [lion, adam] as Optimizer[]) expect(turnedApart(o, { lr: 0.1 })).toBeGreaterThan(0.5);
    },
  },
  {
    about: ['muon'],
    says: 'a landscape four times as high is walked by Muon in the same steps, with nothing to guard',
    check() {
      for (const form of [undefined, 'pytorch', 'matched'])
        expect(path(muon as Optimizer, { lr: 0.1 }, form, higher(quad1))).toEqual(path(muon as Optimizer, { lr: 0.1 }, form));
    },
  },
  {
    about: ['muon'],
    says: 'what Muon makes of a matrix it makes of the turned matrix, turned: it takes no row and no column for itself',
    check() {
      const X = [
        [3, 1, -2, 0.5],
        [1, -1, 0.25, 2],
        [0.1, 0.7, 1.5, -1],
      ].map((row) => Float64Array.from(row));
      const [one, other] = [mixed(newtonSchulz(X)), newtonSchulz(mixed(X))];
      expect(apart(one as never, other as never)).toBeLessThan(1e-13);
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
