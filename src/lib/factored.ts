/** What Adafactor keeps of the squares of a gradient: of a matrix no more than a number for each row and one for each column. */
import type { Param, Vector } from './optimizer.ts';

/** How many numbers are kept of a param: a vector, which is one column, is kept whole. */
export const keeps = ({ rows, columns }: Param): number => (columns > 1 ? rows + columns : rows);

/** How many are kept of all params together. */
export const numbersKept = (params: readonly Param[]): number => params.reduce((sum, param) => sum + keeps(param), 0);

/**
 * Mixes the squares of `g`, each with ε₀ added, into what `v` has of those before: of a matrix the mean of each row, and then that
 * of each column.
 */
export function factor(g: Vector, params: readonly Param[], betaT: number, eps0: number, v: Vector): void {
  let first = 0;
  for (const param of params) {
    const { from, rows, columns } = param;
    const wide = columns > 1;
    const means = new Float64Array(keeps(param));
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const square = g[from + i * columns + j] ** 2 + eps0;
        means[i] += square / columns;
        if (wide) means[rows + j] += square / rows;
      }
    for (let k = 0; k < means.length; k++) v[first + k] = betaT * v[first + k] + (1 - betaT) * means[k];
    first += means.length;
  }
}

/**
 * Writes g/√v into `out`. Of a matrix, what v has lost is guessed: where row i and column j meet it is their product, divided by the
 * mean of all rows.
 */
export function divide(g: Vector, params: readonly Param[], v: Vector, out: Vector): void {
  let first = 0;
  for (const param of params) {
    const { from, rows, columns } = param;
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += v[first + i] / rows;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = from + i * columns + j;
        const guess = columns > 1 ? (v[first + i] * v[first + rows + j]) / mean : v[first + i];
        out[at] = g[at] / Math.sqrt(guess);
      }
    first += keeps(param);
  }
}

/** The root mean square of one param: the size of a number in it. */
export function rms(of: Vector, { from, rows, columns }: Param): number {
  let sum = 0;
  for (let i = from; i < from + rows * columns; i++) sum += of[i] ** 2;
  return Math.sqrt(sum / (rows * columns));
}
