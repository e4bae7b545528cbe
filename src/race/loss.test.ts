import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { objective } from '../catalog.ts';
import { drawLoss } from './loss.ts';
import { raceOf } from './protocols.ts';
import { type Race, run, withObjective, withSetting, withStart } from './race.ts';

const frame = { width: 232, height: 150 };
const plotted = { top: 10, bottom: 150 - 22 };

const draw = (race: Race) => {
  const document = new Window().document as unknown as Document;
  return drawLoss(objective(race.objective), run(race), race.focus, race.at, race.steps, frame, document).svg;
};
const curves = (svg: SVGSVGElement) =>
  [...svg.querySelectorAll('path')]
    .map((path) => path.getAttribute('d') ?? '')
    .filter((d) => d.startsWith('M') && d.includes('L') && !d.includes('Z'))
    .map((d) => [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]));
const ticks = (svg: SVGSVGElement) => [...svg.querySelectorAll('.tick text')].map((text) => text.textContent);

describe('the curve of f', () => {
  it('falls on a log scale with powers of ten', () => {
    const svg = draw(raceOf('fair', ['momentum']));
    const [curve] = curves(svg);
    expect(curve).toHaveLength(21);
    expect(curve[20][1]).toBeGreaterThan(curve[0][1]);
    expect(ticks(svg)).toContain('10−2');
  });

  it('leaves the drawing where f leaves the scale, instead of running along its edge', () => {
    const svg = draw(withSetting(raceOf('fair', ['gradient-descent']), 'gradient-descent', 'lr', 0.8));
    for (const curve of curves(svg)) {
      for (const [, y] of curve) {
        expect(y).toBeGreaterThanOrEqual(plotted.top - 0.1);
        expect(y).toBeLessThanOrEqual(plotted.bottom + 0.1);
      }
      const along = curve.filter(([, y]) => y <= plotted.top + 0.1);
      expect(along.length).toBeLessThanOrEqual(1);
    }
  });

  it('is not flattened by one path that flies off', () => {
    const race = withSetting(raceOf('fair', ['gradient-descent', 'momentum']), 'gradient-descent', 'lr', 50);
    const highest = Math.max(...ticks(draw(race)).map((text) => Number(/^10(−?\d+)$/.exec(text ?? '')?.[1].replace('−', '-') ?? -99)));
    expect(highest).toBeLessThanOrEqual(3);
  });

  it('is linear where f goes below zero', () => {
    expect(ticks(draw(withObjective(raceOf('fair', ['adam']), 'saddle'))).some((text) => text?.startsWith('−'))).toBe(true);
  });

  it('keeps its axes when f is zero from the start, and when there is no path', () => {
    const still = withStart(raceOf('fair', ['adam']), [0, 0]);
    expect(ticks(draw(still)).length).toBeGreaterThan(3);
    expect(draw({ ...still, entries: [] }).outerHTML).not.toMatch(/NaN|Infinity/);
  });
});
