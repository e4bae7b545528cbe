import { gzipSync } from 'node:zlib';
import bytes from 'virtual:network-kernel';
import { afterEach, describe, expect, test, vi } from 'vitest';
import golden from '../../../tests/golden/article004_net_small.json';
import { type Floats, type Kernel, type Matrix, matrix, readableKernel, transposed } from '../../lib/network/kernel.ts';
import { type Architecture, network } from '../../lib/network/net.ts';
import { seeded } from '../../lib/random.ts';
import { compile } from './compile.ts';
import { simdKernel } from './simd.ts';

function fast(): Kernel {
  const kernel = simdKernel(bytes);
  if (!kernel) throw new Error('There is no SIMD here');
  return kernel;
}

afterEach(() => vi.unstubAllGlobals());

describe('the module', () => {
  test('is what the compiler makes', async () => {
    expect(bytes).toEqual(await compile());
  }, 60_000);

  test('is at most 4 KB', () => {
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(4096);
  });

  test('is refused where it cannot run', () => {
    expect(simdKernel(bytes.slice(0, -1))).toBeUndefined();
    vi.stubGlobal('WebAssembly', undefined);
    expect(simdKernel(bytes)).toBeUndefined();
  });

  test('works on its own arrays alone, which it makes once', () => {
    const kernel = fast();
    const [a] = kernel.arrays([4]);
    expect(() => kernel.rectify(matrix(new Float32Array(4), 2, 2))).toThrow(/arrays that it has made/);
    expect(() => kernel.addRow(matrix(a, 2, 2), new Float32Array(2))).toThrow(/arrays that it has made/);
    expect(() => kernel.arrays([4])).toThrow(/a kernel of its own/);
  });
});

/** Arrays of these lengths, with NaN behind each: whoever reads too much gets it, whoever writes too much is seen. */
function fenced(kernel: Kernel, lengths: number[]): { arrays: Floats[]; intact: () => boolean } {
  const all = kernel.arrays(lengths.flatMap((length) => [length, 40]));
  const fences = all.filter((_, i) => i % 2 === 1);
  for (const fence of fences) fence.fill(Number.NaN);
  return { arrays: all.filter((_, i) => i % 2 === 0), intact: () => fences.every((fence) => fence.every(Number.isNaN)) };
}

describe('products', () => {
  const random = seeded(17);
  const whole = (most: number) => Math.floor((most + 1) * random());
  /** Mostly small, with all the edges that tiles have; sometimes beyond what is made in one block (128 rows, 256 deep). */
  const size = () => whole(random() < 0.6 ? 9 : random() < 0.9 ? 70 : 300);

  /** A matrix of this shape in `data`, as it lies there or on its side; one number in five is not 0, or all of them. */
  function filled(data: Floats, rows: number, columns: number, turned: boolean, sparse: boolean): Matrix {
    for (let i = 0; i < rows * columns; i++) data[i] = sparse && random() < 0.8 ? 0 : 2 * random() - 1;
    const it = turned ? transposed(matrix(data, columns, rows)) : matrix(data, rows, columns);
    it.sparse = sparse;
    return it;
  }

  /** The largest error of an element of a · b, as a part of Σ|a||b|. */
  function error(a: Matrix, b: Matrix, out: Floats): number {
    const exact = readableKernel(Float64Array);
    const abs = (m: Matrix) => ({ ...m, data: Float64Array.from(m.data, Math.abs) });
    const [product, most] = [new Float64Array(a.rows * b.columns), new Float64Array(a.rows * b.columns)];
    exact.multiply(
      { ...a, data: Float64Array.from(a.data) },
      { ...b, data: Float64Array.from(b.data) },
      matrix(product, a.rows, b.columns),
    );
    exact.multiply(abs(a), abs(b), matrix(most, a.rows, b.columns));
    return Math.max(0, ...product.map((value, i) => (most[i] === 0 ? Math.abs(out[i]) : Math.abs(out[i] - value) / most[i])));
  }

  function check(rows: number, inner: number, columns: number, aTurned: boolean, bTurned: boolean, sparse: boolean) {
    const kernel = fast();
    const { arrays, intact } = fenced(kernel, [rows * inner, inner * columns, rows * columns]);
    const a = filled(arrays[0], rows, inner, aTurned, sparse);
    const b = filled(arrays[1], inner, columns, bTurned, false);
    const out = arrays[2].fill(Number.NaN);
    kernel.multiply(a, b, matrix(out, rows, columns));
    const shape = `${rows} × ${inner} × ${columns}`;
    expect(error(a, b, out), shape).toBeLessThanOrEqual(1e-6);
    expect(intact(), shape).toBe(true);
  }

  const forms = [false, true].flatMap((aTurned) =>
    [false, true].flatMap((bTurned) => [false, true].map((sparse) => ({ aTurned, bTurned, sparse }))),
  );

  test.each(forms)('a on its side: $aTurned, b on its side: $bTurned, sparse: $sparse', ({ aTurned, bTurned, sparse }) => {
    for (let round = 0; round < 60; round++) check(size(), size(), size(), aTurned, bTurned, sparse);
    const shapes = ['128 784 100', '784 128 100', '1 1 1', '0 5 5', '5 0 5', '5 5 0'].map((shape) => shape.split(' ').map(Number));
    for (const [rows, inner, columns] of shapes) check(rows, inner, columns, aTurned, bTurned, sparse);
  });

  test('of a row that is longer than the lists of what is not zero', () => {
    for (const inner of [8191, 8192, 8193]) check(3, inner, 5, false, false, true);
  });
});

describe('the same as in TypeScript, to the bit', () => {
  const random = seeded(5);
  const odd = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45];
  const value = () => (random() < 0.2 ? odd[Math.floor(odd.length * random())] : 2 * random() - 1);
  const shapes = ['0 3', '3 0', '1 1', '1 4', '3 5', '5 3', '7 10', '8 16', '13 100'];

  /** Does the same with both kernels, on the same three arrays, and compares what then stands in them. */
  function both(lengths: number[], work: (kernel: Kernel, arrays: Floats[]) => void) {
    const [simd, readable] = [fast(), readableKernel(Float32Array)];
    const [{ arrays, intact }, others] = [fenced(simd, lengths), readable.arrays(lengths)];
    arrays.forEach((array, i) => {
      for (let k = 0; k < array.length; k++) array[k] = value();
      others[i].set(array);
    });
    work(simd, arrays);
    work(readable, others);
    expect(arrays).toEqual(others);
    expect(intact()).toBe(true);
  }

  test.each(shapes)('rows and columns: %s', (shape) => {
    const [rows, columns] = shape.split(' ').map(Number);
    const count = rows * columns;
    both([count, columns], (kernel, [out, row]) => kernel.addRow(matrix(out, rows, columns), row));
    both([count, columns], (kernel, [a, out]) => kernel.sumColumns(matrix(a, rows, columns), out));
    both([count], (kernel, [a]) => kernel.rectify(matrix(a, rows, columns)));
    both([count, count], (kernel, [a, d]) => kernel.block(matrix(a, rows, columns), matrix(d, rows, columns)));
    // In arrays that are longer, the rest stays as it is.
    both([count + 7], (kernel, [a]) => kernel.rectify(matrix(a, rows, columns)));
    const pixels = Uint8Array.from({ length: count }, () => 256 * random());
    both([count], (kernel, [out]) => kernel.unpack(pixels, out));
  });

  test('every byte', () => {
    both([256], (kernel, [out]) =>
      kernel.unpack(
        Uint8Array.from({ length: 256 }, (_, i) => i),
        out,
      ),
    );
  });
});

describe('the small network of A4', () => {
  const batch = { inputs: Float32Array.from(golden.x.flat()), labels: Uint8Array.from(golden.t) };
  type Weights = (typeof golden.cases)[number]['params'];
  const flat = (weights: Weights) => [1, 2, 3].flatMap((i) => [weights[`W${i}` as 'W1'].flat(), weights[`b${i}` as 'b1']]).flat();

  test.each(golden.cases)(
    '$activation, λ = $weight_decay_lambda',
    ({ activation, weight_decay_lambda, params, loss, gradients, accuracy }) => {
      const net = network(fast(), { sizes: [6, 5, 4, 3], activation, weightDecay: weight_decay_lambda } as Architecture, 7);
      net.x.set(flat(params));
      // Single precision rounds each weight by up to 6e-8 of itself, and each of some ten operations in a row by as much again.
      expect(Math.abs(net.gradient(batch) - loss)).toBeLessThan(5e-7);
      expect(net.loss(batch)).toBe(net.gradient(batch));
      flat(gradients).forEach((value, i) => {
        expect(Math.abs(net.g[i] - value)).toBeLessThan(5e-7);
      });
      const right = [...net.classify(batch.inputs)].filter((label, i) => label === golden.t[i]).length;
      expect(right / golden.t.length).toBe(accuracy);
    },
  );
});
