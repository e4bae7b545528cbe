/**
 * Measures what a step of gradient descent and one of Newton's method cost, and writes it into `src/newton-cost.json`, for
 * the chapter on Newton's method to say. Times are of one thread of the machine that this runs on; what counts is how they grow.
 */
import { writeFileSync } from 'node:fs';
import type { Surface } from '../src/lib/optimizer.ts';
import gradientDescent from '../src/lib/optimizers/gradient-descent.ts';
import newton from '../src/lib/optimizers/newton.ts';
import { seeded } from '../src/lib/random.ts';

const rows = [2, 10, 100, 1000].map((n) => {
  const random = seeded(n);
  // Symmetric, and every row's diagonal outweighs the rest of it, so that all curvatures are positive.
  const H = Array.from({ length: n }, () => Array<number>(n).fill(0));
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) H[i][j] = H[j][i] = i === j ? n : random() - 0.5;
  const f: Surface = { value: () => 0, gradient: () => {}, hessian: () => H };
  const g = Float64Array.from({ length: n }, () => random() - 0.5);
  const x = new Float64Array(n);
  const memory = newton.init(x);
  return {
    n,
    descent: seconds(() => gradientDescent.step(x, g, {}, { lr: 1e-9 }, { t: 1, f })),
    newton: seconds(() => newton.step(x, g, memory, { lr: 1e-9 }, { t: 1, f })),
  };
});

/** How long a call takes: the median of nine rounds of at least 50 ms, after one to warm up. */
function seconds(call: () => void): number {
  const round = () => {
    const start = performance.now();
    let calls = 0;
    do {
      call();
      calls++;
    } while (performance.now() - start < 50);
    return (performance.now() - start) / calls / 1000;
  };
  round();
  const [middle] = Array.from({ length: 9 }, round)
    .sort((a, b) => a - b)
    .slice(4);
  return Number(middle.toPrecision(2));
}

const engine = `V8 ${process.versions.v8.split('.', 2).join('.')} on ${process.platform} ${process.arch}`;
writeFileSync(new URL('../src/newton-cost.json', import.meta.url), `${JSON.stringify({ engine, rows }, undefined, 2)}\n`);
