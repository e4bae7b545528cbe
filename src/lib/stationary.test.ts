import { describe, expect, it } from 'vitest';
import beale from './objectives/beale.ts';
import himmelblau from './objectives/himmelblau.ts';
import quad1 from './objectives/quad1.ts';
import saddle from './objectives/saddle.ts';
import { stationaryPoints } from './stationary.ts';

describe('stationary points', () => {
  it('finds four minima, a maximum and four saddles on Himmelblau’s function', () => {
    const kinds = stationaryPoints(himmelblau).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual([...Array(1).fill('maximum'), ...Array(4).fill('minimum'), ...Array(4).fill('saddle')]);
  });

  it('finds the minima that the objectives state', () => {
    for (const f of [quad1, beale, himmelblau]) {
      const minima = stationaryPoints(f).filter(({ kind }) => kind === 'minimum');
      for (const [x, y] of f.minima) expect(minima.some(({ point }) => Math.hypot(point[0] - x, point[1] - y) < 1e-8)).toBe(true);
    }
  });

  it('tells a saddle from a minimum', () => {
    expect(stationaryPoints(saddle)).toEqual([{ point: [0, 0], kind: 'saddle' }]);
  });
});
