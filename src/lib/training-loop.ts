/** The training loop in the four lines that PyTorch made usual, for whatever can be trained. */

import { gradientOver, lossOver, type Row } from './batches.ts';
import { type Clip, clip, clippedSurface } from './clipping.ts';
import type { Batch, Network } from './network/net.ts';
import type { Point } from './objective.ts';
import { type Hyper, type Optimizer, type Param, type Surface, type Vector, written } from './optimizer.ts';
import { hyperAt, type Schedule, schedules } from './schedule.ts';

/** What is trained: all its parameters in a row, and their gradient, to which `backward` adds. */
export interface Model<Data> {
  x: Vector;
  grad: Vector;
  /** What `x` is made of, where it is more than one vector. */
  params?: readonly Param[];
  /** The loss on a batch. */
  forward(batch: Data): number;
  /** Adds the gradient of the last loss to what stands in `grad`. */
  backward(): void;
}

export interface LoopSettings {
  hyper?: Hyper;
  form?: string;
  /** What becomes of `lr` over the batches: nothing unless named. */
  schedule?: Schedule;
  /** How large the gradient may be before an update sees it. */
  limits?: Clip;
  /** Leaves out the first of the four lines. */
  forgetful?: boolean;
}

/** One update for each batch. Returns each loss, from before its update. */
export function trainingLoop<Data>(
  model: Model<Data>,
  optimizer: Optimizer,
  batches: Data[],
  { hyper, form, schedule = schedules.constant, limits, forgetful = false }: LoopSettings = {},
): number[] {
  const { init, step, hyper: usual } = written(optimizer, form);
  const memory = init(model.x, model.params);
  return batches.map((batch, k) => {
    const t = k + 1;
    if (!forgetful) zeroGrad(model);
    const loss = model.forward(batch);
    model.backward();
    if (limits) clip(model.grad, limits);
    const settings = hyperAt({ ...usual, ...hyper }, schedule, t, batches.length);
    const moment = { t, f: elsewhere(model, batch, limits), params: model.params };
    step(model.x, model.grad, memory, settings, moment);
    return loss;
  });
}

export function zeroGrad({ grad }: Pick<Model<unknown>, 'grad'>): void {
  for (let i = 0; i < grad.length; i++) {
    grad[i] = 0;
  }
}

/** A batch's loss for algorithms that ask for it elsewhere than where they are. The model is the same afterwards. */
function elsewhere<Data>(model: Model<Data>, batch: Data, limits?: Clip): Surface {
  const put = (from: Vector, to: Vector) => {
    for (let i = 0; i < to.length; i++) to[i] = from[i];
  };
  const at = <T>(x: Vector, what: () => T): T => {
    const [here, grad] = [Float64Array.from(model.x), Float64Array.from(model.grad)];
    put(x, model.x);
    zeroGrad(model);
    const found = what();
    put(here, model.x);
    put(grad, model.grad);
    return found;
  };
  const f: Surface = {
    value: (x) => at(x, () => model.forward(batch)),
    gradient(x, out) {
      const slope = at(x, () => {
        model.forward(batch);
        model.backward();
        return Float64Array.from(model.grad);
      });
      put(slope, out);
    },
  };
  return limits ? clippedSurface(f, limits) : f;
}

/** A straight line through rows of data: its slope and its height. */
export function lineModel(start: Point): Model<Row[]> {
  const x = Float64Array.from(start);
  const grad = new Float64Array(2);
  const here = (): Point => [x[0], x[1]];
  let rows: Row[];
  return {
    x,
    grad,
    forward(batch) {
      rows = batch;
      return lossOver(rows, here());
    },
    backward() {
      for (const [i, slope] of gradientOver(rows, here()).entries()) grad[i] += slope;
    },
  };
}

/** A network. Its own `gradient` writes over the last one; here it adds, as PyTorch's does. */
export function networkModel(net: Network): Model<Batch> {
  const grad = new (net.g.constructor as typeof Float64Array)(net.g.length);
  let seen: Batch;
  return {
    x: net.x,
    grad,
    params: net.params,
    forward(batch) {
      seen = batch;
      return net.loss(batch);
    },
    backward() {
      net.gradient(seen);
      for (let i = 0; i < grad.length; i++) grad[i] += net.g[i];
    },
  };
}
