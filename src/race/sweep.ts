/** The search for the step size that suits each algorithm best in a race, and its drawing: both made when the page is built. */
import * as Plot from '@observablehq/plot';
import { objective, optimizer } from '../catalog.ts';
import { descend, type Path } from '../lib/descend.ts';
import type { Objective } from '../lib/objective.ts';
import type { SweepWords } from '../words.ts';
import { drawScales, power, powersBetween, raisePowers } from './chart.ts';
import { lookOf } from './families.ts';
import { figure, raceIn } from './figures.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';
import { type Entry, limits, type Race } from './race.ts';
import { settingsFor } from './races.ts';

/** What a search makes as small as it can. */
interface Goal {
  name: 'loss' | 'leaving';
  /** The step sizes that it tries, from the first to the last. */
  from: number;
  to: number;
  /** The updates that it makes with each. */
  steps: number;
  /** What is worse than standing still. */
  top: number;
  /** Undefined where the path is lost, or does not come there. */
  of: (path: Path) => number | undefined;
}

/** So many at the end have to be low: of one alone a lucky landing would do. It is also one reading of the twenty texts. */
export const tail = 20;

function goalOf(f: Objective, { start, steps }: Race): Goal {
  // Where there is no lowest place, the longest stride would always be the best: what counts is how soon one is on the way down.
  // The step sizes end at the limit beyond which gradient descent would also be thrown out along the valley.
  if (f.minima.length === 0) {
    const { max } = limits.steps;
    return { name: 'leaving', from: 1e-3, to: 1, steps: max, top: max, of: ({ values }) => found(values.findIndex((value) => value < -1)) };
  }
  const lowest = f.value(...f.minima[0]);
  const of = ({ values, stop }: Path) => (stop.reason === 'budget' ? Math.max(...values.slice(-tail)) - lowest : undefined);
  return { name: 'loss', from: 1e-4, to: 100, steps, top: f.value(...start) - lowest, of };
}

const found = (step: number) => (step < 0 ? undefined : step);

/** Twelve to a power of ten, each with two digits. */
function ratesOf({ from, to }: Goal): number[] {
  const count = Math.round(12 * Math.log10(to / from));
  return Array.from({ length: count + 1 }, (_, i) => Number((from * 10 ** (i / 12)).toPrecision(2)));
}

/** One algorithm with every step size. */
export interface Swept {
  id: string;
  /** One for each step size. */
  results: (number | undefined)[];
  /** The smallest of those that are the best. */
  best: { lr: number; result: number };
  /** With the step size that all have in common. */
  given: number | undefined;
}

export interface Sweep {
  goal: Goal;
  rates: number[];
  swept: Swept[];
  /** The step size that all have in common. */
  given: number;
}

/**
 * Every algorithm of a figure with every step size.
 *
 * @throws Error if one comes nowhere with any
 */
export function sweep(id: string): Sweep {
  const found = searched.get(id) ?? search(id);
  searched.set(id, found);
  return found;
}

/** What was found, since a search takes its time and pages ask more than once. */
const searched = new Map<string, Sweep>();

function search(id: string): Sweep {
  const race = raceIn(figure(id), 'given');
  const f = objective(race.objective);
  const goal = goalOf(f, race);
  // Gradient descent's is the one of all.
  const given = race.entries[0].hyper.lr;
  const rates = ratesOf(goal);
  const result = ({ optimizer: one, hyper }: Entry, lr: number) =>
    goal.of(descend(optimizer(one), f, { start: race.start, steps: goal.steps, hyper: { ...hyper, ...settingsFor(one, lr) } }));
  const swept = race.entries.map((entry): Swept => {
    const results = rates.map((lr) => result(entry, lr));
    const least = Math.min(...results.map((one) => one ?? Number.POSITIVE_INFINITY));
    const lr = rates[results.indexOf(least)];
    if (lr === undefined) throw new Error(`In “${id}” no step size serves ${entry.optimizer}`);
    return { id: entry.optimizer, results, best: { lr, result: least }, given: result(entry, given) };
  });
  return { goal, rates, swept, given };
}

export const sweepFrame: Frame = { width: 464, height: 300 };

/** Lower losses than this differ by rounding only. */
const floor = 1e-12;

/** What came of each step size, a curve for each of these algorithms, its sign at the best. Worse than standing still is off the chart. */
export function drawSweep(
  { goal: { top }, rates, swept, given }: Sweep,
  shown: string[],
  t: SweepWords,
  document: Document,
): SVGSVGElement {
  const lanes = swept.filter((lane) => shown.includes(lane.id));
  const low = 10 ** Math.floor(Math.log10(Math.max(floor, Math.min(...lanes.map(({ best }) => best.result)))));
  const [x, y] = [[rates[0], rates[rates.length - 1]] as const, [low, top] as const];
  const axis = { tickSize: 0, label: null, tickFormat: power, className: 'tick' };
  const line = ({ id: one, results }: Swept) => {
    const { colour, dash } = lookOf(one);
    const points = results.map((value, i) => ({
      lr: rates[i],
      value: value === undefined || value > top ? Number.NaN : Math.max(low, value),
    }));
    return Plot.line(points, { x: 'lr', y: 'value', stroke: colour, strokeDasharray: dash, strokeWidth: 1.6 });
  };
  const sign = ({ id: one, best }: Swept) => {
    const { colour, symbol } = lookOf(one);
    return Plot.dot([best], { x: 'lr', y: 'result', symbol, r: 5, stroke: colour, fill: colour });
  };
  const svg = drawScales(sweepFrame, { left: 38, right: 14, top: 18, bottom: 24 }, document, {
    x: { type: 'log', domain: x, axis: null },
    y: { type: 'log', domain: y, axis: null },
    marks: [
      Plot.gridY({ ticks: powersBetween(...y), className: 'grid' }),
      Plot.axisY({ ticks: powersBetween(...y), ...axis }),
      Plot.axisX({ ticks: powersBetween(...x), ...axis }),
      Plot.ruleX([given], { className: 'given', strokeDasharray: '2 3' }),
      Plot.text([given], { x: given, frameAnchor: 'top', dy: -14, text: () => t.given, className: 'tick' }),
      ...lanes.map(line),
      ...lanes.map(sign),
    ],
  });
  raisePowers(svg);
  return svg;
}

/** A row for each algorithm: its best step size, what came of that, and of the one that all have in common. */
export function rowsOf({ goal, swept }: Sweep, t: SweepWords): { id: string; cells: string[] }[] {
  const none = goal.name === 'leaving' ? t.never : t.lost;
  const said = (value: number | undefined) => (value === undefined ? none : short(value, 2));
  return swept.map(({ id, best, given }) => ({ id, cells: [short(best.lr), said(best.result), said(given)] }));
}
