import { inView, type Objective, type Point } from '../lib/objective.ts';
import type { Look } from './families.ts';
import { endLabels } from './labels.ts';
import { type Frame, scaleOf } from './map.ts';
import { corner, drawSigns, lineThrough, type Moving, putAt, sheet, svgElement } from './svg.ts';

/** A path as it is drawn on a map. */
export interface Drawn {
  name: string;
  look: Look;
  points: readonly Point[];
  /** Thick and in full colour, or quieter. */
  loud: boolean;
  /** What something else was made from: fainter still. */
  ghost?: boolean;
}

/** Paths of more steps than this are lines without a dot for each. */
export const dotted = 60;

/** The paths up to a step in full and what follows faintly, a name at each end, a symbol at the cursor. */
export function drawPaths(f: Objective, drawn: Drawn[], at: number, frame: Frame, document: Document, labelled = true): SVGSVGElement {
  const { svg, move } = movingPaths(f, drawn, frame, document, labelled);
  move(at);
  return svg;
}

/** The same, to be moved to a step, and to another. */
export function movingPaths(f: Objective, drawn: Drawn[], frame: Frame, document: Document, labelled: boolean): Moving {
  const scale = scaleOf(f, frame);
  // The loud ones lie on top. A path of which nothing is on the paper is none.
  const paths = drawn
    .map((path) => ({ ...path, points: onPaper(path.points, f) }))
    .filter(({ points }) => points.length > 0)
    .sort((a, b) => Number(a.loud) - Number(b.loud));
  const lines = paths.map((path) => drawLine(path, path.points.map(scale), document));
  const signs = drawSigns(
    paths.map(({ look, loud }) => ({ look, r: loud ? 5 : 3.8, strokeWidth: loud ? 2.4 : 1.8 })),
    document,
  );
  return {
    svg: sheet(document, frame, ...lines.map(({ svg }) => svg), ...(labelled ? names(f, paths, frame, document) : []), ...signs),
    move(at: number) {
      lines.forEach(({ move }, i) => {
        const { points } = paths[i];
        const here = Math.min(at, points.length - 1);
        move(here);
        putAt(signs[i], scale(points[here]));
      });
    },
  };
}

/** A path as a line, with a dot for each point where they are few. */
function drawLine({ look: { colour, dash }, loud, ghost }: Drawn, places: Point[], document: Document): Moving<SVGGElement> {
  const corners = places.map(corner);
  const line = { stroke: colour, 'stroke-width': loud ? 2.4 : 1.4, 'stroke-dasharray': dash };
  const opacity = ghost ? '0.45' : loud ? undefined : '0.75';
  const rest = svgElement(document, 'path', { ...line, 'stroke-opacity': '0.25' });
  const done = svgElement(document, 'path', { ...line, 'stroke-opacity': opacity });
  // All dots are one path, each a line of no length with round ends: its corners are those of the line, which a packed page has once.
  const dots =
    places.length <= dotted
      ? svgElement(document, 'path', {
          class: 'dots',
          stroke: colour,
          'stroke-width': loud ? 4.8 : 3.4,
          'stroke-linecap': 'round',
          'stroke-opacity': opacity,
        })
      : undefined;
  return {
    svg: svgElement(document, 'g', { fill: 'none', 'stroke-linejoin': 'round' }, rest, done, ...(dots ? [dots] : [])),
    move(at) {
      const past = corners.slice(0, at + 1);
      rest.setAttribute('d', lineThrough(corners.slice(at)));
      done.setAttribute('d', lineThrough(past));
      dots?.setAttribute('d', past.map((place) => `M${place}h0`).join(''));
    },
  };
}

/** The names stand by where the paths end, not by the cursor, which would make them jump. */
function names(f: Objective, paths: Drawn[], frame: Frame, document: Document): SVGElement[] {
  const scale = scaleOf(f, frame);
  const named = paths.map((path) => ({ ...path, end: scale(lastSeen(path.points, f)) })).reverse();
  const signs = [...named.map(({ end }) => end), ...named.map(({ points: [start] }) => scale(start)), ...f.minima.map(scale)];
  const lines = named.flatMap(({ points }) => beads(points.map(scale), 12, frame));
  return endLabels(named, signs, lines, frame).flatMap(({ x, y, anchor, led }, i) => {
    const { name, look, loud, end } = named[i];
    const [x1, y1] = end;
    const kind = (one: string) => (loud ? `${one} loud` : one);
    const text = { class: kind('name'), x, y, dy: '0.32em', 'text-anchor': anchor, fill: look.text, 'font-weight': loud ? 700 : 500 };
    return [
      ...(led ? [svgElement(document, 'line', { class: kind('lead'), x1, y1, x2: x, y2: y, stroke: look.text, 'stroke-width': 0.8 })] : []),
      svgElement(document, 'text', text, name),
    ];
  });
}

/** Where a path ends, or where it last crossed the map's edge on its way out. */
function lastSeen(points: readonly Point[], f: Objective): Point {
  const { view } = f;
  const last = points.findLastIndex((point) => inView(f, point));
  if (last < 0 || last === points.length - 1) return points[points.length - 1];
  const [a, b] = [points[last], points[last + 1]];
  const way = ([low, high]: Point, from: number, to: number) =>
    to > high ? (high - from) / (to - from) : to < low ? (low - from) / (to - from) : 1;
  const part = Math.min(way(view.x, a[0], b[0]), way(view.y, a[1], b[1]));
  return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
}

/** Points along a path, no farther than `gap` from each other, as far as they lie in the frame. A long path gives fewer. */
export function beads(points: readonly Point[], gap: number, { width, height }: Frame): Point[] {
  const most = 80;
  const every = Math.max(1, Math.ceil(points.length / most));
  const found: Point[] = [];
  for (let i = 0; i < points.length; i += every) {
    const [x, y] = points[i];
    const [x0, y0] = points[i - every] ?? points[i];
    const parts = Math.max(1, Math.min(Math.floor(most / Math.min(points.length, most)), Math.ceil(Math.hypot(x - x0, y - y0) / gap)));
    for (let k = 1; k <= parts; k++) {
      const place: Point = [x0 + (k / parts) * (x - x0), y0 + (k / parts) * (y - y0)];
      if (place[0] >= 0 && place[0] <= width && place[1] >= 0 && place[1] <= height) found.push(place);
    }
  }
  return found;
}

/** Far from the map a drawing has no use for a point, and no room for its coordinates: the path ends on its way there. */
export function onPaper(points: readonly Point[], { view }: Objective): Point[] {
  const reach = 20;
  const [cx, cy] = [(view.x[0] + view.x[1]) / 2, (view.y[0] + view.y[1]) / 2];
  const far = ([x, y]: Point) => Math.max(Math.abs(x - cx) / (view.x[1] - view.x[0]), Math.abs(y - cy) / (view.y[1] - view.y[0])) / reach;
  const first = points.findIndex((point) => far(point) > 1);
  if (first < 1) return first === 0 ? [] : [...points];
  const [before, after] = [points[first - 1], points[first]];
  const part = 1 / far(after);
  return [...points.slice(0, first), [before[0] + (after[0] - before[0]) * part, before[1] + (after[1] - before[1]) * part]];
}
