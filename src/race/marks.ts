import * as Plot from '@observablehq/plot';
import type { Objective, Point } from '../lib/objective.ts';
import type { Kind } from '../lib/stationary.ts';
import { type Look, lookOf } from './families.ts';
import { type Frame, scales, tidy } from './map.ts';

/** An arrow on a map, with its name at its tip. */
export interface Arrow {
  from: Point;
  to: Point;
  name: string;
  colour: string;
}

/** Arrows over a ground of the same frame. */
export function drawArrows(f: Objective, arrows: Arrow[], frame: Frame, document: Document): SVGSVGElement {
  return tidy(
    Plot.plot({
      ...scales(f, frame),
      document,
      marks: arrows.flatMap(({ from, to, name, colour }) => {
        const roomOnTheRight = to[0] < (f.view.x[0] + f.view.x[1]) / 2;
        const line = { x1: () => from[0], y1: () => from[1], x2: () => to[0], y2: () => to[1] };
        return [
          Plot.dot([from], { r: 5, fill: 'var(--paper)', stroke: 'var(--ink)', strokeWidth: 2.2 }),
          Plot.arrow([0], { ...line, stroke: colour, strokeWidth: 2.4, headLength: 7 }),
          Plot.text([to], {
            text: () => name,
            dx: roomOnTheRight ? 8 : -8,
            textAnchor: roomOnTheRight ? 'start' : 'end',
            fill: colour,
            className: 'name',
          }),
        ];
      }),
    }) as SVGSVGElement,
  );
}

/** Signs for the places where the gradient is zero. */
export function drawStationary(f: Objective, points: { point: Point; kind: Kind }[], frame: Frame, document: Document): SVGSVGElement {
  const sign = { minimum: 'plus', maximum: 'triangle', saddle: 'times' } as const;
  return tidy(
    Plot.plot({
      ...scales(f, frame),
      document,
      marks: points.map(({ point, kind }) => Plot.dot([point], { symbol: sign[kind], r: 4.5, className: `stationary ${kind}` })),
    }) as SVGSVGElement,
  );
}

/** An algorithm's symbol alone, for legends. */
export function drawSymbol(id: string, document: Document): SVGSVGElement {
  const { colour, symbol } = lookOf(id);
  const size = { width: 16, height: 16, margin: 0, x: { axis: null }, y: { axis: null }, className: 'plot' };
  const dot = Plot.dot([0], { x: 0, y: 0, symbol, r: 4.5, stroke: colour, strokeWidth: 1.8 });
  return tidy(Plot.plot({ ...size, document, marks: [dot] }) as SVGSVGElement);
}

const outlines = new Map<string, string>();

/** The outline of a symbol around (0, 0), as a path, for drawings that are not Plot's. It is drawn once. */
export function outline(symbol: Look['symbol'], r: number, document: Document): string {
  const key = `${symbol} ${r}`;
  const made = outlines.get(key);
  if (made !== undefined) return made;
  const size = { width: 0, height: 0, margin: 0, x: { axis: null }, y: { axis: null } };
  const plot = Plot.plot({ ...size, document, marks: [Plot.dot([0], { x: 0, y: 0, symbol, r })] });
  // Plot has a circle for a circle.
  const drawn = plot.querySelector('path')?.getAttribute('d') ?? `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  outlines.set(key, drawn);
  return drawn;
}
