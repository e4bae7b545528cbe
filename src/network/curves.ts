import * as Plot from '@observablehq/plot';
import type { Point } from '../lib/objective.ts';
import { power, powersBetween, raisePowers } from '../race/chart.ts';
import type { Look } from '../race/families.ts';
import { type Frame, tidy } from '../race/map.ts';
import { outline } from '../race/marks.ts';
import { short } from '../race/numbers.ts';
import { corner, show, svgElement, tenth } from '../race/svg.ts';
import { setText } from '../race/text.ts';

/** One curve: y over x, as many of each. */
export interface Curve {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  look: Look;
  /** Thick and in full colour, or quieter. */
  loud: boolean;
  /** Stands at its end. */
  name?: string;
  /** The points that carry its sign. */
  signs: number[];
  /** Instead of the look's own. */
  dash?: string;
}

export interface Axes {
  x: readonly [number, number];
  y: readonly [number, number];
  log: boolean;
  /** What is written at the end of the x axis. */
  unit: string;
  /** Where a line is to cross the whole drawing. */
  at?: number;
}

export interface Room extends Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The large chart and the one beside it. */
export const large: Room = { width: 704, height: 396, left: 38, right: 122, top: 14, bottom: 30 };
export const small: Room = { width: 232, height: 150, left: 38, right: 14, top: 10, bottom: 22 };

/** A chart in an `<svg>` that is drawn again and again: its axes only when they change, and no element that is there is made anew. */
export interface Chart {
  svg: SVGSVGElement;
  show(curves: Curve[], axes: Axes): void;
}

/** What draws one curve. */
interface Drawn {
  line: SVGElement;
  /** All signs along it. */
  signs: SVGElement;
  name: SVGElement;
}

export function createChart(room: Room, document: Document): Chart {
  const { width, height, top, bottom } = room;
  const svg = svgElement(document, 'svg', { class: 'plot', width, height, viewBox: `0 0 ${width} ${height}` });
  // What Plot says for its whole drawing.
  const ground = svgElement(document, 'g', { 'text-anchor': 'middle' });
  const lines = svgElement(document, 'g', { class: 'lines' });
  const cursor = svgElement(document, 'g', { class: 'cursor' }, svgElement(document, 'line', { y1: top, y2: height - bottom }));
  const front = svgElement(document, 'g');
  svg.append(ground, lines, cursor, front);
  let scaled = '';
  let drawn: Drawn[] = [];

  function makeRoomFor(count: number) {
    if (count === drawn.length) return;
    const path = () => svgElement(document, 'path');
    drawn = Array.from({ length: count }, () => ({ line: path(), signs: path(), name: svgElement(document, 'text') }));
    lines.replaceChildren(...drawn.map(({ line }) => line));
    front.replaceChildren(...drawn.map(({ signs }) => signs), ...drawn.map(({ name }) => name));
  }

  return {
    svg,
    show(curves, axes) {
      const { at, ...fixed } = axes;
      const key = JSON.stringify(fixed);
      if (key !== scaled) ground.replaceChildren(...drawAxes(axes, room, document));
      scaled = key;
      makeRoomFor(curves.length);
      const scale = scaleIn(axes, room);
      show(cursor, at !== undefined);
      const x = at === undefined ? undefined : scale([at, axes.y[0]])[0];
      write(cursor.firstElementChild as SVGElement, { x1: x, x2: x });
      const names = namesOf(curves, axes, scale, room);
      const seen = ([, y]: Point) => y >= top - 0.5 && y <= height - bottom + 0.5;
      for (const [k, curve] of curves.entries()) {
        const places = curve.signs.map((i) => scale([curve.xs[i], curve.ys[i]])).filter(seen);
        write(drawn[k].line, lineOf(curve, scale, room));
        write(drawn[k].signs, signsOf(curve, places, document));
        write(drawn[k].name, names.get(curve) ?? {});
        setText(drawn[k].name, names.has(curve) ? (curve.name ?? '') : '');
      }
    },
  };
}

type Attributes = Record<string, string | number | undefined>;

/** Gives an element these attributes, as far as it has not got them: the browser redraws only what changes. */
function write(element: SVGElement, attributes: Attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = typeof value === 'number' ? tenth(value) : value;
    if (text === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

type Scale = (place: Point) => Point;

function scaleIn({ x, y: [low, high], log }: Axes, { width, height, left, right, top, bottom }: Room): Scale {
  const up = log ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  return ([px, py]) => [left + ((px - x[0]) / (x[1] - x[0])) * (width - left - right), height - bottom - up(py) * (height - top - bottom)];
}

/** The grid and the numbers along it. */
function drawAxes({ x, y, log, unit }: Axes, room: Room, document: Document): Element[] {
  const { width, height, left: marginLeft, right: marginRight, top: marginTop, bottom: marginBottom } = room;
  const powers = log && y[1] / y[0] >= 50;
  const wide = width > 400;
  const ticks = powers ? powersBetween(...y) : wide ? 6 : 4;
  const svg = tidy(
    Plot.plot({
      document,
      width,
      height,
      marginLeft,
      marginRight,
      marginTop,
      marginBottom,
      className: 'plot',
      x: { domain: [...x], axis: null },
      y: { type: log ? 'log' : 'linear', domain: [...y], axis: null },
      marks: [
        Plot.gridY({ ticks, className: 'grid' }),
        Plot.axisY({
          ticks,
          tickSize: 0,
          label: null,
          tickFormat: powers ? power : (value: number) => short(value, 3),
          className: 'tick',
        }),
        Plot.axisX({ ticks: wide ? 6 : 3, tickSize: 0, label: null, tickFormat: (value: number) => short(value, 3), className: 'tick' }),
      ],
    }) as SVGSVGElement,
  );
  if (powers) raisePowers(svg);
  // Out of the way of the numbers: under the drawing's own right end.
  const name = svgElement(document, 'text', { class: 'tick unit', x: width - 6, y: height - 11, 'text-anchor': 'end' }, wide ? unit : '');
  return [...svg.children, name];
}

/**
 * A line with no more corners than a screen can show. What leaves the scale leaves the drawing: it is cut off here, since a browser
 * that has to do it draws the whole page's layers anew whenever the line grows.
 */
function lineOf(
  { xs, ys, look, loud, dash = look.dash }: Curve,
  scale: Scale,
  { width, height, left, right, top, bottom }: Room,
): Attributes {
  const stride = Math.max(1, Math.floor(ys.length / (width - left - right)));
  const [highest, lowest] = [top, height - bottom];
  let d = '';
  let before: Point | undefined;
  const go = (i: number) => {
    const here = scale([xs[i], ys[i]]);
    const [isIn, wasIn] = [here, before].map((place) => place !== undefined && place[1] >= highest && place[1] <= lowest);
    if (before && isIn !== wasIn) {
      const [outside, inside] = isIn ? [before, here] : [here, before];
      const edge = outside[1] < highest ? highest : lowest;
      const part = (edge - inside[1]) / (outside[1] - inside[1]);
      const crossing: Point = [inside[0] + part * (outside[0] - inside[0]), edge];
      if (Number.isFinite(part)) d += (isIn ? 'M' : 'L') + corner(crossing);
    }
    if (isIn) d += (d.length > 0 && before ? 'L' : 'M') + corner(here);
    before = Number.isFinite(here[1]) ? here : undefined;
  };
  for (let i = 0; i < ys.length; i += stride) go(i);
  if (ys.length > 0 && (ys.length - 1) % stride > 0) go(ys.length - 1);
  return {
    d,
    fill: 'none',
    stroke: look.colour,
    'stroke-dasharray': dash,
    'stroke-width': loud ? 2 : 1.3,
    'stroke-opacity': loud ? undefined : '0.8',
    'stroke-linejoin': 'round',
  };
}

/** The signs of an algorithm at places of its curve, as one path. */
function signsOf({ look, loud }: Curve, places: Point[], document: Document): Attributes {
  const one = outline(look.symbol, loud ? 4.2 : 3.4, document);
  // What is written in capitals counts from the drawing's own corner, the rest from where the pen is.
  const at = ([x, y]: Point) =>
    one.replace(/([ML])([-\d.e]+),([-\d.e]+)/g, (_, go, dx, dy) => go + corner([x + Number(dx), y + Number(dy)]));
  return { d: places.map(at).join(''), fill: 'var(--paper)', stroke: look.colour, 'stroke-width': 1.5 };
}

/** A name at the head of each curve; those that would cover each other stand one under the other. */
function namesOf(curves: Curve[], { y: [low, high] }: Axes, scale: Scale, { height, top, bottom }: Room): Map<Curve, Attributes> {
  const named = curves.flatMap((curve) => {
    const { name, xs, ys } = curve;
    const last = ys.length - 1;
    if (!name || last < 0) return [];
    const [x, y] = scale([xs[last], Math.min(high, Math.max(low, ys[last]))]);
    return [{ curve, x, y }];
  });
  named.sort((a, b) => a.y - b.y);
  const near = (a: { x: number }, b: { x: number }) => Math.abs(a.x - b.x) < 100;
  for (const [i, one] of named.entries())
    for (const above of named.slice(0, i)) if (near(one, above) && one.y < above.y + 15) one.y = above.y + 15;
  // Those that were pushed out at the bottom push the others back up.
  let floor = height - bottom - 4;
  for (const one of named.toReversed()) {
    if (one.y > floor) one.y = floor;
    if (named.some((other) => other !== one && near(one, other))) floor = Math.min(floor, one.y - 15);
  }
  const attributes = ({ curve: { look, loud }, x, y }: (typeof named)[number]): Attributes => ({
    class: loud ? 'name loud' : 'name',
    x: x + 9,
    y: Math.max(top + 4, y),
    dy: '0.32em',
    fill: look.text,
    'font-weight': loud ? '650' : '500',
  });
  return new Map(named.map((one) => [one.curve, attributes(one)]));
}
