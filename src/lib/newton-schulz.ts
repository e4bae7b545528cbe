/** What Muon asks of linear algebra: to make all singular values of a matrix alike, by products alone. */
import type { Param, Vector } from './optimizer.ts';

/** Rows of equal length. */
type Rows = Float64Array[];

/** a, b and c: with them small values grow up to a⁵ times, and whatever was above a hundredth ends between 0.68 and 1.14, not at 1. */
export const jordan = [3.4445, -4.775, 2.0315] as const;

/** How many iterations an update makes. */
const iterations = 5;

/**
 * Writes into `out` each param of `m` with its singular values near 1, and its singular vectors as they were. A vector is one
 * column, whose only singular value is its length.
 */
export function orthogonalise(m: Vector, params: readonly Param[], out: Vector): void {
  for (const { from, rows, columns } of params) {
    // With no more rows than columns, since X·Xᵀ has a row and a column for each row of X.
    const lying = rows <= columns;
    const at = (i: number, j: number) => from + (lying ? i * columns + j : j * columns + i);
    const X = Array.from({ length: Math.min(rows, columns) }, (_, i) =>
      Float64Array.from({ length: Math.max(rows, columns) }, (_, j) => m[at(i, j)]),
    );
    for (const [i, row] of newtonSchulz(X).entries()) for (let j = 0; j < row.length; j++) out[at(i, j)] = row[j];
  }
}

/**
 * Divides all singular values of X by the root of the sum of their squares, and makes of each σ then aσ + bσ³ + cσ⁵, five times
 * over. None of them is known: X ← QX with Q = aI + bA + cA², where A is X·Xᵀ, does it to all at once.
 */
export function newtonSchulz(X: Rows): Rows {
  const [a, b, c] = jordan;
  const squares = X.reduce((sum, row) => row.reduce((all, value) => all + value * value, sum), 0);
  // No σ is beyond this length. What is all zeros stays so.
  const length = Math.max(Math.sqrt(squares), 1e-7);
  const first = X.map((row) => row.map((value) => value / length));

  let A: Rows = squared(first);
  let Q: Rows = A.map((_, i) => A[i].map((_, j) => (i === j ? 1 : 0)));
  // X is long and A is small: the Qs are multiplied, and X once by all of them. A becomes (QX)(QX)ᵀ, which is QAQ.
  for (let k = 0; k < iterations; k++) {
    const AA = even(A, A);
    const next = A.map((row, i) => row.map((value, j) => (i === j ? a : 0) + b * value + c * AA[i][j]));
    Q = even(next, Q);
    A = even(even(next, A), next);
  }
  return Q.map((row) => times(row, first));
}

/** X·Xᵀ. */
function squared(X: Rows): Rows {
  return even(
    X,
    Array.from(X[0], (_, j) => Float64Array.from(X, (row) => row[j])),
  );
}

/** A·B, where that is as symmetric as all powers of one matrix are: one half is the other's mirror image. */
function even(A: Rows, B: Rows): Rows {
  const all = A.map((row, i) => times(row, B, i));
  for (const [i, row] of all.entries()) for (let j = 0; j < i; j++) row[j] = all[j][i];
  return all;
}

/** One row times B, from column `first` on; four rows of B at a time, which is twice as fast as one. */
function times(row: Float64Array, B: Rows, first = 0): Float64Array {
  const out = new Float64Array(B[0].length);
  let k = 0;
  for (; k + 3 < row.length; k += 4) {
    const [a0, a1, a2, a3] = [row[k], row[k + 1], row[k + 2], row[k + 3]];
    const [b0, b1, b2, b3] = [B[k], B[k + 1], B[k + 2], B[k + 3]];
    for (let j = first; j < out.length; j++) out[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
  }
  for (; k < row.length; k++) for (let j = first; j < out.length; j++) out[j] += row[k] * B[k][j];
  return out;
}
