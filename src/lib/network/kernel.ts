/**
 * The few operations in which training a network spends its time. Two kernels have them: the one below, to be read, and
 * one for speed (`src/network/kernel`), whose tests are held against the one below.
 */

import { exp } from './portable.ts';

/** The arrays that kernels work on: single precision for training, double where gradients are checked. */
export type Floats = Float32Array | Float64Array;

/** Numbers in rows and columns: a view of an array, which can be turned on its side without moving a number. */
export interface Matrix {
  data: Floats;
  rows: number;
  columns: number;
  /** How far two numbers stand apart in `data` that are neighbours in a column, and in a row. */
  down: number;
  across: number;
  /** Most of it is zeros, as of images: a kernel may leave them out of its sums. */
  sparse?: boolean;
}

export interface Kernel {
  /** What it is written in. */
  name: string;
  /** Arrays of zeros of these lengths, on which the kernel can work. Asked for once: a kernel belongs to one network. */
  arrays(lengths: number[]): Floats[];
  /** out ← a · b; `out` lies row by row, without gaps, and is neither of the two. */
  multiply(a: Matrix, b: Matrix, out: Matrix): void;
  /** Adds `row` to each row of `out`. */
  addRow(out: Matrix, row: Floats): void;
  /** out[j] ← the sum of column j of `a`. */
  sumColumns(a: Matrix, out: Floats): void;
  /** Puts 0 for whatever is less: ReLU. */
  rectify(a: Matrix): void;
  /** Puts 0 into `d` wherever `a` is not above 0: the way back through ReLU. */
  block(a: Matrix, d: Matrix): void;
  /** e to the power of each number, from which the largest of its row was taken before: row by row, in double precision. */
  powers(a: Matrix, out: Float64Array): void;
  /** Bytes from 0 to 255 as numbers from 0 to 1, into the beginning of `out`. */
  unpack(bytes: Uint8Array, out: Floats): void;
}

/** A matrix whose rows follow each other in the beginning of `data`. */
export function matrix(data: Floats, rows: number, columns: number): Matrix {
  return { data, rows, columns, down: columns, across: 1 };
}

/** The same numbers with rows for columns. */
export function transposed({ data, rows, columns, down, across, sparse }: Matrix): Matrix {
  return { data, rows: columns, columns: rows, down: across, across: down, sparse };
}

/** The kernel to be read. Works everywhere, in single or in double precision. */
export function readableKernel(Numbers: Float32ArrayConstructor | Float64ArrayConstructor = Float32Array): Kernel {
  return {
    name: 'TypeScript',

    arrays: (lengths) => lengths.map((length) => new Numbers(length)),

    multiply(a, b, { data: out }) {
      out.fill(0, 0, a.rows * b.columns);
      for (let i = 0; i < a.rows; i++) {
        for (let k = 0; k < a.columns; k++) {
          const left = a.data[i * a.down + k * a.across];
          if (left === 0) continue;
          for (let j = 0; j < b.columns; j++) {
            out[i * b.columns + j] += left * b.data[k * b.down + j * b.across];
          }
        }
      }
    },

    addRow({ data, rows, columns }, row) {
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] += row[j];
    },

    sumColumns({ data, rows, columns }, out) {
      out.fill(0, 0, columns);
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] += data[i * columns + j];
    },

    rectify({ data, rows, columns }) {
      for (let i = 0; i < rows * columns; i++) if (data[i] < 0) data[i] = 0;
    },

    block({ data: a, rows, columns }, { data: d }) {
      for (let i = 0; i < rows * columns; i++) if (!(a[i] > 0)) d[i] = 0;
    },

    powers({ data, rows, columns }, out) {
      for (let i = 0; i < rows * columns; i += columns) {
        let most = data[i];
        for (let j = i; j < i + columns; j++) most = Math.max(most, data[j]);
        for (let j = i; j < i + columns; j++) out[j] = exp(data[j] - most);
      }
    },

    unpack(bytes, out) {
      for (let i = 0; i < bytes.length; i++) out[i] = bytes[i] / 255;
    },
  };
}
