import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { words as languages } from '../words.ts';
import { drawLandscape, levelsOf, sayLandscape, sayShare, tableOf, terrainOf } from './landscape.ts';
import { fromRecord, toRecord } from './landscape-record.ts';
import type { Fallen, Survey } from './surveying.ts';

const { landscape: words } = languages.en.network;
const document = new Window().document as unknown as Document;

const adam: Fallen = {
  optimizer: 'adam',
  share: 0.929,
  t: [0, 100, 200],
  points: [
    [0, 0],
    [0.1, 0.1],
    [0.2, -0.1],
  ],
  off: [0, 0.03, 0.05],
  losses: [2, 0.3, 0.02],
  below: [2, 0.5, 0.04],
};
/** One that ended before the others, and is mostly elsewhere. */
const short: Fallen = {
  ...adam,
  optimizer: 'momentum',
  share: 0.3,
  t: [0, 60],
  points: adam.points.slice(0, 2),
  off: [0, 0.2],
  losses: [2, 0.1],
  below: [2, 1.5],
};

const survey: Survey = {
  of: 'all',
  share: 0.8523,
  view: { x: [-0.2, 0.4], y: [-0.2, 0.2] },
  columns: 3,
  rows: 2,
  values: [4, 0.1, 0.001, 9, 1, 0.01],
  walks: [adam, short],
};

describe('the ground', () => {
  const f = terrainOf(survey);

  test('has what was measured where it was, from the lower left corner on', () => {
    const corners = [-0.2, 0.2].flatMap((y) => [-0.2, 0.1, 0.4].map((x) => f.value(x, y)));
    for (const [i, value] of corners.entries()) expect(value / survey.values[i]).toBeCloseTo(1, 12);
  });

  test('is straight in the logarithm between', () => {
    expect(f.value(-0.05, -0.2)).toBeCloseTo(Math.sqrt(4 * 0.1), 12);
    expect(f.value(0.1, 0)).toBeCloseTo(Math.sqrt(0.1 * 1), 12);
  });

  test('has level sets from the lowest loss to the highest, powers of ten among them', () => {
    const { levels, factor } = levelsOf(survey);
    expect(levels[0]).toBeCloseTo(0.001, 12);
    expect(levels.at(-1)).toBeLessThanOrEqual(9);
    for (const power of [0.01, 0.1, 1]) expect(Math.min(...levels.map((level) => Math.abs(level / power - 1)))).toBeLessThan(1e-9);
    for (const [i, level] of levels.slice(1).entries()) expect(level / levels[i]).toBeCloseTo(factor, 9);
  });

  test('has more of them where the loss changes less, and none far above the start', () => {
    const flat = levelsOf({ ...survey, values: [1.1, 1.2, 1.3, 1.4, 1.5, 3.9] });
    expect(flat.levels.length).toBeGreaterThanOrEqual(8);
    expect(flat.factor).toBeLessThan(levelsOf(survey).factor);
    expect(levelsOf({ ...survey, values: [1, 1e9] }).levels.at(-1)).toBeCloseTo(10, 9);
  });
});

describe('the map', () => {
  const paths = (of: string) => {
    const svg = drawLandscape({ ...survey, of }, 2, document);
    const names = [...svg.querySelectorAll('.name')];
    return {
      svg,
      names: names.map(({ textContent }) => textContent),
      loud: names.filter((one) => one.matches('.loud')).map(({ textContent }) => textContent),
    };
  };

  test('names each path with how much of it is to be seen, rounded down', () => {
    expect(paths('all').names.toSorted()).toEqual(['Adam, 92 %', 'Momentum, 30 %']);
  });

  test('is loud about those that are mostly in the plane, or about whose plane it is', () => {
    expect(paths('all').loud).toEqual(['Adam, 92 %']);
    expect(paths('momentum').loud).toEqual(['Momentum, 30 %']);
  });

  test('names whole powers of ten, each once', () => {
    const { svg } = paths('all');
    const levels = [...svg.querySelectorAll('.level-name')].map(({ textContent }) => textContent);
    expect(new Set(levels).size).toBe(levels.length);
    expect(levels.length).toBeGreaterThan(1);
    for (const level of levels) expect(['0.001', '0.01', '0.1', '1', '10']).toContain(level);
    expect(svg.outerHTML).not.toMatch(/NaN|Infinity/);
  });
});

test('what cannot be seen is said', () => {
  expect(sayLandscape(survey, words)).toContain('through all paths');
  expect(sayLandscape(survey, words)).toContain('Adam 92 % and Momentum 30 %');
  expect(sayLandscape({ ...survey, of: 'adam' }, words)).toContain('through the path of Adam');
  expect(sayShare(survey, words)).toContain('85 % of all');
  expect(sayShare({ ...survey, of: 'adam' }, words)).toContain('85 % of Adam’s');
  const apart = { ...survey, walks: [adam, { ...short, points: [[-0.1, 0] as const, [0, 0] as const] }] };
  expect(sayShare(survey, words)).toMatch(/from the start\.$/);
  expect(sayShare(apart, words)).toMatch(/from the middle of the starts\.$/);
  expect(drawLandscape(apart, 0, document).querySelectorAll('.start')).toHaveLength(2);
  expect(drawLandscape(survey, 0, document).querySelectorAll('.start')).toHaveLength(1);
});

test('the table says where each path is, and of one that ended before, where', () => {
  const { caption, rows } = tableOf(survey, 2, words);
  expect(caption).toContain('200');
  expect(rows).toEqual([
    { id: 'adam', name: 'Adam', cells: ['0.02', '0.04', '0.05', '92 %'] },
    { id: 'momentum', name: 'Momentum (up to 60)', cells: ['0.1', '1.5', '0.2', '30 %'] },
  ]);
  expect(tableOf(survey, 0, words).rows[1].name).toBe('Momentum');
});

test('what is written down is read as it was, but for digits that no map shows', () => {
  const read = fromRecord(toRecord('', [survey, { ...survey, of: 'adam' }]), 'adam');
  expect(read.of).toBe('adam');
  for (const [i, value] of read.values.entries()) expect(Math.abs(Math.log10(value / survey.values[i]))).toBeLessThan(5.1e-4);
  expect({ ...read, of: 'all', values: survey.values }).toEqual(survey);
});
