/** How far apart Adam's rates are at first, over the factor that RAdam has for them: drawn when the page is built. */
import * as Plot from '@observablehq/plot';
import type { Point } from '../lib/objective.ts';
import { factors, rates } from '../lib/warm-up.ts';
import type { RadamWords } from '../words.ts';
import { drawScales } from './chart.ts';
import type { Frame } from './map.ts';
import { corner, svgElement } from './svg.ts';

export const frame: Frame = { width: 464, height: 260 };
const room = { left: 38, right: 14, top: 12, bottom: 24 };

const steps = 5000;
/** About equally far apart on a log scale; each update by itself where there are few. */
const shown = [...new Set(Array.from({ length: 160 }, (_, k) => Math.round(steps ** (k / 159))))];

interface Scale {
  low: number;
  high: number;
  log: boolean;
  ticks: number[];
}

/** An empty chart over the updates, on a log scale, and where a value stands in it. */
function chart({ low, high, log, ticks }: Scale, document: Document) {
  const svg = drawScales(frame, room, document, {
    x: { type: 'log', domain: [1, steps], axis: null },
    y: { type: log ? 'log' : 'linear', domain: [low, high], axis: null },
    marks: [
      Plot.gridY({ ticks, className: 'grid' }),
      Plot.axisY({ ticks, tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
      Plot.axisX({ ticks: [1, 10, 100, 1000], tickSize: 0, label: null, tickFormat: String, className: 'tick' }),
    ],
  });
  const up = log ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  const at = (t: number, value: number): Point => [
    room.left + (Math.log(t) / Math.log(steps)) * (frame.width - room.left - room.right),
    frame.height - room.bottom - Math.min(1, Math.max(0, up(value))) * (frame.height - room.top - room.bottom),
  ];
  const line = (of: (t: number) => number, from = 1) =>
    `M${shown
      .filter((t) => t >= from)
      .map((t) => corner(at(t, of(t))))
      .join('L')}`;
  const name = (text: string, t: number, value: number, [right, down]: Point, anchor: string) => {
    const [x, y] = at(t, value);
    return svgElement(document, 'text', { class: 'tick', x: x + right, y: y + down, 'text-anchor': anchor }, text);
  };
  return { svg, at, line, name };
}

/** Between which rates eight of ten weights lie, and the middle one. */
export function drawRates(t: RadamWords, document: Document): SVGSVGElement {
  const spreads = rates(0.999, steps, 400);
  const of = (which: 'low' | 'middle' | 'high') => (update: number) => spreads[update - 1][which];
  const { svg, at, line, name } = chart({ low: 0.5, high: 10, log: true, ticks: [0.5, 1, 2, 5, 10] }, document);
  const back = shown.toReversed().map((update) => corner(at(update, of('low')(update))));
  svg.append(
    svgElement(document, 'path', { class: 'band', d: `${line(of('high'))}L${back.join('L')}Z` }),
    svgElement(document, 'path', { class: 'curve', d: line(of('middle')) }),
    name(t.band, 3, of('high')(3), [8, -4], 'start'),
  );
  return svg;
}

/** The factor for two memories, each from where it is not 0, and a warm-up by hand. */
export function drawFactors(t: RadamWords, document: Document): SVGSVGElement {
  const { svg, line, name } = chart({ low: 0, high: 1, log: false, ticks: [0, 0.25, 0.5, 0.75, 1] }, document);
  for (const [beta2, dash] of [
    [0.999, undefined],
    [0.99, '7 3'],
  ] as const) {
    const all = factors(beta2, steps);
    const first = all.findIndex((factor) => factor > 0) + 1;
    svg.append(
      svgElement(document, 'path', { class: 'curve', 'stroke-dasharray': dash, d: line((update) => all[update - 1], first) }),
      name(`β₂ = ${beta2}`, beta2 === 0.99 ? 30 : 300, all[beta2 === 0.99 ? 29 : 299], [-8, -4], 'end'),
    );
  }
  svg.append(
    svgElement(document, 'path', { class: 'hand', 'stroke-dasharray': '2 3', d: line((update) => Math.min(1, update / 2000)) }),
    name(t.hand, 1100, 0.55, [8, 4], 'start'),
  );
  return svg;
}
