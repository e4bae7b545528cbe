/** A plot of points that a cell hands over; the page draws it, in its own colours. */
import * as Plot from '@observablehq/plot';
import { tidy } from '../race/map.ts';
import type { Shown } from './protocol.ts';

/** Families' colours, each with a dash of its own, since colour alone tells nothing to some. */
const looks = [
  { colour: 'var(--me)' },
  { colour: 'var(--descent)', dash: '6 3' },
  { colour: 'var(--momentum)', dash: '2 3' },
  { colour: 'var(--adagrad)', dash: '8 3 2 3' },
  { colour: 'var(--rmsprop)', dash: '12 4' },
];

/** @param width in pixels; the height is always the same, so that nothing below moves when it comes */
export function draw({ kind, x, y, series }: Extract<Shown, { mime: 'plot' }>, width: number): SVGSVGElement | HTMLElement {
  const finite = series.map(({ name, points }) => ({ name, points: points.filter((point) => point.every(Number.isFinite)) }));
  const names = finite.length > 1;
  const plot = Plot.plot({
    width: Math.max(240, width),
    height: 280,
    marginRight: names ? 90 : 24,
    marginLeft: 56,
    x: { label: x ?? null },
    y: { label: y ?? null, grid: true },
    marks: finite.flatMap(({ name, points }, i) => {
      const { colour, dash } = looks[i % looks.length];
      const at = { x: ([a]: [number, number]) => a, y: ([, b]: [number, number]) => b };
      return [
        kind === 'line'
          ? Plot.line(points, { ...at, stroke: colour, strokeDasharray: dash, strokeWidth: 1.8 })
          : Plot.dot(points, { ...at, stroke: colour, fill: colour, fillOpacity: 0.4, r: 2.5 }),
        ...(names ? [Plot.text(points.slice(-1), { ...at, text: () => name, fill: colour, textAnchor: 'start', dx: 6 })] : []),
      ];
    }),
  });
  return plot instanceof SVGSVGElement ? tidy(plot) : plot;
}
