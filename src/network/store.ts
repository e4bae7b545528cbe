/** The images of one race, in one place for all who train: a worker has them, and others ask it through ports. */
import { drawn } from '../lib/network/batches.ts';
import type { Images } from '../lib/network/images.ts';
import type { Batch } from '../lib/network/net.ts';
import { sizes } from './experiment.ts';
import type { Source } from './loop.ts';

export interface Store {
  train: Images;
  test: Images;
}

type Question =
  | { type: 'batches'; seed: number; from: number; count: number; size: number }
  | { type: 'sample'; of: keyof Store; count: number }
  | { type: 'pick'; of: keyof Store; indices: number[] };

type Asked = Question & { id: number };
type Answer = { id: number; inputs: Uint8Array; labels: Uint8Array };

const width = sizes[0];

/** The images at these places, one behind the other. */
function picked({ images, labels }: Images, indices: ArrayLike<number>): { inputs: Uint8Array; labels: Uint8Array } {
  const inputs = new Uint8Array(indices.length * width);
  const theirs = new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    inputs.set(images.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
    theirs[i] = labels[indices[i]];
  }
  return { inputs, labels: theirs };
}

function answer(store: Store, question: Question) {
  if (question.type === 'pick') return picked(store[question.of], question.indices);
  if (question.type === 'sample') {
    const { images, labels } = store[question.of];
    return { inputs: images.slice(0, question.count * width), labels: labels.slice(0, question.count) };
  }
  const { seed, from, count, size } = question;
  const indices = new Uint32Array(count * size);
  for (let k = 0; k < count; k++) indices.set(drawn(seed, from + k, size, store.train.labels.length), k * size);
  return picked(store.train, indices);
}

/** Batches cut from the rows of several. */
function batchesOf({ inputs, labels }: { inputs: Uint8Array; labels: Uint8Array }, size: number): Batch[] {
  return Array.from({ length: labels.length / size }, (_, k) => ({
    inputs: inputs.subarray(k * size * width, (k + 1) * size * width),
    labels: labels.subarray(k * size, (k + 1) * size),
  }));
}

/** Also shows single images: those of the test that were taken for something else. */
export interface Gallery extends Source {
  pick(of: keyof Store, indices: number[]): Promise<{ inputs: Uint8Array; labels: Uint8Array }>;
}

function sourceBy(ask: (question: Question) => Promise<{ inputs: Uint8Array; labels: Uint8Array }>): Gallery {
  return {
    batches: async (seed, from, count, size) => batchesOf(await ask({ type: 'batches', seed, from, count, size }), size),
    sample: (of, count) => ask({ type: 'sample', of, count }),
    pick: (of, indices) => ask({ type: 'pick', of, indices }),
  };
}

/** Images that are here. */
export const localSource = (store: Store): Gallery => sourceBy(async (question) => answer(store, question));

/** Images that a worker has, at the other end of the port. */
export function portSource(port: MessagePort): Gallery {
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return sourceBy((question) => {
    const id = ++count;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      port.postMessage({ ...question, id } satisfies Asked);
    });
  });
}

/** Answers whoever asks through the port. */
export function serve(store: Store, port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<Asked>) => {
    const { inputs, labels } = answer(store, data);
    port.postMessage({ id: data.id, inputs, labels } satisfies Answer, [inputs.buffer, labels.buffer]);
  };
}
