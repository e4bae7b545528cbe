/** How much Adafactor's memory of squares keeps at each step, beside Adam's: drawn when the page is built. */
import * as Plot from '@observablehq/plot';
import type { Language, words } from '../words.ts';
import { drawScales } from './chart.ts';
import { lookOf } from './families.ts';
import type { Frame } from './map.ts';

export const frame: Frame = { width: 704, height: 260 };
const room = { left: 62, right: 24, top: 14, bottom: 34 };

export const steps = 1000;

/** The share that is kept of what is remembered, at a step: of Adafactor, and of Adam once its mean is corrected for its start. */
export const growing = (t: number, pace = 0.8) => 1 - t ** -pace;
export const corrected = (t: number, beta2 = 0.999) => (beta2 * (1 - beta2 ** (t - 1))) / (1 - beta2 ** t);

export function drawForgetting(t: (typeof words)[Language]['forgetting'], document: Document): SVGSVGElement {
  const all = Array.from({ length: steps }, (_, k) => k + 1);
  const curve = (of: (t: number) => number) => all.map((step) => ({ step, kept: of(step) }));
  const name = (step: number, of: (t: number) => number, said: string, fill: string, dx: number, dy: number, textAnchor: 'start' | 'end') =>
    Plot.text([{ step, kept: of(step) }], { x: 'step', y: 'kept', text: () => said, fill, dx, dy, textAnchor, className: 'said' });
  const { colour, text } = lookOf('adafactor');
  return drawScales(frame, room, document, {
    x: { type: 'log', domain: [1, steps], axis: null },
    y: { domain: [0, 1.12], axis: null },
    marks: [
      Plot.gridY({ ticks: [0, 0.25, 0.5, 0.75, 1], className: 'grid' }),
      Plot.axisY({ ticks: [0, 0.25, 0.5, 0.75, 1], tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
      Plot.axisX({ ticks: [1, 10, 100, 1000], tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
      Plot.lineY(curve(corrected), { x: 'step', y: 'kept', stroke: lookOf('adam').colour, strokeWidth: 1.5, strokeDasharray: '7 3' }),
      Plot.lineY(curve(growing), { x: 'step', y: 'kept', stroke: colour, strokeWidth: 2 }),
      name(25, corrected, t.adam, lookOf('adam').text, -4, -12, 'start'),
      name(8, growing, t.own, text, 8, 22, 'start'),
    ],
  });
}
