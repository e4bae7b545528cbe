import kernels from 'virtual:network-kernel';
import compiled from 'virtual:network-steps';
import { describe, expect, test } from 'vitest';
import { optimizers } from '../../catalog.ts';
import { type Memory, type Optimizer, type Surface, written } from '../../lib/optimizer.ts';
import { seeded } from '../../lib/random.ts';
import { simdKernel } from './simd.ts';
import { planOf } from './steps.ts';
import { foreseen, swift } from './swift.ts';

/** Odd, so that the last coordinate has no neighbour. */
const count = 1001;

/** A kernel with the arrays that a training has, and room for the algorithm's memory. */
function made(algorithm: Optimizer, id: string, form?: string) {
  const kernel = simdKernel(kernels, foreseen(algorithm, id, [form], count));
  if (!kernel) throw new Error('There is no SIMD here');
  const [x, g, fence] = kernel.arrays([count, count, 64]) as Float32Array[];
  return { kernel, x, g, fence };
}

const nowhere: Surface = {
  value: () => Number.NaN,
  gradient() {
    throw new Error('No gradient is asked for elsewhere');
  },
};

const all = [...optimizers].flatMap(([id, algorithm]) =>
  Object.keys(compiled.steps[id] ?? {}).map((form) => ({ id, algorithm, form, name: form ? `${id} as ${form}` : id })),
);

describe('a compiled step is the step, to the bit', () => {
  test.each(all)('$name', ({ id, algorithm, form }) => {
    const random = seeded(3);
    const odd = [0, -0, 1e-45, -3e-39, 1e-30, 1e38, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const { kernel, x, g, fence } = made(algorithm, id, form);
    const fast = swift(algorithm, id, kernel);
    x.forEach((_, i) => {
      x[i] = 2 * random() - 1;
    });
    const [mine, theirs] = [written(fast, form), written(algorithm, form)];
    const plain = { x: x.slice(), memory: theirs.init(x.slice()) };
    const memory: Memory = mine.init(x);
    expect(Object.values(memory).every(kernel.has)).toBe(true);
    for (let t = 1; t <= 30; t++) {
      for (let i = 0; i < count; i++) g[i] = i % 9 === 0 ? odd[Math.floor(odd.length * random())] : (2 * random() - 1) * 10 ** -(i % 7);
      const moment = { t, f: nowhere };
      mine.step(x, g, memory, mine.hyper, moment);
      theirs.step(plain.x, g.slice(), plain.memory, theirs.hyper, moment);
      expect(x).toEqual(plain.x);
      for (const [name, vector] of Object.entries(plain.memory))
        expect([...(memory[name] as Float32Array)], name).toEqual([...(vector as Float32Array)]);
    }
    expect(fence).toEqual(new Float32Array(64));
  });

  test('and with other settings than its own', () => {
    const algorithm = optimizers.get('adam') as Optimizer;
    const { kernel, x, g } = made(algorithm, 'adam');
    const fast = swift(algorithm, 'adam', kernel);
    const memory = fast.init(x);
    const plain = { x: x.slice(), memory: algorithm.init(x.slice()) };
    const hyper = { ...algorithm.hyper, lr: 0.1, eps: 1e-3, eps0: 1e-6, beta1: 0.5 };
    for (let t = 1; t <= 3; t++) {
      g.fill(0.3 * t);
      fast.step(x, g, memory, hyper, { t, f: nowhere });
      algorithm.step(plain.x, g, plain.memory, hyper, { t, f: nowhere });
    }
    expect(x).toEqual(plain.x);
    expect(x[0]).not.toBe(0);
  });
});

test('the five are compiled, in all of their forms', () => {
  for (const id of ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'])
    expect(Object.keys(compiled.steps[id])).toEqual(['', ...Object.keys(optimizers.get(id)?.also ?? {})]);
});

test('on other arrays than the kernel’s, the algorithm’s own step does it', () => {
  const algorithm = optimizers.get('momentum') as Optimizer;
  const { kernel } = made(algorithm, 'momentum');
  const fast = swift(algorithm, 'momentum', kernel);
  const x = new Float64Array([1, 2]);
  fast.step(x, [1, 1], { m: [0, 0] }, { lr: 0.1, beta1: 0.9 }, { t: 1, f: nowhere });
  expect([...x]).toEqual([0.9, 1.9]);
});

test('a kernel gives no array that it has not foreseen', () => {
  const { kernel } = made(optimizers.get('gradient-descent') as Optimizer, 'gradient-descent');
  expect(() => kernel.more(2 ** 20)).toThrow(/was foreseen/);
});

describe('is left alone', () => {
  const loop = (line: string, before = '') =>
    `step(x, g, { m }, { lr }, { t, f }) { ${before} for (let i = 0; i < x.length; i++) { ${line} } }`;
  test.each([
    ['what looks elsewhere', loop('x[i] -= lr * m[i];', 'f.gradient(x, m);')],
    ['what knows its neighbours', loop('x[i] -= lr * g[i - 1];')],
    ['what counts otherwise', 'step(x, g, { m }, { lr }) { for (let i = 1; i < x.length; i++) x[i] -= lr * g[i]; }'],
    ['what chooses', loop('if (g[i] > 0) x[i] -= lr;')],
    ['a power that is no square', loop('x[i] -= lr * g[i] ** 3;')],
    ['a sum over all', loop('x[i] -= lr * sum;', 'let sum = 0; for (let i = 0; i < x.length; i++) sum += g[i];')],
    ['what nobody named', loop('x[i] -= other * g[i];')],
  ])('%s', (_, step) => {
    expect(planOf(step, 'one')).toBeUndefined();
  });

  test('but not what is like these and needs none of it', () => {
    expect(planOf(loop('x[i] -= lr * Math.sign(g[i]);'), 'one')).toBeDefined();
    expect(planOf(loop('x[i] -= half * Math.max(Math.abs(g[i]), m[i]) ** 2;', 'const half = lr / 2 ** t;'), 'one')?.constants).toBe(
      '({ lr }, { t, f }) => { const half = lr / 2 ** t; return [half]; }',
    );
  });
});
