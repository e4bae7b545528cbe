import { drawChart } from './chart.ts';
import type { Frame } from './map.ts';
import type { Lane } from './race.ts';
import { stateOf } from './state.ts';
import type { Moving } from './svg.ts';

/** How many times larger or smaller than the middle one a rate may be and still be in the drawing. */
const reach = 1e3;

/** The effective rate of each step along each coordinate, by step; NaN at the start, and where the gradient is 0. */
export function ratesOf(lane: Lane): { x: number[]; y: number[] } {
  const rates = lane.points.map((_, step) => stateOf(lane, step).update?.rate ?? [undefined, undefined]);
  return { x: rates.map(([x]) => x ?? Number.NaN), y: rates.map(([, y]) => y ?? Number.NaN) };
}

/** The effective rate along x and along y at each step, on a log scale, with the step size. A rate of 0 or below is a gap. */
export function drawRates(lane: Lane, at: number, steps: number, frame: Frame, document: Document): Moving {
  const { x, y } = ratesOf(lane);
  const { lr } = lane.entry.hyper;
  const rules = lr ? [{ value: lr, name: 'η' }] : [];
  const curve = (name: string, values: number[], dash?: string) => ({ name, values, loud: true, look: { ...lane.look, dash } });
  return drawChart(
    { steps, log: true, ...spanOf([...x, ...y], lr || 1) },
    [curve('y', y, '4 2.5'), curve('x', x)],
    rules,
    at,
    frame,
    document,
  );
}

/** Whole powers of ten around the rates and the step size, without those that are far from most. */
function spanOf(rates: number[], lr: number): { low: number; high: number } {
  const shown = rates.filter((rate) => rate > 0).sort((a, b) => a - b);
  const middle = shown[shown.length >> 1] ?? lr;
  const near = [lr, ...shown].filter((rate) => rate >= middle / reach && rate <= middle * reach);
  const low = 10 ** Math.floor(Math.log10(Math.min(...near)) + 1e-6);
  return { low, high: Math.max(10 * low, 10 ** Math.ceil(Math.log10(Math.max(...near)) - 1e-6)) };
}
