import { describe, expect, test } from 'vitest';
import { optimizer } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
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
