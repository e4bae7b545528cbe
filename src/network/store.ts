/** The images of one race, in one place for all who train: a worker has them, and others ask it through ports. */
import { drawn } from '../lib/network/batches.ts';
import { type Images, part } from '../lib/network/images.ts';
import type { Batch } from '../lib/network/net.ts';
import { sizes } from './experiment.ts';
import type { Source } from './loop.ts';
import { beginnings, pack, unpack } from './packed.ts';

export interface Store {
  train: Images;
  test: Images;
}

type Question =
  | { type: 'batches'; seed: number; from: number; count: number; size: number }
  /** Those for training from one on, packed. */
  | { type: 'packed'; from: number; count: number }
  | { type: 'sample'; of: keyof Store; count: number };

interface Rows {
  inputs: Uint8Array;
  labels: Uint8Array;
}

type Ask = (question: Question) => Promise<Rows>;
type Answer = { id: number } & (Rows | { refused: string });

const width = sizes[0];

/** The images at these places, one behind the other. */
function picked({ images, labels }: Images, indices: ArrayLike<number>): Rows {
  const inputs = new Uint8Array(indices.length * width);
  const theirs = new Uint8Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    inputs.set(images.subarray(indices[i] * width, (indices[i] + 1) * width), i * width);
    theirs[i] = labels[indices[i]];
  }
  return { inputs, labels: theirs };
}

function answer(store: Store, question: Question): Rows {
  if (question.type === 'sample') {
    const { images, labels } = store[question.of];
    return { inputs: images.slice(0, question.count * width), labels: labels.slice(0, question.count) };
  }
  if (question.type === 'packed') {
    const { images, labels } = part(store.train, question.from, question.from + question.count);
    return { inputs: pack(images, width), labels: labels.slice() };
  }
  const { seed, from, count, size } = question;
  const indices = new Uint32Array(count * size);
  for (let k = 0; k < count; k++) indices.set(drawn(seed, from + k, size, store.train.labels.length), k * size);
  return picked(store.train, indices);
}

/** Batches cut from the rows of several. */
function batchesOf({ inputs, labels }: Rows, size: number): Batch[] {
  return Array.from({ length: labels.length / size }, (_, k) => ({
    inputs: inputs.subarray(k * size * width, (k + 1) * size * width),
    labels: labels.subarray(k * size, (k + 1) * size),
  }));
}

function sourceBy(ask: Ask): Source {
  return {
    batches: async (seed, from, count, size) => batchesOf(await ask({ type: 'batches', seed, from, count, size }), size),
    sample: (of, count) => ask({ type: 'sample', of, count }),
  };
}

/** Images that are here. */
export const localSource = (store: Store): Source => sourceBy(async (question) => answer(store, question));

/**
 * Images that a worker has, at the other end of the port. Questions that cannot be answered reject with an Error that says why.
 *
 * Batches are made here, from images that come once, packed: they would else come and go by the megabyte, and lie about until
 * the engine sweeps up. Those of a call are good until the call after the next.
 */
export function portSource(port: MessagePort): Source {
  const ask = asking(port);
  let all: Promise<Packed> | undefined;
  const rooms: Rows[] = [];
  return {
    ...sourceBy(ask),
    async batches(seed, from, count, size) {
      all ??= packedFrom(ask);
      // An answer is waited for each time, so that whoever trains hears what else it is told.
      const [images] = await Promise.all([all, ask({ type: 'batches', seed, from, count: 0, size })]);
      const used = rooms.length > 2 ? (rooms.shift() as Rows) : { inputs: new Uint8Array(), labels: new Uint8Array() };
      const room = used.labels.length === count * size ? used : emptyRows(count * size);
      rooms.push(room);
      fill(room, images, seed, from, count, size);
      return batchesOf(room, size);
    },
  };
}

interface Packed {
  labels: Uint8Array[];
  /** Some images each, `most` of them, and where each image begins. */
  parts: { bytes: Uint8Array; begins: Uint32Array }[];
}

/** All images for training, as many at a time as may be asked for. */
async function packedFrom(ask: Ask): Promise<Packed> {
  const packed: Packed = { labels: [], parts: [] };
  for (;;) {
    const { inputs: bytes, labels } = await ask({ type: 'packed', from: packed.parts.length * most, count: most });
    packed.labels.push(labels);
    packed.parts.push({ bytes, begins: beginnings(bytes, width) });
    if (labels.length < most) return packed;
  }
}

const emptyRows = (count: number): Rows => ({ inputs: new Uint8Array(count * width), labels: new Uint8Array(count) });

function fill({ inputs, labels }: Rows, packed: Packed, seed: number, from: number, count: number, size: number) {
  const of = packed.labels.reduce((sum, { length }) => sum + length, 0);
  for (let k = 0; k < count; k++)
    drawn(seed, from + k, size, of).forEach((row, i) => {
      const [part, place] = [Math.floor(row / most), row % most];
      const { bytes, begins } = packed.parts[part];
      unpack(bytes, begins[place], inputs, (k * size + i) * width, width);
      labels[k * size + i] = packed.labels[part][place];
    });
}

/** Answers whoever asks through the port, and through every port that comes through it. */
export function serve(store: Store, port: MessagePort): void {
  answering(port, async (question) => answer(store, question));
  port.addEventListener('message', ({ ports }) => {
    for (const other of ports) serve(store, other);
  });
}

/**
 * A port for somebody who is not to be trusted with one: what goes through to `images` are questions, a few at a time, and
 * nothing else.
 */
export function relayed(images: MessagePort): MessagePort {
  const { port1, port2 } = new MessageChannel();
  answering(port1, asking(images));
  return port2;
}

function asking(port: MessagePort): Ask {
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  return (question) => {
    const id = ++count;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        if ('refused' in answer) reject(new RangeError(answer.refused));
        else resolve({ inputs: answer.inputs, labels: answer.labels });
      });
      port.postMessage({ ...question, id });
    });
  };
}

/** Who is asked may be a stranger's, who sends whatever there is: what is not even a question gets no answer. */
function answering(port: MessagePort, ask: Ask): void {
  let open = 0;
  port.onmessage = async ({ data }: MessageEvent<unknown>) => {
    const { id } = Object(data);
    if (!isCount(id)) return;
    open++;
    try {
      if (open > atOnce) throw new RangeError(`No more than ${atOnce} questions at once`);
      const { inputs, labels } = await ask(questionOf(Object(data)));
      port.postMessage({ id, inputs, labels } satisfies Answer, [inputs.buffer, labels.buffer]);
    } catch (error) {
      port.postMessage({ id, refused: String((error as Error).message) } satisfies Answer);
    } finally {
      open--;
    }
  };
}

/** Questions that wait for their answer, and images in one answer. */
const [atOnce, most] = [8, 10_000];

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/**
 * The question that this is, made anew.
 *
 * @throws RangeError where it is none, or asks for too much
 */
function questionOf(said: Record<string, unknown>): Question {
  const number = (name: string, limit = Number.MAX_SAFE_INTEGER): number => {
    const value = said[name];
    if (isCount(value) && value <= limit) return value;
    throw new RangeError(`“${name}” is a whole number from 0 to ${limit}, not ${typeof value === 'number' ? value : typeof value}`);
  };
  const { type, of } = said;
  if (type === 'packed') return { type, from: number('from'), count: number('count', most) };
  if (type === 'batches') {
    const [count, size] = [number('count', most), number('size', most)];
    if (count * size > most) throw new RangeError(`There are at most ${most} images in an answer, not ${count} × ${size}`);
    return { type, seed: number('seed'), from: number('from'), count, size };
  }
  if (type !== 'sample' || (of !== 'train' && of !== 'test'))
    throw new RangeError('Images come in “batches”, or as a “sample” of those to “train” or to “test”');
  return { type, of, count: number('count', most) };
}
