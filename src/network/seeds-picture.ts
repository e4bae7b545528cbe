/** The drawings of many runs: a dot for each, and the search for the step sizes. The same at build time and in the page. */
import * as Plot from '@observablehq/plot';
import { optimizer } from '../catalog.ts';
import { drawScales, power, raisePowers } from '../race/chart.ts';
import { lookOf } from '../race/families.ts';
import type { Frame } from '../race/map.ts';
import { outline } from '../race/marks.ts';
import { short } from '../race/numbers.ts';
import { putAt, svgElement } from '../race/svg.ts';
import type { SeedsWords } from '../words.ts';
import { runnerOf } from './runners.ts';
import { best, type RecordedSeeds, type Tuning } from './seeds.ts';
import { type Comparison, type Lane, type Measure, saidOf, summaryOf, takesPart, valuesOf } from './seeds-standing.ts';

/** What the reader chose to see. */
export interface SeedsView {
  comparison: Comparison;
  measure: Measure;
}

/** What the dots are drawn for: a screen with room, and a phone. */
export const rooms = {
  wide: { width: 704, left: 10, right: 104 },
  narrow: { width: 343, left: 8, right: 92 },
};
const top = 6;
/** A row has the algorithm's name, and a lane for each of its settings. */
const row = { name: 24, lane: 24, gap: 6 };
const bottom = 30;

const rowHeight = row.name + 2 * row.lane + row.gap;

export const dotsFrame = (room: keyof typeof rooms, algorithms: number): Frame => ({
  width: rooms[room].width,
  height: top + algorithms * rowHeight + bottom,
});

/** How far a value is from perfect: what the scale has the logarithm of. No run is as good as the scale is fine. */
const distance = (value: number, measure: Measure, unseen: number) =>
  measure === 'loss' ? value : 1 - Math.min(value / 100, 1 - 0.5 / unseen);

/** A dot for each run, over a logarithmic scale on which better is further to the right. */
export function drawDots(
  svg: SVGSVGElement,
  room: keyof typeof rooms,
  lanes: readonly Lane[],
  { comparison, measure }: SeedsView,
  unseen: number,
  words: SeedsWords,
): void {
  const document = svg.ownerDocument;
  const { width, left, right } = rooms[room];
  const all = lanes.flatMap(({ recorded, own }) => valuesOf([...recorded.values(), ...own.values()], measure, unseen));
  const far = (value: number) => Math.log(distance(value, measure, unseen));
  const [near, away] = [Math.min(...all.map(far)), Math.max(...all.map(far))];
  const margin = 0.04 * (away - near || 1);
  const scale = (value: number) => left + ((away + margin - far(value)) / (away - near + 2 * margin)) * (width - left - right);

  const algorithms = [...new Set(lanes.map(({ algorithm }) => algorithm))];
  const floor = top + algorithms.length * rowHeight;
  const ticks = drawTicks(all, measure, scale, floor, rooms[room], document, words);
  const rows = algorithms.flatMap((id, i) => {
    const y = top + i * rowHeight;
    const line = svgElement(document, 'line', { class: 'grid', x1: left, x2: width, y1: y + rowHeight - 1, y2: y + rowHeight - 1 });
    const name = svgElement(
      document,
      'text',
      { class: 'name title', x: left, y: y + row.name / 2 + 2, dy: '0.32em', fill: lookOf(id).text },
      optimizer(id).name,
    );
    const its = lanes.filter(({ algorithm }) => algorithm === id);
    return [line, name, ...its.map((lane, k) => drawLane(lane, y + row.name + row.lane * (k + 0.5)))];
  });
  svg.replaceChildren(...ticks, ...rows);

  function drawLane(lane: Lane, y: number): SVGElement {
    const { colour, symbol, text } = lookOf(lane.algorithm);
    const { mean, deviation, of } = summaryOf(lane, measure, unseen);
    const filled = lane.effort === 'tuned';
    const sign = outline(symbol, 4.2, document);
    const dots = (which: 'recorded' | 'own') =>
      svgElement(
        document,
        'g',
        { class: which, fill: filled ? colour : 'var(--paper)', stroke: colour, 'stroke-width': 1.4 },
        ...valuesOf(lane[which].values(), measure, unseen).map((value, i) => {
          const dot = svgElement(document, 'path', { d: sign });
          // Runs that come to nearly the same stand a little apart.
          putAt(dot, [scale(value), y + [0, -4, 4][i % 3]]);
          return dot;
        }),
      );
    // No loss is below zero, whatever the deviation.
    const ends = [mean - deviation, mean + deviation].map((value) => scale(measure === 'loss' ? Math.max(value, 1e-9) : value));
    const [from, to] = [Math.max(left, Math.min(...ends)), Math.min(width - right, Math.max(...ends))];
    const bar = svgElement(document, 'rect', { class: 'bar', x: from, y: y - 9, width: to - from, height: 18, rx: 3, fill: colour });
    const middle = svgElement(document, 'line', {
      class: 'mean',
      x1: scale(mean),
      x2: scale(mean),
      y1: y - 11,
      y2: y + 11,
      stroke: colour,
    });
    const said = svgElement(
      document,
      'text',
      { class: 'tick said', x: width - 2, y, dy: '0.32em', 'text-anchor': 'end', fill: text },
      saidOf(mean, deviation, measure),
    );
    const quiet = takesPart(comparison, lane) ? '' : ' quiet';
    return svgElement(
      document,
      'g',
      { class: `lane${quiet}${lane.own.size > 0 ? ' repeated' : ''}`, 'data-lane': `${lane.algorithm} ${lane.effort}` },
      svgElement(document, 'g', { class: of }, ...(Number.isFinite(deviation) ? [bar, middle] : [])),
      dots('recorded'),
      dots('own'),
      ...(Number.isNaN(mean) ? [] : [said]),
    );
  }
}

/** Rounder numbers first: those that come later stand only where there is room. */
const rounded: Record<Measure, number[]> = {
  right: [90, 99, 95, 98, 97, 96, 50, 99.9, 99.5, 80, 98.5, 97.5, 96.5, 70, 94, 93, 92, 98.2, 98.8],
  loss: [1, 2, 5].flatMap((times) => Array.from({ length: 9 }, (_, i) => Number(`${times}e${1 - i}`))),
};

function drawTicks(
  all: number[],
  measure: Measure,
  scale: (value: number) => number,
  floor: number,
  { width, left, right }: (typeof rooms)['wide'],
  document: Document,
  words: SeedsWords,
) {
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const places: { value: number; x: number }[] = [];
  for (const value of rounded[measure]) {
    const x = scale(value);
    const within = value >= low * 0.97 && value <= high * 1.03 && x >= left + 16 && x <= width - right;
    if (within && places.every((other) => Math.abs(other.x - x) >= 50)) places.push({ value, x });
  }
  const better = svgElement(document, 'text', { class: 'tick', x: width - 2, y: floor + 18, 'text-anchor': 'end' }, words.better);
  return [
    ...places.map(({ x }) => svgElement(document, 'line', { class: 'grid', x1: x, x2: x, y1: top, y2: floor + 3 })),
    ...places.map(({ value, x }) =>
      svgElement(
        document,
        'text',
        { class: 'tick', x, y: floor + 18, 'text-anchor': 'middle' },
        measure === 'right' ? `${value} %` : short(value, 2),
      ),
    ),
    better,
  ];
}

export const sweepFrame: Frame = { width: 232, height: 216 };

/** Higher losses are those of a network that has learnt nothing, or worse. */
const ceiling = 3;

/**
 * The final loss over the step size, both in powers of ten. Faint is the schedule that is not the best one; a hollow sign
 * stands at the default, a full one at the best.
 */
export function drawSweep({ protocol, sweeps }: RecordedSeeds, document: Document): SVGSVGElement {
  const { rates, schedules } = protocol.search;
  const points = protocol.algorithms.flatMap((id) =>
    schedules.flatMap((schedule) =>
      rates.map((rate, i) => {
        const loss = sweeps[id][schedule][i];
        return { id, schedule, rate, loss: loss !== null && loss <= ceiling ? loss : Number.NaN };
      }),
    ),
  );
  const curves = protocol.algorithms.flatMap((id) => schedules.map((schedule) => ({ id, schedule })));
  const marked = protocol.algorithms.flatMap((id) => {
    const usual = runnerOf(id);
    const tuned = best(protocol, sweeps[id]);
    const isAt = (point: (typeof points)[number], { lr, schedule }: Tuning) => point.rate === lr && point.schedule === schedule;
    return points.flatMap((point) => {
      const full = isAt(point, tuned);
      return point.id === id && (full || isAt(point, { lr: usual.hyper.lr, schedule: usual.schedule })) ? { ...point, full } : [];
    });
  });
  const lowest = Math.min(...points.map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss)));
  const y: [number, number] = [10 ** Math.floor(Math.log10(lowest)), ceiling];
  const x: [number, number] = [rates[0], rates[rates.length - 1]];
  const powers = ([low, high]: readonly [number, number]) =>
    Array.from({ length: 12 }, (_, i) => Number(`1e${i - 9}`)).filter((value) => value >= low && value <= high);
  const axis = { tickSize: 0, label: null, tickFormat: power, className: 'tick' };
  const svg = drawScales(sweepFrame, { left: 34, right: 20, top: 10, bottom: 22 }, document, {
    x: { type: 'log', domain: x, axis: null },
    y: { type: 'log', domain: y, axis: null },
    marks: [
      Plot.gridY({ ticks: powers(y), className: 'grid' }),
      Plot.axisY({ ticks: powers(y), ...axis }),
      Plot.axisX({ ticks: powers(x), ...axis }),
      ...curves.map(({ id, schedule }) =>
        Plot.line(
          points.filter((point) => point.id === id && point.schedule === schedule),
          {
            x: 'rate',
            y: 'loss',
            stroke: lookOf(id).colour,
            strokeDasharray: lookOf(id).dash,
            strokeWidth: 1.4,
            strokeOpacity: schedule === best(protocol, sweeps[id]).schedule ? 1 : 0.3,
          },
        ),
      ),
      ...marked.map(({ id, rate, loss, full }) =>
        Plot.dot([0], {
          x: () => rate,
          y: () => loss,
          symbol: lookOf(id).symbol,
          r: 4,
          stroke: lookOf(id).colour,
          fill: full ? lookOf(id).colour : 'var(--paper)',
        }),
      ),
    ],
  });
  raisePowers(svg);
  return svg;
}
