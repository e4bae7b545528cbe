/** What Adam remembers of one layer's squares, and what Adafactor guesses of it from the means of rows and columns. */
import { divide, factor, numbersKept } from '../lib/factored.ts';
import type { Frame } from '../race/map.ts';
import { svgElement } from '../race/svg.ts';
import { inside, rowsOf } from './inside.ts';

/** After how many updates; and which part of the network: the weights of the last layer, 100 × 10. */
export const updates = 20;
const which = 8;

export interface Squares {
  /** Row by row. */
  v: number[];
  guess: number[];
  rows: number;
  columns: number;
  /** How many numbers the guess is made of. */
  kept: number;
}

let found: Squares | undefined;

export function squares(): Squares {
  if (found) return found;
  const { params, memory } = inside('adam', updates);
  const { rows, columns } = params[which];
  const v = rowsOf(params[which], memory.v).flat();
  const param = { from: 0, rows, columns };
  const means = new Float64Array(numbersKept([param]));
  const out = new Float64Array(v.length);
  // Means of v itself, which are what means of squares would have become; and 1 divided by the root of the guess.
  factor(v.map(Math.sqrt), [param], 0, 0, means);
  divide(
    v.map(() => 1),
    [param],
    means,
    out,
  );
  found = { v, guess: Array.from(out, (root) => 1 / root ** 2), rows, columns, kept: means.length };
  return found;
}

/** The share of all numbers that are guessed to within a factor. */
export function within(times: number): number {
  const { v, guess } = squares();
  // Units that no image has moved have no squares, and none are guessed.
  const all = v.flatMap((value, i) => (value > 0 ? [guess[i] / value] : []));
  return all.filter((ratio) => ratio < times && ratio > 1 / times).length / all.length;
}

const cell = { width: 7, height: 10 };
export const frame: Frame = { width: 700, height: 100 };

/** How many shades there are, and how many powers of ten they span. */
const [shades, powers] = [10, 5];

/** A column for each unit of the layer before, a row for each digit; the darker, the larger. */
export function drawSquares(of: 'v' | 'guess', document: Document): SVGSVGElement {
  const { v, [of]: values, columns } = squares();
  const most = Math.max(...v);
  const cells = Array.from({ length: shades }, () => '');
  for (const [i, value] of values.entries()) {
    const shade = value > 0 ? Math.floor(shades * (1 + Math.log10(value / most) / powers)) : 0;
    const [x, y] = [cell.width * Math.floor(i / columns), cell.height * (i % columns)];
    cells[Math.min(shades - 1, Math.max(0, shade))] += `M${x} ${y}h${cell.width}v${cell.height}h-${cell.width}z`;
  }
  const svg = svgElement(document, 'svg', {});
  svg.append(...cells.map((d, k) => svgElement(document, 'path', { class: 'shade', d, 'fill-opacity': String((k + 0.5) / shades) })));
  return svg;
}
