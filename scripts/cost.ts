/**
 * Measures what a step of each algorithm costs, in each of its forms, and writes it into `src/cost.json`, for the comparison to say:
 * `npm run cost`, or `npm run cost adam lion` for these alone. Times are multiples of what a step of gradient descent takes in the
 * same run, so that the machine matters little; f is not in them, but what is asked of it is counted.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { asks, type Cost, type Costs, groundFor, memoryBytes, sizeOf } from '../src/lib/cost.ts';
import { digits } from '../src/lib/network/digits.ts';
import { initialise } from '../src/lib/network/initial.ts';
import { network, parameters } from '../src/lib/network/net.ts';
import type { Optimizer } from '../src/lib/optimizer.ts';
import { sizes } from '../src/network/experiment.ts';
import { compile } from '../src/network/kernel/compile.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';
import type { Task, Timing } from './cost.worker.ts';

/** As long as the network. */
const whole = parameters(sizes);
const batch = 128;

const file = new URL('../src/cost.json', import.meta.url);

/** As it was last written down. */
export const measured = (): Costs => JSON.parse(readFileSync(file, 'utf8'));

const folder = new URL('../src/lib/optimizers/', import.meta.url);
const ids = readdirSync(folder).flatMap((file) => (/^[^.]+\.ts$/.test(file) ? file.slice(0, -3) : []));

const optimizerOf = async (id: string) => ((await import(`../src/lib/optimizers/${id}.ts`)) as { default: Optimizer }).default;

/** How one form of an algorithm compares with gradient descent, measured in a thread of its own. */
function timed(task: Task): Promise<Timing> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('cost.worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Times one form of an algorithm, on what it is measured on. */
export async function timeOf(id: string, form: string | undefined, kind: Task['kind']): Promise<Timing> {
  // The measure itself. Against its own likes it would run alone, which the engine sees, and makes other code of it.
  if (id === 'gradient-descent') return { ratio: 1, descent: Number.NaN };
  const o = await optimizerOf(id);
  return timed({ id, ...(form && { form }), kind, params: groundFor(o, sizes), asks: Object.keys(asks(o, form)).length > 0 });
}

const rounded = (value: number) => Number(value.toPrecision(2));

/** An algorithm's costs, form by form; `descents` is given what gradient descent's steps took beside the whole ones. */
async function costsOf(id: string, descents: number[]): Promise<Cost[]> {
  const o = await optimizerOf(id);
  const costs: Cost[] = [];
  for (const form of [undefined, ...Object.keys(o.also ?? {})]) {
    const params = groundFor(o, sizes);
    const size = sizeOf(params);
    const [single, double] = [await timeOf(id, form, 'float32'), await timeOf(id, form, 'float64')];
    if (size === whole && !Number.isNaN(single.descent)) descents.push(single.descent);
    const cost = {
      optimizer: id,
      ...(form && { form }),
      size,
      bytes: memoryBytes(o, form, params),
      asks: asks(o, form),
      float32: rounded(single.ratio),
      float64: rounded(double.ratio),
    };
    console.log(JSON.stringify(cost));
    costs.push(cost);
  }
  return costs;
}

/** Seconds for the gradient of the network as the site computes it, on its own digits. */
async function gradientSeconds(): Promise<number> {
  const kernel = simdKernel(await compile());
  if (!kernel) throw new Error('This Node does not take the WebAssembly kernel');
  const net = network(kernel, { sizes, activation: 'relu', weightDecay: 0 }, batch);
  initialise(net, 'he', 1);
  const { images, labels } = digits(batch, 1);
  const seconds = () => {
    const before = process.threadCpuUsage();
    const calls = 200;
    for (let i = 0; i < calls; i++) net.gradient({ inputs: images, labels });
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1e6 / calls;
  };
  seconds();
  return median(Array.from({ length: 9 }, seconds));
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const unknown = asked.find((id) => !ids.includes(id));
  if (unknown) throw new RangeError(`There is no algorithm “${unknown}”. Known: ${ids.join(', ')}`);
  const before = asked.length > 0 ? measured() : undefined;
  const descents: number[] = [];
  const costs: Cost[] = [];
  for (const id of ids) {
    if (before && !asked.includes(id)) costs.push(...before.costs.filter(({ optimizer }) => optimizer === id));
    else costs.push(...(await costsOf(id, descents)));
  }
  const head = before ?? {
    engine: `V8 ${process.versions.v8.split('.', 2).join('.')} on ${process.platform} ${process.arch}`,
    size: whole,
    descent: rounded(median(descents)),
    gradient: rounded(await gradientSeconds()),
    batch,
  };
  writeFileSync(file, `${JSON.stringify({ ...head, costs }, undefined, 2)}\n`);
}
