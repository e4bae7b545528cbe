import { gzipSync } from 'node:zlib';
import kernels from 'virtual:network-kernel';
import { afterEach, describe, expect, test, vi } from 'vitest';
import golden from '../../../tests/golden/article004_net_small.json';
import { type Floats, type Kernel, type Matrix, matrix, readableKernel, transposed } from '../../lib/network/kernel.ts';
import { type Architecture, network } from '../../lib/network/net.ts';
import { seeded } from '../../lib/random.ts';
import { compile } from './compile.ts';
import { simdKernel } from './simd.ts';

const names = { fused: 'WebAssembly SIMD, fused', plain: 'WebAssembly SIMD' };
const both = ['fused', 'plain'] as const;

/** Of one text two modules, which are held to the same. */
function fast(which: (typeof both)[number] = 'fused'): Kernel {
  const kernel = simdKernel(which === 'fused' ? kernels : { plain: kernels.plain });
  if (kernel?.name !== names[which]) throw new Error(`There is no ${names[which]} here`);
  return kernel;
}

afterEach(() => vi.unstubAllGlobals());

describe('the modules', () => {
  test('are what the compiler makes', async () => {
    expect(kernels).toEqual(await compile());
  }, 60_000);

  test.each(both)('are at most 4 KB: %s', (which) => {
    expect(gzipSync(kernels[which], { level: 9 }).length).toBeLessThanOrEqual(4096);
  });

  test('are refused where they cannot run, the fused one alone if only that cannot', () => {
    const damaged = kernels.fused.slice(0, -1);
    expect(simdKernel({ ...kernels, fused: damaged })?.name).toBe(names.plain);
    expect(simdKernel({ fused: damaged, plain: damaged })).toBeUndefined();
    vi.stubGlobal('WebAssembly', undefined);
    expect(simdKernel(kernels)).toBeUndefined();
  });

  test('work on their own arrays alone, which they make once', () => {
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
  /** Mostly small, with all the edges that tiles have; sometimes beyond what is made in one block (128). */
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

  interface Form {
    which: (typeof both)[number];
    aTurned: boolean;
    bTurned: boolean;
    sparse: boolean;
  }

  function check(rows: number, inner: number, columns: number, { which, aTurned, bTurned, sparse }: Form) {
    const kernel = fast(which);
    const { arrays, intact } = fenced(kernel, [rows * inner, inner * columns, rows * columns]);
    const a = filled(arrays[0], rows, inner, aTurned, sparse);
    const b = filled(arrays[1], inner, columns, bTurned, false);
    const out = arrays[2].fill(Number.NaN);
    kernel.multiply(a, b, matrix(out, rows, columns));
    const shape = `${rows} × ${inner} × ${columns}`;
    expect(error(a, b, out), shape).toBeLessThanOrEqual(1e-6);
    expect(intact(), shape).toBe(true);
  }

  const forms = both.flatMap((which) =>
    [false, true].flatMap((aTurned) =>
      [false, true].flatMap((bTurned) => [false, true].map((sparse): Form => ({ which, aTurned, bTurned, sparse }))),
    ),
  );

  test.each(forms)('$which, a on its side: $aTurned, b on its side: $bTurned, sparse: $sparse', (form) => {
    for (let round = 0; round < 60; round++) check(size(), size(), size(), form);
    const shapes = ['128 784 100', '784 128 100', '1 1 1', '0 5 5', '5 0 5', '5 5 0'].map((shape) => shape.split(' ').map(Number));
    for (const [rows, inner, columns] of shapes) check(rows, inner, columns, form);
  });

  // What was written down with an older kernel stays right as long as this is so.
  test.each([false, true])('that are not fused are sums in the order of the numbers, to the bit; sparse: %s', (sparse) => {
    const [rows, inner, columns] = [7, sparse ? 784 : 128, 100];
    const kernel = fast('plain');
    const [left, right, out] = kernel.arrays([rows * inner, inner * columns, rows * columns]);
    const a = filled(left, rows, inner, false, sparse);
    const b = filled(right, inner, columns, false, false);
    kernel.multiply(a, b, matrix(out, rows, columns));
    const there = readableKernel(Float32Array);
    const [sum, next] = there.arrays([rows * columns, rows * columns]);
    for (let k = 0; k < inner; k++) {
      const outer = { ...a, columns: 1, data: a.data.subarray(k) };
      there.multiply(outer, { ...b, rows: 1, data: b.data.subarray(k * columns) }, matrix(next, rows, columns));
      for (let i = 0; i < sum.length; i++) sum[i] += next[i];
    }
    expect(out).toEqual(sum);
  });
});

describe('the same as in TypeScript, to the bit', () => {
  const random = seeded(5);
  const odd = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45];
  const value = () => (random() < 0.2 ? odd[Math.floor(odd.length * random())] : 2 * random() - 1);
  const shapes = ['0 3', '3 0', '1 1', '1 4', '3 5', '5 3', '7 10', '8 16', '13 100'];

  /** Does the same with both kernels, on the same three arrays, and compares what then stands in them. */
  function alike(lengths: number[], work: (kernel: Kernel, arrays: Floats[]) => void) {
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
    alike([count, columns], (kernel, [out, row]) => kernel.addRow(matrix(out, rows, columns), row));
    alike([count, columns], (kernel, [a, out]) => kernel.sumColumns(matrix(a, rows, columns), out));
    alike([count], (kernel, [a]) => kernel.rectify(matrix(a, rows, columns)));
    alike([count, count], (kernel, [a, d]) => kernel.block(matrix(a, rows, columns), matrix(d, rows, columns)));
    // In arrays that are longer, the rest stays as it is.
    alike([count + 7], (kernel, [a]) => kernel.rectify(matrix(a, rows, columns)));
    const pixels = Uint8Array.from({ length: count }, () => 256 * random());
    alike([count], (kernel, [out]) => kernel.unpack(pixels, out));
  });

  test('powers, from those that are 0 to those that have no number of their own', () => {
    for (const reach of [1e-9, 1, 40, 700, 800])
      for (const columns of [1, 2, 9, 10]) {
        const count = 60 * columns;
        const [simd, readable] = [fast(), readableKernel(Float32Array)];
        const [[a, room], [other]] = [simd.arrays([count, 2 * count]), readable.arrays([count])];
        a.forEach((_, k) => {
          a[k] = random() < 0.05 && reach > 1 ? value() / 0.1 : reach * random();
        });
        other.set(a);
        const out = new Float64Array(room.buffer, room.byteOffset, count);
        const wanted = new Float64Array(count);
        simd.powers(matrix(a, 60, columns), out);
        readable.powers(matrix(other, 60, columns), wanted);
        expect(out).toEqual(wanted);
      }
  });

  test('every byte', () => {
    alike([256], (kernel, [out]) =>
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
