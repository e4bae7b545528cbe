import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import type { Point } from '../src/lib/objective.ts';
import type { Optimizer } from '../src/lib/optimizer.ts';
import type { Trust } from '../src/trust.ts';
import { relativeDifference, roundedUp } from './difference.ts';
import { type Reference, references, walked } from './golden/references.ts';
import { checks, disagreements, farthest, measure } from './trust.ts';

const file = new URL('../src/trust.json', import.meta.url);
const measured = measure();

// `npm run trust`: before the file is read, which may be damaged or not there yet.
if (import.meta.env.MODE === 'trust') writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`);

test('src/trust.json says what is measured', () => {
  expect(disagreements(JSON.parse(readFileSync(file, 'utf8')), measured)).toEqual([]);
});

describe('a relative difference', () => {
  test('is the distance between two points in parts of theirs', () => {
    expect(relativeDifference([3, 4.5], [3, 4])).toBe(0.1);
    expect(relativeDifference([30, 45], [30, 40])).toBe(0.1);
    expect(relativeDifference([1, 1, 1, 3], [1, 1, 1, 1])).toBe(1);
  });

  test('does not grow where one coordinate passes through zero', () => {
    expect(relativeDifference([1e-12, 4], [0, 4])).toBe(2.5e-13);
    expect(relativeDifference([1e-16, 0], [0, 0], 4)).toBe(2.5e-17);
  });

  test('is 0 where every bit is the same, at the minimum too, and is nothing beside it', () => {
    expect(relativeDifference([0, 0], [0, 0])).toBe(0);
    expect(() => relativeDifference([1e-300, 0], [0, 0])).toThrow('(1e-300, 0) has no relative difference from zero');
  });

  test('is rounded up, never down', () => {
    expect([0, 1e-11, 1.0001e-11, 9.0129e-14, 3].map(roundedUp)).toEqual([0, 1e-11, 2e-11, 1e-13, 3]);
  });
});

/** A path of momentum, from elsewhere as it were, whose point after `step` steps is moved by `by`. */
function moved(step: number, by: Point, change: Partial<Reference> = {}): Reference {
  const original = references.find((r) => r.optimizer === 'momentum' && r.source === 'a0') as Reference;
  const points = walked(original, optimizer('momentum'));
  const [x, y] = points[step];
  return { ...original, points: points.with(step, [x + by[0], y + by[1]]), tolerance: () => 1, ...change };
}

describe('what is measured', () => {
  test('is nothing on a path that is walked to the last bit', () => {
    expect(farthest(moved(0, [0, 0]), optimizer('momentum'))).toEqual({ difference: 0, step: 0 });
  });

  test('is the amount that a path is off by, at the step where it is', () => {
    const [x, y] = moved(7, [0, 0]).points[7];
    // Away from (0, 0) by a thousandth of the distance, so that theirs is the longer one.
    const { difference, step } = farthest(moved(7, [x / 1000, y / 1000]), optimizer('momentum'));
    expect(difference).toBeCloseTo(1 / 1001, 12);
    expect(step).toBe(7);
  });

  test('is the worst of a source’s paths, with the sum of their steps', () => {
    const [x, y] = moved(7, [0, 0]).points[7];
    const paths = [moved(0, [0, 0]), moved(7, [x / 1e6, y / 1e6], { name: 'worse' }), moved(0, [0, 0], { on: 'quad2', source: 'pytorch' })];
    const length = paths[0].points.length - 1;
    expect(checks('momentum', optimizer('momentum'), paths)).toEqual([
      {
        source: 'a0',
        series: 2,
        objectives: ['quad1'],
        steps: 2 * length,
        largest: 1e-6,
        at: { series: 'worse', objective: 'quad1', step: 7 },
      },
      { source: 'pytorch', series: 1, objectives: ['quad2'], steps: length, largest: 0 },
    ]);
  });

  test('is refused where a path is left by more than its tolerance, so that no command makes a mistake a claim', () => {
    const adam = optimizer('adam') as Optimizer;
    const twice: Optimizer = {
      ...adam,
      step: (x, g, memory, hyper, moment) => adam.step(x, g, memory, { ...hyper, lr: 2 * hyper.lr }, moment),
    };
    expect(() => checks('adam', twice)).toThrow(/^article000\.json: adam .*: after 1 steps x is /);
  });

  test('is refused for an algorithm without a path from elsewhere', () => {
    expect(() => checks('nobody', optimizer('adam'))).toThrow('tests/golden has no path of nobody: nothing can be said');
  });
});

/** The measured record with another value in one place: 'checks.adam.0.steps'. */
function damaged(place: string, value: unknown): Trust {
  const claimed = structuredClone(measured);
  const [last, ...way] = place.split('.').reverse();
  // biome-ignore lint/suspicious/noExplicitAny: a record is walked by its keys
  const part = way.reduceRight((record: any, key) => record[key], claimed);
  part[last] = value;
  return claimed;
}

const adam = `checks.adam.${measured.checks.adam.findIndex(({ source }) => source === 'pytorch')}`;
const { largest, steps, series } = measured.checks.adam.at(-1) as Trust['checks'][string][number];
const { gradient } = measured.derivatives.rosenbrock;

describe('a file that claims what is not measured is told so, and what to do:', () => {
  test.each<[what: string, place: string, value: unknown]>([
    ['a step too many', `${adam}.steps`, steps + 1],
    ['a difference smaller than there is', `${adam}.largest`, largest / 10],
    ['a difference far larger than there is', `${adam}.largest`, 1000 * largest],
    ['a place where it was not found', `${adam}.at.step`, 0],
    ['an algorithm that nobody checked', 'checks.nobody', []],
    ['another version of PyTorch', 'versions.torch', '2.9'],
    ['a law that nobody tests', `laws.${measured.laws.length}`, 'all is well'],
    ['a better reason for what is left out', 'leftOut.0.reason', 'there is no time'],
    ['a better gradient', 'derivatives.rosenbrock.gradient', gradient / 10],
    ['a point that a figure does not draw', 'figures.a0-adam.points', 78],
  ])('%s', (_what, place, value) => {
    const [first] = disagreements(damaged(place, value), measured);
    expect(first).toContain(`src/trust.json says ${place} is ${JSON.stringify(value)}, measured is `);
    expect(first).toMatch(/: run `npm run trust`$/);
  });

  test('nothing about an algorithm', () => {
    const sentence = `src/trust.json says ${adam}.series is undefined, measured is ${series}: run \`npm run trust\``;
    expect(disagreements(damaged('checks.adam', undefined), measured)).toContain(sentence);
    expect(disagreements({}, measured)).toContain(sentence);
    expect(disagreements(null, measured)).toContain(sentence);
  });
});

describe('on an engine that rounds otherwise', () => {
  const written = (place: string, value: unknown) => disagreements({ ...damaged(place, value), engine: 'another' }, measured);

  test.each([
    ['of the same order', `${adam}.largest`, 3 * largest],
    ['too small to matter', 'checks.adam.1.largest', 5e-15],
    ['found at another step', `${adam}.at.step`, 0],
  ])('a difference may be %s', (_what, place, value) => {
    expect(written(place, value)).toEqual([]);
  });

  test.each([
    ['a larger difference', `${adam}.largest`, 100 * largest],
    ['a smaller difference', `${adam}.largest`, largest / 100],
    ['no number', `${adam}.largest`, 'small'],
    ['another count', `${adam}.steps`, steps + 1],
    ['another law', 'laws.0.says', 'all is well'],
  ])('%s is still told', (_what, place, value) => {
    expect(written(place, value)).toHaveLength(1);
  });
});
