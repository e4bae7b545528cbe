import { describe, expect, test } from 'vitest';
import { errata, erratum, idOf } from './errata.ts';
import { descend } from './lib/descend.ts';
import { type Erratum, settingsOf, sides, walked } from './lib/erratum.ts';
import quad1 from './lib/objectives/quad1.ts';
import quad2 from './lib/objectives/quad2.ts';
import { type Optimizer, written } from './lib/optimizer.ts';
import adagrad from './lib/optimizers/adagrad.ts';
import adam from './lib/optimizers/adam.ts';
import momentum from './lib/optimizers/momentum.ts';

const both = (e: Erratum) => sides.map((side) => walked(e, side));
const rises = (values: number[]) => values.every((value, i) => i === 0 || value > values[i - 1]);

describe.each([...errata])('%s', (id, e) => {
  test('is named after its article and is about the algorithms that it runs', () => {
    expect(id.startsWith(`${e.article.toLowerCase()}-`)).toBe(true);
    const run = sides.flatMap((side) => e[side].walks.map(idOf));
    expect(new Set(run)).toEqual(new Set(e.about));
  });

  test('runs, and runs the same a second time', () => {
    const [printed, mended] = both(e);
    for (const { points, values } of [...printed, ...mended]) {
      expect(points.length).toBeGreaterThan(0);
      expect([...points.flat(), ...values].every(Number.isFinite)).toBe(true);
    }
    expect(both(e)).toEqual([printed, mended]);
  });

  test('shows what it claims to show', () => {
    const [printed, mended] = both(e);
    expect(e.claims.length).toBeGreaterThan(0);
    expect(e.claims.filter((claim) => !claim.holds(printed, mended)).map(({ says }) => says)).toEqual([]);
  });

  test('does not claim of the mended version what is true of the printed one', () => {
    const [printed, mended] = both(e);
    // A mistake of drawing alone leaves the walks as they are.
    if (e.printed.drawn) return expect(printed).toEqual(mended);
    expect(printed.map(({ points }) => points)).not.toEqual(mended.map(({ points }) => points));
    expect(e.claims.every((claim) => claim.holds(mended, printed))).toBe(false);
  });

  test('its mended version walks the library’s own path, to the last bit', () => {
    for (const walk of e.mended.walks) {
      expect(walk.step).toBeUndefined();
      if (e.arriving) continue;
      const { hyper, form } = settingsOf(e, walk);
      const own = descend(walk.of, e.on, { start: walk.start ?? e.start, steps: e.steps, box: walk.box, hyper, form });
      const [mended] = walked({ ...e, mended: { ...e.mended, walks: [walk] } }, 'mended');
      expect(mended.points).toEqual(own.points);
      expect(mended.values).toEqual(own.values);
    }
  });
});

test('each stands in a chapter, and no chapter names one that there is not', () => {
  const pages = Object.values(import.meta.glob<string>('./pages/*.mdx', { query: '?raw', import: 'default', eager: true }));
  const named = pages.flatMap((page) => [...page.matchAll(/<Mistake erratum="([^"]*)"/g)].map(([, id]) => id));
  expect(named.sort()).toEqual([...errata.keys()].sort());
});

test('an unknown erratum is answered with those there are', () => {
  expect(() => erratum('a5-nothing')).toThrow(/a0-early-stop/);
  expect(() => idOf({ of: { ...(adam as Optimizer) } })).toThrow('Adam');
});

test('they come by article', () => {
  const articles = [...errata.values()].map(({ article }) => article);
  expect(articles).toEqual([...articles].sort());
});

describe('computed here, by hand', () => {
  const run = (id: string) => both(erratum(id));

  test('A1’s momentum never leaves (−4, −6), and its velocity is a geometric sum', () => {
    const [[{ points, path }]] = run('a1-momentum');
    expect(points).toEqual(Array(21).fill([-4, -6]));
    // 0.05 · 24 · (1 + 0.9 + … + 0.9¹⁹)
    expect(path.memory.m[20][1]).toBeCloseTo((1.2 * (1 - 0.9 ** 20)) / 0.1, 10);
    expect(walked(erratum('a1-momentum'), 'mended')[0].points).toEqual(
      descend(momentum, quad1, { start: [-4, -6], steps: 20, hyper: { lr: 0.05, beta1: 0.9 }, form: 'steps' }).points,
    );
  });

  test('without ε a coordinate with no gradient has no first step; with it, it stays', () => {
    for (const id of ['a4-adagrad-guard', 'a4-adam-guard']) {
      const [[printed], [mended]] = run(id);
      expect(printed.path.stop).toEqual({ reason: 'non-finite', step: 1 });
      expect(printed.points).toEqual([[-7, 0]]);
      expect(mended.points).toHaveLength(31);
    }
    // Beside the axis the printed formula walks, and as the mended one does.
    const beside = { ...erratum('a4-adagrad-guard'), start: [-7, 2] as const };
    const [[printed], [mended]] = both(beside);
    expect(printed.points[30][0]).toBeCloseTo(mended.points[30][0], 5);
  });

  test('the wrong sign climbs at every step, from other starts as well', () => {
    for (const start of [[-7, 2] as const, [3, -4] as const, [0.01, 0.01] as const]) {
      const [[printed]] = both({ ...erratum('a4-adam-sign'), start });
      expect(rises(printed.values)).toBe(true);
    }
  });

  test('in the rate form ε is divided by √(1 − β₂ᵗ): multiplied by that, it walks the path of the other form', () => {
    const [[printed], [mended]] = run('a4-adam-forms');
    const scaled: Optimizer = {
      ...(adam as Optimizer),
      step(x, g, memory, settings, moment) {
        written(adam as Optimizer, 'rate').step(
          x,
          g,
          memory,
          { ...settings, eps: settings.eps * Math.sqrt(1 - 0.999 ** moment.t) },
          moment,
        );
      },
    };
    const path = descend(scaled, quad2, { start: [-7, 2], steps: 30, hyper: mended.hyper });
    for (const [i, [x, y]] of path.points.entries()) {
      expect(x).toBeCloseTo(mended.points[i][0], 12);
      expect(y).toBeCloseTo(mended.points[i][1], 12);
    }
    expect(Math.abs(printed.points[1][0] - mended.points[1][0])).toBeGreaterThan(0.2);
    for (const t of [1, 10]) expect(1 / Math.sqrt(1 - 0.999 ** t)).toBeCloseTo(t === 1 ? 31.62 : 10.02, 2);
  });

  test('AdaGrad’s rate for one gradient in ten is √10 times that for every one', () => {
    const [[printed], [mended]] = run('a1-frequent');
    for (const { path } of [printed, mended]) expect(path.memory.v[40]).toEqual([40, 4]);
    // The mended walk is AdaGrad on gradients of ±1: strides of η/√k.
    const strides = (count: number) => Array.from({ length: count }, (_, k) => 0.5 / Math.sqrt(k + 1)).reduce((a, b) => a + b);
    expect(mended.points[40][0]).toBeCloseTo(-7 + strides(40), 6);
    expect(mended.points[40][1]).toBeCloseTo(-7 + strides(4), 6);
    expect(mended.of).toBe(adagrad);
  });

  test('A0’s early stop is the only reason why its Adam looks settled', () => {
    const [printed, mended] = run('a0-early-stop');
    expect(printed[4].path.stop).toEqual({ reason: 'box', step: 17 });
    const [same] = walked({ ...erratum('a0-early-stop'), printed: { walks: [{ of: adam, start: [-6, -6] }] } }, 'printed');
    expect(same.points.slice(0, 18)).toEqual(printed[4].points);
    expect(same.values[20]).toBeCloseTo(0.626, 3);
    expect(mended[4].values[20]).toBeCloseTo(0.714, 3);
  });
});
