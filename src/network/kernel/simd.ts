import type { Floats, Kernel, Matrix } from '../../lib/network/kernel.ts';
import type { Kernels } from './compile.ts';

/** What `assembly/kernel.ts` exports. Addresses and distances are in bytes. */
interface Compiled {
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
  powers(a: number, rows: number, columns: number, out: number): void;
  unpack(bytes: number, out: number, count: number): void;
}

const page = 2 ** 16;
/** What the kernel has for itself, in pages. With too few it does not start. */
const own = 4;
/** Arrays begin at multiples of a line of the cache; what is read beyond the last one must be there, too. */
const room = (array: number) => 64 * Math.ceil((4 * array + 16) / 64);

function compiledFrom(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module | undefined {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return undefined;
  }
}

export interface SimdKernel extends Kernel {
  /**
   * Another array of zeros, of those that were foreseen.
   *
   * @throws RangeError if there is no room for it
   */
  more(length: number): Float32Array;
  /** Whether an array is one of the kernel's. */
  has(array: ArrayLike<number>): array is Float32Array;
  /** What a module exports that works on the same arrays. Those of the kernel must have been made. */
  load(bytes: Uint8Array<ArrayBuffer>): Record<string, (...numbers: number[]) => void>;
}

/**
 * The kernel for speed, in single precision: with fused products and sums where the engine has them.
 *
 * @param kernels the compiled `assembly/kernel.ts`; without the fused one the numbers are those of every engine
 * @param foreseen lengths of arrays that will be asked for later: the memory cannot grow for them
 * @returns nothing where they cannot run: an engine without WebAssembly or its SIMD, or a page whose policy forbids it
 */
export function simdKernel({ fused, plain }: Pick<Kernels, 'plain'> & Partial<Kernels>, foreseen: number[] = []): SimdKernel | undefined {
  const relaxed = fused && compiledFrom(fused);
  const module = relaxed ?? compiledFrom(plain);
  if (!module) return undefined;
  let memory: WebAssembly.Memory | undefined;
  let compiled: Compiled;
  /** Where the next array begins. */
  let next = 0;

  function address(array: Floats | Matrix): number {
    const data = 'data' in array ? array.data : array;
    if (data.buffer !== memory?.buffer)
      throw new TypeError('The WebAssembly kernel works only on arrays that it has made: ask its `arrays`');
    return data.byteOffset;
  }

  function cut(length: number): Float32Array {
    const start = next;
    next += room(length);
    return new Float32Array((memory as WebAssembly.Memory).buffer, start, length);
  }

  return {
    name: relaxed ? 'WebAssembly SIMD, fused' : 'WebAssembly SIMD',

    arrays(lengths) {
      if (memory) throw new Error('The kernel’s arrays have been made already: each network needs a kernel of its own');
      // As large as it will ever be: a memory that grows detaches its buffer, and V8 then handles every typed array with more care.
      const size = [...lengths, ...foreseen].reduce((sum, length) => sum + room(length), 0);
      memory = new WebAssembly.Memory({ initial: own + Math.ceil(size / page) });
      compiled = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Compiled;
      next = room(0) * Math.ceil(compiled.free.value / room(0));
      return lengths.map(cut);
    },

    more(length) {
      if (!memory || next + room(length) > memory.buffer.byteLength)
        throw new RangeError(`No array of ${length} numbers was foreseen, or they are used up`);
      return cut(length);
    },

    has: (array): array is Float32Array => (array as Partial<Float32Array>).buffer === memory?.buffer,

    load(bytes) {
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: memory as WebAssembly.Memory } });
      return exports as Record<string, (...numbers: number[]) => void>;
    },

    multiply(a, b, out) {
      compiled.multiply(
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

    addRow: (out, row) => compiled.addRow(address(out), out.rows, out.columns, address(row)),
    sumColumns: (a, out) => compiled.sumColumns(address(a), a.rows, a.columns, address(out)),
    rectify: (a) => compiled.rectify(address(a), a.rows * a.columns),
    block: (a, d) => compiled.block(address(a), address(d), a.rows * a.columns),

    powers: (a, out) => compiled.powers(address(a), a.rows, a.columns, address(out)),

    unpack(bytes, out) {
      const there = address(out);
      // Their own place is large enough for them until they are numbers.
      const staged = there + 3 * bytes.length;
      new Uint8Array(out.buffer, staged, bytes.length).set(bytes);
      compiled.unpack(staged, there, bytes.length);
    },
  };
}
