import { describe, expect, it } from 'vitest';
import article000 from '../../tests/golden/article000.json';
import article004 from '../../tests/golden/article004_naive.json';
import { optimizer, optimizers } from '../catalog.ts';
import { figure, figures, five, protocolsOf, raceIn } from './figures.ts';
import { efforts, protocols } from './protocols.ts';
import { last, run, seen, withSteps } from './race.ts';
import { toData } from './table.ts';

interface Series {
  optimizer: string;
  options: { eps?: number };
  trajectory: number[][];
}

/** The largest distance between two lists of points, each coordinate for itself. */
function apart(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return Math.max(...a.flatMap((point, i) => point.map((value, j) => Math.abs(value - b[i][j]))));
}

const dataOf = (id: string) => {
  const race = raceIn(figure(id));
  return toData(id, race, run(race));
};

describe('the published numbers of the articles’ figures', () => {
  // The author's ε is 1e-6 (articles leave it open; this is the published notebook's).
  const golden = (article000.series as Series[]).filter(({ options }) => options.eps === undefined || options.eps === 1e-6);
  const ids = { gd: 'gradient-descent', momentum: 'momentum', adagrad: 'adagrad', rmsprop: 'rmsprop', adam: 'adam' };

  it.each(['a0-gd', 'a0-momentum', 'a0-adagrad', 'a0-rmsprop', 'a0-adam'])('%s draws the points that A0 draws', (id) => {
    const { series, objective } = dataOf(id);
    expect(objective).toBe('quad1');
    for (const { optimizer, points } of series) {
      const theirs = golden.find((one) => ids[one.optimizer as keyof typeof ids] === optimizer)?.trajectory ?? [];
      // 15 of each path, and all that Adam's loop noted before it stopped.
      expect(points).toHaveLength(optimizer === 'adam' ? theirs.length : 15);
      expect(apart(points, theirs)).toBeLessThan(1e-12);
    }
  });

  it('grows by one algorithm from figure to figure', () => {
    expect(['a0-gd', 'a0-momentum', 'a0-adagrad', 'a0-rmsprop', 'a0-adam'].map((id) => dataOf(id).series.length)).toEqual([1, 2, 3, 4, 5]);
  });

  it('a4-naive draws the points that A4 draws', () => {
    const { series, objective } = dataOf('a4-naive');
    const names = { 'gradient-descent': 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' };
    expect(objective).toBe('quad2');
    expect(series.map(({ optimizer }) => optimizer)).toEqual(Object.keys(names));
    for (const { optimizer, points } of series) {
      const theirs = article004.series.find((one) => one.optimizer === names[optimizer as keyof typeof names])?.trajectory ?? [];
      expect(points).toHaveLength(30);
      expect(apart(points, theirs)).toBeLessThan(1e-12);
    }
  });

  it('states the settings and the start of each path', () => {
    const [adam] = dataOf('a0-adam').series.slice(-1);
    expect(adam).toMatchObject({ optimizer: 'adam', start: [-6, -6], settings: { lr: 0.4, beta1: 0.9, beta2: 0.999, eps: 0, eps0: 1e-6 } });
  });
});

describe('every figure', () => {
  it('runs under its own protocol and every other, with finite points only', () => {
    for (const one of figures.values()) {
      for (const protocol of ['fair', 'a0', 'a4', 'pytorch'] as const) {
        for (const { points } of run(raceIn(one, protocol))) expect(points.flat().every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('that opens a chapter starts where its chapter’s algorithm is switched off, and what is known before is in focus', () => {
    for (const id of [
      'momentum',
      'lbfgs',
      'adagrad',
      'rmsprop',
      'adam',
      'adamax',
      'swats',
      'amsgrad',
      'adabound',
      'adabelief',
      'adan',
      'lion',
      'sophia',
      'prodigy',
      'schedule-free',
      'shampoo',
      'adafactor',
      'muon',
    ]) {
      const { hidden, focus, entries } = raceIn(figure(`before-${id}`));
      expect(hidden).toEqual([id]);
      expect(entries.map(({ optimizer }) => optimizer)).toContain(id);
      expect(focus).not.toBe(id);
    }
  });

  it('with rules of its own has every setting that its algorithms have, and offers no other rules', () => {
    const one = figure('before-rmsprop');
    expect(protocolsOf(one)).toEqual([]);
    expect(raceIn(one).entries.map(({ hyper }) => Object.keys(hyper))).toEqual([
      ['lr', 'eps', 'eps0'],
      ['lr', 'beta2', 'eps', 'eps0'],
    ]);
    expect(protocolsOf(figure('fair'))).toEqual(protocols);
  });

  it('that has step sizes as given and tuned offers these, and no other has them', () => {
    const one = figure('saddle-race');
    expect(protocolsOf(one)).toEqual(efforts);
    const [given, tuned] = efforts.map((as) => raceIn(one, as));
    expect(raceIn(one)).toEqual(given);
    expect({ ...tuned, entries: [], at: 0 }).toEqual({ ...given, entries: [], at: 0 });
    expect(tuned.entries).not.toEqual(given.entries);
    expect(() => raceIn(figure('fair'), 'tuned')).toThrow(new RangeError('The figure “fair” has no rules “tuned”'));
  });

  it('of a chapter shows its algorithm, those that it grew out of and A0’s five, and has all others before it by choice', () => {
    for (const [i, [id, { from }]] of [...optimizers].entries()) {
      const { ids, spare = [] } = figure(id);
      expect(ids).toEqual([...optimizers.keys()].slice(0, i + 1));
      const seen = ids.filter((one) => !spare.includes(one));
      expect(seen).toEqual(expect.arrayContaining([id, ...Object.keys(from), ...five.filter((one) => ids.includes(one))]));
      for (const one of seen.filter((one) => one !== id && !five.includes(one))) {
        const children = seen.filter((other) => Object.hasOwn(optimizer(other).from, one));
        expect(children, `${one} in ${id}`).not.toEqual([]);
      }
    }
  });

  it('runs nobody who is switched off', () => {
    let walks = 0;
    const { step } = optimizer('adam');
    optimizers.set('counted', {
      ...optimizer('adam'),
      step(...update) {
        walks++;
        step(...update);
      },
    });
    const race = raceIn({ ...figure('fair'), ids: ['momentum', 'counted'], spare: ['counted'] });
    const lanes = run(race);
    expect(last(race, lanes)).toBe(20);
    expect(walks).toBe(0);
    expect(lanes[1].points).toHaveLength(21);
    optimizers.delete('counted');
    expect(walks).toBe(20);
  });

  it('is unknown by any other name, and the error lists the known ones', () => {
    expect(() => figure('a9')).toThrow('a0-adam');
  });

  it('made fair puts Adam fourth of five', () => {
    const race = raceIn(figure('fair'));
    const ends = seen(race, run(race)).map(({ entry, values }) => ({ id: entry.optimizer, f: values[values.length - 1] }));
    expect(ends.toSorted((a, b) => a.f - b.f).map(({ id }) => id)).toEqual(['momentum', 'rmsprop', 'gradient-descent', 'adam', 'adagrad']);
  });

  it('shows every point and stops nobody early once the budget is another', () => {
    for (const { points, path } of run(withSteps(raceIn(figure('a0-adam')), 25))) {
      expect(points).toHaveLength(26);
      expect(path.stop.reason).toBe('budget');
    }
  });
});
