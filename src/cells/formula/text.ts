/** A formula as the text of a cell: an objective, as the site's own are written. */
import { evenly, geometrically, type Objective, type Point } from '../../lib/objective.ts';
import { stationaryPoints } from '../../lib/stationary.ts';
import { words } from '../../words.ts';
import { compute, type Expression, tidy, toCode, toTex } from './expression.ts';
import { derive, FormulaError, read } from './formula.ts';

/** What a reader says about a surface. */
export interface Wish {
  formula: string;
  name: string;
  view: Objective['view'];
  /** Without derivatives: by central differences. */
  differences?: boolean;
}

/** How many places along each side of the view are looked at. */
const across = 41;
const levels = 12;

/**
 * The text of a cell that makes the surface: value, gradient and Hessian as written, with a start, level sets and minima that
 * are found here, for the reader to change.
 *
 * @throws FormulaError
 */
export function textOf(wish: Wish): string {
  const { formula, name, view, differences = false } = wish;
  const value = read(formula);
  const derived = differences ? undefined : derive(value);
  const f = compute(value);
  const values = sampled(f, view);
  if (values.length === 0) throw new FormulaError(words.en.formula.nowhere);
  const lowest = Math.min(...values.map(({ value }) => value));
  const minima = derived ? minimaOf(derived, view, lowest) : [];
  const bottom = minima.length > 0 ? f(...minima[0]) : lowest;
  const spread = levelsOf(
    bottom,
    values.map(({ value }) => value),
  );
  const helpers = [spread.by, differences ? undefined : 'objective'].filter((one) => one !== undefined).sort();
  const code = (e: Expression) => toCode(tidy(e));

  return [
    `import { ${helpers.join(', ')} } from '../objective.ts';`,
    ...(differences ? [`import { byDifferences } from '../differences.ts';`] : []),
    '',
    `/** ${formula.trim().replaceAll('*/', '* /')} */`,
    `export default ${differences ? 'byDifferences' : 'objective'}({`,
    `  name: ${quoted(name)},`,
    `  formula: String.raw\`${toTex(value)}\`,`,
    `  value: (x, y) => ${code(value)},`,
    ...(derived
      ? [
          '  gradient: (x, y) => [',
          ...derived.gradient.map((e) => `    ${code(e)},`),
          '  ],',
          '  hessian: (x, y) => [',
          ...derived.hessian.map((row) => `    [${row.map(code).join(', ')}],`),
          '  ],',
        ]
      : []),
    `  view: { x: [${view.x.join(', ')}], y: [${view.y.join(', ')}] },`,
    `  minima: [${minima.map(placed).join(', ')}],`,
    `  start: ${placed(startOf(f, view, minima[0]))},`,
    `  levels: ${spread.text},`,
    '});',
  ].join('\n');
}

const placed = ([x, y]: Point) => `[${x}, ${y}]`;
const quoted = (text: string) => `'${text.replaceAll(/\s+/g, ' ').trim().replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The values of f on a grid over the view, where it has any. */
function sampled(f: (x: number, y: number) => number, { x, y }: Objective['view']) {
  const on = ([low, high]: Point) => evenly(low, high, across);
  return on(y)
    .flatMap((py) => on(x).map((px) => ({ at: [px, py] as Point, value: f(px, py) })))
    .filter(({ value }) => Number.isFinite(value));
}

/** The lowest places of f in the view, unless it is lower still at an edge. */
function minimaOf({ value, gradient, hessian }: ReturnType<typeof derive>, view: Objective['view'], lowest: number): Point[] {
  const f = compute(value);
  const [gx, gy] = gradient.map(compute);
  const [[xx, xy], [yx, yy]] = hessian.map((row) => row.map(compute));
  const slopes: Pick<Objective, 'view' | 'gradient' | 'hessian'> = {
    view,
    gradient: (x, y) => [gx(x, y), gy(x, y)],
    hessian: (x, y) => [
      [xx(x, y), xy(x, y)],
      [yx(x, y), yy(x, y)],
    ],
  };
  const found = stationaryPoints(slopes, 16).flatMap(({ point, kind }) => (kind === 'minimum' ? [{ point, height: f(...point) }] : []));
  const least = Math.min(...found.map(({ height }) => height));
  const slack = 1e-9 * (1 + Math.abs(least));
  if (!(least <= lowest + slack)) return [];
  return found.filter(({ height }) => height <= least + slack).map(({ point: [x, y] }): Point => [round(x), round(y)]);
}

/** Newton's method comes as near as rounding lets it: what is as good as a short number is that number. */
function round(value: number): number {
  const short = Number(value.toFixed(6));
  return Math.abs(value - short) < 1e-9 ? short + 0 : value;
}

/** Up in a corner of the view, away from the minimum. */
function startOf(f: (x: number, y: number) => number, { x, y }: Objective['view'], minimum: Point | undefined): Point {
  const at = ([low, high]: Point, part: number) => Number((low + part * (high - low)).toPrecision(2)) + 0;
  const corners = [0.15, 0.85].flatMap((i) => [0.85, 0.15].map((j): Point => [at(x, i), at(y, j)]));
  const good = corners.filter((corner) => Number.isFinite(f(...corner)));
  const away = ([px, py]: Point) => (minimum ? Math.hypot((px - minimum[0]) / (x[1] - x[0]), (py - minimum[1]) / (y[1] - y[0])) : 0);
  const middle: Point = [at(x, 0.5), at(y, 0.5)];
  return good.reduce((best, one) => (away(one) > away(best) + 1e-9 ? one : best), good[0] ?? middle);
}

/** Level sets that rise evenly, or by factors where f does: by which helper, and the line of code. */
function levelsOf(bottom: number, values: number[]): { by: 'evenly' | 'geometrically'; text: string } {
  const heights = values.map((value) => value - bottom).sort((a, b) => a - b);
  const at = (part: number) => heights[Math.floor(part * (heights.length - 1))];
  const top = at(0.98) || 1;
  const steep = at(0.5) < top / 6;
  const two = (value: number) => Number(value.toPrecision(2));
  const [low, high] = steep ? [two(Math.max(at(0.02), top / 4096)), two(top)] : [two(top / levels), two(top)];
  const by = steep ? 'geometrically' : 'evenly';
  // From zero up the numbers are the levels; from elsewhere they are heights above the lowest place.
  const text = `${by}(${low}, ${high}, ${levels})`;
  const base = two(bottom);
  const rising = (steep ? geometrically : evenly)(low, high, levels);
  const zero = Math.abs(bottom) < rising[0] / 10;
  return { by, text: zero ? text : `${text}.map((up) => ${base} + up)` };
}
