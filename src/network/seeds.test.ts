import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { words as languages } from '../words.ts';
import { best, type Effort, jobsFor, protocol, type RecordedSeeds, runnerFor } from './seeds.ts';
import { drawDots, rooms } from './seeds-picture.ts';
import { lanesOf, rowsOf, saidOf, sayStanding, standingIn, summaryOf, tell } from './seeds-standing.ts';

const words = languages.en.network.seeds;
const { rates } = protocol.search;
const lossesWith = (...few: [number, number | null][]) => rates.map((rate) => few.find(([at]) => at === rate)?.[1] ?? null);
const nothing = lossesWith();

describe('the search', () => {
  test('takes the step size and the schedule with the lowest final loss, whatever has none', () => {
    const constant = lossesWith([0.001, 2], [0.05, 0.5], [0.2, 0.7]);
    expect(best(protocol, { constant, cosine: nothing })).toEqual({ lr: 0.05, schedule: 'constant' });
    expect(best(protocol, { constant, cosine: lossesWith([0.1, 0.4]) })).toEqual({ lr: 0.1, schedule: 'cosine' });
    expect(() => best(protocol, { constant: nothing, cosine: nothing })).toThrow('No step size from 0.0002 to 0.5 has a finite loss');
  });

  test('changes the step size and the schedule, and nothing else', () => {
    const sweeps = { adam: { constant: nothing, cosine: lossesWith([0.002, 0.1]) } };
    const { schedule, hyper, ...rest } = runnerFor(protocol, sweeps, 'adam', 'tuned');
    const usual = runnerFor(protocol, sweeps, 'adam', 'defaults');
    expect({ schedule, ...rest }).toEqual({ schedule: 'cosine', optimizer: 'adam', form: 'rate' });
    expect(hyper).toEqual({ ...usual.hyper, lr: 0.002 });
    expect(usual).toMatchObject({ schedule: 'constant', hyper: { lr: 0.001 } });
  });
});

test('runs go seed by seed, so that whoever stops has pairs', () => {
  const all = jobsFor(['adam', 'momentum'], ['defaults', 'tuned'], [3, 4]);
  expect(all.map(({ algorithm, effort, seed }) => `${seed} ${algorithm} ${effort}`)).toEqual([
    '3 adam defaults',
    '3 adam tuned',
    '3 momentum defaults',
    '3 momentum tuned',
    '4 adam defaults',
    '4 adam tuned',
    '4 momentum defaults',
    '4 momentum tuned',
  ]);
});

/** Right answers of each seed, of 1000. */
type Rights = Record<string, (number | null)[]>;
function recordedWith(defaults: Rights, tuned: Rights): RecordedSeeds {
  const results = (effort: Effort, all: Rights) =>
    Object.entries(all).map(([algorithm, rights]) => ({
      effort,
      runner: { optimizer: algorithm, hyper: { lr: 0.01 }, schedule: 'constant' },
      outcomes: rights.map((right) => ({ right, loss: right === null ? null : 0.5 })),
      begins: 1,
    }));
  return {
    about: '',
    images: 'built-in',
    protocol: { ...protocol, algorithms: Object.keys(defaults), seeds: [1, 2, 3, 4, 5, 6], unseen: 1000 },
    sweeps: {},
    results: [...results('defaults', defaults), ...results('tuned', tuned)],
  };
}
const recorded = recordedWith(
  { 'gradient-descent': [900, 901, 902, 903, 904, 906], adam: [950, 951, 952, 953, 954, 956], rmsprop: [800, 960, 960, 960, 960, 960] },
  { 'gradient-descent': [951, 952, 953, 954, 955, 957], adam: [951, 951, 953, 953, 955, 955], rmsprop: [null, 960, 960, 960, 960, 960] },
);

const ended = (algorithm: string, effort: Effort, seed: number, right: number) => ({
  job: { algorithm, effort, seed },
  outcome: { right, loss: 0.1 },
});

describe('standings', () => {
  const order = (...of: Parameters<typeof standingIn>) =>
    standingIn(...of).ranking.map(({ lane: { algorithm, effort } }) => `${algorithm} ${effort}`);

  test('A3 holds gradient descent, tuned, against the others as they come', () => {
    const lanes = lanesOf(recorded, []);
    expect(order(lanes, 'a3', 1000)).toEqual(['gradient-descent tuned', 'adam defaults', 'rmsprop defaults']);
    expect(order(lanes, 'defaults', 1000)).toEqual(['adam defaults', 'rmsprop defaults', 'gradient-descent defaults']);
  });

  test('seeds with which anybody has no finite loss are left out, for all', () => {
    const { seeds, ranking } = standingIn(lanesOf(recorded, []), 'tuned', 1000);
    expect(seeds).toBe(5);
    expect(ranking[0].lane.algorithm).toBe('rmsprop');
    expect(ranking.every(({ values }) => values.length === 5)).toBe(true);
  });

  test('are told with what luck would do', () => {
    const lanes = lanesOf(recorded, []);
    // One more with each of six seeds: both ways, 2 of 64.
    expect(sayStanding(standingIn(lanes, 'a3', 1000), words)).toBe(
      'Gradient descent is best, with 95.4 ± 0.2 %. It is 0.10 points above Adam, and ahead with 6 of 6 seeds. Luck alone would do as much in 1 case of 32.',
    );
    expect(sayStanding(standingIn(lanes, 'defaults', 1000), words)).toMatch(
      /^Adam is best, with 95\.3 ± 0\.2 %\. It is 1\.\d\d points above RMSprop, and ahead with 1 of 6 seeds\. That may be luck, which alone would do as much in most cases\. Gradient descent is number 3 of 3, 5\.00 points below Adam, and behind with 6 of 6 seeds\. Luck alone would do as much in 1 case of 32\.$/,
    );
  });

  test('are the reader’s own once two seeds are there for all who take part', () => {
    const one = ['gradient-descent', 'adam', 'rmsprop'].map((id, i) => ended(id, 'defaults', 11, 700 + i));
    const two = ['gradient-descent', 'adam', 'rmsprop'].map((id, i) => ended(id, 'defaults', 12, 700 + i));
    expect(standingIn(lanesOf(recorded, one), 'defaults', 1000).of).toBe('recorded');
    expect(standingIn(lanesOf(recorded, [...one, two[0]]), 'defaults', 1000).of).toBe('recorded');
    const lanes = lanesOf(recorded, [...one, ...two]);
    expect(standingIn(lanes, 'defaults', 1000)).toMatchObject({ of: 'own', seeds: 2 });
    expect(standingIn(lanes, 'tuned', 1000).of).toBe('recorded');
    expect(sayStanding(standingIn(lanes, 'defaults', 1000), words)).toContain('ahead with 2 of your 2 seeds');
  });
});

describe('the dots', () => {
  const drawn = (own: Parameters<typeof lanesOf>[1], measure: 'right' | 'loss' = 'right', room: 'wide' | 'narrow' = 'wide') => {
    const svg = new Window().document.createElementNS('http://www.w3.org/2000/svg', 'svg') as unknown as SVGSVGElement;
    drawDots(svg, room, lanesOf(recorded, own), { comparison: 'a3', measure }, 1000, words);
    return svg;
  };
  const xs = (svg: SVGSVGElement, lane: string, of = 'recorded') =>
    [...svg.querySelectorAll(`[data-lane="${lane}"] .${of} path`)].map((dot) =>
      Number(/\(([\d.]+),/.exec(dot.getAttribute('transform') ?? '')?.[1]),
    );

  test('are one for each run that came to something, the better the further to the right', () => {
    const svg = drawn([]);
    expect(xs(svg, 'rmsprop tuned')).toHaveLength(5);
    const better = xs(svg, 'gradient-descent tuned');
    expect(better).toHaveLength(6);
    expect(better).toEqual(better.toSorted((a, b) => a - b));
    expect(Math.min(...better)).toBeGreaterThan(Math.max(...xs(svg, 'gradient-descent defaults')));
  });

  test('stay in their room, and so do means and bars, with any outcome', () => {
    const extreme = [ended('adam', 'tuned', 7, 0), ended('adam', 'tuned', 8, 1000), ended('rmsprop', 'tuned', 7, 1)];
    for (const room of ['wide', 'narrow'] as const)
      for (const measure of ['right', 'loss'] as const) {
        const svg = drawn(extreme, measure, room);
        expect(svg.innerHTML).not.toMatch(/NaN|Infinity/);
        const { width, left, right } = rooms[room];
        for (const lane of ['adam tuned', 'rmsprop tuned', 'rmsprop defaults'])
          for (const x of [...xs(svg, lane), ...xs(svg, lane, 'own')]) {
            expect(x).toBeGreaterThanOrEqual(left);
            expect(x).toBeLessThanOrEqual(width - right);
          }
        for (const bar of svg.querySelectorAll('.bar')) expect(Number(bar.getAttribute('width'))).toBeGreaterThanOrEqual(0);
      }
  });

  test('are quiet where they are not compared', () => {
    const quiet = [...drawn([]).querySelectorAll('.quiet')].map((lane) => lane.getAttribute('data-lane'));
    expect(quiet).toEqual(['gradient-descent defaults', 'adam tuned', 'rmsprop tuned']);
  });
});

describe('the table', () => {
  test('has a row for each algorithm and its settings, with the runs that came to nothing', () => {
    const rows = rowsOf(lanesOf(recorded, []), 1000, words);
    expect(rows.map(({ lane, cells }) => [lane.algorithm, ...cells])).toEqual([
      ['gradient-descent', 'default', '0.01', 'constant', '90.3 ± 0.2 %', '0.50 ± 0.00', '6'],
      ['gradient-descent', 'tuned', '0.01', 'constant', '95.4 ± 0.2 %', '0.50 ± 0.00', '6'],
      ['adam', 'default', '0.01', 'constant', '95.3 ± 0.2 %', '0.50 ± 0.00', '6'],
      ['adam', 'tuned', '0.01', 'constant', '95.3 ± 0.2 %', '0.50 ± 0.00', '6'],
      ['rmsprop', 'default', '0.01', 'constant', '93.3 ± 6.5 %', '0.50 ± 0.00', '6'],
      ['rmsprop', 'tuned', '0.01', 'constant', '96.0 ± 0.0 %', '0.50 ± 0.00', '5; 1 without a finite loss'],
    ]);
  });

  test('takes the reader’s own runs where there are two', () => {
    const lane = (...own: Parameters<typeof lanesOf>[1][number][]) =>
      lanesOf(recorded, own).find(({ algorithm, effort }) => algorithm === 'adam' && effort === 'tuned');
    const [first, second] = [ended('adam', 'tuned', 7, 600), ended('adam', 'tuned', 8, 700)];
    const summary = (found: ReturnType<typeof lane>) => found && summaryOf(found, 'right', 1000);
    expect(summary(lane(first))).toMatchObject({ of: 'recorded', broken: 0 });
    expect(summary(lane(first, second))).toMatchObject({ of: 'own', mean: 65, values: [60, 70], broken: 0 });
    const broken = { job: { algorithm: 'adam', effort: 'tuned' as const, seed: 9 }, outcome: { right: null, loss: null } };
    expect(summary(lane(first, broken))).toMatchObject({ of: 'recorded', broken: 1 });
    expect(summary(lane(first, broken, second))).toMatchObject({ of: 'own', values: [60, 70], broken: 1 });
  });

  test('tells a spread to the place of its mean', () => {
    expect(saidOf(97.44, 0.16, 'right')).toBe('97.4 ± 0.2 %');
    expect(saidOf(0.00412, 0.00058, 'loss')).toBe('0.0041 ± 0.0006');
    expect(saidOf(2.27, 0.04, 'loss')).toBe('2.3 ± 0.0');
    expect(saidOf(97.44, Number.NaN, 'right')).toBe('97.4 %');
  });
});

describe('the text tells', () => {
  const told = (what: Parameters<typeof tell>[1]['what'], over?: string) =>
    tell(recorded, { what, of: 'gradient-descent', effort: 'tuned', ...(over && { over }) });

  test('means and spreads, extremes and step sizes', () => {
    expect([told('right'), told('worst'), told('best'), told('loss'), told('rate')]).toEqual([
      '95.4 ± 0.2 %',
      '95.1 %',
      '95.7 %',
      '0.50 ± 0.00',
      '0.01',
    ]);
  });

  test('what paired runs have over each other', () => {
    expect([told('gap', 'adam defaults'), told('ahead', 'adam defaults'), told('luck', 'adam defaults')]).toEqual([
      '0.10',
      '6 of 6',
      '1 in 32',
    ]);
  });

  test('nothing of runs that there are not', () => {
    expect(() => tell(recorded, { what: 'right', of: 'nag', effort: 'tuned' })).toThrow('There are no runs “nag tuned”');
    expect(() => told('gap')).toThrow(RangeError);
  });
});
