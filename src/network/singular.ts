/** How strong the directions of a layer are in what Muon remembers, and in the step that it makes of that. */
import * as Plot from '@observablehq/plot';
import { eigen } from '../lib/eigen.ts';
import { drawScales, power, raisePowers } from '../race/chart.ts';
import { lookOf } from '../race/families.ts';
import type { Frame } from '../race/map.ts';
import type { Language, words } from '../words.ts';
import { inside, rowsOf } from './inside.ts';

export const frame: Frame = { width: 704, height: 300 };
const room = { left: 72, right: 24, top: 14, bottom: 34 };

/** After how many updates; and which part of the network: the weights of the third layer, 100 × 100. */
export const updates = 20;
const which = 4;

/** Singular values, the largest first: of m, divided by its length as the iterations do first, and of the step. */
export interface Strengths {
  before: number[];
  after: number[];
}

let found: Strengths | undefined;

export function strengths(): Strengths {
  if (found) return found;
  const { params, memory } = inside('muon', updates);
  const [m, delta] = [memory.m, memory.delta].map((all) => singular(rowsOf(params[which], all)));
  const length = Math.hypot(...m);
  found = { before: m.map((value) => value / length), after: delta };
  return found;
}

function singular(M: number[][]): number[] {
  const squares = eigen(M.map((row) => M.map((other) => row.reduce((sum, value, k) => sum + value * other[k], 0))));
  return squares.values.map((value) => Math.sqrt(Math.max(0, value)));
}

/** How many of the strongest directions hold this share of the square of the length. */
export function holders(values: number[], share: number): number {
  const whole = values.reduce((sum, value) => sum + value ** 2, 0);
  let [sum, count] = [0, 0];
  while (sum < share * whole) sum += values[count++] ** 2;
  return count;
}

/** Below that lie only a few, some of them 0: units that no image moves. */
const span = { low: 1e-5, high: 3 };

export function drawStrengths(t: (typeof words)[Language]['singular'], document: Document): SVGSVGElement {
  const { before, after } = strengths();
  const { colour, text } = lookOf('muon');
  const powers = Array.from({ length: 6 }, (_, i) => 10 ** (i - 5));
  const dots = (values: number[]) => values.flatMap((value, k) => (value >= span.low ? [{ k: k + 1, value }] : []));
  const [faint, equal] = [dots(before), dots(after)];
  const name = (dot: { k: number; value: number }, said: string, fill: string, dy: number) =>
    Plot.text([dot], { x: 'k', y: 'value', text: () => said, fill, dy, dx: 4, textAnchor: 'start', className: 'said' });
  const svg = drawScales(frame, room, document, {
    x: { domain: [0, 101], axis: null },
    y: { type: 'log', domain: [span.low, span.high], axis: null },
    marks: [
      Plot.gridY({ ticks: powers, className: 'grid' }),
      Plot.axisY({ ticks: powers, tickSize: 0, label: null, tickFormat: power, className: 'tick' }),
      Plot.axisX({ ticks: [1, 25, 50, 75, 100], tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
      Plot.dot(faint, { x: 'k', y: 'value', r: 2.2, stroke: 'var(--ink)', strokeWidth: 1.2 }),
      Plot.dot(equal, { x: 'k', y: 'value', r: 2.6, fill: colour }),
      name(faint[19], t.before, 'var(--ink)', -12),
      name(equal[19], t.after, text, 20),
    ],
  });
  raisePowers(svg);
  return svg;
}
