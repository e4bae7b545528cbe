import * as Plot from '@observablehq/plot';
import { objective, optimizer } from '../catalog.ts';
import { descend } from '../lib/descend.ts';
import { settings, valueAt } from '../lib/vocabulary.ts';
import { type Language, words } from '../words.ts';
import { drawScales, power, raisePowers, stepAxis } from './chart.ts';
import { lookOf } from './families.ts';
import { figure, raceIn } from './figures.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';

export const frame: Frame = { width: 704, height: 300 };

/** Around the chart: room for numbers that stay legible where the chart is small. */
const room = { left: 54, right: 24, top: 14, bottom: 34 };

/** What the reader can set. */
export const names = ['finalLr', 'gamma'] as const;
export type Set = Record<(typeof names)[number], number>;

/** The run of the chapter's opening, whose settings these are at first. */
const race = raceIn(figure('before-adabound'));
const { hyper } = race.entries[1];
export const first: Set = { finalLr: hyper.finalLr, gamma: hyper.gamma };
export const { steps } = race;

/** Of all rates that are drawn; beyond them a curve runs along the edge. */
const span = { low: 1e-3, high: 1e3 };

/** The bounds at a step. */
const lowerAt = ({ finalLr, gamma }: Set, t: number) => finalLr * (1 - 1 / (gamma * t + 1));
const upperAt = ({ finalLr, gamma }: Set, t: number) => finalLr * (1 + 1 / (gamma * t));

/** At each step from the first, both bounds, and the rates that Adam would have where AdaBound with them has come to. */
export function boundsOf(set: Set) {
  const { lr, beta1, beta2, eps } = hyper;
  const { memory } = descend(optimizer('adabound'), objective(race.objective), {
    start: race.start,
    steps,
    hyper: { ...hyper, ...set },
  });
  return memory.v.slice(1).map(([vx, vy], k) => {
    const t = k + 1;
    const lrT = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    const [x, y] = [vx, vy].map((v) => lrT / (Math.sqrt(v) + eps));
    return { t, lower: lowerAt(set, t), upper: upperAt(set, t), x, y };
  });
}

type BoundsWords = (typeof words)[Language]['bounds'];

/** How often Adam's rate is beyond a bound, along each coordinate, in words. */
export function sayBounds(set: Set, t: BoundsWords): string[] {
  const all = boundsOf(set);
  return (['x', 'y'] as const).map((axis) => {
    const beyond = (test: (at: (typeof all)[number]) => boolean) => all.filter(test).length;
    return t.facts(
      axis,
      beyond((at) => at[axis] > at.upper),
      beyond((at) => at[axis] < at.lower),
      all.length,
    );
  });
}

/** The bounds with what lies between them, the rate on which they close, and Adam's rates. */
export function drawBounds(set: Set, t: BoundsWords, document: Document): SVGSVGElement {
  const inside = (value: number) => Math.min(span.high, Math.max(span.low, value));
  const all = boundsOf(set).map((at) => ({
    t: at.t,
    lower: inside(at.lower),
    upper: inside(at.upper),
    x: inside(at.x),
    y: inside(at.y),
  }));
  const { colour, text } = lookOf('adabound');
  const ink = 'var(--ink)';
  // Where the bounds have room for their names; and where a rate is about to run along the edge.
  const [early, later] = [all[Math.round(steps / 60)], all[Math.round(steps / 5)]];
  const late = (axis: 'x' | 'y') => all.findLast((at) => at[axis] < span.high / 2) ?? all[0];
  const powers = Array.from({ length: 7 }, (_, i) => span.low * 10 ** i);
  const said = (name: string, fill: string, dx: number, dy: number) =>
    ({ x: 't', text: () => name, dx, dy, fill, textAnchor: dx < 0 ? 'end' : 'start', className: 'said' }) as const;
  const svg = drawScales(frame, room, document, {
    x: { domain: [0, steps], axis: null },
    y: { type: 'log', domain: [span.low, span.high], axis: null },
    marks: [
      Plot.areaY(all, { x: 't', y1: 'lower', y2: 'upper', fill: colour, fillOpacity: 0.12 }),
      Plot.gridY({ ticks: powers, className: 'grid' }),
      Plot.axisY({ ticks: powers, tickSize: 0, label: null, tickFormat: power, className: 'tick' }),
      stepAxis(),
      Plot.ruleY([inside(set.finalLr)], { stroke: colour, strokeDasharray: '2 3' }),
      Plot.lineY(all, { x: 't', y: 'upper', stroke: colour, strokeWidth: 2 }),
      Plot.lineY(all, { x: 't', y: 'lower', stroke: colour, strokeWidth: 2 }),
      Plot.lineY(all, { x: 't', y: 'y', stroke: ink, strokeWidth: 1.3, strokeDasharray: '4 2.5' }),
      Plot.lineY(all, { x: 't', y: 'x', stroke: ink, strokeWidth: 1.3 }),
      Plot.text([early], { y: 'upper', ...said(t.upper, text, 10, -4) }),
      Plot.text([later], { y: 'lower', ...said(t.lower, text, 0, 14) }),
      Plot.text([late('x')], { y: 'x', ...said('x', ink, -8, -8) }),
      Plot.text([late('y')], { y: 'y', ...said('y', ink, -8, -8) }),
    ],
  });
  raisePowers(svg);
  return svg;
}

/** What stands beside a slider. */
export const inWords = (value: number) => short(value, 2);

/** Brings the figure to life: its sliders set the bounds, and the run follows. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].bounds;
  const chart = root.querySelector('.map') as SVGSVGElement;
  const set = { ...first };
  root.addEventListener('input', ({ target }) => {
    const slider = target as HTMLInputElement;
    const name = slider.name as keyof Set;
    set[name] = valueAt(settings[name], slider.valueAsNumber);
    const value = slider.parentElement?.querySelector('.value');
    if (value) value.textContent = inWords(set[name]);
    slider.setAttribute('aria-valuetext', inWords(set[name]));
    chart.replaceChildren(drawBounds(set, t, document));
    const facts = root.querySelectorAll('.facts');
    for (const [i, say] of sayBounds(set, t).entries()) facts[i].textContent = say;
  });
}
