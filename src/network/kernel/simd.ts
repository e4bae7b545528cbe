import type { Floats, Kernel, Matrix } from '../../lib/network/kernel.ts';

/** What `assembly/kernel.ts` exports. Addresses and distances are in bytes. */
interface Compiled {
  memory: WebAssembly.Memory;
  free: WebAssembly.Global<'i32'>;
  multiply(
    a: number,
    aDown: number,
    aAcross: number,
    sparse: boolean,
    b: number,
    bDown: number,
    bAcross: number,
    out: number,
    rows: number,
    inner: number,
    columns: number,
  ): void;
  addRow(out: number, rows: number, columns: number, row: number): void;
  sumColumns(a: number, rows: number, columns: number, out: number): void;
  rectify(a: number, count: number): void;
  block(a: number, d: number, count: number): void;
  unpack(bytes: number, out: number, count: number): void;
}

/** Arrays begin at multiples of this, which is a line of the cache. */
const line = 64;
const page = 2 ** 16;
const upTo = (length: number, unit: number) => Math.ceil(length / unit) * unit;

/**
 * The kernel for speed, in single precision.
 *
 * @param bytes the compiled `assembly/kernel.ts`
 * @returns nothing where they cannot run: an engine without WebAssembly or its SIMD, or a page whose policy forbids it
 */
export function simdKernel(bytes: Uint8Array<ArrayBuffer>): Kernel | undefined {
  let compiled: Compiled;
  try {
    compiled = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Compiled;
  } catch {
    return undefined;
  }
  const { memory, free, multiply, addRow, sumColumns, rectify, block, unpack } = compiled;
  let asked = false;

  function address(array: Floats | Matrix): number {
    const data = 'data' in array ? array.data : array;
    if (data.buffer !== memory.buffer)
      throw new TypeError('The WebAssembly kernel works only on arrays that it has made: ask its `arrays`');
    return data.byteOffset;
  }

  return {
    name: 'WebAssembly SIMD',

    arrays(lengths) {
      if (asked) throw new Error('The kernel’s arrays have been made already: each network needs a kernel of its own');
      asked = true;
      let end = upTo(free.value, line);
      const starts = lengths.map((length) => {
        const start = end;
        end += upTo(4 * length, line);
        return start;
      });
      // What is read beyond an array must be there behind the last one, too.
      const missing = upTo(end + line, page) - memory.buffer.byteLength;
      if (missing > 0) memory.grow(missing / page);
      return starts.map((start, i) => new Float32Array(memory.buffer, start, lengths[i]));
    },

    multiply(a, b, out) {
      multiply(
        address(a),
        4 * a.down,
        4 * a.across,
        a.sparse ?? false,
        address(b),
        4 * b.down,
        4 * b.across,
        address(out),
        a.rows,
        a.columns,
        b.columns,
      );
    },

    addRow: (out, row) => addRow(address(out), out.rows, out.columns, address(row)),
    sumColumns: (a, out) => sumColumns(address(a), a.rows, a.columns, address(out)),
    rectify: (a) => rectify(address(a), a.rows * a.columns),
    block: (a, d) => block(address(a), address(d), a.rows * a.columns),

    unpack(bytes, out) {
      const there = address(out);
      // Their own place is large enough for them until they are numbers.
      const staged = there + 3 * bytes.length;
      new Uint8Array(memory.buffer, staged, bytes.length).set(bytes);
      unpack(staged, there, bytes.length);
    },
  };
}
