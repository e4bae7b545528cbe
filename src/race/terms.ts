import type { Objective, Point } from '../lib/objective.ts';
import { type Measure, variables } from '../lib/vocabulary.ts';
import { scaleOf } from './map.ts';
import { frame, type Region } from './picture.ts';
import { svgElement } from './svg.ts';
import type { Trace } from './trace.ts';

/** A vector of an update as it is drawn: an arrow from the place before the update, or a box around it. */
export interface Term {
  name: string;
  measure: Measure;
  value: Point;
}

/** The vectors of an update in the order in which it makes them: the gradient, each line's result, and the step. */
export function termsOf({ before, rows }: Trace, measures: Record<string, Measure> = {}): (Term | undefined)[] {
  const from = before.x as Point;
  const termOf = (name: string, value: unknown): Term | undefined => {
    const measure = measures[name] ?? variables[name]?.measure ?? 'number';
    if (['number', 'rate', 'curvature', 'pairs'].includes(measure) || !Array.isArray(value)) return undefined;
    const vector = value as unknown as Point;
    return { name, measure, value: measure === 'place' ? [vector[0] - from[0], vector[1] - from[1]] : vector };
  };
  return [termOf('g', before.g), ...rows.map((row) => row && termOf(row.name, row.value))];
}

/** How long the longest of the slopes is drawn, in units of the figure. */
const reach = 90;

/**
 * How many times longer than they are slopes are drawn, so that the longest of them has room: they are measured in f
 * per unit of the map, which can be a hundred times what the map holds.
 */
export function slopeScale(f: Objective, terms: (Term | undefined)[], region: Region): number {
  const [ox, oy] = scaleOf(f, region)([0, 0]);
  const lengths = terms.flatMap((term) => {
    if (!term || !isSlope(term.measure)) return [];
    const [x, y] = scaleOf(f, region)(extent(term));
    return Math.hypot(x - ox, y - oy);
  });
  const longest = Math.max(0, ...lengths);
  // Two digits, since the figure says the number.
  return longest > 0 ? Number(((reach * region.height) / frame.height / longest).toPrecision(2)) : 1;
}

/** A drawn term: what to add to the map, and where its name stands, in units of the region. */
export interface DrawnTerm {
  element: SVGElement;
  tip: Point;
}

/** Draws a term at the place where the update began. Slopes point downhill: against the gradient, as the step does. */
export function drawTerm(f: Objective, term: Term, at: Point, slopes: number, region: Region, document: Document): DrawnTerm {
  const scale = scaleOf(f, region);
  const [x, y] = scale(at);
  const by = isSlope(term.measure) ? slopes : 1;
  const [ex, ey] = extent(term);
  const group = svgElement(document, 'g', { class: `term ${term.name === 'g' ? 'g' : term.measure}`, 'data-symbol': term.name });
  if (term.measure === 'square' || term.measure === 'size' || term.measure === 'area') {
    const [right, top] = scale([at[0] + by * ex, at[1] + by * ey]);
    const [width, height] = [Math.abs(right - x), Math.abs(top - y)];
    const box = { x: x - width, y: y - height, width: 2 * width, height: 2 * height };
    group.append(
      svgElement(document, 'rect', { class: 'hit', ...box }),
      svgElement(document, 'rect', { class: 'ink', pathLength: 1, ...box }),
    );
    return { element: group, tip: [x + width, y - height] };
  }
  const tip = scale([at[0] + by * ex, at[1] + by * ey]);
  const line = `M${x},${y}L${tip}`;
  group.append(
    svgElement(document, 'path', { class: 'hit', d: line }),
    svgElement(document, 'path', { class: 'ink', pathLength: 1, d: line }),
    svgElement(document, 'path', { class: 'head', d: head([x, y], tip) }),
  );
  return { element: group, tip };
}

const isSlope = (measure: Measure) => measure === 'slope' || measure === 'square' || measure === 'size';

/** How far a term reaches along each coordinate: the sides of a box, the way of an arrow. */
function extent({ measure, value: [x, y] }: Term): Point {
  if (measure === 'slope') return [-x, -y];
  if (measure === 'square' || measure === 'area') return [Math.sqrt(Math.max(0, x)), Math.sqrt(Math.max(0, y))];
  return measure === 'size' ? [Math.abs(x), Math.abs(y)] : [x, y];
}

/** The head of an arrow, never longer than the arrow. */
function head([x0, y0]: Point, [x1, y1]: Point): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 0.5) return '';
  const size = Math.min(9, length);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const corner = (side: number) => [x1 - size * ux + side * 0.45 * size * uy, y1 - size * uy - side * 0.45 * size * ux];
  return `M${x1},${y1}L${corner(1)}L${corner(-1)}Z`;
}
