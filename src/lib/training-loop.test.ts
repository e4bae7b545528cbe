import { describe, expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { batch, data, loss } from './batches.ts';
import { initialise } from './network/initial.ts';
import { readableKernel } from './network/kernel.ts';
import { type Batch, network } from './network/net.ts';
import { train } from './network/train.ts';
import type { Optimizer } from './optimizer.ts';
import gradientDescentOf from './optimizers/gradient-descent.ts';
import momentumOf from './optimizers/momentum.ts';
import { seeded } from './random.ts';
import { schedules } from './schedule.ts';
import { lineModel, networkModel, trainingLoop } from './training-loop.ts';

const [gradientDescent, momentum] = [gradientDescentOf, momentumOf] as Optimizer[];
const passes = (count: number) => Array.from({ length: count }, () => data);

test('on all rows with gradient descent it is batch descent', () => {
  const model = lineModel(loss.start);
  const losses = trainingLoop(model, gradientDescent, passes(12), { hyper: { lr: 0.3 } });
  const path = batch(loss.start, 0.3, 12);
  expect(Array.from(model.x)).toEqual(path[12]);
  expect(losses).toEqual(path.slice(0, 12).map(([w, b]) => loss.value(w, b)));
});

test('whoever forgets the first line has momentum that never fades, bit for bit', () => {
  const [forgetful, rolling] = [lineModel(loss.start), lineModel(loss.start)];
  trainingLoop(forgetful, gradientDescent, passes(50), { hyper: { lr: 0.3 }, forgetful: true });
  trainingLoop(rolling, momentum, passes(50), { hyper: { lr: 0.3, beta1: 1 } });
  expect(Array.from(forgetful.x)).toEqual(Array.from(rolling.x));
});

describe('of a network', () => {
  const architecture = { sizes: [6, 5, 4, 3], activation: 'relu', weightDecay: 0.01 } as const;
  const netOf = () => {
    const net = network(readableKernel(), architecture);
    initialise(net, 'he', 1);
    return net;
  };
  const random = seeded(1);
  const batches = Array.from(
    { length: 12 },
    (): Batch => ({
      inputs: Float32Array.from({ length: 42 }, random),
      labels: Uint8Array.from({ length: 7 }, () => Math.floor(3 * random())),
    }),
  );

  test.each([...optimizers].filter(([, { needs }]) => !needs))(
    '%s makes the weights that the race through the network makes',
    (_, optimizer) => {
      const [net, raced] = [netOf(), netOf()];
      const schedule = schedules.warmUpCosine;
      const limits = { by: 'norm', limit: 0.3 } as const;
      trainingLoop(networkModel(net), optimizer, batches, { schedule, limits });
      const run = train(raced, optimizer, { hyper: {}, schedule, clip: limits, total: batches.length });
      for (const one of batches) run.iterate(one);
      expect(net.x).toEqual(raced.x);
    },
  );
});
