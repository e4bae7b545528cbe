import * as Plot from '@observablehq/plot';
import type { Point } from '../lib/objective.ts';
import type { Look } from './families.ts';
import { type Frame, tidy } from './map.ts';
import { short } from './numbers.ts';
import { corner, drawSigns, type Moving, putAt, show, svgElement, tenth } from './svg.ts';

/** What a chart over the steps spans. */
export interface Span {
  steps: number;
  low: number;
  high: number;
  log: boolean;
}

/** A value at each step; one that is not a number is a gap. */
export interface Curve {
  values: readonly number[];
  look: Look;
  /** Thick and in full colour, or quieter. */
  loud: boolean;
  /** Stands at its end. */
  name?: string;
}

/** A value that holds for all steps. */
export interface Rule {
  value: number;
  name: string;
}

/** The room around what is drawn, for the numbers along it. */
export const margin = { left: 38, right: 14, top: 10, bottom: 22 };

/** From steps and values to a frame. */
function scaleIn({ steps, low, high, log }: Span, { width, height }: Frame) {
  const up = log ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  return (step: number, value: number): Point => [
    margin.left + (step / steps) * (width - margin.left - margin.right),
    height - margin.bottom - up(value) * (height - margin.top - margin.bottom),
  ];
}

/** Curves over the steps with the cursor. One that leaves the scale leaves the drawing. */
export function drawChart(span: Span, curves: Curve[], rules: Rule[], at: number, frame: Frame, document: Document): Moving {
  const scale = scaleIn(span, frame);
  const { low, high } = span;
  const svg = drawAxes(span, frame, document);
  const signs = drawSigns(
    curves.map(({ look, loud }) => ({ look, r: loud ? 4.5 : 3.5, strokeWidth: 1.6 })),
    document,
  );
  const cursor = svgElement(document, 'line', { y1: margin.top, y2: frame.height - margin.bottom });
  svg.append(
    ...rules.flatMap(({ value, name }) => {
      const [x, y] = scale(0, value);
      return [
        svgElement(document, 'line', { class: 'rule', x1: x, x2: frame.width - margin.right, y1: y, y2: y }),
        svgElement(document, 'text', { class: 'tick', x: x + 4, y: y - 4, 'text-anchor': 'start' }, name),
      ];
    }),
    svgElement(document, 'g', { class: 'cursor' }, cursor),
    ...curves.map(({ values, look: { colour, dash }, loud }) =>
      svgElement(document, 'path', {
        d: lineOf(values, span, scale),
        fill: 'none',
        'stroke-linecap': dash ? undefined : 'round',
        stroke: colour,
        'stroke-dasharray': dash,
        'stroke-width': loud ? 2 : 1.3,
        'stroke-opacity': loud ? undefined : '0.75',
      }),
    ),
    ...nameCurves(curves, span, scale, frame, document),
    ...signs,
  );
  const drawing = {
    svg,
    move(at: number) {
      const [x] = scale(at, low);
      cursor.setAttribute('x1', tenth(x));
      cursor.setAttribute('x2', tenth(x));
      curves.forEach(({ values }, i) => {
        const step = Math.min(at, values.length - 1);
        const value = values[step];
        const seen = value >= low && value <= high;
        show(signs[i], seen);
        if (seen) putAt(signs[i], scale(step, value));
        else signs[i].removeAttribute('transform');
      });
    },
  };
  drawing.move(at);
  return drawing;
}

/** Scales with what stands along them, and room around. */
export function drawScales(frame: Frame, room: typeof margin, document: Document, options: Plot.PlotOptions): SVGSVGElement {
  const { left: marginLeft, right: marginRight, top: marginTop, bottom: marginBottom } = room;
  const around = { ...frame, marginLeft, marginRight, marginTop, marginBottom };
  return tidy(Plot.plot({ ...around, document, className: 'plot', ...options }) as SVGSVGElement);
}

/** The grid and the numbers along it. */
function drawAxes({ steps, low, high, log }: Span, frame: Frame, document: Document): SVGSVGElement {
  const powers = log ? powersBetween(low, high) : [];
  // One power alone says nothing of how far it is to others.
  const ticks = !log ? 4 : powers.length > 1 ? powers : roundBetween(low, high);
  const svg = drawScales(frame, margin, document, {
    x: { domain: [0, steps], axis: null },
    y: { type: log ? 'log' : 'linear', domain: [low, high], axis: null },
    marks: [
      Plot.gridY({ ticks, className: 'grid' }),
      Plot.axisY({
        ticks,
        tickSize: 0,
        label: null,
        tickFormat: powers.length > 1 ? power : (value: number) => short(value),
        className: 'tick',
      }),
      stepAxis(),
    ],
  });
  if (log) raisePowers(svg);
  return svg;
}

/** The steps along the bottom. */
export function stepAxis(): Plot.CompoundMark {
  return Plot.axisX({
    ticks: 4,
    tickSize: 0,
    label: null,
    tickFormat: (step: number) => (Number.isInteger(step) ? String(step) : ''),
    className: 'tick',
  });
}

/** Names at the right end of their curves, a letter's height apart. */
function nameCurves(curves: Curve[], { low, high }: Span, scale: ReturnType<typeof scaleIn>, { width }: Frame, document: Document) {
  const places = curves
    .flatMap(({ name, values, look }) => {
      const last = values.findLastIndex((value) => value >= low && value <= high);
      return name && last >= 0 ? [{ name, look, y: scale(last, values[last])[1] }] : [];
    })
    .sort((a, b) => a.y - b.y);
  return places.map(({ name, look, y }, i) => {
    const apart = Math.max(0, 12 - (i > 0 ? y - places[i - 1].y : 12));
    return svgElement(
      document,
      'text',
      { class: 'tick', x: width - margin.right + 7, y: y + apart, dy: '0.32em', 'text-anchor': 'start', fill: look.text },
      name,
    );
  });
}

/** The parts of a curve within its scale, to where it crosses the edges. A point alone between gaps is a dot. */
function lineOf(all: readonly number[], { low, high, log }: Span, scale: ReturnType<typeof scaleIn>): string {
  // A log scale has no place for 0 and below.
  const values = all.map((value) => (log && value <= 0 ? Number.NaN : value));
  const height = log ? Math.log : (value: number) => value;
  const inside = (value: number) => value >= low && value <= high;
  let d = '';
  let pen = false;
  const draw = (step: number, value: number) => {
    d += pen ? `L${corner(scale(step, value))}` : `M${corner(scale(step, value))}h0`;
    pen = true;
  };
  values.forEach((value, step) => {
    const before = values[step - 1];
    const between = (edge: number) => Math.min(before, value) < edge && Math.max(before, value) > edge;
    const crossings = [low, high].filter(between).map((edge) => ({
      step: step - 1 + (height(edge) - height(before)) / (height(value) - height(before)),
      value: edge,
    }));
    for (const crossing of crossings.sort((a, b) => a.step - b.step)) draw(crossing.step, crossing.value);
    pen &&= inside(value) || crossings.length === 2;
    if (inside(value)) draw(step, value);
    else pen = false;
  });
  return d;
}

/** At most five powers of ten in a range, evenly spread. */
export function powersBetween(low: number, high: number): number[] {
  // A logarithm of a power of ten may be a hair off.
  const [first, end] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((end - first) / 4));
  return Array.from({ length: Math.floor((end - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
}

/** Once, twice and five times the powers of ten, as far as they lie in a range of at most two powers. */
function roundBetween(low: number, high: number): number[] {
  const power = 10 ** Math.floor(Math.log10(low));
  return [1, 10, 100].flatMap((tens) => [1, 2, 5].map((times) => times * tens * power)).filter((value) => value >= low && value <= high);
}

/** Ticks are written 10^-2; the exponent is raised in the drawing, since few typefaces have all raised digits. */
export const power = (value: number) => `10^${Math.round(Math.log10(value))}`;

export function raisePowers(svg: SVGSVGElement): void {
  for (const text of svg.querySelectorAll('.tick text')) {
    const [ten, exponent] = (text.textContent ?? '').split('^');
    if (exponent === undefined) continue;
    const raised = svgElement(svg.ownerDocument, 'tspan', { dy: '-0.45em', class: 'power' }, exponent.replace('-', '−'));
    text.replaceChildren(ten, raised);
  }
}
