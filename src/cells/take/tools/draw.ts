/** A race as pictures that stand alone: no style sheet, no font, a ground of their own. Part of what readers take away. */
import type * as PlotLibrary from '@observablehq/plot';
import type { Family } from '../../../lib/optimizer.ts';
import type { Contest, Trail } from './walk.ts';

/** What drawing needs from where it is done. */
export interface Easel {
  Plot: typeof PlotLibrary;
  document: Document;
}

/** Each family's colour on light paper, and that of the reader's own. */
export const colours: Record<Family | 'mine', string> = {
  descent: '#24262b',
  momentum: '#005da1',
  adagrad: '#9c8d3d',
  rmsprop: '#14a382',
  adam: '#bf4d5c',
  newton: '#546000',
  matrix: '#541e00',
  mine: '#786cfc',
};

const paper = { background: '#fffdf8', color: '#24262b' };
const ground = '#cfd8dc';

/** The map with its paths, and f over the steps: two SVG texts. */
export function draw({ on, start }: Pick<Contest, 'on' | 'start'>, trails: Trail[], { Plot, document }: Easel): string[] {
  const lines = trails
    .filter(({ points }) => points.length > 0)
    .map((trail, i, all) => {
      const kin = all.slice(0, i).filter(({ family }) => family === trail.family).length;
      // Members of a family differ by their dashes.
      return { ...trail, stroke: colours[trail.family ?? 'mine'] ?? colours.mine, strokeDasharray: kin ? `${2 + 2 * kin} 3` : undefined };
    });
  const [x, y] = [on.view.x, on.view.y].map((domain) => ({ domain: [...domain] as [number, number], clamp: false }));
  const map = Plot.plot({
    document,
    width: 640,
    height: 400,
    x: { ...x, label: 'x' },
    y: { ...y, label: 'y' },
    style: paper,
    marks: [
      Plot.contour({
        value: (px: number, py: number) => on.value(px, py),
        stroke: ground,
        x1: on.view.x[0],
        x2: on.view.x[1],
        y1: on.view.y[0],
        y2: on.view.y[1],
        thresholds: on.levels,
        pixelSize: 4,
      } as PlotLibrary.ContourOptions),
      Plot.dot(on.minima, { symbol: 'times', stroke: paper.color, r: 5 }),
      ...lines.flatMap(({ points, stroke, strokeDasharray }) => [
        Plot.line(points, { stroke, strokeDasharray, clip: true }),
        Plot.dot(points, { fill: stroke, r: 1.5, clip: true }),
      ]),
      Plot.dot([start], { stroke: paper.color, fill: paper.background, r: 4 }),
      ...names(lines, 'top-left', Plot),
    ],
  });
  const loss = Plot.plot({
    document,
    width: 640,
    height: 240,
    x: { label: 'step' },
    y: { label: 'f', type: lines.every(({ values }) => values.every((value) => value > 0)) ? 'log' : 'linear', tickFormat: '~g' },
    style: paper,
    marks: [
      ...lines.map(({ values, stroke, strokeDasharray }) =>
        Plot.line(
          values.map((value, step) => [step, value] as const),
          { stroke, strokeDasharray },
        ),
      ),
      ...names(lines, 'top-right', Plot),
    ],
  });
  return [map, loss].map(alone);
}

/** Series of points, and how they are to be drawn. */
export interface Chart {
  kind: 'line' | 'dot';
  x?: string;
  y?: string;
  series: { name: string; points: [number, number][] }[];
}

/** Series of points as a picture. */
export function drawChart({ kind, x, y, series }: Chart, { Plot, document }: Easel): string {
  const range = Object.values(colours);
  const lines = series.map(({ name, points }, i) => ({ name, points, stroke: range[i % range.length] }));
  const marks = lines.map(({ points, stroke }) => Plot[kind](points, { stroke }));
  const labels = { x: { label: x ?? null }, y: { label: y ?? null } };
  return alone(Plot.plot({ document, ...labels, style: paper, marks: [...marks, ...names(lines, 'top-right', Plot)] }));
}

/** Names stand in a corner: at the ends of the paths they would stand on each other. */
function names(
  lines: { name: string; stroke: string; strokeDasharray?: string }[],
  corner: 'top-left' | 'top-right',
  { text }: Easel['Plot'],
) {
  const named = lines.filter(({ name }) => name);
  return named.map(({ name, stroke, strokeDasharray }, i) => {
    const at = { frameAnchor: corner, dx: corner === 'top-left' ? 8 : -8, dy: 8 + 13 * i };
    return text([`${strokeDasharray ? '╌' : '━'} ${name}`], { ...at, fill: stroke, stroke: paper.background });
  });
}

/** An image is a document of its own, so it says what it is. */
function alone(drawing: Element): string {
  drawing.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return drawing.outerHTML;
}
