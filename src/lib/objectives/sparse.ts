import { geometrically, objective, type Point } from '../objective.ts';

/** Texts in the order in which they are read: how often the common and the rare word stand in each, and its rating. */
const rows = Array.from({ length: 20 }, (_, i) => {
  const [common, rare] = [2, i === 9 ? 1 : 0];
  // Every tenth text is rated as the weights (4, 3) say, the others 2 above and 2 below in turn: all the errors cancel.
  const error = i % 10 === 9 ? 0 : i % 2 === Math.floor(i / 10) ? 2 : -2;
  return { common, rare, rating: 4 * common + 3 * rare + error };
});

type Row = (typeof rows)[number];

const miss = (x: number, y: number, { common, rare, rating }: Row) => common * x + rare * y - rating;
const mean = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
const mixed = mean(({ common, rare }) => common * rare);

/** Least squares with a word that stands twice in every text and one that stands in one text of twenty; an update reads one text. */
export default objective({
  name: 'A common and a rare word',
  formula: String.raw`\tfrac{1}{2n}\textstyle\sum_i (a_i x + b_i y - r_i)^2`,
  value: (x, y) => mean((row) => miss(x, y, row) ** 2) / 2,
  gradient: (x, y) => [mean((row) => miss(x, y, row) * row.common), mean((row) => miss(x, y, row) * row.rare)],
  hessian: () => [
    [mean(({ common }) => common ** 2), mixed],
    [mixed, mean(({ rare }) => rare ** 2)],
  ],
  seen(x, y, t): Point {
    const row = rows[(t - 1) % rows.length];
    return [miss(x, y, row) * row.common, miss(x, y, row) * row.rare];
  },
  view: { x: [-1, 9], y: [-1, 4.625] },
  minima: [[4, 3]],
  start: [0, 0],
  levels: geometrically(0.1, 51.2, 10).map((above) => 1.8 + above),
});
