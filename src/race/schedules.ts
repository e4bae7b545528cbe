/** How each schedule runs over a training: drawn when the page is built. */
import * as Plot from '@observablehq/plot';
import { schedules } from '../lib/schedule.ts';
import { drawScales } from './chart.ts';
import type { Frame } from './map.ts';

export const frame: Frame = { width: 220, height: 96 };

const total = 200;
const room = { left: 32, right: 6, top: 8, bottom: 8 };

/** The factor of a schedule over a training, between 0 and 1. */
export function drawFactor(id: string, document: Document): SVGSVGElement {
  const points = Array.from({ length: total }, (_, k) => ({ t: k + 1, factor: schedules[id].factor(k + 1, total) }));
  const ticks = [0, 0.5, 1];
  return drawScales(frame, room, document, {
    x: { domain: [1, total], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.gridY({ ticks, className: 'grid' }),
      Plot.axisY({ ticks, tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
      Plot.line(points, { x: 't', y: 'factor', curve: id === 'step' ? 'step-after' : 'linear', className: 'curve' }),
    ],
  });
}
