import { describe, expect, test } from 'vitest';
import { objective, optimizer } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
import { eigen } from '../lib/eigen.ts';
import { curvatures } from '../lib/objective.ts';
import beale from '../lib/objectives/beale.ts';
import sparse from '../lib/objectives/sparse.ts';
import type { Hyper } from '../lib/optimizer.ts';
import { figure, raceIn } from './figures.ts';
import { measure } from './measure.ts';
import { run, withForm, withSetting } from './race.ts';

/** What the openings say: those of their numbers that are computed at build time must make the failure, and the typed ones be right. */

/** The path of an algorithm in a figure as it opens, or with other settings. */
function path(id: string, of: string, hyper: Hyper = {}, form?: string) {
  const race = raceIn(figure(id));
  const changed = Object.entries(hyper).reduce((race, [name, value]) => withSetting(race, of, name, value), race);
  const lane = run(form === undefined ? changed : withForm(changed, of, form || undefined)).find(({ entry }) => entry.optimizer === of);
  if (!lane) throw new Error(`${of} does not run in ${id}`);
  return lane.path;
}

const gd = 'gradient-descent';

describe('too long a step', () => {
  test('makes a tremor of 0.02 grow to 6.8 in 32 steps, on the way to x = −0.17', () => {
    const { points, values } = path('too-long', gd);
    expect(points[0]).toEqual([-7, 0.02]);
    for (let k = 1; k <= 32; k++) expect(Math.abs(points[k][1])).toBeGreaterThan(1.19 * Math.abs(points[k - 1][1]));
    expect(points[32][0]).toBeCloseTo(-0.17, 2);
    expect(points[32][1]).toBeCloseTo(6.8, 1);
    expect(values[32]).toBeGreaterThan(10 * values[0]);
  });
  test('of 0.45 it is none: at the end y is 1.6e-5', () => {
    expect(path('too-long', gd, { lr: 0.45 }).points[32][1]).toBeCloseTo(1.6e-5, 6);
  });
});

describe('gradient descent crawls along a bent valley', () => {
  test('from −1.5 to −1.31 in 200 steps; Newton is at the goal after seven, the second of which leaves the map', () => {
    expect(path('before-newton', gd).points[200][0]).toBeCloseTo(-1.31, 2);
    const { points, values } = path('before-newton', 'newton');
    const { view } = objective('rosenbrock');
    expect(points.slice(0, 8).map(([, y]) => y < view.y[0])).toEqual([false, false, true, false, false, false, false, false]);
    expect(values[7]).toBe(0);
    const far = points.map(([x, y]) => Math.hypot(x - 1, y - 1));
    expect(far.slice(4, 8).map((away) => Number(away.toPrecision(1)))).toEqual([0.6, 0.0007, 1e-7, 0]);
    expect(far[4]).toBeCloseTo(0.63, 2);
  });
  test('with 0.002 it is thrown up to 511 and ends at 0.00087; with 0.003 it flies off', () => {
    const { values } = path('before-newton', gd, { lr: 0.002 });
    expect(Math.max(...values)).toBeCloseTo(511, 0);
    expect(values[200]).toBeCloseTo(0.00087, 5);
    expect(path('before-newton', gd, { lr: 0.003 }).stop.reason).toBe('non-finite');
  });
});

describe('Newton climbs to a maximum', () => {
  test('from 170, where gradient descent goes down; saddle-free it ends at (3, 2), by way of 252', () => {
    const { points, values } = path('climbs', 'newton');
    expect(values[0]).toBe(170);
    for (let k = 1; k <= 4; k++) expect(values[k]).toBeGreaterThan(values[k - 1]);
    expect(path('climbs', gd).values[10]).toBeLessThan(1);
    const free = path('climbs', 'newton', {}, 'saddleFree');
    for (const i of [0, 1]) expect(free.points[1][i]).toBeCloseTo(-points[1][i], 14);
    expect(free.values[3]).toBeCloseTo(252, 0);
    expect(free.values[10]).toBe(0);
    expect(free.points[10]).toEqual([3, 2]);
  });
  test('damped it ends at 3.7e-19 near (3, 2), with a search at (3.58, −1.85)', () => {
    const damped = path('climbs', 'newton', {}, 'damped');
    expect(damped.values[10] / 3.7e-19).toBeCloseTo(1, 1);
    expect(damped.points[10][0]).toBeCloseTo(3, 8);
    const searched = path('climbs', 'newton', {}, 'backtracking');
    expect(searched.values[10]).toBe(0);
    expect(searched.points[10].map((at) => Number(at.toFixed(2)))).toEqual([3.58, -1.85]);
  });
});

describe('gradient descent zigzags', () => {
  const [start, ...rest] = path('before-momentum', gd).points;
  test('y changes sign at each of 20 steps while x creeps, nearly ten times the way', () => {
    expect(measure('before-momentum', gd, 'turns', { axis: 'y' })).toBe(20);
    expect(start).toEqual([-7, 4]);
    expect(rest[19][0]).toBeLessThan(-0.9);
    const times = measure('before-momentum', gd, 'walked') / Math.hypot(...start);
    expect(times).toBeGreaterThan(9.5);
    expect(times).toBeLessThan(10);
  });
  test('and momentum, with the same η from the same start, ends ten thousand times lower', () => {
    expect(path('before-momentum', 'momentum').points[0]).toEqual(start);
    expect(measure('before-momentum', 'momentum', 'f')).toBeLessThan(measure('before-momentum', gd, 'f') / 10_000);
  });
});

describe('momentum brakes too late', () => {
  const within = (of: string, far: number) => path('before-nesterov', of).points.findLastIndex(([, y]) => Math.abs(y) > far) + 1;
  test('it swings across the floor 8 times, and is more than 1 away from it at step 24', () => {
    expect(measure('before-nesterov', 'momentum', 'turns', { axis: 'y' })).toBe(8);
    expect(within('momentum', 1)).toBe(25);
  });
  test('Nesterov with the same settings stays within 1 from step 5 on, and within 0.1 from step 11', () => {
    expect([1, 0.1].map((far) => within('nesterov', far))).toEqual([5, 11]);
  });
  test('along the valley momentum rolls on to 2.1, Nesterov to 1.6', () => {
    const farthest = (of: string) => measure('before-nesterov', of, 'farthest', { axis: 'x' });
    expect(farthest('momentum')).toBeCloseTo(2.1, 1);
    expect(farthest('nesterov')).toBeCloseTo(1.6, 1);
  });
});

describe('momentum knows nothing of the bend', () => {
  test('and is at x = 0.22 after 60 steps, and below 1e-8 after 1057; L-BFGS after 41, and with one pair after 56', () => {
    expect(path('before-lbfgs', 'momentum').points[60][0]).toBeCloseTo(0.22, 2);
    expect(measure('before-lbfgs', 'momentum', 'until', { below: 1e-8 })).toBe(1057);
    const until = (pairs: number) => path('before-lbfgs', 'lbfgs', { pairs }).values.findIndex((f) => f < 1e-8);
    expect([10, 1].map(until)).toEqual([41, 56]);
  });
});

describe('momentum overshoots and leaves the rare word behind', () => {
  const last = (of: string) => measure('before-adagrad', of, 'at', { axis: 'y' });
  test('x shoots past 4 by more than 2; after three readings y is nowhere near 3, with gradient descent even less', () => {
    expect(measure('before-adagrad', 'momentum', 'farthest')).toBeGreaterThan(6);
    expect(last('momentum')).toBeLessThan(0.7);
    expect(last(gd)).toBeLessThan(last('momentum'));
  });
  test('AdaGrad brings y to 2.6 and overshoots x by less than half a unit', () => {
    expect(last('adagrad')).toBeCloseTo(2.6, 1);
    expect(measure('before-adagrad', 'adagrad', 'farthest')).toBeLessThan(4.5);
  });
  test('with η = 0.07 momentum brings y to 2.7, and throws x up to 7.2', () => {
    const { points } = path('before-adagrad', 'momentum', { lr: 0.07 });
    expect(points[60][1]).toBeCloseTo(2.7, 1);
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(7.2, 1);
  });
  test('with the best η for each, the loss in the last reading is 0.19, 0.065 and 0.028 above the lowest', () => {
    const floor = sparse.value(...sparse.minima[0]);
    const best = [gd, 'momentum', 'adagrad'].map((of) => {
      const { hyper } = raceIn(figure('before-adagrad')).entries.find((entry) => entry.optimizer === of) ?? { hyper: {} };
      const above = Array.from({ length: 300 }, (_, i) => {
        const { values } = descend(optimizer(of), sparse, { start: [0, 0], steps: 60, hyper: { ...hyper, lr: 0.001 * 1.035 ** i } });
        return values.length <= 60 ? Number.POSITIVE_INFINITY : values.slice(-20).reduce((sum, f) => sum + f - floor, 0) / 20;
      });
      return Math.min(...above);
    });
    expect(best[0]).toBeCloseTo(0.19, 2);
    expect(best[1]).toBeCloseTo(0.065, 3);
    expect(best[2]).toBeCloseTo(0.028, 3);
  });
});

describe('AdaGrad stalls', () => {
  test('its first stride is η, its last a fiftieth of that, still on a slope, and f = 0.01 is 45,289 steps away', () => {
    expect(measure('before-rmsprop', 'adagrad', 'stride', { axis: 'y', step: 1 })).toBeCloseTo(1, 8);
    expect(measure('before-rmsprop', 'adagrad', 'stride', { axis: 'y', step: 150 })).toBeLessThan(1 / 40);
    expect(measure('before-rmsprop', 'adagrad', 'f')).toBeGreaterThan(400);
    expect(measure('before-rmsprop', 'adagrad', 'until', { below: 0.01 })).toBe(45_289);
  });
  test('RMSprop with the same η is there after 115', () => {
    expect(measure('before-rmsprop', 'rmsprop', 'until', { below: 0.01 })).toBe(115);
    expect(path('before-rmsprop', 'rmsprop').values[150]).toBeLessThan(0.01);
  });
});

describe('RMSprop is as fast as it was told to be', () => {
  const stride = (of: string, step: number) => measure('before-adadelta', of, 'stride', { step });
  test('its strides go down to η and stay there, while those of AdaDelta, which are the same at first, grow and then shrink', () => {
    expect(stride('rmsprop', 1) * 0.01).toBeCloseTo(stride('adadelta', 1), 6);
    for (const step of [40, 60, 100]) expect(stride('rmsprop', step)).toBeCloseTo(1, 0);
    expect(stride('adadelta', 20)).toBeGreaterThan(2.5 * stride('adadelta', 1));
    expect(stride('adadelta', 100)).toBeLessThan(stride('adadelta', 1) / 50);
  });
  test('it needs 307 steps, AdaDelta 83', () => {
    expect(measure('before-adadelta', 'rmsprop', 'until', { below: 0.01 })).toBe(307);
    expect(measure('before-adadelta', 'adadelta', 'until', { below: 0.01 })).toBe(83);
  });
  test('AdaDelta is within 1e-11 of the lowest f at step 120, and hops at 0.51 at step 400', () => {
    const { start, entries } = raceIn(figure('before-adadelta'));
    const { hyper } = entries.find(({ optimizer }) => optimizer === 'adadelta') ?? { hyper: {} };
    const { values } = descend(optimizer('adadelta'), objective('himmelblau'), { start, steps: 400, hyper });
    expect(values[120]).toBeLessThan(1e-11);
    expect(values[400]).toBeCloseTo(0.51, 2);
  });
});

describe('RMSprop hops for ever', () => {
  /** How far the last ten points are from hopping between η/2 and −η/2 along both coordinates, in units of η. */
  const off = (lr: number) => {
    const { points } = path('before-adam', 'rmsprop', { lr });
    return Math.max(
      ...points.slice(-10).flatMap((point, k, last) =>
        point.map((place, i) => {
          const after = last[k + 1]?.[i] ?? -place;
          return Math.max(Math.abs(Math.abs(place) / lr - 0.5), Math.abs(after + place) / lr);
        }),
      ),
    );
  };
  test('between η/2 and −η/2 along both coordinates, with A0’s η and with 1', () => {
    for (const lr of [0.4, 1]) expect(off(lr)).toBeLessThan(0.01);
  });
  test('having been at the goal before', () => {
    const { values } = path('before-adam', 'rmsprop');
    expect(Math.min(...values)).toBeLessThan(1e-30);
    expect(values[200]).toBeCloseTo(0.083, 3);
  });
  test('where Adam, with the same η, settles', () => {
    expect(path('before-adam', 'adam').values[200]).toBeLessThan(1e-6);
  });
});

describe('Adam without its corrections', () => {
  const stride = (step: number) => measure('uncorrected', 'adam', 'stride', { axis: 'y', step });
  test('strides (1 − β₁)/√(1 − β₂) = 3.16 η at first, and 4.7 η at the third step', () => {
    expect(stride(1)).toBeCloseTo(0.1 / Math.sqrt(0.001), 4);
    expect(stride(3)).toBeCloseTo(4.7, 1);
    const all = Array.from({ length: 20 }, (_, i) => stride(i + 1));
    expect(Math.max(...all)).toBe(stride(3));
  });
  test('lands high on the far wall; with them it strides η and comes to 0.55', () => {
    expect(measure('uncorrected', 'adam', 'farthest', { axis: 'y' })).toBeGreaterThan(3.5);
    const { points } = path('uncorrected', 'adam', {}, '');
    for (const i of [0, 1]) expect(points[1][i] - points[0][i]).toBeCloseTo(0.4, 6);
    expect(Math.max(...points.map(([, y]) => y))).toBeCloseTo(0.55, 2);
  });
  test('would stride up to 6.6 η on a steady slope', () => {
    const ratios = Array.from({ length: 200 }, (_, k) => (1 - 0.9 ** (k + 1)) / Math.sqrt(1 - 0.999 ** (k + 1)));
    expect(Math.max(...ratios)).toBeCloseTo(6.6, 1);
    expect(ratios[199]).toBeLessThan(3);
  });
});

describe('one rare text throws Adam’s weight too far', () => {
  const last = (of: string) => measure('before-adamax', of, 'at', { axis: 'y' });
  test('the first carries y over more than four strides, most of them after it; the second past 3, to 4.4', () => {
    const { points } = path('before-adamax', 'adam');
    expect(points[9][1]).toBe(0);
    expect(points[29][1]).toBeGreaterThan(4 * 0.58);
    expect(points[10][1]).toBeLessThan(points[29][1] / 8);
    expect(measure('before-adamax', 'adam', 'farthest', { axis: 'y' })).toBeCloseTo(4.4, 1);
  });
  test('with η = 1.5 Adam throws y to −6.6, and AdaMax brings it to 3', () => {
    const { points } = path('before-adamax', 'adam', { lr: 1.5 });
    expect(Math.min(...points.map(([, y]) => y))).toBeCloseTo(-6.6, 1);
    expect(last('adamax')).toBeCloseTo(3.04, 2);
    expect(measure('before-adamax', 'adamax', 'farthest', { axis: 'y' })).toBeLessThan(3.1);
    expect(measure('before-adamax', 'adamax', 'f')).toBeLessThan(measure('before-adamax', 'adam', 'f'));
  });
  test('with η = 0.58 AdaMax brings it to 1.1, 0.65 of it with the first text', () => {
    const { points } = path('before-adamax', 'adamax', { lr: 0.58 });
    expect(points[29][1]).toBeCloseTo(0.65, 2);
    expect(points[60][1]).toBeCloseTo(1.1, 2);
  });
  test('with the best η for each the loss in the last reading is 0.048 above the lowest, at 0.53, and 0.016, at 2.3', () => {
    const floor = sparse.value(...sparse.minima[0]);
    const best = ['adam', 'adamax'].map((of) => {
      const runs = Array.from({ length: 200 }, (_, i) => 0.02 * 1.03 ** i).map((lr) => {
        const { values } = descend(optimizer(of), sparse, { start: [0, 0], steps: 60, hyper: { lr } });
        return { lr, above: values.slice(-20).reduce((sum, f) => sum + f - floor, 0) / 20 };
      });
      return runs.reduce((least, one) => (one.above < least.above ? one : least));
    });
    expect(best[0].above).toBeCloseTo(0.048, 3);
    expect(best[0].lr).toBeCloseTo(0.53, 2);
    expect(best[1].above).toBeCloseTo(0.016, 3);
    expect(best[1].lr).toBeCloseTo(2.3, 1);
  });
});

describe('Adam arrives, and does not stay', () => {
  const switched = (hyper: Hyper = {}) => {
    const { memory, values } = path('before-swats', 'swats', hyper);
    return { at: memory.lrSgd.findIndex(([rate]) => rate > 0), rate: memory.lrSgd[300][0], values, mean: memory.gammaBar };
  };
  test('in the last hundred steps f is anywhere between 4e-6 and 0.005, though Adam passes the minimum at step 26, 0.03 away', () => {
    const { values, points } = path('before-swats', 'adam');
    expect(Math.min(...values.slice(200)).toPrecision(1)).toBe('0.000004');
    expect(Math.max(...values.slice(200)).toFixed(3)).toBe('0.005');
    expect(Math.hypot(points[26][0] - 3, points[26][1] - 2)).toBeCloseTo(0.03, 2);
    expect(values[300]).toBeGreaterThan(1e-3);
  });
  test('SWATS switches at step 23, where mean and rate are 0.0032, after 0.011, 0.0045, 0.051, and four below 0', () => {
    const { at, rate, mean, values } = switched();
    expect([at, rate.toFixed(4)]).toEqual([23, '0.0032']);
    const gamma = (t: number) => (mean[t][0] - 0.9 * mean[t - 1][0]) / 0.1;
    expect([1, 7, 14].map((t) => Number(gamma(t).toPrecision(2)))).toEqual([0.011, 0.0045, 0.051]);
    expect([14, 15, 16, 17, 18, 19].map((t) => gamma(t) < 0)).toEqual([false, true, true, true, true, false]);
    expect(gamma(23)).toBeCloseTo(0.0032, 4);
    expect(values[300]).toBeLessThan(1e-11);
  });
  test('with 3e-5 it does the same, with 1e-5 it never switches, with 0.01 at step 2, and ends at 3e-12', () => {
    expect(switched({ epsGamma: 3e-5 }).at).toBe(23);
    expect(switched({ epsGamma: 1e-5 }).at).toBe(-1);
    const early = switched({ epsGamma: 0.01 });
    expect([early.at, early.rate.toFixed(4), early.values[300].toPrecision(1)]).toEqual([2, '0.0095', '3e-12']);
  });
});

describe('Newton settles on a saddle', () => {
  test('of Beale’s function, after five steps; K-FAC is below 1e-4 after 15, and after 61 with a long memory', () => {
    const { points, values } = path('before-kfac', 'newton');
    expect(curvatures(beale.hessian(...points[0]))[0]).toBeLessThan(0);
    for (const [i, at] of [0, 1].entries()) expect(points[5][i]).toBeCloseTo(at, 4);
    expect(values[30]).toBeCloseTo(14.2, 1);
    const [least, most] = curvatures(beale.hessian(0, 1));
    expect(least * most).toBeLessThan(0);
    expect(measure('before-kfac', 'kfac', 'until', { below: 1e-4 })).toBe(15);
    expect(path('before-kfac', 'kfac').points[30].map((at) => Number(at.toFixed(6)))).toEqual([3, 0.5]);
    const { start, entries } = raceIn(figure('before-kfac'));
    const { hyper } = entries.find(({ optimizer }) => optimizer === 'kfac') ?? { hyper: {} };
    const long = descend(optimizer('kfac'), beale, { start, steps: 100, hyper: { ...hyper, betaF: 0.95 } });
    expect(long.values.findIndex((value) => value < 1e-4)).toBe(61);
  });
});

describe('Adam walks the wrong way', () => {
  const stride = (step: number) => measure('before-amsgrad', 'adam', 'stride', { axis: 'x', step });
  test('up to the wrong wall, where it stays, and down along y; gradient descent walks the diagonal to the minimum', () => {
    const { points } = path('before-amsgrad', 'adam');
    for (const [x] of points.slice(48)) expect(x).toBeGreaterThan(0.9);
    expect(points[120][1]).toBeLessThan(-0.9);
    const [x, y] = path('before-amsgrad', gd).points[120];
    expect(Math.max(x, y)).toBeLessThan(-0.9);
  });
  test('since the steep stride is shorter than the two flat ones together', () => {
    expect(stride(31)).toBeLessThan(stride(32) + stride(33) - 0.5);
    for (const [k, sign] of [
      [31, -1],
      [32, 1],
      [33, 1],
    ]) {
      const { points } = path('before-amsgrad', 'adam');
      expect(Math.sign(points[k][0] - points[k - 1][0])).toBe(sign);
    }
  });
  test('with β₂ = 0.5 it goes the right way, to −0.12, a fifth of AMSGrad’s pace or less', () => {
    const [half, ams] = [path('before-amsgrad', 'adam', { beta2: 0.5 }), path('before-amsgrad', 'amsgrad')].map(({ points }) => points);
    expect(half[120][0]).toBeCloseTo(-0.12, 2);
    expect(ams[60][0] / half[60][0]).toBeGreaterThan(5);
    expect(ams[120][0]).toBeLessThan(-0.9);
  });
  test('with β₁ = 0.5 it goes the right way too', () => {
    expect(path('before-amsgrad', 'adam', { beta1: 0.5 }).points[120][0]).toBeLessThan(-0.6);
  });
});

describe('Adam’s rates run wild', () => {
  const adam = path('before-adabound', 'adam');
  const bound = (hyper: Hyper) => path('before-adabound', 'adabound', hyper).values[300];
  test('it comes down to 3e-6 by step 130 and bristles between 1e-6 and 1e-3 from there', () => {
    expect(adam.values.indexOf(Math.min(...adam.values))).toBe(130);
    expect(adam.values[130]).toBeCloseTo(3e-6, 6);
    for (const f of adam.values.slice(130)) {
      expect(f).toBeGreaterThan(1e-6);
      expect(f).toBeLessThan(1e-3);
    }
  });
  test('its rate along x is 0.5 at first, 30 at step 100 and 189 at the worst', () => {
    const rates = adam.memory.v.slice(1).map(([v], k) => 0.4 / Math.sqrt(v / (1 - 0.9 ** (k + 1))));
    expect(rates[0]).toBeCloseTo(0.5, 6);
    expect(rates[99]).toBeCloseTo(30, 0);
    expect(Math.max(...rates)).toBeCloseTo(189, 0);
  });
  test('AdaBound walks beside it until 150 and then comes to rest', () => {
    const { values } = path('before-adabound', 'adabound');
    for (const k of [50, 100, 150]) expect(Math.abs(Math.log10(values[k] / adam.values[k]))).toBeLessThan(0.1);
    expect(Math.abs(Math.log10(values[170] / adam.values[170]))).toBeGreaterThan(0.5);
    expect(values[300]).toBeLessThan(1e-11);
  });
  test('with γ = 0 it ends where Adam does; with a final rate of 0.01 or 1 nearly as low as with 0.1, with 3 no more', () => {
    expect(bound({ gamma: 0 }) / adam.values[300]).toBeCloseTo(1, 2);
    expect(adam.values[300]).toBeCloseTo(2.8e-4, 5);
    expect(bound({ finalLr: 0.01 })).toBeCloseTo(5e-10, 10);
    expect(bound({ finalLr: 1 })).toBeCloseTo(2e-11, 11);
    expect(bound({})).toBeCloseTo(5e-12, 12);
    expect(bound({ finalLr: 3 })).toBeCloseTo(2e-4, 5);
  });
});

describe('Adam rolls through', () => {
  test('comes to the cross, leaves it by more than a unit both ways, and crosses it again', () => {
    expect(measure('before-nadam', 'adam', 'until', { below: 0.15 })).toBeLessThan(20);
    for (const axis of ['x', 'y'] as const) {
      expect(measure('before-nadam', 'adam', 'farthest', { axis })).toBeGreaterThan(1);
      expect(measure('before-nadam', 'nadam', 'farthest', { axis })).toBeLessThan(0.3);
    }
    expect(measure('before-nadam', 'adam', 'turns')).toBe(6);
  });
});

describe('Adam leaps from the goal', () => {
  const far = (of: string, hyper: Hyper = {}) => path('before-radam', of, hyper).points.map((point) => Math.hypot(...point));
  test('by a stride each way for gradients of 0.0001 and 0.045, and is 2.9 away after seven steps, 1.1 at the end', () => {
    const [[x, y]] = path('before-radam', 'adam').gradients;
    expect(x).toBeCloseTo(0.0001, 4);
    expect(y).toBeCloseTo(0.045, 3);
    for (const axis of ['x', 'y'] as const) expect(measure('before-radam', 'adam', 'stride', { axis, step: 1 })).toBeCloseTo(1, 3);
    expect(far('adam')[7]).toBeCloseTo(2.9, 1);
    expect(Math.max(...far('adam'))).toBe(far('adam')[7]);
    expect(far('adam')[60]).toBeGreaterThan(1);
  });
  test('where RAdam never goes farther than 0.27, and Adam with η = 0.1 to 0.65', () => {
    expect(Math.max(...far('radam'))).toBeCloseTo(0.27, 2);
    expect(Math.max(...far('adam', { lr: 0.1 }))).toBeCloseTo(0.65, 2);
  });
  test('at the goal f is 0.069', () => expect(path('before-radam', 'adam').values[0]).toBeCloseTo(0.069, 3));
});

describe('Adam with a penalty', () => {
  const rare = (weightDecay: number, form?: string) => path('before-adamw', 'adamw', { weightDecay }, form).points[9][1];
  test('takes the rare word’s weight down by nearly η a text, with a λ of 1e-6 as with one of 10', () => {
    expect([1e-6, 1e-4, 10].map((weightDecay) => Number(rare(weightDecay).toFixed(2)))).toEqual([1.26, 1.25, 1.25]);
    const { points } = path('before-adamw', 'adamw');
    for (let k = 1; k <= 9; k++) expect(points[k - 1][1] - points[k][1]).toBeGreaterThan(0.18);
  });
  test('which Adam leaves where it is, and AdamW all but that', () => {
    expect(path('before-adamw', 'adam').points.every(([, y]) => y === 3)).toBe(true);
    expect(3 - rare(1e-4, '')).toBeCloseTo(0.0005, 4);
  });
  test('and after 60 steps it is back at 2.96', () => {
    const { points } = descend(optimizer('adamw'), sparse, {
      start: [4, 3],
      steps: 60,
      form: 'l2',
      hyper: raceIn(figure('before-adamw')).entries[1].hyper,
    });
    expect(points[60][1]).toBeCloseTo(2.96, 2);
  });
});

describe('Adam learns nothing from a slope that stays the same', () => {
  const strides = (of: string, hyper: Hyper = {}) => {
    const { points } = path('before-adabelief', of, hyper);
    return points.slice(1).map(([, y], k) => (points[k][1] - y) / 0.01);
  };
  const atTheWall = (of: string, hyper: Hyper = {}) => path('before-adabelief', of, hyper).points.findIndex(([, y]) => y < -1);
  test('its strides along y are η to the end, half-way to the wall', () => {
    for (const stride of strides('adam')) expect(stride).toBeCloseTo(1, 6);
    expect(path('before-adabelief', 'adam').points[100][1]).toBeCloseTo(-0.1, 3);
  });
  test('AdaBelief’s grow from 1.11 to 4.08, and it is at the wall at step 69, where the gradient changes its sign', () => {
    const mine = strides('adabelief');
    expect(mine[0]).toBeCloseTo(1.11, 2);
    expect(mine[68]).toBeCloseTo(4.08, 2);
    expect(Math.max(...mine)).toBe(mine[68]);
    expect(atTheWall('adabelief')).toBe(69);
    for (const stride of mine.slice(72)) expect(Math.abs(stride)).toBeLessThan(1.2);
    expect(path('before-adabelief', 'adabelief').gradients[70][1]).toBeLessThan(0);
  });
  test('along x the two are within two hundredths of each other', () => {
    const [adam, adabelief] = ['adam', 'adabelief'].map((of) => path('before-adabelief', of).points[100][0]);
    expect(adam - adabelief).toBeCloseTo(0.015, 2);
  });
  test('with η = 0.03 Adam is at the wall at step 64, and ends at x = 0.33', () => {
    expect(atTheWall('adam', { lr: 0.03 })).toBe(64);
    expect(path('before-adabelief', 'adam', { lr: 0.03 }).points[100][0]).toBeCloseTo(0.33, 2);
  });
  test('with a guard of 1e-4 AdaBelief’s longest stride is 1.03 η', () => {
    expect(Math.max(...strides('adabelief', { eps0: 1e-4 }))).toBeCloseTo(1.03, 2);
  });
});

describe('A long memory swings across the ravine', () => {
  const peaks = (of: string, hyper: Hyper = {}) => {
    const { values } = path('before-adan', of, hyper);
    return values.slice(1, 150).filter((f, k) => f > values[k] && f > values[k + 2]);
  };
  const end = (of: string, hyper: Hyper = {}) => path('before-adan', of, hyper).values[300];
  test('under Adam f has 16 peaks in 150 steps, the first at 12.2 and 9.8, and under Adan two, at 6.1 and 5.9', () => {
    const heights = (of: string) => peaks(of).map((f) => f.toFixed(1));
    expect(heights('adam')).toHaveLength(16);
    expect(heights('adam').slice(0, 2)).toEqual(['12.2', '9.8']);
    expect(heights('adan')).toEqual(['6.1', '5.9']);
    const { values } = path('before-adan', 'adan');
    for (let k = 10; k <= 150; k++) expect(values[k]).toBeLessThan(values[k - 1]);
  });
  test('with βd = 0.5 Adan has no peak and ends at 4e-5, with 0.98 at 0.006', () => {
    expect(peaks('adan', { betaD: 0.5 })).toEqual([]);
    expect(end('adan', { betaD: 0.5 })).toBeCloseTo(4e-5, 5);
    expect(end('adan', { betaD: 0.98 })).toBeCloseTo(0.006, 3);
  });
  test('and Adam with β₁ = 0.9 ends at 0.033, with 11 peaks', () => {
    expect(end('adam', { beta1: 0.9 })).toBeCloseTo(0.033, 3);
    expect(peaks('adam', { beta1: 0.9 })).toHaveLength(11);
  });
});

describe('Noise shortens Adam’s strides', () => {
  const end = (of: string, hyper: Hyper = {}) => path('before-lion', of, hyper).points[200];
  test('along x to a sixth on average, so that it comes to −0.36', () => {
    const { points } = path('before-lion', 'adam');
    expect((points[30][0] - points[90][0]) / 60 / 0.01).toBeCloseTo(1 / 6, 1);
    expect((points[30][1] - points[90][1]) / 60 / 0.01).toBeCloseTo(1, 6);
    expect(end('adam')[0]).toBeCloseTo(-0.36, 2);
  });
  test('and not Lion’s, which votes for 30 steps, is at x = 0.1 after 36, and at the wall at step 144', () => {
    const { points } = path('before-lion', 'lion');
    const downhill = points.slice(1).map(([x], k) => x < points[k][0]);
    for (let k = 0; k < 30; k++) expect(downhill[k]).toBe(k % 3 === 0);
    expect(downhill.slice(0, 144).lastIndexOf(false)).toBe(35);
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(0.1, 9);
    expect(points.findIndex(([x]) => x < -1)).toBe(144);
  });
  test('whose vote without a memory ends at 0.66', () => {
    expect(end('lion', { betaU: 0 })[0]).toBeCloseTo(0.66, 9);
    expect(path('before-lion', 'lion', { betaU: 0 }).points.findIndex(([x]) => x > 0.66 + 1e-9)).toBe(-1);
  });
  test('and which walks the diagonal to the wall with a shorter memory', () => {
    for (const [x, y] of path('before-lion', 'lion', { beta1: 0.9 }).points.slice(0, 100)) expect(x).toBeCloseTo(y, 12);
  });
});

describe('Newton’s method settles on a saddle', () => {
  const end = (hyper: Hyper) => path('before-sophia', 'sophia', hyper).values[100];
  test('at (0, 1), where f is 14.2, and Sophia comes to the lowest point', () => {
    const { points, values } = path('before-sophia', 'newton');
    expect(points[100].map((c) => c.toFixed(6))).toEqual(['0.000000', '1.000000']);
    expect(values[100]).toBeCloseTo(14.2, 1);
    expect(end({})).toBeCloseTo(7e-5, 6);
  });
  test('as do 2221 of 2500 starts, none of which leads Sophia there', () => {
    const f = objective('beale');
    const { x, y } = f.view;
    const { hyper } = raceIn(figure('before-sophia')).entries[1];
    const saddles = { newton: 0, sophia: 0 };
    for (let k = 0; k < 2500; k++) {
      const [across, up] = [((k % 50) + 0.5) / 50, (Math.floor(k / 50) + 0.5) / 50];
      const start = [x[0] + (x[1] - x[0]) * across, y[0] + (y[1] - y[0]) * up] as const;
      for (const [id, run] of [
        ['newton', { start, steps: 200 }],
        ['sophia', { start, steps: 400, hyper }],
      ] as const) {
        const { points } = descend(optimizer(id), f, run);
        const [a, b] = points[points.length - 1];
        if (Math.hypot(a, b - 1) < 0.1) saddles[id]++;
      }
    }
    expect(saddles).toEqual({ newton: 2221, sophia: 0 });
  });
  test('with γ = 0 it ends at 0.063, with a longer mean of curvatures at 4e-13, with a look in ten at 1.9e-4', () => {
    expect(end({ gammaH: 0 })).toBeCloseTo(0.063, 3);
    expect(end({ betaH: 0.99 })).toBeCloseTo(4e-13, 13);
    expect(end({ every: 10 })).toBeCloseTo(1.9e-4, 5);
    const [[a, b], [, d]] = objective('beale').hessian(3, 0.5);
    expect([a, b, d].map((h) => Number(h.toFixed(1)))).toEqual([3.2, -11.4, 46.1]);
  });
});

describe('Adam was not told how far it is', () => {
  const end = (of: string, hyper: Hyper = {}) => path('before-prodigy', of, hyper).values[200];
  const found = (hyper: Hyper = {}) => {
    const dist = path('before-prodigy', 'prodigy', hyper).memory.dist.map(([d]) => d);
    return { dist, step: dist.indexOf(dist[200]), last: dist[200].toPrecision(3) };
  };
  test('and walks 0.2 of the way in 200 steps; told 1, it comes to 1.1e-8', () => {
    for (const [i, c] of path('before-prodigy', 'adam').points[200].entries()) expect(c - [-4, -6][i]).toBeCloseTo(0.2, 2);
    expect(end('adam', { lr: 1 })).toBeCloseTo(1.1e-8, 9);
  });
  test('and Prodigy multiplies its distance by about two and a half until step 17, where it is 2.74; from 1e-10 it takes until step 27, to 3.29', () => {
    const { dist, step, last } = found();
    expect([step, last]).toEqual([17, '2.74']);
    for (let k = 5; k <= 17; k++) expect(dist[k] / dist[k - 1]).toBeCloseTo(2.55, 0);
    expect(Math.hypot(...path('before-prodigy', 'prodigy').points[8].map((c, i) => c - [-4, -6][i]))).toBeLessThan(0.01);
    expect(found({ d0: 1e-10 })).toMatchObject({ step: 27, last: '3.29' });
    expect(found({ d0: 1e-4 }).last).toBe('2.47');
    expect(found({ d0: 0.01 }).last).toBe('2.21');
    expect(found({ lr: 0.5 }).last).toBe('3.05');
  });
  test('which it keeps where nothing longer is proved, however wrong: 1, and 100, with 28,000 on the way and 1.5e-4 at the end', () => {
    expect(found({ d0: 1 }).last).toBe('1.00');
    expect(path('before-prodigy', 'prodigy', { d0: 1 }).values[20]).toBeCloseTo(5.4, 1);
    const { values } = path('before-prodigy', 'prodigy', { d0: 100 });
    expect(values[20] / 1000).toBeCloseTo(28, 0);
    expect(values[200]).toBeCloseTo(1.5e-4, 5);
  });
});

describe('Adam circles the goal for ever', () => {
  /** How far from the goal it is at each step, and between which distances in a round of twenty. */
  const away = (of: string, hyper: Hyper = {}, form?: string) =>
    path('before-schedule-free', of, hyper, form).points.map(([x, y]) => Math.hypot(x, y));
  const round = (distances: number[], last = 200) => Math.max(...distances.slice(last - 19, last + 1));
  test('at 1.1 in each round; with η = 0.05 it has 1.6 to go at step 100', () => {
    const adam = away('adam');
    expect(adam[40]).toBeLessThan(0.3);
    for (let last = 120; last <= 200; last += 20) expect(round(adam, last)).toBeCloseTo(1.1, 1);
    expect(away('adam', { lr: 0.05 })[100]).toBeCloseTo(1.6, 1);
  });
  test('and the schedule-free one stays within 0.10, without its mean in p within 0.08, while z strays to 3.5 and p to 0.39', () => {
    expect(round(away('schedule-free'))).toBeCloseTo(0.1, 2);
    expect(round(away('schedule-free', { beta1: 0 }))).toBeCloseTo(0.08, 2);
    const { z } = path('before-schedule-free', 'schedule-free').memory;
    expect(round(z.map(([x, y]) => Math.hypot(x, y)))).toBeCloseTo(3.5, 1);
    expect(round(away('schedule-free', {}, 'between'))).toBeCloseTo(0.39, 2);
  });
  test('after 1000 steps within 0.016, and Adam within 1.12', () => {
    const late = (of: string) => {
      const { points } = descend(optimizer(of), objective('middle'), { start: [-5, -2], steps: 1000, hyper: { lr: 1 } });
      return round(
        points.map(([x, y]) => Math.hypot(x, y)),
        1000,
      );
    };
    expect(late('schedule-free')).toBeCloseTo(0.016, 3);
    expect(late('adam')).toBeCloseTo(1.12, 2);
  });
});

describe('A valley that runs aslant', () => {
  const race = raceIn(figure('before-shampoo'));
  const walk = (of: string, hyper: Hyper, steps = 200) =>
    descend(optimizer(of), objective(race.objective), {
      start: race.start,
      steps,
      hyper: { ...race.entries.find((entry) => entry.optimizer === of)?.hyper, ...hyper },
    }).values[steps];
  test('has slopes that AdaGrad divides by 559 and 248, and Shampoo by 466 across, 23° from the axis, and by 40 along', () => {
    expect(path('before-shampoo', 'adagrad').memory.v[200].map((v) => Math.round(Math.sqrt(v)))).toEqual([559, 248]);
    const [a, b, c, d] = path('before-shampoo', 'shampoo').memory.L[200];
    const { values, vectors } = eigen([
      [a, b],
      [c, d],
    ]);
    expect(values.map((value) => Math.round(Math.sqrt(value)))).toEqual([466, 40]);
    expect((Math.atan(vectors[0][1] / vectors[0][0]) * 180) / Math.PI).toBeCloseTo(23, 0);
    expect(248 / 40).toBeGreaterThan(6);
    expect(Math.round(559 / 40)).toBe(14);
  });
  test('costs Shampoo nothing with roots that are twenty updates old', () => {
    expect(walk('shampoo', { renewal: 20 })).toBeCloseTo(1.2, 1);
  });
  test('is walked to 0.071 and 0.45 with an η of 2, to 4.75 and 0.81 with 1, and in 2000 steps to 0.17 and 0.069', () => {
    expect([walk('adagrad', { lr: 2 }), walk('shampoo', { lr: 2 })].map((f) => Number(f.toPrecision(2)))).toEqual([0.071, 0.45]);
    expect([walk('adagrad', { lr: 1 }), walk('shampoo', { lr: 1 })].map((f) => Number(f.toFixed(2)))).toEqual([4.75, 0.81]);
    expect([walk('adagrad', {}, 2000), walk('shampoo', {}, 2000)].map((f) => Number(f.toPrecision(2)))).toEqual([0.17, 0.069]);
  });
});

describe('Without a memory of g Adam leaps', () => {
  const strides = (of: string, hyper: Hyper = {}) => {
    const { points } = path('before-adafactor', of, hyper);
    return points.slice(1).map(([x, y], k) => Math.hypot(x - points[k][0], y - points[k][1]) / 0.05);
  };
  const longest = (of: string, hyper: Hyper = {}) => Number(Math.max(...strides(of, hyper)).toFixed(1));
  const later = (of: string, hyper: Hyper = {}, form?: string) => {
    const { objective: f, start } = raceIn(figure('before-adafactor'));
    return descend(optimizer(of), objective(f), { start, steps: 300, hyper: { lr: 0.05, ...hyper }, form }).values;
  };
  test('by 13 η, with step 137, to almost three times the height of the start, 8.5', () => {
    const all = strides('adam');
    expect(all.indexOf(Math.max(...all)) + 1).toBe(137);
    expect(Math.floor(longest('adam'))).toBe(13);
    expect(path('before-adafactor', 'adam').values[0]).toBe(8.5);
    expect(later('adam', { beta1: 0 })[137]).toBeGreaterThan(2.8 * 8.5);
  });
  test('by 4.3 η where it forgets faster, and by 1.4 with a memory of g', () => {
    expect(longest('adam', { beta2: 0.9 })).toBe(4.3);
    expect(longest('adam', { beta1: 0.9 })).toBe(1.4);
  });
  test('Adafactor’s longest step is 1.4 η, and 6.9 without its bound', () => {
    expect(longest('adafactor')).toBe(1.4);
    expect(longest('adafactor', { clip: 1000 })).toBe(6.9);
  });
  test('after 300 steps Adam is lower, at 0.2, and Adafactor at 0.48', () => {
    expect(later('adam', { beta1: 0 })[300]).toBeCloseTo(0.2, 2);
    expect(later('adafactor', {}, 'absolute')[300]).toBeCloseTo(0.48, 2);
  });
});

describe('A step as long as the slope is steep', () => {
  const end = (of: string, hyper: Hyper = {}) => path('before-muon', of, hyper).values[150];
  const slope = ({ gradients }: ReturnType<typeof path>, k: number) => Math.hypot(...gradients[k]);
  test('takes momentum from a slope of 25,499 through the valley to one of 13, where it makes steps of 0.0004', () => {
    const walk = path('before-muon', 'momentum');
    expect(Math.round(slope(walk, 0))).toBe(25499);
    expect(Math.min(...walk.values.slice(0, 25))).toBeLessThan(0.25);
    expect(Math.round(slope(walk, 149))).toBe(13);
    const [[a, b], [c, d]] = walk.points.slice(-2);
    expect(Math.hypot(c - a, d - b)).toBeCloseTo(0.0004, 4);
  });
  test('and with 1, 3, 10 and 30 millionths it comes lowest with three', () => {
    const ends = [1e-6, 3e-6, 1e-5, 3e-5].map((lr) => end('momentum', { lr }));
    expect(Math.min(...ends)).toBe(ends[1]);
    expect(path('before-muon', 'momentum', { lr: 3e-4 }).stop).toEqual({ reason: 'non-finite', step: 5 });
  });
  test('Muon is below 0.01 at step 140, and beyond the valley before, where f is 46 at step 60', () => {
    const { values } = path('before-muon', 'muon');
    expect(values.findIndex((f) => f < 0.01)).toBe(140);
    expect(Math.round(values[60])).toBe(46);
  });
  test('with β₁ = 0.5 it ends at 0.0037, with 0.02 for η at 9.2', () => {
    expect(end('muon', { beta1: 0.5 })).toBeCloseTo(0.0037, 4);
    expect(end('muon', { lr: 0.02 })).toBeCloseTo(9.2, 1);
  });
});
