/**
 * How fast it is, as ratios within one run, so that the machine does not matter: `npm run bench`, after `npm run build`.
 * Every bench is a row of the table: what, how much, and the target. A missed target ends the run with an error.
 */

import { surface } from '../src/lib/objective.ts';
import quad1 from '../src/lib/objectives/quad1.ts';
import type { Moment, Optimizer } from '../src/lib/optimizer.ts';
import adagrad from '../src/lib/optimizers/adagrad.ts';
import adam from '../src/lib/optimizers/adam.ts';
import gradientDescent from '../src/lib/optimizers/gradient-descent.ts';
import momentum from '../src/lib/optimizers/momentum.ts';
import rmsprop from '../src/lib/optimizers/rmsprop.ts';
import { inBrowser } from './bench.browser.ts';
import { measured, timeOf } from './cost.ts';

export interface Row {
  bench: string;
  measured: string;
  target: string;
  met: boolean;
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

function milliseconds(work: () => unknown): number {
  const before = performance.now();
  work();
  return performance.now() - before;
}

const steps = 200_000;

/** Adam on A0's valley through the interface, as `descend` calls it: it does not know which algorithm it runs. */
function generic(o: Optimizer): number {
  const { step, hyper } = o;
  const x = Float64Array.of(-4, -6);
  const g = new Float64Array(2);
  const memory = o.init(x);
  const moment: Moment = { t: 0, f: surface(quad1) };
  for (let t = 1; t <= steps; t++) {
    g[0] = 0.2 * x[0];
    g[1] = 4 * x[1];
    moment.t = t;
    step(x, g, memory, hyper, moment);
  }
  return x[0] + x[1];
}

/** The same Adam with nothing between the numbers: no arrays, no call, each power taken once a step. */
function inlined(): number {
  const { lr, beta1, beta2, eps, eps0 } = adam.hyper;
  let [x, y, mx, my, vx, vy] = [-4, -6, 0, 0, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const gx = 0.2 * x;
    const gy = 4 * y;
    const mRest = 1 - beta1 ** t;
    const vRest = 1 - beta2 ** t;
    mx = beta1 * mx + (1 - beta1) * gx;
    vx = beta2 * vx + (1 - beta2) * gx ** 2;
    x -= (lr * (mx / mRest)) / (Math.sqrt(vx / vRest + eps0) + eps);
    my = beta1 * my + (1 - beta1) * gy;
    vy = beta2 * vy + (1 - beta2) * gy ** 2;
    y -= (lr * (my / mRest)) / (Math.sqrt(vy / vRest + eps0) + eps);
  }
  return x + y;
}

function stepAgainstInlined(): Row {
  const five = [gradientDescent, momentum, adagrad, rmsprop, adam] as Optimizer[];
  // On a page the same loop runs all five, so the engine must not take it for Adam's own.
  for (const o of five) generic(o);
  if (Math.abs(generic(adam) - inlined()) > 1e-12) throw new Error('The two Adams that are compared end at different places');

  const [warmUp, rounds] = [5, 31];
  const ratios: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    const ratio = milliseconds(inlined) / milliseconds(() => generic(adam));
    if (round >= 0) ratios.push(ratio);
  }
  const ratio = median(ratios);
  return { bench: 'Adam by its step, against Adam inlined (speed)', measured: ratio.toFixed(2), target: '≥ 0.60', met: ratio >= 0.6 };
}

/** A step of each algorithm, on as many numbers as the network has, against the time that the comparison tells of it. */
async function stepsAgainstTold(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { optimizer: id, form, float32 } of measured().costs) {
    if (form || id === 'gradient-descent') continue;
    const { ratio } = await timeOf(id, form, 'float32');
    const met = ratio <= 2 * float32;
    rows.push({ bench: `a step of ${id}, in those of gradient descent`, measured: ratio.toPrecision(2), target: `≤ 2 · ${float32}`, met });
  }
  return rows;
}

const rows: Row[] = [stepAgainstInlined(), ...(await stepsAgainstTold()), ...(await inBrowser())];

console.table(Object.fromEntries(rows.map(({ bench, ...row }) => [bench, row])));
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
