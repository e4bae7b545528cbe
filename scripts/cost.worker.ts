/**
 * Times one algorithm against gradient descent, for `cost.ts`, in an engine of its own: what it has compiled for one kind of array,
 * or for one algorithm, does not slow another down.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type Asks, bowls, overheard, sizeOf } from '../src/lib/cost.ts';
import { type Optimizer, type Param, written } from '../src/lib/optimizer.ts';
import descent from '../src/lib/optimizers/gradient-descent.ts';

export interface Task {
  id: string;
  form?: string;
  kind: 'float32' | 'float64';
  /** What it moves. */
  params: readonly Param[];
  /** Whether it asks f, or is content with its gradient. Not found out here, where its step is to see arrays of one kind only. */
  asks: boolean;
}

export interface Timing {
  /** How many of gradient descent's steps take as long. */
  ratio: number;
  /** One of gradient descent's, in seconds. */
  descent: number;
}

const { id, form, kind, params, asks } = workerData as Task;
const size = sizeOf(params);
const surfaces = bowls(params);
const vector = () => new (kind === 'float32' ? Float32Array : Float64Array)(size);

/** The time that this thread has worked, in microseconds, whatever else the machine does. It is told every ten milliseconds or so. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/**
 * Microseconds for one call: the mean of as many as fill 300 ms, and of twenty at least, since some do every so often
 * what costs most; of what takes seconds, fewer.
 */
function timeOf(call: () => void): number {
  const start = worked();
  let [calls, spent] = [0, 0];
  // Whatever is short is called many times before the clock is asked, which takes its time as well.
  let between = 1;
  while (spent < 300_000 || (calls < 20 && spent < 4e6)) {
    for (let i = 0; i < between; i++) call();
    calls += between;
    spent = worked() - start;
    if (spent < 20_000) between *= 2;
  }
  return spent / calls;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** What an answer takes, by the name of the question. */
function answers(): Record<string, number> {
  const [x, out] = [vector(), vector()];
  const [f] = surfaces;
  const cheap = { value: timeOf(() => void f.value(x)), gradient: timeOf(() => f.gradient(x, out)) };
  // A matrix of the network's numbers squared is more than there is room for. Layers' matrices lie ready.
  return size > 1000 ? cheap : { ...cheap, hessian: timeOf(() => void f.hessian?.(x)) };
}

/** Steps an algorithm that asks nothing, along gradients that lie ready, and gives the microseconds of one step. */
function walker(o: Optimizer, as?: string): () => number {
  const { step, init, hyper } = written(o, as);
  const x = vector();
  const memory = init(x, params);
  const gradients = surfaces.map((f) => {
    const g = vector();
    f.gradient(x, g);
    return g;
  });
  let t = 0;
  return () =>
    timeOf(() => {
      t++;
      step(x, gradients[t % gradients.length], memory, hyper, { t, f: surfaces[t % surfaces.length], params });
    });
}

/** The same for one that asks, and has to be given the gradient of where it is; without what the answers took. */
function asker(o: Optimizer, as?: string): () => number {
  const { step, init, hyper } = written(o, as);
  const x = vector();
  const g = vector();
  const memory = init(x, params);
  const prices = answers();
  let calls: Asks = {};
  const heard = surfaces.map((f) =>
    overheard(f, (name) => {
      calls[name] = (calls[name] ?? 0) + 1;
    }),
  );
  let t = 0;
  return () => {
    calls = {};
    const before = t;
    const time = timeOf(() => {
      t++;
      const f = heard[t % heard.length];
      f.gradient(x, g);
      step(x, g, memory, hyper, { t, f, params });
    });
    const paid = Object.entries(calls).reduce((sum, [name, count]) => sum + count * (prices[name] ?? 0), 0);
    return time - paid / (t - before);
  };
}

const { default: optimizer } = (await import(`../src/lib/optimizers/${id}.ts`)) as { default: Optimizer };
const one = (asks ? asker : walker)(optimizer, form);
const other = walker(descent as Optimizer);
// Once to warm up; and what takes long runs fewer times.
other();
const slow = one() > 20_000;
const rounds = Array.from({ length: slow ? 1 : 3 }, () => [one(), other()]);
parentPort?.postMessage({
  ratio: median(rounds.map(([mine, its]) => mine / its)),
  descent: median(rounds.map(([, its]) => its)) / 1e6,
} satisfies Timing);
