import { describe, expect, test } from 'vitest';
import { layersOf, solveLayers } from './kronecker.ts';
import type { Param } from './optimizer.ts';
import { seeded } from './random.ts';
import { solve } from './second-order.ts';

const random = seeded(3);

/** A symmetric matrix with positive curvatures; those rows and columns named in `blank` are zeros. */
function bowl(n: number, blank: number[] = []): number[] {
  const rows = Array.from({ length: n + 2 }, () => Array.from({ length: n }, (_, j) => (blank.includes(j) ? 0 : random() - 0.3)));
  return Array.from({ length: n * n }, (_, k) => rows.reduce((sum, row) => sum + row[Math.floor(k / n)] * row[k % n], 0));
}

const trace = (S: number[], n: number) => Array.from({ length: n }, (_, i) => S[i * (n + 1)]).reduce((sum, one) => sum + one);

describe('solving layer by layer', () => {
  test.each([
    [1, 1],
    [2, 1],
    [5, 3],
    [9, 4],
    [13, 10],
  ])('is solving with the Kronecker product, for %i inputs and %i outputs', (rows, columns) => {
    const [A, G] = [bowl(rows, rows > 4 ? [1, 4] : []), bowl(columns)];
    const g = Array.from({ length: rows * columns }, () => random() - 0.5);
    const kappa = 0.01;
    const pi = Math.sqrt(trace(A, rows) / rows / (trace(G, columns) / columns));
    const damped = (S: number[], n: number, by: number, i: number, j: number) => S[i * n + j] + (i === j ? by : 0);
    const F = Array.from({ length: rows * columns }, (_, p) =>
      Array.from(
        { length: rows * columns },
        (_, q) =>
          damped(A, rows, pi * Math.sqrt(kappa), Math.floor(p / columns), Math.floor(q / columns)) *
          damped(G, columns, Math.sqrt(kappa) / pi, p % columns, q % columns),
      ),
    );
    const [whole, parts] = [new Float64Array(g.length), new Float64Array(g.length)];
    solve(F, g, whole);
    solveLayers(A, G, kappa, [{ from: 0, rows, columns }], g, parts);
    for (const [k, one] of whole.entries()) expect(Math.abs(parts[k] - one)).toBeLessThan(1e-10 * Math.max(1, Math.abs(one)));
  });

  test('takes each layer with its own matrices', () => {
    const [one, other] = [
      { rows: 3, columns: 2 },
      { rows: 4, columns: 5 },
    ];
    const [A, G] = [
      [bowl(3), bowl(4)],
      [bowl(2), bowl(5)],
    ];
    const g = Array.from({ length: 26 }, () => random() - 0.5);
    const together = new Float64Array(26);
    const layers = [
      { from: 0, ...one },
      { from: 6, ...other },
    ];
    solveLayers(A.flat(), G.flat(), 0.1, layers, g, together);
    for (const [k, layer] of layers.entries()) {
      const alone = new Float64Array(26);
      solveLayers(A[k], G[k], 0.1, [layer], g, alone);
      const end = layer.from + layer.rows * layer.columns;
      expect(together.slice(layer.from, end)).toEqual(alone.slice(layer.from, end));
    }
  });

  test('without damping makes the same of a layer whose inputs have other units and another zero', () => {
    const [rows, columns, unit, zero] = [4, 3, 20, -3];
    const [A, G] = [bowl(rows), bowl(columns)];
    // Its last input is the 1 of the biases: the others become `unit` times as much, and `zero` more.
    const T = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: rows }, (_, j) => (i === j ? (i < rows - 1 ? unit : 1) : j === rows - 1 ? zero : 0)),
    );
    const left = (M: number[][], X: ArrayLike<number>, n: number) =>
      M.flatMap((row) => Array.from({ length: n }, (_, j) => row.reduce((sum, one, k) => sum + one * X[k * n + j], 0)));
    const turned = (X: number[], n: number) => X.map((_, k) => X[(k % n) * n + Math.floor(k / n)]);
    const g = Array.from({ length: rows * columns }, () => random() - 0.5);
    const [own, other] = [new Float64Array(g.length), new Float64Array(g.length)];
    const layer = [{ from: 0, rows, columns }];
    solveLayers(A, G, 0, layer, g, own);
    solveLayers(left(T, turned(left(T, A, rows), rows), rows), G, 0, layer, left(T, g, columns), other);
    // What goes out of the layer changes by the step times what comes in.
    const back = left(
      T[0].map((_, j) => T.map((row) => row[j])),
      other,
      columns,
    );
    for (const [k, one] of own.entries()) expect(Math.abs(back[k] - one)).toBeLessThan(1e-9 * Math.max(1, Math.abs(one)));
  });

  test('leaves a layer where it is through which nothing comes, or behind which nothing is felt', () => {
    for (const [A, G] of [
      [new Float64Array(9), bowl(2)],
      [bowl(3), new Float64Array(4)],
    ]) {
      const out = Float64Array.from({ length: 6 }, () => 1);
      solveLayers(A, G, 0.1, [{ from: 0, rows: 3, columns: 2 }], new Float64Array(6), out);
      expect(out).toEqual(new Float64Array(6));
    }
  });

  test('of a hundred outputs and 785 inputs takes well below a second', () => {
    const [A, G] = [new Float64Array(785 ** 2), new Float64Array(100 ** 2)];
    for (let i = 0; i < 785; i++) for (let j = 0; j < 785; j++) A[i * 785 + j] = i === j ? 2 : 1 / 785;
    for (let i = 0; i < 100; i++) G[i * 101] = 1;
    const g = Float64Array.from({ length: 78500 }, () => random());
    const out = new Float64Array(78500);
    const round = () => {
      const start = process.cpuUsage();
      solveLayers(A, G, 0.1, [{ from: 0, rows: 785, columns: 100 }], g, out);
      const { user } = process.cpuUsage(start);
      return user / 1e6;
    };
    expect(Math.min(round(), round())).toBeLessThan(1);
    expect(out.every(Number.isFinite)).toBe(true);
  });
});

describe('params as layers', () => {
  const of = (...shapes: [number, number][]) => {
    let from = 0;
    return shapes.map(([rows, columns]): Param => {
      const param = { from, rows, columns };
      from += rows * columns;
      return param;
    });
  };
  test('biases are one more row of the weights before them', () => {
    expect(layersOf(of([6, 5], [5, 1], [5, 4], [4, 1]))).toEqual([
      { from: 0, rows: 7, columns: 5 },
      { from: 35, rows: 6, columns: 4 },
    ]);
  });
  test('a vector alone, and one of another length, is a layer with one output', () => {
    expect(layersOf(of([2, 1]))).toEqual([{ from: 0, rows: 2, columns: 1 }]);
    expect(layersOf(of([3, 2], [3, 1]))).toEqual(of([3, 2], [3, 1]));
  });
});
