/** A4's race of four optimizers in Node, for `bench.network.ts`: what is run, so that NumPy can run the same. */
import { drawn } from '../src/lib/network/batches.ts';
import { initialise } from '../src/lib/network/initial.ts';
import type { Kernel } from '../src/lib/network/kernel.ts';
import { type Network, network, surfaceOf } from '../src/lib/network/net.ts';
import { type Hyper, type Optimizer, written } from '../src/lib/optimizer.ts';
import adagrad from '../src/lib/optimizers/adagrad.ts';
import adam from '../src/lib/optimizers/adam.ts';
import gradientDescent from '../src/lib/optimizers/gradient-descent.ts';
import momentum from '../src/lib/optimizers/momentum.ts';
import type { Kernels } from '../src/network/kernel/compile.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';

export const iterations = 2000;
export const size = 128;
const pixels = 784;

/** What every optimizer starts from and sees. */
export interface Data {
  kernels: Kernels;
  images: Uint8Array;
  labels: Uint8Array;
}

/** A4's optimizers with its settings, by the names that they have on the site. */
const runners: Record<string, { optimizer: Optimizer; form?: string; hyper: Hyper }> = {
  'Gradient descent': { optimizer: gradientDescent as Optimizer, hyper: { lr: 0.01 } },
  Momentum: { optimizer: momentum as Optimizer, form: 'steps', hyper: { lr: 0.01, beta1: 0.9 } },
  AdaGrad: { optimizer: adagrad as Optimizer, hyper: { lr: 0.01, eps: 1e-7, eps0: 0 } },
  Adam: { optimizer: adam as Optimizer, form: 'rate', hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7, eps0: 0 } },
};
export const names = Object.keys(runners);

/** The rows of batch `t`. */
export const batchOf = (t: number, { labels }: Data, seed = 1) => drawn(seed, t, size, labels.length);

export function start(kernel: Kernel, seed = 1): Network {
  const net = network(kernel, { sizes: [pixels, 100, 100, 100, 100, 10], activation: 'relu', weightDecay: 0 }, size);
  initialise(net, 'he', seed);
  // In double precision it starts where it does in single precision.
  net.x.set(Float32Array.from(net.x));
  return net;
}

/** The losses after each update, on the batch that it was made from. */
export function train(name: string, kernel: Kernel, data: Data, updates = iterations, seed = 1): Float64Array {
  const { optimizer, form, hyper } = runners[name];
  const net = start(kernel, seed);
  const { step } = written(optimizer, form);
  const memory = optimizer.init(net.x);
  const batch = { inputs: new Uint8Array(size * pixels), labels: new Uint8Array(size) };
  const f = surfaceOf(net, () => batch);
  return Float64Array.from({ length: updates }, (_, i) => {
    batchOf(i + 1, data, seed).forEach((row, k) => {
      batch.inputs.set(data.images.subarray(row * pixels, (row + 1) * pixels), k * pixels);
      batch.labels[k] = data.labels[row];
    });
    net.gradient(batch);
    step(net.x, net.g, memory, hyper, { t: i + 1, f });
    return net.loss(batch);
  });
}

/** @throws Error where this engine cannot run it */
export function fast(kernels: Parameters<typeof simdKernel>[0]): Kernel {
  const kernel = simdKernel(kernels);
  if (!kernel) throw new Error('This Node does not take the WebAssembly kernel');
  return kernel;
}
