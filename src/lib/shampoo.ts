/** What Shampoo keeps of gradients, and makes of it: for each side of a matrix, how its rows, or its columns, go together. */
import { eigen } from './eigen.ts';
import type { Param, Vector } from './optimizer.ts';

/** A side that is longer keeps nothing: its matrix would be larger than the layer, and its roots would take too long. */
export const longest = 128;

/** One side of a param that something is kept of. */
interface Side {
  param: Param;
  /** Whether rows are compared, or columns. */
  of: 'rows' | 'columns';
  /** Where its matrix begins in what is kept, and how many rows and columns that has. */
  first: number;
  length: number;
  /** How many sides of the param something is kept of: of a vector one, of a matrix two, unless one is too long. */
  sides: number;
}

/** All sides that something is kept of, in order. */
function sidesOf(params: readonly Param[]): Side[] {
  let end = 0;
  return params.flatMap((param) => {
    const kept = (['rows', 'columns'] as const).filter((of) => param[of] <= longest && (of === 'rows' || param.columns > 1));
    return kept.map((of): Side => {
      const length = param[of];
      end += length ** 2;
      return { param, of, first: end - length ** 2, length, sides: kept.length };
    });
  });
}

/** How many numbers are kept of all params together. */
export const pairs = (params: readonly Param[]): number => sidesOf(params).reduce((sum, { length }) => sum + length ** 2, 0);

/** Adds to L, for each side, the products of each two rows of `g`, or columns: g·gᵀ, or gᵀ·g. */
export function compare(g: Vector, params: readonly Param[], L: Vector): void {
  for (const { param, of, first, length } of sidesOf(params)) {
    const others = linesOf(g, param, of === 'rows' ? 'columns' : 'rows');
    for (const line of others)
      for (let i = 0; i < length; i++) {
        const row = first + i * length;
        if (line[i] !== 0) for (let j = 0; j < length; j++) L[row + j] += line[i] * line[j];
      }
  }
}

/**
 * Writes into P, at the updates 1, 2, 4, 8 … and then at each `renewal`-th, a root of each matrix in L, with ε₀ on its diagonal: the one
 * over its square root where there is one side, over its fourth root where there are two. Between these updates P stays.
 */
export function root(L: Vector, params: readonly Param[], eps0: number, t: number, renewal: number, P: Vector): void {
  const due = t < renewal ? Number.isInteger(Math.log2(t)) : Math.floor(t / renewal) > Math.floor((t - 1) / renewal);
  if (!due) return;
  for (const { first, length, sides } of sidesOf(params)) {
    const rows = Array.from({ length }, (_, i) => Array.from({ length }, (_, j) => L[first + i * length + j]));
    const { values, vectors } = eigen(rows);
    // A sum of squares has no negative eigenvalue; what looks like one is rounding.
    const powers = values.map((value) => (Math.max(value, 0) + eps0) ** (-1 / (2 * sides)));
    for (let i = 0; i < length; i++)
      for (let j = 0; j < length; j++)
        P[first + i * length + j] = powers.reduce((sum, power, k) => sum + power * vectors[k][i] * vectors[k][j], 0);
  }
}

/** Writes into `out` the gradient with each side that has a root in P multiplied by it. */
export function precondition(g: Vector, params: readonly Param[], P: Vector, out: Vector): void {
  for (let i = 0; i < g.length; i++) out[i] = g[i];
  for (const { param, of, first, length } of sidesOf(params)) {
    const { from, columns } = param;
    for (const [k, line] of linesOf(out, param, of === 'rows' ? 'columns' : 'rows').entries())
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let j = 0; j < length; j++) sum += P[first + i * length + j] * line[j];
        out[of === 'rows' ? from + i * columns + k : from + k * columns + i] = sum;
      }
  }
}

/** The rows of a param, or its columns, each by itself. */
function linesOf(g: Vector, { from, rows, columns }: Param, of: Side['of']): Float64Array[] {
  const [count, length, down, across] = of === 'rows' ? [rows, columns, columns, 1] : [columns, rows, 1, columns];
  return Array.from({ length: count }, (_, k) => Float64Array.from({ length }, (_, j) => g[from + k * down + j * across]));
}
