import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { objective, objectives } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import { seeded } from '../lib/random.ts';
import { type Eye, projection, type Spot } from './eye.ts';
import { levelsOf } from './ground.ts';
import { drawRace, frame } from './picture.ts';
import { raceOf } from './protocols.ts';
import { type Race, run, withObjective, withSetting, withSteps } from './race.ts';
import { drawRelief } from './relief.ts';
import { hidden, terrainOf } from './terrain.ts';

const five = ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'];
const empty = () => (new Window().document as unknown as Document).createElementNS('http://www.w3.org/2000/svg', 'svg');
const surfaceOf = (race: Race, own?: string) => {
  const svg = empty();
  drawRace(svg, { ...race, view: 'surface' }, run(race), own);
  return svg;
};

/** Every element with its attributes, in whatever order they were set. */
const content = (svg: Element) =>
  [...svg.querySelectorAll('*')].map(({ tagName, attributes }) => [
    tagName,
    ...[...attributes].map(({ name, value }) => `${name}=${value}`).sort(),
  ]);

/** The points of a path that is written as distances. */
function pointsOf(d: string): Point[] {
  const numbers = (d.match(/-?\d*\.?\d+/g) ?? []).map(Number);
  let [x, y] = [0, 0];
  return Array.from({ length: numbers.length / 2 }, (_, i) => {
    [x, y] = [x + numbers[2 * i], y + numbers[2 * i + 1]];
    return [x, y] as const;
  });
}

const holds = (rim: Point[], [x, y]: Point) =>
  rim.reduce((inside, [ax, ay], i) => {
    const [bx, by] = rim[(i + 1) % rim.length];
    return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !inside : inside;
  }, false);

/** Where a line of sight first meets the sheet, coming from the eye in small steps, and whether that is its upper side. */
function firstSeen(f: ReturnType<typeof objective>, eye: Eye, through: Spot) {
  const { on } = terrainOf(f, 'f');
  const { away, rise } = projection(eye, frame);
  const [cx, cy] = [(f.view.x[0] + f.view.x[1]) / 2, (f.view.y[0] + f.view.y[1]) / 2];
  const half = (f.view.x[1] - f.view.x[0]) / 2;
  let above: boolean | undefined;
  for (let t = -3; t < 3; t += 0.002) {
    const [u, v, sight] = [through[0] + t * away[0], through[1] + t * away[1], through[2] - t * rise];
    if (Math.abs(u) > 1 || Math.abs(v) > 1) continue;
    const ground = on([cx + u * half, cy + v * half])[2];
    const now = sight > ground;
    if (above !== undefined && now !== above && ground <= 1) return { u, v, front: above };
    above = now;
  }
  return undefined;
}

describe('the sheet', () => {
  const eyes: Eye[] = [
    [112, 28],
    [-30, 50],
    [200, 12],
    [45, 35],
  ];
  it.each(['quad1', 'himmelblau', 'rosenbrock'].flatMap((id) => eyes.map((eye) => [id, ...eye] as const)))(
    'of %s is drawn from the back to the front, seen from %s°, %s° up: what lies on top is what a line of sight meets first',
    (id, azimuth, elevation) => {
      const f = objective(id);
      const eye: Eye = [azimuth, elevation];
      const svg = empty();
      drawRelief(svg, { f, levels: 'f', eye, at: 0, paths: [], starts: [] }, frame);
      const tiles = [...svg.querySelectorAll('.sheet .tone, .sheet .glass')].map((tile) => ({
        front: tile.getAttribute('class') === 'tone',
        rim: pointsOf(tile.getAttribute('d') ?? ''),
      }));
      const { to } = projection(eye, frame);
      const next = seeded(7);
      let [right, looked] = [0, 0];
      for (let i = 0; i < 400; i++) {
        const through: Spot = [2 * next() - 1, 2 * next() - 1, next()];
        const seen = firstSeen(f, eye, through);
        const onTop = tiles.findLast(({ rim }) => holds(rim, to(through)));
        if (!seen && !onTop) continue;
        looked++;
        if (seen && onTop && seen.front === onTop.front) right++;
      }
      // Rims and folds are as fine as the mesh is.
      expect(looked).toBeGreaterThan(100);
      expect(right / looked).toBeGreaterThan(0.96);
    },
  );

  it.each(['quad1', 'rosenbrock', 'saddle'])('of %s hides what a line of sight says it hides', (id) => {
    const f = objective(id);
    const eye: Eye = [-60, 15];
    const view = projection(eye, frame);
    const terrain = terrainOf(f, 'f');
    const next = seeded(3);
    let [right, count] = [0, 0];
    let covered = 0;
    for (let i = 0; i < 400; i++) {
      const spot = terrain.on([f.view.x[0] + next() * (f.view.x[1] - f.view.x[0]), f.view.y[0] + next() * (f.view.y[1] - f.view.y[0])]);
      if (spot[2] > 1) continue;
      // Towards the eye: what comes up out of the ground after having been in it.
      let [under, over] = [false, false];
      for (let t = 0.02; t < 3; t += 0.002) {
        const [u, v, sight] = [spot[0] - t * view.away[0], spot[1] - t * view.away[1], spot[2] + t * view.rise];
        if (Math.abs(u) > 1 || Math.abs(v) > 1 || sight > 1) break;
        const half = (f.view.x[1] - f.view.x[0]) / 2;
        const ground = terrain.on([(f.view.x[0] + f.view.x[1]) / 2 + u * half, (f.view.y[0] + f.view.y[1]) / 2 + v * half])[2];
        if (ground > sight) under = true;
        else if (under) over = true;
      }
      count++;
      if (over) covered++;
      if (hidden(terrain, view, spot) === over) right++;
    }
    expect(right / count).toBeGreaterThan(0.93);
    if (id === 'rosenbrock') expect(covered).toBeGreaterThan(20);
  });

  it.each([...objectives.keys()])('of %s has its lines where f has its levels', (id) => {
    const f = objective(id);
    const terrain = terrainOf(f, 'f');
    const ups = levelsOf(f, 'f').map((level) => (level - terrain.low) / (terrain.top - terrain.low));
    const edge = ([x, y]: Spot) => Math.abs(Math.abs(x) - terrain.sides[0]) < 1e-9 || Math.abs(Math.abs(y) - terrain.sides[1]) < 1e-9;
    const inside = terrain.lines[0].flat(2).filter((spot) => !edge(spot));
    expect(inside.length).toBeGreaterThan(50);
    for (const [, , up] of inside) expect([...ups, 1].some((one) => Math.abs(one - up) < 1e-9)).toBe(true);
    // Both ways of cutting it into rows have the same lines.
    const pieces = (lines: Spot[][][]) => lines.flat().reduce((sum, line) => sum + line.length - 1, 0);
    expect(pieces(terrain.lines[1])).toBe(pieces(terrain.lines[0]));
  });

  it('of a steep surface is cut off above what half of its map has, and that of A0 is whole', () => {
    expect(terrainOf(objective('quad1'), 'f').top).toBeCloseTo(134.4, 9);
    expect(terrainOf(objective('quad1'), 'root').top).toBeCloseTo(Math.sqrt(134.4), 9);
    expect(terrainOf(objective('rosenbrock'), 'f').top).toBeLessThan(1000);
    expect(terrainOf(objective('beale'), 'f').top).toBeLessThan(5000);
    expect(terrainOf(objective('saddle'), 'f')).toMatchObject({ low: -4, top: 4 });
  });
});

describe('a race on its surface', () => {
  it.each([...objectives.keys()])('draws no NaN and no giant number on %s from anywhere, whatever diverges', (id) => {
    const wild = five.reduce((race, one) => withSetting(race, one, 'lr', 50), withSteps(withObjective(raceOf('fair', five), id), 60));
    for (const eye of [
      [112, 28],
      [0, 90],
      [-45, 0],
    ] as Eye[]) {
      const text = surfaceOf({ ...wild, eye }).outerHTML;
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      for (const number of text.match(/\d+\.?\d*/g) ?? []) expect(Number(number)).toBeLessThan(1e4);
    }
  });

  it('has each path in its colour on the surface and on the map, a name, and a symbol at the cursor', () => {
    const svg = surfaceOf({ ...raceOf('a0', five), eye: [112, 28] }, 'adam');
    for (const family of ['descent', 'momentum', 'adagrad', 'rmsprop', 'adam']) {
      expect(svg.querySelector(`.above .way[stroke="var(--${family})"]`)).not.toBeNull();
      expect(svg.querySelector(`.shadows .way[stroke="var(--${family})"]`)).not.toBeNull();
    }
    expect([...svg.querySelectorAll('.name')].map((name) => name.textContent).sort()).toEqual(
      ['Adam', 'AdaGrad', 'Gradient descent', 'Momentum', 'RMSprop'].sort(),
    );
    expect(new Set([...svg.querySelectorAll('.here .sign')].map((sign) => sign.getAttribute('d'))).size).toBe(5);
    // A0 lets Adam start elsewhere.
    expect(svg.querySelectorAll('.start')).toHaveLength(1);
    expect(svg.querySelectorAll('.own-start')).toHaveLength(1);
  });

  it('draws what is hidden apart, and nothing is hidden from straight above', () => {
    const race = { ...raceOf('a0', five), objective: 'rastrigin', start: [-2.4, 1.7] as Point };
    expect(surfaceOf({ ...race, eye: [30, 15] }).querySelector('.behind')).not.toBeNull();
    expect(surfaceOf({ ...race, eye: [30, 90] }).querySelector('.behind')).toBeNull();
  });

  it('keeps the map on the floor while it is turned, and lays another for another objective', () => {
    const race = raceOf('a0', five);
    const svg = surfaceOf(race);
    const floor = svg.querySelector('.floor svg');
    const before = svg.querySelector('.floor')?.getAttribute('transform');
    const draw = (next: Race) => drawRace(svg, { ...next, view: 'surface' }, run(next), undefined);
    draw({ ...race, eye: [10, 40] });
    expect(svg.querySelector('.floor svg')).toBe(floor);
    expect(svg.querySelector('.floor')?.getAttribute('transform')).not.toBe(before);
    // However it came to be, a drawing is what it shows.
    expect(content(svg)).toEqual(content(surfaceOf({ ...race, eye: [10, 40] })));
    draw(withObjective(race, 'saddle'));
    expect(svg.querySelector('.floor svg')).not.toBe(floor);
  });

  it('goes to the map and back without a trace', () => {
    const race = raceOf('a0', five);
    const svg = surfaceOf(race);
    drawRace(svg, race, run(race), undefined);
    expect(svg.querySelector('.relief')).toBeNull();
    drawRace(svg, { ...race, view: 'surface' }, run(race), undefined);
    expect(svg.innerHTML).toBe(surfaceOf(race).innerHTML);
  });
});
