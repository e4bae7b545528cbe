/**
 * Trains a small network on the site's digits with K-FAC, momentum and Adam, and writes what came of it into `src/network/runs/kfac.json`,
 * for the chapter on K-FAC to say. Each has six tries for its settings, the best of which is shown. Times are the processor's,
 * all threads together; what counts is how they compare.
 */
import { writeFileSync } from 'node:fs';
import { drawn } from '../src/lib/network/batches.ts';
import { digits } from '../src/lib/network/digits.ts';
import { initialise } from '../src/lib/network/initial.ts';
import { type Kernel, readableKernel } from '../src/lib/network/kernel.ts';
import { type Batch, network } from '../src/lib/network/net.ts';
import { train } from '../src/lib/network/train.ts';
import { type Hyper, type Optimizer, written } from '../src/lib/optimizer.ts';
import adam from '../src/lib/optimizers/adam.ts';
import kfac from '../src/lib/optimizers/kfac.ts';
import momentum from '../src/lib/optimizers/momentum.ts';
import { schedules } from '../src/lib/schedule.ts';
import { sizes as large } from '../src/network/experiment.ts';
import { compile } from '../src/network/kernel/compile.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';

const [updates, size, noted] = [300, 128, 1000];
const small = [196, 30, 10];
/** After which updates the loss is noted. */
const at = Array.from({ length: updates + 1 }, (_, t) => t).filter((t) => t <= 20 || t % 5 === 0);

const tries: Record<string, { optimizer: Optimizer; hypers: Hyper[] }> = {
  kfac: {
    optimizer: kfac as Optimizer,
    hypers: [0.001, 0.01, 0.1].flatMap((kappaF) => [0.01, 0.03].map((nu) => ({ lr: 1, kappaF, nu }))),
  },
  momentum: { optimizer: momentum as Optimizer, hypers: [0.003, 0.01, 0.03, 0.1, 0.3, 1].map((lr) => ({ lr })) },
  adam: { optimizer: adam as Optimizer, hypers: [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1].map((lr) => ({ lr })) },
};

interface Set {
  inputs: Float32Array;
  labels: Uint8Array;
  width: number;
}

/** Digits of half the height and width: the mean of each four pixels. */
function halved(count: number, seed: number): Set {
  const { images, labels } = digits(count, seed);
  const inputs = Float32Array.from({ length: count * 196 }, (_, k) => {
    const [image, y, x] = [Math.floor(k / 196), Math.floor((k % 196) / 14), k % 14];
    const corner = image * 784 + y * 56 + x * 2;
    return (images[corner] + images[corner + 1] + images[corner + 28] + images[corner + 29]) / (4 * 255);
  });
  return { inputs, labels, width: 196 };
}

const learnt = halved(10_000, 1);
const unseen = halved(noted, 2);

/** Some rows of a set. */
function rowsOf({ inputs, labels, width }: Set, rows: ArrayLike<number>): Batch {
  const batch = { inputs: new Float32Array(rows.length * width), labels: new Uint8Array(rows.length) };
  for (let k = 0; k < rows.length; k++) {
    batch.inputs.set(inputs.subarray(rows[k] * width, (rows[k] + 1) * width), k * width);
    batch.labels[k] = labels[rows[k]];
  }
  return batch;
}

const first = (set: Set) =>
  rowsOf(
    set,
    Array.from({ length: noted }, (_, k) => k),
  );
const [seen, test] = [first(learnt), first(unseen)];

function start(kernel: Kernel, sizes: readonly number[], most: number) {
  const net = network(kernel, { sizes, activation: 'relu', weightDecay: 0 }, most);
  initialise(net, 'he', 1);
  return net;
}

/** The losses over the same thousand of the digits that are learnt, and how many of others are right in the end. */
function run(optimizer: Optimizer, hyper: Hyper) {
  const net = start(readableKernel(), small, noted);
  const training = train(net, optimizer, { hyper, schedule: schedules.constant, total: updates });
  const losses: number[] = [];
  let used = 0;
  for (let t = 0; t <= updates; t++) {
    const batch = t > 0 && rowsOf(learnt, drawn(1, t, size, learnt.labels.length));
    const before = process.cpuUsage();
    if (batch) training.iterate(batch);
    const { user, system } = process.cpuUsage(before);
    used += user + system;
    if (at.includes(t)) losses.push(Number(net.loss(seen).toPrecision(4)));
  }
  const said = net.classify(test.inputs);
  const right = test.labels.filter((label, i) => label === said[i]).length / noted;
  return { losses, right, seconds: used / 1e6 / updates };
}

const final = (losses: number[]) => (Number.isFinite(losses[losses.length - 1]) ? losses[losses.length - 1] : Number.POSITIVE_INFINITY);
const two = (value: number) => Number(value.toPrecision(2));

/** How long an update takes on the network of the site's races, and the mean loss of the updates from 51 to 100. */
async function onLarge(optimizer: Optimizer) {
  const kernel = simdKernel(await compile());
  if (!kernel) throw new Error('This Node does not take the WebAssembly kernel');
  const net = start(kernel, large, size);
  const training = train(net, optimizer, { hyper: {}, schedule: schedules.constant, total: 100 });
  const { images, labels } = digits(10_000, 1);
  const times: number[] = [];
  let loss = 0;
  for (let t = 1; t <= 100; t++) {
    const rows = drawn(1, t, size, labels.length);
    const inputs = new Uint8Array(size * 784);
    rows.forEach((row, i) => {
      inputs.set(images.subarray(row * 784, (row + 1) * 784), i * 784);
    });
    const batch = { inputs, labels: Uint8Array.from(rows, (row) => labels[row]) };
    const before = process.cpuUsage();
    const now = training.iterate(batch);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1e6);
    if (t > 50) loss += now / 50;
  }
  // The middle one of those that come when everything is compiled.
  const [middle] = times
    .slice(50)
    .sort((a, b) => a - b)
    .slice(25);
  return { seconds: two(middle), loss: Number(loss.toPrecision(3)) };
}

const runs = Object.entries(tries).map(([id, { optimizer, hypers }]) => {
  const all = hypers.map((hyper) => ({ hyper, ...run(optimizer, hyper) }));
  for (const { hyper, losses, right, seconds } of all) console.log(id, JSON.stringify(hyper), final(losses), right, seconds);
  const best = all.reduce((a, b) => (final(b.losses) < final(a.losses) ? b : a));
  const net = start(readableKernel(), small, 1);
  const memory = Object.values(written(optimizer).init(net.x, net.params)).reduce((sum, { length }) => sum + length, 0);
  // Compiled by now: the fastest of three more.
  const seconds = two(Math.min(...[1, 2, 3].map(() => run(optimizer, best.hyper).seconds)));
  return { optimizer: id, hyper: best.hyper, tried: hypers.length, memory, seconds, right: best.right, losses: best.losses };
});

const record = {
  engine: `V8 ${process.versions.v8.split('.', 2).join('.')} on ${process.platform} ${process.arch}`,
  sizes: small,
  batch: size,
  at,
  runs,
  large: { kfac: await onLarge(kfac as Optimizer), adam: await onLarge(adam as Optimizer) },
};
writeFileSync(new URL('../src/network/runs/kfac.json', import.meta.url), `${JSON.stringify(record)}\n`);
