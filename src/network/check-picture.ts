/** What the figure on gradients by hand shows: the same at build time and in the page. */
import * as Plot from '@observablehq/plot';
import { errors } from '../lib/network/check.ts';
import type { Point } from '../lib/objective.ts';
import { drawScales, power, raisePowers } from '../race/chart.ts';
import type { Frame } from '../race/map.ts';
import { short } from '../race/numbers.ts';
import { corner, lineThrough, svgElement } from '../race/svg.ts';
import type { NetworkWords } from '../words.ts';
import { type Found, type Place, passes, placeOf, precisions, type Setup, type Times } from './checking.ts';

/** A check as far as it has come. */
export interface Checked {
  setup: Setup;
  /** How many slopes are exactly 0, and of how many. */
  zeros: number;
  of: number;
  times: Times;
  double: Found[];
  single: Found[];
}

/** What the reader chose to see. */
export interface View {
  /** All numbers, those of a layer (counted from 1), or the one at a place in the network. */
  of: 'all' | { layer: number } | { index: number };
  /** Which of the steps in double precision is under the cursor. */
  at: number;
}

/** At h = 10⁻⁵. */
export const firstView: View = { of: 'all', at: 12 };

export const frame: Frame = { width: 704, height: 396 };
const room = { left: 62, right: 14, top: 12, bottom: 40 };

const { steps } = precisions.double;
const span = { h: [steps[steps.length - 1], steps[0]], error: [1e-11, 10] } as const;

/** The curves, in the order in which they are drawn. */
const kinds = ['single', 'forward', 'central'] as const;
type Kind = (typeof kinds)[number];

interface Curve {
  /** h and the error there. */
  points: Point[];
  best: Point;
}

/** The errors of the numbers that are looked at; none of a kind that has nothing yet. */
export function curvesOf({ double, single }: Checked, { of }: View): Partial<Record<Kind, Curve>> {
  const seen = ({ index }: Found) => of === 'all' || ('layer' in of ? placeOf(index).layer === of.layer : index === of.index);
  const curve = (found: Found[], way: 'central' | 'forward', hs: readonly number[]): Curve | undefined => {
    const chosen = found.filter(seen);
    if (chosen.length === 0) return undefined;
    const gradient = chosen.map(({ backprop }) => backprop);
    const off = chosen.map((one) => one[way]);
    const points = errors(off, gradient).map((error, k): Point => [hs[k], error]);
    return { points, best: points.reduce((best, point) => (point[1] < best[1] ? point : best)) };
  };
  return {
    central: curve(double, 'central', steps),
    forward: curve(double, 'forward', steps),
    single: curve(single, 'central', precisions.single.steps),
  };
}

function scale([h, error]: Point): Point {
  const along = (value: number, [low, high]: readonly [number, number]) => Math.log(value / low) / Math.log(high / low);
  // What is exact has no place on a log scale but its bottom.
  const up = Math.min(1, Math.max(0, along(Math.max(error, Number.MIN_VALUE), span.error)));
  return [
    room.left + along(h, span.h) * (frame.width - room.left - room.right),
    frame.height - room.bottom - up * (frame.height - room.top - room.bottom),
  ];
}

/** The error over h, both on log scales, with the cursor. */
export function drawErrors(checked: Checked, view: View, words: NetworkWords['check'], document: Document): SVGSVGElement {
  const svg = drawScales(frame, room, document, {
    x: { type: 'log', domain: span.h, axis: null },
    y: { type: 'log', domain: span.error, axis: null },
    marks: [
      Plot.gridY({ ticks: powers(-10, 0), className: 'grid' }),
      Plot.axisY({ ticks: powers(-10, 0), tickSize: 0, tickFormat: power, label: null, className: 'tick' }),
      Plot.axisX({ ticks: powers(-14, -2), tickSize: 0, tickFormat: power, label: null, className: 'tick' }),
    ],
  });
  raisePowers(svg);
  const curves = curvesOf(checked, view);
  const [x] = scale([steps[view.at], 1]);
  const text = (content: string, [left, top]: Point, anchor: Anchor, kind: string) =>
    svgElement(document, 'text', { class: kind, x: left, y: top, dy: '0.32em', 'text-anchor': anchor }, content);
  const beside = (curve: Curve | undefined, content: string, kind: string, where: (curve: Curve) => [Point, Anchor]) =>
    curve ? [text(content, ...where(curve), kind)] : [];
  /** A place near that of a curve at some h. */
  const near = ({ points }: Curve, h: number, [right, down]: Point): Point => {
    const [left, top] = scale(points.find((point) => point[0] < 1.1 * h) ?? points[points.length - 1]);
    return [left + right, top + down];
  };
  svg.append(
    svgElement(document, 'text', { class: 'tick', x: frame.width - room.right, y: frame.height - 8, 'text-anchor': 'end' }, words.along),
    svgElement(
      document,
      'g',
      { class: 'cursor' },
      svgElement(document, 'line', { x1: x, x2: x, y1: room.top, y2: frame.height - room.bottom }),
    ),
    ...kinds.flatMap((kind) => {
      const curve = curves[kind];
      if (!curve) return [];
      const [left, top] = scale(curve.best);
      const here = curve.points.find(([h]) => h === steps[view.at]);
      const dot = (cx: number, cy: number, r: number, name: string) => svgElement(document, 'circle', { class: name, cx, cy, r });
      return [
        svgElement(
          document,
          'g',
          { class: `errors ${kind}` },
          svgElement(document, 'path', { d: lineThrough(curve.points.map(scale).map(corner)) }),
          dot(left, top, 4.5, 'best'),
          ...(here ? [dot(...scale(here), 2.6, 'here')] : []),
        ),
      ];
    }),
    ...beside(curves.single, words.curves.single, 'name loud', (curve) => [near(curve, 1e-8, [-9, 4]), 'end']),
    ...beside(curves.forward, words.curves.forward, 'name loud', (curve) => [near(curve, 1e-5, [-8, -12]), 'end']),
    ...beside(curves.central, words.curves.central, 'name loud', underBest),
    ...beside(curves.central, words.rounding, 'name', (curve) => [near(curve, 1e-10, [-10, 12]), 'end']),
    ...beside(kink(curves.central), words.kinks, 'name', besideCliff),
  );
  return svg;
}

type Anchor = 'start' | 'middle' | 'end';

/** Under the lowest point, but over the numbers along the axis. */
function underBest({ best }: Curve): [Point, Anchor] {
  const [x, y] = scale(best);
  return [[x, Math.min(y + 22, frame.height - room.bottom - 8)], 'middle'];
}

/** To the right of where the kinks begin, or to the left where there is no room. */
function besideCliff({ best: [h, error] }: Curve): [Point, Anchor] {
  const [right, top] = scale([h, error / 1000]);
  if (right < frame.width - 120) return [[right + 8, top], 'start'];
  const [left, below] = scale([h, error / 6000]);
  return [[left - 24, below], 'end'];
}

const powers = (from: number, to: number) => Array.from({ length: (to - from) / 2 + 1 }, (_, k) => 10 ** (from + 2 * k));

/** From where on the error is far more than h² makes of its least: the curve beyond, with that place as its best. */
function kink(curve: Curve | undefined): Curve | undefined {
  if (!curve) return undefined;
  const [least, error] = curve.best;
  const points = curve.points.filter(([h, here]) => h > least && here > 100 * error * (h / least) ** 2);
  return points.length > 0 ? { points, best: points[points.length - 1] } : undefined;
}

/** What is read at the cursor, and where each curve is lowest. */
export function sayErrors(checked: Checked, view: View, words: NetworkWords['check']): { now: string; best: string } {
  const curves = curvesOf(checked, view);
  const h = steps[view.at];
  const at = (kind: Kind) => {
    const found = curves[kind]?.points.find((point) => point[0] === h);
    return found && short(found[1], 2);
  };
  const best = kinds.toReversed().flatMap((kind) => {
    const curve = curves[kind];
    return curve ? [words.best(words.ways[kind], short(curve.best[1], 2), short(curve.best[0], 2))] : [];
  });
  const [central, forward] = [at('central'), at('forward')];
  return { now: central && forward ? words.now(short(h, 2), central, forward, at('single')) : '', best: words.bests(best) };
}

/** The rows on what the whole gradient costs. */
export function sayCosts({ times: { loss, gradient } }: Checked, words: NetworkWords['check']): [name: string, value: string][] {
  return [
    [words.byValues, words.values(passes, words.duration(passes * loss))],
    [words.byBackprop, words.gradient(words.duration(gradient))],
    [words.ratio, words.times(Number(((passes * loss) / gradient).toPrecision(2)))],
  ];
}

/** A number of the network by its name in A4’s code, its places counted from 0. */
export function nameOf(index: number): string {
  const { layer, from, to }: Place = placeOf(index);
  return from === undefined ? `b${layer}[${to}]` : `W${layer}[${from}, ${to}]`;
}
