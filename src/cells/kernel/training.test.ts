import { expect, test } from 'vitest';
import { digits } from '../../lib/network/digits.ts';
import { readableKernel } from '../../lib/network/kernel.ts';
import { type Memory, type Optimizer, zeros } from '../../lib/optimizer.ts';
import adam from '../../lib/optimizers/adam.ts';
import { type Report, training } from '../../network/loop.ts';
import { localSource } from '../../network/store.ts';
import type { Runnable } from './descent.ts';
import { tame } from './tame.ts';
import { carried, Pupil } from './training.ts';

const source = localSource({ train: digits(20, 1), test: digits(10, 2) });

/** What a training says, and throws. */
async function train(own: Partial<Runnable>, { iterations = 2, lr = 0.01, memory = undefined as Memory | undefined, form = '' } = {}) {
  const reports: Report[] = [];
  let entered = 0;
  const pupil = new Pupil({ ...(adam as Optimizer), ...own } as Runnable, () => entered++, memory);
  const runner = { optimizer: 'adam~mine', hyper: { ...adam.hyper, lr }, form, schedule: 'constant' };
  const experiment = { seed: 1, iterations, batch: 2, activation: 'relu', weightDecay: 0, starts: 'same', runners: [runner] } as const;
  try {
    for await (const report of training({ ...experiment, runners: [runner] }, runner, pupil.optimizer(), readableKernel(), source)) {
      const why = report.type === 'end' && report.reason === 'non-finite' ? pupil.why(report.t) : undefined;
      reports.push(report);
      if (why) throw new Error(why);
    }
    return { reports, entered };
  } catch (error) {
    return { reports, entered, error: error as Error & { hint?: string } };
  }
}

const along: Optimizer['step'] = (x, g, _, { lr }) => {
  for (let i = 0; i < x.length; i++) x[i] -= lr * g[i];
};

/** A step that changes each number by itself. */
const changing =
  (by: (x: number, memory: Memory) => number): Optimizer['step'] =>
  (x, _, memory) => {
    for (let i = 0; i < x.length; i++) x[i] = by(x[i], memory);
  };

test('it is known whenever its code runs', async () => {
  // Once for init, once for each update.
  expect(await train({}, { iterations: 3 })).toMatchObject({ entered: 4 });
});

test('its own forms train', async () => {
  const also = { mine: { by: '', equation: '', step: along } };
  const losses = ({ reports }: { reports: Report[] }) => reports.find((report) => report.type === 'losses');
  const { losses: by } = losses(await train({ also }, { form: 'mine' })) as { losses: Float64Array };
  expect(by).toEqual((losses(await train({ step: along })) as { losses: Float64Array }).losses);
});

test.each<[string, Partial<Runnable>, string, string]>([
  ['init that returns nothing', { init: () => undefined as never }, 'init gives undefined', '({ m: zeros(x) })'],
  ['a memory that is no vector', { init: () => ({ m: 0 }) as never }, 'The memory “m” is not a list', 'zeros(x)'],
  ['a memory of words', { init: () => ({ m: 'no' }) as never }, 'The memory “m” is not a list', 'zeros(x)'],
  ['a memory much longer than x', { init: () => ({ m: new Float64Array(2e6) }) }, 'at most 16 lists with 1000000 numbers', ''],
  ['too much memory', { init: (x) => ({ ...new Array(10).fill(zeros(x)) }) as never }, 'at most 16 lists with 1000000 numbers', ''],
  [
    'a name that is not there',
    { step: changing((x, memory) => x - memory.mm[0]) },
    'Cannot read properties of undefined',
    'The memory has no “mm”: did you mean “m”?',
  ],
  ['x that is given back', { step: (x) => Array.from(x, (one) => one + 1) as never }, 'After 10 updates x is where it was', 'in place'],
])('says what is wrong with %s', async (_, own, message, hint) => {
  const { error } = await train(own, { iterations: 10 });
  expect(error?.message).toContain(message);
  expect(error?.hint ?? '').toContain(hint);
});

test('a setting that is not there is said when numbers end, after however many good updates', async () => {
  const late = (from: number): Optimizer['step'] => {
    return (x, g, _, hyper, { t }) => {
      const rate = t < from ? hyper.lr : hyper.rate;
      for (let i = 0; i < x.length; i++) x[i] -= rate * g[i];
    };
  };
  for (const from of [1, 4]) {
    const { error } = await train({ step: late(from) }, { iterations: 6 });
    expect(error?.message).toMatch(`Update ${from} makes x NaN, which is no number. hyper has no “rate”`);
  }
});

test('an end by too large steps is an end as any, unless the first update is no number', async () => {
  const { reports, error } = await train({ step: along }, { iterations: 30, lr: 1e12 });
  expect(error).toBeUndefined();
  expect(reports.at(-1)).toMatchObject({ type: 'end', reason: 'non-finite' });
  const root = await train({ step: changing(() => Math.sqrt(-1)) });
  expect(root.error?.message).toBe('Update 1 makes x NaN, which is no number.');
});

test('it goes on only with the memory that it has', async () => {
  const memory = adam.init(new Float32Array(109_810)) as Memory;
  expect((await train({}, { memory })).error).toBeUndefined();
  const { error } = await train({}, { memory: { m: memory.m } });
  expect(error).toMatchObject({ message: expect.stringContaining('“v”'), hint: expect.stringContaining('from the beginning') });
});

test('a snapshot crosses in arrays that nobody else has', async () => {
  const kept = new Float32Array(4);
  class Same extends Float32Array {
    constructor(_: number) {
      super(kept.buffer);
    }
  }
  const memory = { list: [1, 2, 3], double: Float64Array.of(1 / 3, 2), same: new Same(4), single: Float32Array.of(0.5, 1) };
  const snapshot = { t: 3, x: Float32Array.of(1, 2, 3, 4), memory };
  const { report, gives } = carried({ type: 'snapshot', snapshot });
  const crossed = structuredClone(tame(report).value, { transfer: gives });
  expect(crossed).toEqual({
    type: 'snapshot',
    snapshot: { ...snapshot, memory: { ...memory, list: Float64Array.of(1, 2, 3), same: new Float32Array(4) } },
  });
  expect(gives).toHaveLength(5);
  expect(kept).toHaveLength(4);
  const much = { m: new Float64Array(2e6) };
  expect(() => carried({ type: 'snapshot', snapshot: { ...snapshot, memory: much } })).toThrow('1000000 numbers');
});
