/** One update of Nesterov's beside what momentum would do from the same place, as vectors: by one code for the page and the browser. */
import { objective, optimizer } from '../catalog.ts';
import { descend, type Path } from '../lib/descend.ts';
import type { Objective, Point } from '../lib/objective.ts';
import { type Language, words } from '../words.ts';
import { lookOf } from './families.ts';
import { drawGround } from './ground.ts';
import { type Frame, scaleOf } from './map.ts';
import { place, short } from './numbers.ts';
import { drawPaths } from './paths.ts';
import { corner, sheet, svgElement } from './svg.ts';

/** Of both maps: the valley, and the close-up of one update. */
export const frame: Frame = { width: 464, height: 348 };

/** As in the chapter's opening. */
export const run = { start: [-7, 4] as Point, hyper: { lr: 0.1, beta1: 0.9 }, steps: 16 };

/** Where the memory leads on across the valley's floor, and the slope ahead points back already. */
export const firstUpdate = 3;

/** A0's valley in equal scale, where the lengths of vectors can be compared; its level sets stand at equal steps of √f. */
export const valley: Objective = {
  ...objective('quad1'),
  view: { x: [-8, 8], y: [-6, 6] },
  levels: Array.from({ length: 16 }, (_, i) => ((i + 1) / 2) ** 2),
};

let walked: Record<'momentum' | 'nesterov', Path> | undefined;

/** Both on their own ways from the common start. */
export function paths(): Record<'momentum' | 'nesterov', Path> {
  walked ??= { momentum: descend(optimizer('momentum'), valley, run), nesterov: descend(optimizer('nesterov'), valley, run) };
  return walked;
}

/** An update of Nesterov's: the vectors that it is made of, and those of momentum from the same place with the same memory. */
export interface Vectors {
  x: Point;
  /** −ηg, −η(β₁m + g): momentum's, the short one and the long one. */
  short: Point;
  long: Point;
  /** −ηβ₁m, and from where that leads −ηg̃: Nesterov's. */
  jump: Point;
  correction: Point;
  /** Where the two land. */
  momentum: Point;
  nesterov: Point;
}

/** @param t the number of the update, 1 for the first */
export function vectorsOf(t: number): Vectors {
  const { points, gradients, memory } = paths().nesterov;
  const { lr, beta1 } = run.hyper;
  const each = (of: (i: 0 | 1) => number): Point => [of(0), of(1)];
  const [x, m, g, gAhead] = [points[t - 1], memory.m[t - 1], gradients[t - 1], memory.gAhead[t]];
  const long = each((i) => -lr * (beta1 * m[i] + g[i]));
  return {
    x,
    short: each((i) => -lr * g[i]),
    long,
    jump: each((i) => -lr * beta1 * m[i]),
    correction: each((i) => -lr * gAhead[i]),
    momentum: plus(x, long),
    nesterov: points[t],
  };
}

/** The valley as close as the vectors of an update ask for, in equal scale. */
export function closeUp({ x, short: near, jump, momentum, nesterov }: Vectors): Objective {
  const corners = [x, plus(x, near), plus(x, jump), momentum, nesterov];
  const [left, right, low, high] = [0, 1].flatMap((i) => [Math.min, Math.max].map((most) => most(...corners.map((point) => point[i]))));
  // A third more than the vectors take, for their names.
  const unit = 1.5 * Math.max((right - left) / frame.width, (high - low) / frame.height);
  const around = (a: number, b: number, size: number): Point => [(a + b - unit * size) / 2, (a + b + unit * size) / 2];
  const view = { x: around(left, right, frame.width), y: around(low, high, frame.height) };
  const nearest = ([from, to]: Point) => Math.min(to, Math.max(from, 0));
  const root = (px: number, py: number) => Math.sqrt(valley.value(px, py));
  const lowest = root(nearest(view.x), nearest(view.y));
  const highest = Math.max(...view.x.flatMap((px) => view.y.map((py) => root(px, py))));
  const levels = Array.from({ length: 12 }, (_, i) => (lowest + ((i + 1) / 13) * (highest - lowest)) ** 2);
  return { ...valley, view, levels };
}

/** Both paths up to an update, and where the close-up is. */
export function drawWhere(t: number, document: Document): SVGSVGElement {
  const { momentum, nesterov } = paths();
  const drawn = [
    { name: optimizer('momentum').name, look: lookOf('momentum'), points: momentum.points, loud: false },
    { name: optimizer('nesterov').name, look: lookOf('nesterov'), points: nesterov.points, loud: true },
  ];
  const svg = drawPaths(valley, drawn, t - 1, frame, document);
  const { view } = closeUp(vectorsOf(t));
  const scale = scaleOf(valley, frame);
  const [[left, top], [right, bottom]] = [scale([view.x[0], view.y[1]]), scale([view.x[1], view.y[0]])];
  svg.prepend(svgElement(document, 'rect', { class: 'lens', x: left, y: top, width: right - left, height: bottom - top }));
  return svg;
}

/** The surface and the vectors of an update, close up. */
export function drawVectors(t: number, text: AheadWords, document: Document): [ground: SVGSVGElement, vectors: SVGSVGElement] {
  const vectors = vectorsOf(t);
  const f = closeUp(vectors);
  const scale = scaleOf(f, frame);
  const { x, momentum, nesterov } = vectors;
  const ahead = plus(x, vectors.jump);
  const arrows = [
    arrow('long', x, momentum),
    arrow('short', x, plus(x, vectors.short)),
    arrow('jump', x, ahead),
    arrow('correction', ahead, nesterov),
  ];
  const ends = scale(momentum)[0] > scale(nesterov)[0] ? 1 : -1;
  return [
    drawGround(f, 'f', frame, document),
    sheet(
      document,
      frame,
      ...arrows,
      dot('from', x),
      dot('momentum', momentum),
      dot('nesterov', nesterov),
      ...(t === 1 ? [label('nesterov', nesterov, text.both, 1)] : []),
      ...(t > 1
        ? [label('momentum', momentum, optimizer('momentum').name, ends), label('nesterov', nesterov, optimizer('nesterov').name, -ends)]
        : []),
    ),
  ];

  function arrow(kind: string, from: Point, to: Point): SVGElement {
    const [[x0, y0], [x1, y1]] = [scale(from), scale(to)];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const size = Math.min(10, length);
    const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [0, 0];
    const side = (way: number): Point => [x1 - size * ux + way * 0.42 * size * uy, y1 - size * uy - way * 0.42 * size * ux];
    // The line ends inside the head, whose tip it would blunt.
    const line = `M${corner([x0, y0])}L${corner([x1 - size * 0.7 * ux, y1 - size * 0.7 * uy])}`;
    return svgElement(
      document,
      'g',
      { class: `vector ${kind}` },
      svgElement(document, 'path', { class: 'line', d: line }),
      svgElement(document, 'path', { class: 'head', d: `M${corner([x1, y1])}L${corner(side(1))}L${corner(side(-1))}Z` }),
    );
  }

  function dot(kind: string, at: Point): SVGElement {
    const [cx, cy] = scale(at);
    return svgElement(document, 'circle', { class: `end ${kind}`, cx, cy, r: kind === 'from' ? 5 : 4 });
  }

  function label(kind: string, at: Point, name: string, way: number): SVGElement {
    const [px, py] = scale(at);
    return svgElement(
      document,
      'text',
      { class: `vector-name ${kind}`, x: px + 9 * way, y: py, dy: '0.32em', 'text-anchor': way > 0 ? 'start' : 'end' },
      name,
    );
  }
}

type AheadWords = (typeof words)[Language]['ahead'];

/** What is said of an update. */
export function sayUpdate(t: number, text: AheadWords): string {
  const { x, short: here, correction, momentum, nesterov } = vectorsOf(t);
  const lands = text.lands(
    place(momentum, 3),
    short(valley.value(...momentum), 3),
    place(nesterov, 3),
    short(valley.value(...nesterov), 3),
  );
  return t === 1 ? text.first(place(x, 3)) : `${text.slopes(t, place(x, 3), pushes(here, text), pushes(correction, text))} ${lands}`;
}

/** Brings the figure to life: its slider goes through the updates. */
export function enliven(root: HTMLElement): void {
  const text = words[document.documentElement.lang as Language].ahead;
  const one = <T extends Element>(selector: string) => root.querySelector(selector) as T;
  const [where, close] = root.querySelectorAll<SVGSVGElement>('.map');
  const [slider, count] = [one<HTMLInputElement>('[name=update]'), one('output')];
  root.addEventListener('input', () => {
    const t = slider.valueAsNumber;
    const said = sayUpdate(t, text);
    where.lastElementChild?.replaceWith(drawWhere(t, document));
    where.setAttribute('aria-label', text.where(t));
    close.replaceChildren(...drawVectors(t, text, document));
    close.setAttribute('aria-label', text.map(t));
    count.textContent = text.count(t, run.steps);
    slider.setAttribute('aria-valuetext', text.count(t, run.steps));
    one('.said').textContent = said;
  });
}

function plus([ax, ay]: Point, [bx, by]: Point): Point {
  return [ax + bx, ay + by];
}

/** A push along both coordinates, with its signs. */
function pushes([x, y]: Point, text: AheadWords): string {
  const signed = (value: number) => `${value > 0 ? '+' : ''}${short(value, 2)}`;
  return text.push(signed(x), signed(y));
}
