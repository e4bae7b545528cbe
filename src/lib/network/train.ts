import { type Clip, clip, clippedSurface } from '../clipping.ts';
import { type Hyper, type Memory, type Optimizer, type Sketch, type Vector, type WholeForm, written } from '../optimizer.ts';
import type { Schedule } from '../schedule.ts';
import { type Batch, type Network, surfaceOf } from './net.ts';

/** How an optimizer is set for a training. */
export interface Settings {
  hyper: Hyper;
  /** The way of writing the update: its own unless named. */
  form?: string;
  /** What becomes of `lr` over the `total` iterations. */
  schedule: Schedule;
  /** How large the gradient may be before an update sees it: as large as it is unless named. */
  clip?: Clip;
  total: number;
}

/** A training at one moment: from here it goes on as if it had never stopped. */
export interface Snapshot {
  t: number;
  x: ArrayLike<number>;
  memory: Record<string, ArrayLike<number>>;
}

/** What one update did to one layer. */
export interface LayerStep {
  /** The length of the layer's gradient. */
  gradient: number;
  /** How long the layer's step was per unit of its gradient: the learning rate that it had in effect. */
  rate: number;
}

export interface Training {
  /** Updates made so far. */
  readonly t: number;
  /** One iteration as in A4: gradient, update, and then the loss on the same batch, which is returned; it may be not finite. */
  iterate(batch: Batch): number;
  /** The same, and what it did to each layer. */
  watch(batch: Batch): { loss: number; layers: LayerStep[] };
  /** Other settings from here on. */
  set(settings: Settings): void;
  /** A copy of all that the next iterations depend on. */
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

/**
 * Trains `net` from the weights that it has, with the same `step` as on the maps.
 *
 * @throws RangeError if the optimizer has no such form
 */
export function train(net: Network, optimizer: Sketch, first: Settings): Training {
  let memory: Memory = {};
  let t = 0;
  let batch: Batch;
  // Asked for only by algorithms that look elsewhere than where they are.
  const f = surfaceOf(net, () => batch);
  let settings: Settings;
  let form: WholeForm;
  let hyper: Hyper;

  function set(next: Settings) {
    const before = form?.init;
    settings = next;
    form = written(optimizer as Optimizer, next.form);
    hyper = { ...form.hyper, ...next.hyper };
    // A form that remembers other things begins with them empty, and keeps what both remember.
    if (form.init === before) return;
    const empty = form.init(net.x, net.params);
    const keeps = (name: string, { length }: Vector) => memory[name]?.length === length;
    memory = Object.fromEntries(Object.entries(empty).map(([name, vector]) => [name, keeps(name, vector) ? memory[name] : vector]));
  }
  set(first);

  function update() {
    t++;
    const { hyper: own, schedule, clip: limits, total } = settings;
    if (limits) clip(net.g, limits);
    if ('lr' in hyper) hyper.lr = (own.lr ?? form.hyper.lr) * schedule.factor(t, total);
    form.step(net.x, net.g, memory, hyper, { t, f: limits ? clippedSurface(f, limits) : f, params: net.params });
  }

  return {
    get t() {
      return t;
    },
    iterate(next) {
      batch = next;
      net.gradient(batch);
      update();
      return net.again();
    },
    watch(next) {
      batch = next;
      net.gradient(batch);
      // As the network has it: an update may see a clipped one, and whoever looks elsewhere leaves another behind.
      const gradients = net.layers.map(({ from, to }) => length(net.g, from, to));
      const before = net.x.slice();
      update();
      const layers = net.layers.map(({ from, to }, layer): LayerStep => {
        const gradient = gradients[layer];
        for (let i = from; i < to; i++) before[i] -= net.x[i];
        return { gradient, rate: length(before, from, to) / gradient };
      });
      return { loss: net.again(), layers };
    },
    set,
    snapshot: () => ({
      t,
      x: net.x.slice(),
      memory: Object.fromEntries(Object.entries(memory).map(([name, vector]) => [name, copied(vector, vector)])),
    }),
    restore(snapshot) {
      t = snapshot.t;
      net.x.set(snapshot.x);
      for (const [name, vector] of Object.entries(memory)) copy(snapshot.memory[name], vector);
    },
  };
}

function length(vector: ArrayLike<number>, from: number, to: number): number {
  let squares = 0;
  for (let i = from; i < to; i++) squares += vector[i] ** 2;
  return Math.sqrt(squares);
}

function copy(from: ArrayLike<number>, to: Vector): Vector {
  for (let i = 0; i < to.length; i++) to[i] = from[i];
  return to;
}

/** A vector of the same kind and length. */
function copied(from: ArrayLike<number>, like: Vector): Vector {
  return copy(from, new (like.constructor as new (length: number) => Vector)(like.length));
}
