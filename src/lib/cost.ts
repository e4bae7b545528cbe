/** What an algorithm costs apart from time, which `scripts/cost.ts` measures: memory, and what it asks of f beside the gradient. */
import { readableKernel } from './network/kernel.ts';
import { network } from './network/net.ts';
import { type Optimizer, type Param, type Surface, written } from './optimizer.ts';
import { seeded } from './random.ts';

/** What an update asks of f, on the average, beside the gradient that it is given: how many gradients, values, Hessians. */
export type Asks = Record<string, number>;

/** What a step costs in one form of an algorithm. */
export interface Cost {
  optimizer: string;
  /** Its own unless named. */
  form?: string;
  /** How many numbers it moved. */
  size: number;
  /** Of memory, for each of them, in single precision. */
  bytes: number;
  asks: Asks;
  /** How many steps of gradient descent take as long, in single and in double precision. */
  float32: number;
  float64: number;
}

export interface Costs {
  /** What they were measured on. */
  engine: string;
  /** As long as the network. */
  size: number;
  /** A step of gradient descent on that, and a gradient of the network for a batch, in seconds. */
  descent: number;
  gradient: number;
  batch: number;
  costs: Cost[];
}

/** What a network of these layers is made of. */
export function paramsOf(sizes: readonly number[]): Param[] {
  return network(readableKernel(), { sizes, activation: 'relu', weightDecay: 0 }, 1).params;
}

/** How many numbers these are. */
export const sizeOf = (params: readonly Param[]) => params.reduce((sum, { rows, columns }) => sum + rows * columns, 0);

/** Whoever asks for curvatures would need as many numbers as the square of the network's: it is given so many, in one vector. */
const few: Param[] = [{ from: 0, rows: 200, columns: 1 }];

/** On what an algorithm is measured: on what the network is made of, if that is possible. */
export function groundFor(o: Optimizer, sizes: readonly number[]): Param[] {
  return o.needs === 'hessian' ? few : paramsOf(sizes);
}

/** How many numbers these vectors of an algorithm's memory hold, for each number of `x`. */
export function numbersOf(o: Optimizer, form: string | undefined, names: readonly string[], params: readonly Param[]): number {
  const size = sizeOf(params);
  const memory = written(o, form).init(new Float32Array(size), params);
  return names.reduce((sum, name) => sum + memory[name].length, 0) / size;
}

/**
 * Bytes of memory for each number of `x`, in single precision: all that `init` makes, with the room that a step works in.
 *
 * @throws RangeError if there is no such form
 */
export function memoryBytes(o: Optimizer, form: string | undefined, params: readonly Param[]): number {
  const size = sizeOf(params);
  const memory = written(o, form).init(new Float32Array(size), params);
  const numbers = Object.values(memory).reduce((sum, vector) => sum + vector.length, 0);
  return Number(((numbers * Float32Array.BYTES_PER_ELEMENT) / size).toPrecision(4));
}

/** The numbers of a square matrix, row by row: ones along its diagonal. */
const identity = (size: number) => Float32Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));

/** Bowls with a lowest point each, for updates to take turns on, as a loss changes from batch to batch: so no gradient fades. */
export function bowls(params: readonly Param[]): Surface[] {
  const size = sizeOf(params);
  const random = seeded(size);
  const matrices = params.filter(({ columns }) => columns > 1);
  /** Of a bowl that is as steep everywhere, layer by layer; a layer's biases are one more row. */
  const layers = matrices.map(({ rows, columns }) => ({ A: identity(rows + 1), G: identity(columns) }));
  const join = (parts: Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));
  const curvature = { A: join(layers.map(({ A }) => A)), G: join(layers.map(({ G }) => G)) };
  return Array.from({ length: 4 }, () => {
    const centre = Float32Array.from({ length: size }, () => 2 * random() - 1);
    return {
      value(x) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += (x[i] - centre[i]) ** 2;
        return sum / 2;
      },
      gradient(x, out) {
        for (let i = 0; i < size; i++) out[i] = x[i] - centre[i];
      },
      hessian: () => Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0))),
      factors: () => curvature,
    } satisfies Surface & Record<string, unknown>;
  });
}

/** A surface that tells of each call before it answers. */
export function overheard(f: Surface, hear: (name: string) => void): Surface {
  return new Proxy(f, {
    get(target, name: string & keyof Surface) {
      const method = target[name] as ((...args: unknown[]) => unknown) | undefined;
      return (
        method &&
        ((...args: unknown[]) => {
          hear(name);
          return method.apply(target, args);
        })
      );
    },
  });
}

/** Updates over which questions are counted: some algorithms ask every so often only. */
const counted = 200;

/** A layer of three inputs and two outputs, which is enough to count. */
const small: Param[] = [
  { from: 0, rows: 3, columns: 2 },
  { from: 6, rows: 2, columns: 1 },
];

/**
 * Counts what an update asks by letting it ask.
 *
 * @throws RangeError if there is no such form
 */
export function asks(o: Optimizer, form: string | undefined): Asks {
  const { step, init, hyper } = written(o, form);
  const x = new Float64Array(sizeOf(small));
  const g = new Float64Array(x.length);
  const memory = init(x, small);
  const surfaces = bowls(small);
  const calls: Asks = {};
  for (let t = 1; t <= counted; t++) {
    const f = surfaces[t % surfaces.length];
    f.gradient(x, g);
    const heard = overheard(f, (name) => {
      calls[name] = (calls[name] ?? 0) + 1;
    });
    step(x, g, memory, hyper, { t, f: heard, params: small });
  }
  return Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count / counted]));
}
