/**
 * What K-FAC asks of linear algebra. The curvature of a layer is taken for a Kronecker product of two matrices, one as large as what
 * comes into the layer and one as large as what goes out: a system with the product is solved with the two.
 */
import type { Factors, Param, Surface, Vector } from './optimizer.ts';

/** The params of `x` as affine layers: the biases behind a matrix are one more row of it, for an input that is always 1. */
export function layersOf(params: readonly Param[]): Param[] {
  return params.flatMap((param, k): Param[] => {
    const isBias = (k: number) => {
      const [before, own] = [params[k - 1], params[k]];
      return before?.columns > 1 && own?.columns === 1 && own.rows === before.columns;
    };
    if (isBias(k)) return [];
    return [isBias(k + 1) ? { ...param, rows: param.rows + 1 } : param];
  });
}

/** Zeros for a square matrix of each layer, as large as its inputs or as its outputs, in an array of the kind of `x`. */
export function squares(x: Vector, layers: readonly Param[], side: 'rows' | 'columns'): Vector {
  const count = layers.reduce((sum, layer) => sum + layer[side] ** 2, 0);
  return new (x.constructor as new (length: number) => Vector)(count);
}

/** The mean of a aᵀ for each layer at `x`. */
export function inputsAt(f: Surface, x: Vector): ArrayLike<number> {
  return factorsOf(f).inputs(x);
}

/** The mean of e eᵀ for each layer at `x`, as update `t` sees it. */
export function slopesAt(f: Surface, x: Vector, t: number): ArrayLike<number> {
  return factorsOf(f).slopes(x, t);
}

/** @throws RangeError where f has none */
function factorsOf({ factors }: Surface): Factors {
  if (!factors) throw new RangeError('K-FAC asks for f.factors, and this objective has none; on a map they are made of its hessian');
  return factors;
}

/**
 * Writes into `out`, for each layer, the Δ for which (A + π√κ I) Δ (G + √κ/π I) is the layer's part of g.
 * π² is how much greater A's numbers on the diagonal are than G's: both are damped by the same part of themselves.
 */
export function solveLayers(A: Vector, G: Vector, kappa: number, layers: readonly Param[], g: Vector, out: Vector): void {
  let [a, d] = [0, 0];
  for (const { from, rows, columns } of layers) {
    const ratio = meanDiagonal(A, a, rows) / meanDiagonal(G, d, columns);
    // A layer through which nothing comes, or behind which nothing is felt, has no measure for either.
    const pi = ratio > 0 && ratio < Number.POSITIVE_INFINITY ? Math.sqrt(ratio) : 1;
    const X = new Float64Array(rows * columns);
    for (let k = 0; k < X.length; k++) X[k] = g[from + k];
    divide(factorised(A, a, rows, pi * Math.sqrt(kappa)), X, columns);
    const turned = transposed(X, rows, columns);
    divide(factorised(G, d, columns, Math.sqrt(kappa) / pi), turned, rows);
    const delta = transposed(turned, columns, rows);
    for (let k = 0; k < delta.length; k++) out[from + k] = delta[k];
    a += rows ** 2;
    d += columns ** 2;
  }
}

function meanDiagonal(S: Vector, from: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += S[from + i * (n + 1)];
  return sum / n;
}

function transposed(X: Float64Array, rows: number, columns: number): Float64Array {
  const turned = new Float64Array(X.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) turned[j * rows + i] = X[i * columns + j];
  return turned;
}

/** S + κI as LLᵀ, where L has nothing above its diagonal. Rows of S that are zeros, as of pixels that are always blank, stand apart. */
interface Factorised {
  L: Float64Array;
  /** Which rows and columns of S the rows of L stand for. */
  live: number[];
  /** What all others have on their diagonal. */
  kappa: number;
}

/** Cholesky's way for a symmetric matrix that stands from `from` on in `S`: half the products that elimination takes. */
function factorised(S: Vector, from: number, size: number, kappa: number): Factorised {
  const live = Array.from({ length: size }, (_, i) => i).filter((i) => S[from + i * (size + 1)] !== 0);
  const n = live.length;
  const L = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) L[i * n + j] = S[from + live[i] * size + live[j]] + (i === j ? kappa : 0);

  // Four rows at once: what is read of the rows above serves all four. Rows at the end that are no four are taken one by one.
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const [r0, r1, r2, r3] = [i * n, (i + 1) * n, (i + 2) * n, (i + 3) * n];
    for (let j = 0; j < i; j++) {
      const other = j * n;
      let s0 = L[r0 + j];
      let s1 = L[r1 + j];
      let s2 = L[r2 + j];
      let s3 = L[r3 + j];
      for (let k = 0; k < j; k++) {
        const l = L[other + k];
        s0 -= L[r0 + k] * l;
        s1 -= L[r1 + k] * l;
        s2 -= L[r2 + k] * l;
        s3 -= L[r3 + k] * l;
      }
      const pivot = L[other + j];
      L[r0 + j] = s0 / pivot;
      L[r1 + j] = s1 / pivot;
      L[r2 + j] = s2 / pivot;
      L[r3 + j] = s3 / pivot;
    }
    for (let row = i; row < i + 4; row++) finish(row, i);
  }
  for (; i < n; i++) finish(i, 0);
  return { L, live, kappa };

  /** The numbers of a row from the one in column `first` on. */
  function finish(row: number, first: number) {
    for (let j = first; j <= row; j++) {
      let rest = L[row * n + j];
      for (let k = 0; k < j; k++) rest -= L[row * n + k] * L[j * n + k];
      L[row * n + j] = row === j ? Math.sqrt(rest) : rest / L[j * n + j];
    }
  }
}

/** Divides X, a matrix with `columns` columns, from the left by what was factorised, in place. */
function divide({ L, live, kappa }: Factorised, X: Float64Array, columns: number): void {
  const n = live.length;
  const alive = new Set(live);
  for (let i = 0; i * columns < X.length; i++) if (!alive.has(i)) for (let j = i * columns; j < (i + 1) * columns; j++) X[j] /= kappa;
  for (let i = 0; i < n; i++) {
    subtract(i, 0, i, i * n, 1);
    scale(i);
  }
  for (let i = n - 1; i >= 0; i--) {
    subtract(i, i + 1, n, i, n);
    scale(i);
  }

  /** Takes from row i the rows k from `first` to before `end`, each as often as L[at + k · apart] says. */
  function subtract(i: number, first: number, end: number, at: number, apart: number) {
    const row = live[i] * columns;
    let k = first;
    // Four rows at once: a row of X is read and written a fourth as often.
    for (; k + 3 < end; k += 4) {
      const [r0, r1, r2, r3] = [live[k] * columns, live[k + 1] * columns, live[k + 2] * columns, live[k + 3] * columns];
      const [l0, l1, l2, l3] = [L[at + k * apart], L[at + (k + 1) * apart], L[at + (k + 2) * apart], L[at + (k + 3) * apart]];
      for (let j = 0; j < columns; j++) X[row + j] -= l0 * X[r0 + j] + l1 * X[r1 + j] + (l2 * X[r2 + j] + l3 * X[r3 + j]);
    }
    for (; k < end; k++) {
      const [r, l] = [live[k] * columns, L[at + k * apart]];
      for (let j = 0; j < columns; j++) X[row + j] -= l * X[r + j];
    }
  }

  function scale(i: number) {
    const row = live[i] * columns;
    for (let j = 0; j < columns; j++) X[row + j] /= L[i * n + i];
  }
}
