/** What the page has to know of a reader's optimizer or objective to race and draw it. */
import { geometrically, type Objective, type Point } from '../../lib/objective.ts';
import { type Family, families, type Hyper } from '../../lib/optimizer.ts';
import type { ObjectiveFacts, OptimizerFacts } from '../protocol.ts';
import { type Runnable, type Slope, walk } from './descent.ts';

/** Where every new optimizer takes its first steps, so that what is misspelt in it is found at once. */
const bowl: Slope = {
  value: (x, y) => (x * x + y * y) / 2,
  gradient: (x, y) => [x, y],
  hessian: () => [
    [1, 0],
    [0, 1],
  ],
};

/**
 * @param name for one that has none
 * @returns the facts, and what the reader should hear about its first steps
 * @throws what `init` or the first steps throw
 */
export function optimizerFacts(own: Runnable, name: string): { facts: OptimizerFacts; warning?: string } {
  const numbers = (record: Hyper) => Object.fromEntries(Object.entries(record).filter(([, value]) => Number.isFinite(value)));
  const hyper = numbers(own.hyper);
  const forms = Object.keys(own.also ?? {});
  const theirs = Object.entries(own.also ?? {}).flatMap(([form, { hyper }]) => (hyper ? [[form, numbers(hyper)] as const] : []));
  const paths = [undefined, ...forms].map((form) => walk(own, bowl, { start: [1, 0.5], steps: 2, form }));
  return {
    facts: {
      name: typeof own.name === 'string' ? own.name : name,
      year: Number.isFinite(own.year) ? Number(own.year) : 0,
      family: families.includes(own.family as Family) ? (own.family as Family) : 'descent',
      hyper,
      as: plain(own.as) as OptimizerFacts['as'],
      memory: Object.keys(paths[0].memory),
      forms,
      formSettings: Object.fromEntries(theirs),
    },
    warning: paths.find(({ hint }) => hint)?.hint,
  };
}

const side = 121;

/** @throws what its functions throw */
export function objectiveFacts(own: Slope, name: string): ObjectiveFacts {
  const view = isView(own.view) ? { x: pair(own.view.x), y: pair(own.view.y) } : { x: [-2, 2] as Point, y: [-2, 2] as Point };
  const at = ([from, to]: Point, i: number) => from + ((to - from) * i) / (side - 1);
  const values = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) values[row * side + column] = Number(own.value(at(view.x, column), at(view.y, row)));
  const start = isPair(own.start) ? pair(own.start) : ([at(view.x, 12), at(view.y, side - 13)] as Point);
  walk({ init: () => ({}), step: () => {}, hyper: {} }, own, { start, steps: 1 });
  return {
    name: typeof own.name === 'string' ? own.name : name,
    formula: typeof own.formula === 'string' ? own.formula : '',
    view,
    minima: Array.isArray(own.minima) ? own.minima.filter(isPair).map(pair) : [],
    start,
    levels: Array.isArray(own.levels) && own.levels.every(Number.isFinite) ? own.levels.map(Number) : levelsOver(values),
    grid: { columns: side, rows: side, values },
  };
}

/** Level sets for a surface of which nothing is known: closer together near its lowest place. */
function levelsOver(values: Float64Array): Objective['levels'] {
  const known = values.filter(Number.isFinite).sort();
  if (known.length === 0 || known[0] === known[known.length - 1]) return [];
  const [low, high] = [known[0], known[Math.floor((known.length - 1) * 0.95)]];
  const range = high - low || known[known.length - 1] - low;
  return geometrically(range / 500, range, 12).map((above) => low + above);
}

const isPair = (value: unknown): value is Point => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
const isView = (view: unknown): view is Objective['view'] =>
  typeof view === 'object' &&
  view !== null &&
  'x' in view &&
  'y' in view &&
  [view.x, view.y].every((range) => isPair(range) && range[0] < range[1]);
const pair = ([a, b]: Point): Point => [a, b];

/** Settings by source, without what is not a number or the name of a form. */
function plain(as: unknown): Record<string, Record<string, number | string>> {
  return Object.fromEntries(
    Object.entries(Object(as)).map(([source, record]) => [
      source,
      Object.fromEntries(Object.entries(Object(record)).filter(([, value]) => ['number', 'string'].includes(typeof value))) as Record<
        string,
        number
      >,
    ]),
  );
}
