/** Eigenvalues of a symmetric matrix, the largest first, and a unit vector for each. */
export interface Eigen {
  values: number[];
  vectors: number[][];
}

/**
 * Turns pairs of axes until nothing is left beside the diagonal (Jacobi, 1846). Right to about 10⁻¹⁵ of the largest eigenvalue;
 * n³ products a sweep, of which it takes some ten: for a few hundred rows at most.
 *
 * @param matrix rows of a symmetric matrix; it is left as it is
 */
export function eigen(matrix: readonly ArrayLike<number>[]): Eigen {
  const a = matrix.map((row) => Float64Array.from(row));
  const n = a.length;
  const vectors = a.map((_, i) => Float64Array.from(a, (_, j) => (i === j ? 1 : 0)));
  const length = (rows: Float64Array[]) => Math.hypot(...rows.flatMap((row) => [...row]));
  const size = length(a);
  while (length(a.map((row, i) => row.subarray(0, i))) > 1e-15 * size) {
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p][q] === 0) continue;
        // The tangent of the angle, which makes a[p][q] zero; of the two the smaller.
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const cos = 1 / Math.hypot(t, 1);
        const sin = t * cos;
        for (const row of a) {
          const before = row[p];
          row[p] = cos * before - sin * row[q];
          row[q] = sin * before + cos * row[q];
        }
        turn(a[p], a[q], cos, sin);
        a[p][q] = a[q][p] = 0;
        turn(vectors[p], vectors[q], cos, sin);
      }
  }
  const order = [...a.keys()].sort((i, j) => a[j][j] - a[i][i]);
  return { values: order.map((i) => a[i][i]), vectors: order.map((i) => [...vectors[i]]) };
}

function turn(one: Float64Array, other: Float64Array, cos: number, sin: number): void {
  for (let k = 0; k < one.length; k++) {
    const before = one[k];
    one[k] = cos * before - sin * other[k];
    other[k] = sin * before + cos * other[k];
  }
}
