/** What an algorithm remembers of the network in the middle of a training: for figures that are drawn when the page is built. */
import { optimizer } from '../catalog.ts';
import { drawn } from '../lib/network/batches.ts';
import { digits } from '../lib/network/digits.ts';
import { initialise } from '../lib/network/initial.ts';
import { readableKernel } from '../lib/network/kernel.ts';
import { type Batch, network } from '../lib/network/net.ts';
import { train } from '../lib/network/train.ts';
import type { Hyper, Param } from '../lib/optimizer.ts';
import { schedules } from '../lib/schedule.ts';
import { sizes } from './experiment.ts';

/** A matrix or a vector of the network, as much of a vector as belongs to it. */
export type Piece = (param: Param, of: ArrayLike<number>) => number[][];

/** The rows of a matrix that is part of `of`. */
export const rowsOf: Piece = ({ from, rows, columns }, of) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => of[from + i * columns + j]));

/** Fewer than the race draws from, which takes a while. */
const images = 1000;
const batch = 100;

/** The network's first training of `updates` updates on the site's own digits, and what is remembered at its end. */
export function inside(id: string, updates: number) {
  const o = optimizer(id);
  const { form, ...hyper } = o.as.network ?? {};
  const net = network(readableKernel(), { sizes, activation: 'relu', weightDecay: 0 }, batch);
  initialise(net, 'he', 1);
  const { images: pixels, labels } = digits(images, 1);
  const run = train(net, o, { hyper: hyper as Hyper, form, schedule: schedules.constant, total: updates });
  for (let t = 1; t <= updates; t++) {
    const rows = drawn(1, t, batch, images);
    const next: Batch = {
      inputs: Uint8Array.from({ length: batch * sizes[0] }, (_, i) => pixels[rows[Math.floor(i / sizes[0])] * sizes[0] + (i % sizes[0])]),
      labels: Uint8Array.from(rows, (row) => labels[row]),
    };
    run.iterate(next);
  }
  return { params: net.params, memory: run.snapshot().memory };
}
