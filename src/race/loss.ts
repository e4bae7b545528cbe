import * as Plot from '@observablehq/plot';
import type { Objective } from '../lib/objective.ts';
import { type Frame, tidy } from './map.ts';
import type { Lane } from './race.ts';

/** Below this the curve is at 0 as far as a double can tell. */
const floor = 1e-16;

interface At {
  step: number;
  value: number;
}

/** f at each step, on a log scale where f has one, with the cursor. A curve that leaves the scale leaves the drawing. */
export function drawLoss(
  f: Objective,
  lanes: Lane[],
  loudest: string,
  at: number,
  steps: number,
  frame: Frame,
  document: Document,
): SVGSVGElement {
  const { log, low, high } = scaleFor(f, lanes);
  const ticks = log ? powersBetween(low, high) : 4;
  const svg = tidy(
    Plot.plot({
      ...frame,
      document,
      className: 'plot',
      marginLeft: 38,
      marginRight: 14,
      marginTop: 10,
      marginBottom: 22,
      x: { domain: [0, steps], axis: null },
      y: { type: log ? 'log' : 'linear', domain: [low, high], axis: null },
      marks: [
        Plot.gridY({ ticks, className: 'grid' }),
        Plot.axisY({
          ticks,
          tickSize: 0,
          label: null,
          tickFormat: log ? power : (value: number) => String(value).replace('-', '−'),
          className: 'tick',
        }),
        Plot.axisX({
          ticks: 4,
          tickSize: 0,
          label: null,
          tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : ''),
          className: 'tick',
        }),
        Plot.ruleX([at], { className: 'cursor' }),
        lanes.map(({ entry, look: { colour, dash, symbol }, values }) => {
          const loud = entry.optimizer === loudest;
          // A curve at 0 runs along the bottom of a log scale.
          const curve = values.map((value, step) => ({ step, value: log ? Math.max(value, low) : value }));
          const here = curve.slice(0, at + 1).slice(-1);
          const where = { x: 'step', y: 'value' };
          return [
            Plot.line(within(curve, low, high, log), {
              ...where,
              stroke: colour,
              strokeDasharray: dash,
              strokeWidth: loud ? 2 : 1.3,
              strokeOpacity: loud ? 1 : 0.75,
            }),
            Plot.dot(
              here.filter(({ value }) => value >= low && value <= high),
              { ...where, symbol, r: loud ? 4.5 : 3.5, stroke: colour, strokeWidth: 1.6, fill: 'var(--paper)' },
            ),
          ];
        }),
      ],
    }) as SVGSVGElement,
  );
  if (log) raisePowers(svg);
  return svg;
}

/** From the lowest value to the highest, but not much beyond what the map shows: one path that flies off must not flatten the others. */
function scaleFor(f: Objective, lanes: Lane[]): { log: boolean; low: number; high: number } {
  const values = lanes.flatMap((lane) => lane.values);
  const [bottom, top] = [f.levels[0], f.levels[f.levels.length - 1]];
  const log = values.every((value) => value >= 0);
  if (!log) {
    const low = Math.max(2 * bottom, Math.min(...values));
    return { log, low, high: Math.max(low + 1, Math.min(2 * top, Math.max(...values))) };
  }
  const low = Math.max(floor, Math.min(bottom, ...values.filter((value) => value > 0)));
  return { log, low, high: Math.max(10 * low, Math.min(10 * top, Math.max(...values))) };
}

/** The parts of a curve between two values, with the points where it crosses them; a gap is a value that is not a number. */
function within(curve: At[], low: number, high: number, log: boolean): At[] {
  const height = log ? Math.log : (value: number) => value;
  const inside = ({ value }: At) => value >= low && value <= high;
  const crossing = (a: At, b: At, edge: number): At => {
    const part = (height(edge) - height(a.value)) / (height(b.value) - height(a.value));
    return { step: a.step + part * (b.step - a.step), value: edge };
  };
  return curve.flatMap((point, i) => {
    const before = curve[i - 1];
    if (!before || (inside(before) && inside(point))) return inside(point) ? [point] : [];
    const edges = [low, high].filter((edge) => Math.min(before.value, point.value) < edge && Math.max(before.value, point.value) > edge);
    const crossings = edges.map((edge) => crossing(before, point, edge)).sort((a, b) => a.step - b.step);
    return inside(point) ? [...crossings, point] : [...crossings, { step: point.step, value: Number.NaN }];
  });
}

/** At most five powers of ten in a range, evenly spread. */
function powersBetween(low: number, high: number): number[] {
  const [first, end] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  const stride = Math.max(1, Math.ceil((end - first) / 4));
  return Array.from({ length: Math.floor((end - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
}

/** Ticks are written 10^-2; the exponent is raised in the drawing, since few typefaces have all raised digits. */
const power = (value: number) => `10^${Math.round(Math.log10(value))}`;

function raisePowers(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll('.tick text')) {
    const [ten, exponent] = (text.textContent ?? '').split('^');
    if (exponent === undefined) continue;
    const raised = svg.ownerDocument.createElementNS(text.namespaceURI, 'tspan');
    raised.setAttribute('dy', '-0.45em');
    raised.setAttribute('class', 'power');
    raised.textContent = exponent.replace('-', '−');
    text.replaceChildren(ten, raised);
  }
}
