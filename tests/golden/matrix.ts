/** A problem whose x is a matrix, which no map can show: the W for which AW is closest to C. */
import type { Param, Surface } from '../../src/lib/optimizer.ts';

export interface MatrixProblem extends Surface {
  params: Param[];
}

/** f(W) = ½‖AW − C‖². `x` is W row by row, or `turned` on its side: column by column. */
export function nearest(A: number[][], C: number[][], turned = false): MatrixProblem {
  const [rows, columns] = [A[0].length, C[0].length];
  const at = (i: number, j: number) => (turned ? j * rows + i : i * columns + j);
  /** AW − C, row by row. */
  const misses = (x: ArrayLike<number>) => A.map((row, k) => C[k].map((c, j) => row.reduce((sum, a, i) => sum + a * x[at(i, j)], 0) - c));
  return {
    params: [turned ? { from: 0, rows: columns, columns: rows } : { from: 0, rows, columns }],
    value: (x) => misses(x).reduce((sum, row) => row.reduce((all, miss) => all + miss ** 2 / 2, sum), 0),
    gradient(x, out) {
      const all = misses(x);
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++) out[at(i, j)] = all.reduce((sum, row, k) => sum + A[k][i] * row[j], 0);
    },
  };
}

/** A matrix of so many columns, row by row, on its side. */
export function turnedOver(x: readonly number[], columns: number): number[] {
  return Array.from({ length: columns }, (_, j) => x.filter((_, k) => k % columns === j)).flat();
}
