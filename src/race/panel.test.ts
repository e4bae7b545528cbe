import { Window } from 'happy-dom';
import { describe, expect, test } from 'vitest';
import { objectives, optimizer, optimizers } from '../catalog.ts';
import type { Objective } from '../lib/objective.ts';
import type { Hyper, Optimizer } from '../lib/optimizer.ts';
import { position, settings } from '../lib/vocabulary.ts';
import { words as languages } from '../words.ts';
import { drawPanel, panelFrame } from './panel.ts';
import { drawRace } from './picture.ts';
import { protocols, raceOf } from './protocols.ts';
import { panels, type Race, run, withForm, withObjective, withSetting, withStart, withSteps } from './race.ts';
import { ratesOf } from './rate.ts';
import { boundaryOf, drawLimit, knownOf, sayValue } from './stability.ts';

const words = languages.en.race;
const document = new Window().document as unknown as Document;
const all = [...optimizers.keys()];
const panel = (race: Race) => drawPanel(race, run(race), undefined, words, document);
const broken = /NaN|Infinity|undefined|null/;

describe.each(panels)('the view “%s”', (view) => {
  test.each(all)('draws %s on every objective, at every kind of step, without a NaN', (id) => {
    for (const on of objectives.keys()) {
      for (const lr of on === 'quad1' ? [0, 0.01, 50] : [50]) {
        const race = { ...withSetting(withSteps(withObjective(raceOf('fair', all, id), on), 30), id, 'lr', lr), panel: view };
        const drawn = panel({ ...race, at: 30 });
        for (const at of [0, 1, 30]) {
          drawn.move(at);
          expect(drawn.svg.outerHTML).not.toMatch(broken);
          expect(drawn.says(at)).toMatch(/\.$/);
          expect(drawn.label(at)).not.toMatch(broken);
        }
      }
    }
  });

  test('has one size, whatever it shows, and also when no path is switched on', () => {
    const race = { ...raceOf('fair', all), panel: view };
    for (const one of [race, { ...race, hidden: all }]) {
      const { svg, move } = panel(one);
      move(3);
      expect(svg.getAttribute('viewBox')).toBe(`0 0 ${panelFrame.width} ${panelFrame.height}`);
      expect(svg.outerHTML).not.toMatch(broken);
    }
  });
});

test('at the start only those who start together are said to', () => {
  expect(panel({ ...raceOf('fair', all), at: 0 }).says(0)).toMatch(/^All start at f\s=\s73.6/);
  expect(panel({ ...raceOf('a0', all, 'adam'), at: 0 }).says(0)).toMatch(/^Adam starts at f\s=\s75.6/);
});

describe('a cursor that has moved leaves the picture that would have been drawn anew', () => {
  const races: [string, Race][] = [
    ...protocols.map((protocol): [string, Race] => [protocol, raceOf(protocol, all)]),
    ['a map for each', { ...raceOf('a4', all), view: 'multiples' }],
    ['one path', { ...raceOf('fair', all), view: 'one' }],
    ['a path that flies off', withSetting(raceOf('fair', all), 'momentum', 'lr', 2)],
    ['a start off the map', withStart(raceOf('fair', all), [900, 3])],
    ['f below zero', withObjective(raceOf('fair', all), 'saddle')],
  ];
  test.each(races)('%s', (_, race) => {
    const lanes = run(race);
    const map = (at: number) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      return { svg, move: drawRace(svg, { ...race, at }, lanes, undefined) };
    };
    const end = race.at;
    for (const [from, to] of [
      [end, 0],
      [0, end],
      [3, 7],
    ]) {
      const moved = map(from);
      moved.move(to);
      expect(moved.svg.innerHTML).toBe(map(to).svg.innerHTML);
      for (const view of panels) {
        const beside = (at: number) => drawPanel({ ...race, panel: view, at }, lanes, undefined, words, document);
        const one = beside(from);
        one.move(to);
        expect(one.svg.outerHTML, view).toBe(beside(to).svg.outerHTML);
        expect(one.label(to)).toBe(beside(to).label(to));
      }
    }
  });

  test('names stay where they are', () => {
    const race = raceOf('fair', all);
    const names = (at: number) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      drawRace(svg, { ...race, at }, run(race), undefined);
      return [...svg.querySelectorAll('.name')].map((name) => name.outerHTML);
    };
    expect(names(3)).toHaveLength(all.length);
    expect(names(3)).toEqual(names(20));
  });
});

describe('effective rates', () => {
  test('of gradient descent are η', () => {
    const { x, y } = ratesOf(run(raceOf('fair', ['gradient-descent']))[0]);
    expect([x[0], y[0]]).toEqual([Number.NaN, Number.NaN]);
    for (const rate of [...x.slice(1), ...y.slice(1)]) expect(rate).toBeCloseTo(0.4, 12);
  });

  test('are none where a step moves without a gradient, and any where it stays', () => {
    const race: Race = { ...withObjective(raceOf('fair', ['gradient-descent', 'momentum']), 'sparse'), panel: 'rate' };
    const says = (focus: string) => Array.from({ length: 20 }, (_, at) => panel({ ...race, focus }).says(at + 1)).join(' ');
    expect(says('gradient-descent')).toContain('anything along y, where g = 0');
    expect(says('gradient-descent')).not.toContain('which moves');
    expect(says('momentum')).toContain('nothing along y, which moves though g = 0');
  });

  test('of Adam’s first step are η/|g|', () => {
    const { x, y } = ratesOf(run(raceOf('fair', ['adam']))[0]);
    expect(x[1]).toBeCloseTo(0.4 / 0.8, 5);
    expect(y[1]).toBeCloseTo(0.4 / 24, 5);
  });

  test('of a step that does not go downhill are said, and are a gap', () => {
    const race: Race = { ...raceOf('fair', ['momentum']), panel: 'rate' };
    const { y } = ratesOf(run(race)[0]);
    const against = y.findIndex((rate) => rate < 0);
    expect(against).toBeGreaterThan(0);
    const drawn = panel(race);
    drawn.move(against);
    expect(drawn.says(against)).toContain('along y (not downhill: a gap in the curve)');
    const [curveOfY] = drawn.svg.querySelectorAll('path[stroke-dasharray]');
    expect(curveOfY.getAttribute('d')?.match(/M/g)?.length).toBeGreaterThan(1);
  });

  test('where the gradient is 0 are none', () => {
    const race: Race = { ...withStart(raceOf('fair', ['gradient-descent']), [-4, 0]), panel: 'rate' };
    expect(panel(race).says(5)).toContain('0.4 along x and anything along y, where g = 0');
  });
});

describe('the memory view', () => {
  const drawn = (id: string, hyper: Record<string, number> = {}, form?: string) => {
    let race: Race = { ...raceOf('fair', [id]), panel: 'memory', at: 20 };
    for (const [name, value] of Object.entries(hyper)) race = withSetting(race, id, name, value);
    return panel(withForm(race, id, form));
  };
  const heights = (svg: SVGElement) =>
    [...(svg.querySelector('.bars')?.getAttribute('d') ?? '').matchAll(/M[\d.]+,([\d.]+)V([\d.]+)/g)].map(
      ([, ground, top]) => Number(ground) - Number(top),
    );

  test('has a bar for each gradient so far, and each is β of the next', () => {
    const { svg, move } = drawn('momentum', { beta1: 0.9 });
    const bars = heights(svg);
    expect(bars).toHaveLength(20);
    bars.slice(1).forEach((height, k) => {
      expect(Math.abs(bars[k] - 0.9 * height)).toBeLessThan(0.2);
    });
    move(4);
    expect(heights(svg)).toHaveLength(4);
    expect(svg.textContent).toContain('m, of g: ≈ 1/(1 − 0.9) = 10 steps');
  });

  test('says how far each memory reaches and what the newest gradient is of it', () => {
    const { label } = drawn('adam');
    expect(label(20)).toContain('m, of g: ≈ 1/(1 − 0.9) = 10 steps. v, of g²: ≈ 1/(1 − 0.999) = 1000 steps.');
    // (1 − β)/(1 − β²⁰)
    expect(label(20)).toContain('At step 20 the newest gradient is 11 % of m and 5 % of v.');
  });

  test('shows AdaGrad’s squares alike, and no memory as the newest gradient alone', () => {
    const adagrad = drawn('adagrad');
    expect(new Set(heights(adagrad.svg)).size).toBe(1);
    expect(adagrad.svg.textContent).toContain('v, of g²: all alike, for ever');
    const none = drawn('gradient-descent');
    expect(heights(none.svg).filter((height) => height > 0)).toHaveLength(1);
    expect(none.says(20)).toContain('keeps nothing');
  });

  test('says so where nothing reaches the memory', () => {
    expect(drawn('momentum', { lr: 0 }, 'steps').label(20)).toContain('m stays 0');
  });
});

describe('the stability view', () => {
  const stable = (id: string, lr: number, on = 'quad1') => {
    const race = withSetting(withObjective(raceOf('fair', [id]), on), id, 'lr', lr);
    return panel({ ...race, panel: 'stability' });
  };

  test('knows the boundaries where the curvature is the same everywhere and theory has a limit', () => {
    expect(knownOf(objectives.get('quad1') as never, optimizer('momentum'), optimizer('momentum').hyper)).toEqual({
      by: 'theory',
      limit: expect.any(Function),
      line: { at0: 2, slope: 2 },
      curvatures: [expect.closeTo(0.2, 12), 4],
    });
    expect(stable('gradient-descent', 0.4).svg.textContent).toContain('2/4 = 0.5');
    expect(stable('momentum', 0.4).svg.textContent).toContain('(2 + 2β₁)/4');
    expect(stable('momentum', 0.4).svg.querySelectorAll('.boundary')).toHaveLength(2);
  });

  test('says on which side a setting is', () => {
    expect(stable('gradient-descent', 0.4).says(0)).toBe('Converges: η·λmax = 1.6 < 2.');
    expect(stable('gradient-descent', 0.5).says(0)).toContain('On the boundary');
    expect(stable('momentum', 1).says(0)).toBe('Diverges: η·λmax = 4 > 2 + 2β₁ = 3.');
    expect(stable('momentum', 0).says(0)).toBe('η = 0: every step stays where it is.');
    expect(stable('momentum', 0.1, 'saddle').says(0)).toContain('no lowest point');
  });

  test('draws a boundary that is bent in β₁, and says where it is', () => {
    const bent = { ...optimizer('momentum'), limit: ({ beta1 }: Hyper) => (2 + 2 * beta1) / (1 + 2 * beta1) } as unknown as Optimizer;
    const f = objectives.get('quad1') as Objective;
    expect(boundaryOf(f, bent, { lr: 0.1, beta1: 0.5 })?.lr).toBeCloseTo(1.5 / 4, 12);
    const race: Race = { ...raceOf('fair', ['momentum']), panel: 'stability' };
    const lanes = run(race).map((lane) => ({ ...lane, optimizer: bent }));
    const drawn = drawPanel(race, lanes, undefined, words, document);
    expect(drawn.svg.querySelectorAll('.boundary')).toHaveLength(2);
    expect(drawn.svg.outerHTML).not.toMatch(broken);
    expect(drawn.says(0)).toBe('Diverges: η·λmax = 1.6 > 1.5.');
  });

  test('measures where theory knows nothing, and says why', () => {
    expect(stable('adam', 0.4).says(0)).toContain(
      'No boundary is known for Adam: each cell is a run of 20 steps. Here 0.97 % of f above its minimum is left',
    );
    expect(stable('momentum', 0.001, 'rosenbrock').says(0)).toContain('The curvature changes from place to place');
    expect(stable('momentum', 9, 'rosenbrock').says(0)).toContain('no finite end');
  });

  test('gives the settings at a place, within what the settings take', () => {
    const { settingsAt } = stable('momentum', 0.4);
    const middle = settingsAt?.([120, 74]);
    expect(middle?.beta1).toBeCloseTo(0.5, 1);
    expect(settingsAt?.([-900, 900])).toEqual({ lr: 0.025, beta1: 0 });
    expect(settingsAt?.([9000, -900])).toEqual({ lr: 45, beta1: 0.99 });
    expect(settingsAt?.([120, 74])?.lr).toBeGreaterThan(0.5);
    expect(stable('gradient-descent', 0.4).settingsAt?.([120, 74])).not.toHaveProperty('beta1');
    expect({ ...panel(raceOf('fair', all)) }.settingsAt).toBeUndefined();
  });
});

describe('the slider of η', () => {
  const limitOn = (id: string, on: string, hyper = {}) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const o = optimizer(id);
    drawLimit(svg, objectives.get(on) as never, o, { ...o.hyper, ...hyper });
    return svg;
  };

  test('is shaded from the boundary on', () => {
    const svg = limitOn('momentum', 'quad1', { beta1: 0.5 });
    const at = Number.parseFloat(svg.querySelector('rect')?.getAttribute('x') ?? '');
    expect(at).toBeCloseTo(100 * position(settings.lr, 0.75), 1);
    expect(svg.textContent).toBe('(2 + 2β₁)/λ = 0.75');
    expect(limitOn('gradient-descent', 'quad2').textContent).toBe('2/λ = 1');
  });

  test.each([
    ['adam', 'quad1'],
    ['momentum', 'rosenbrock'],
    ['momentum', 'saddle'],
    ['momentum', 'sparse'],
  ])('has no boundary for %s on %s', (id, on) => {
    expect(limitOn(id, on).innerHTML).toBe('');
    const o = optimizer(id);
    expect(sayValue('lr', objectives.get(on) as never, o, o.hyper, words)).toBe(String(o.hyper.lr));
  });

  test('says on which side it is', () => {
    const o = optimizer('gradient-descent');
    const f = objectives.get('quad1') as never;
    expect(boundaryOf(f, o, { lr: 1 })).toEqual({ lr: 0.5, formula: '2/λ' });
    expect(sayValue('lr', f, o, { lr: 0.6 }, words)).toBe('0.6, beyond the boundary 2/λ = 0.5');
    expect(sayValue('lr', f, o, { lr: 0.4 }, words)).toBe('0.4, within the boundary 2/λ = 0.5');
  });
});
