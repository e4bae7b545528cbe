import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { objective, objectives } from '../catalog.ts';
import { lookOf } from './families.ts';
import { drawGround, levelsOf } from './ground.ts';
import { scaleOf } from './map.ts';
import { drawPaths } from './paths.ts';
import { drawRace, frame } from './picture.ts';
import { raceOf } from './protocols.ts';
import { run, withObjective, withSetting, withSteps } from './race.ts';

const page = () => new Window().document as unknown as Document;
const five = ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'];
const mapOf = (race: ReturnType<typeof raceOf>) => {
  const svg = page().createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawRace(svg, race, run(race), undefined);
  return svg;
};

/** The corners of rings that are written as one place and the ways from each to the next. */
function corners(d: string): [number, number][] {
  return [...d.matchAll(/M([^l]*)l([^z]*)z/g)].flatMap(([, first, ways]) => {
    let at = first.split(',').map(Number) as [number, number];
    return [
      at,
      ...ways.split(' ').map((way) => {
        const [dx, dy] = way.split(',').map(Number);
        at = [at[0] + dx, at[1] + dy];
        return at;
      }),
    ];
  });
}

/** Pixels: between the grid's places, 8 by 3 apart, f is taken to be straight, which bent valleys are not. */
const gridError = 1.5;

describe('the map', () => {
  it('has scales that lead there and back', () => {
    const scale = scaleOf(objective('quad1'), frame);
    expect(scale([-8, 8])).toEqual([0, 0]);
    expect(scale.invert(scale([-4, -6]))).toEqual([-4, -6]);
  });

  it('draws no NaN and no giant number on any objective, whatever diverges', () => {
    for (const id of objectives.keys()) {
      const wild = five.reduce((race, one) => withSetting(race, one, 'lr', 50), withSteps(withObjective(raceOf('fair', five), id), 60));
      const text = mapOf(wild).outerHTML;
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      for (const number of text.match(/\d+\.?\d*/g) ?? []) expect(Number(number)).toBeLessThan(1e6);
    }
  });

  it('draws a path of each algorithm, and a point for each step of a short one', () => {
    const race = raceOf('a0', ['adam']);
    const svg = drawPaths(
      objective('quad1'),
      [{ name: 'Adam', look: lookOf('adam'), points: run(race)[0].points, loud: true }],
      16,
      frame,
      page(),
    );
    expect(
      svg
        .querySelector('.dots')
        ?.getAttribute('d')
        ?.match(/M[^M]*h0/g),
    ).toHaveLength(17);
    expect(svg.textContent).toContain('Adam');
  });

  it('makes a small map for each algorithm when asked', () => {
    const svg = mapOf({ ...raceOf('a4', five.slice(0, 4)), view: 'multiples' });
    expect(svg.children).toHaveLength(4);
    expect([...svg.children].map((panel) => panel.querySelector('.title')?.textContent)).toEqual([
      'Gradient descent',
      'Momentum',
      'AdaGrad',
      'RMSprop',
    ]);
  });

  it('spaces the level sets of √f evenly in √f', () => {
    const roots = levelsOf(objective('quad1'), 'root').map(Math.sqrt);
    const gaps = roots.slice(1).map((root, i) => root - roots[i]);
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0], 10);
  });

  it.each([...objectives.keys()])('draws each level set of %s where f has its value, as finely as its grid is', (id) => {
    const f = objective(id);
    const { invert } = scaleOf(f, frame);
    const at = (across: number, down: number) => f.value(...invert([across, down]));
    const drawn = [...drawGround(f, 'f', frame, page()).querySelectorAll('.level path')];
    expect(drawn).toHaveLength(f.levels.length);
    let worst = 0;
    drawn.forEach((path, i) => {
      for (const [x, y] of corners(path.getAttribute('d') ?? '')) {
        if (x < 1 || x > frame.width - 1 || y < 1 || y > frame.height - 1) continue;
        // Pixels off: how far f is from the level, divided by how much f changes from a pixel to the next.
        const slope = Math.hypot(at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)) / 2;
        const bend = Math.abs(at(x + 4, y) + at(x - 4, y) - 2 * at(x, y));
        // Where f bends more than it slopes, at a saddle or on a narrow floor, there is no such number.
        if (bend < slope) worst = Math.max(worst, Math.abs(at(x, y) - f.levels[i]) / slope);
      }
    });
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(gridError);
  });

  it('ends a path that flies off on its way there', () => {
    const f = objective('quad1');
    const points = [
      [0, 0],
      [1000, 500],
    ] as const;
    const svg = drawPaths(f, [{ name: 'Adam', look: lookOf('adam'), points, loud: true }], 1, frame, page(), false);
    const [, x, y] = /L(-?[\d.]+),(-?[\d.]+)/.exec(svg.querySelector('path[d*="L"]')?.getAttribute('d') ?? '') ?? [];
    // Right and up from the middle, twice as far across as up, in the map's own units.
    const [across, up] = [(Number(x) - 352) / (frame.width / 16), (198 - Number(y)) / (frame.height / 16)];
    expect(across / up).toBeCloseTo(2, 1);
    expect(across).toBeGreaterThan(16);
  });
});
