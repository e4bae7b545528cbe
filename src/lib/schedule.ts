/** How the step size changes over a training: a factor for `lr` at update t of T. */

import type { Hyper } from './optimizer.ts';

export interface Schedule {
  name: string;
  /** Who proposed it, where somebody did. */
  by?: string;
  /** The same in PyTorch's `torch.optim.lr_scheduler`, over T updates of which the first W warm up. */
  torch?: string;
  factor(t: number, total: number): number;
}

/** A tenth of the training, as is usual; of a short one at least the first update. */
const warming = (total: number) => Math.ceil(total / 10);
const warmUp = (t: number, total: number) => Math.min(1, t / warming(total));

/** Part of the way from one value to another, along half a wave of a cosine: exactly the one at its beginning, and the other at its end. */
function wave(from: number, to: number, gone: number, way: number): number {
  const height = Math.cos((Math.PI * gone) / way);
  return (from * (1 + height) + to * (1 - height)) / 2;
}
const cosine = (t: number, total: number) => wave(1, 0, t - 1, total);

/** Every schedule by id. */
export const schedules: Record<string, Schedule> = {
  constant: { name: 'constant', factor: () => 1 },
  /** Full size for the first half, a tenth in the next quarter, a hundredth in the last. */
  step: {
    name: 'in steps',
    torch: 'MultiStepLR(opt, [T // 2, 3 * T // 4], gamma=0.1)',
    factor: (t, total) => (t <= total / 2 ? 1 : t <= (3 * total) / 4 ? 0.1 : 0.01),
  },
  /** The same share off at each update; a further one would have a hundredth. */
  exponential: {
    name: 'exponential',
    torch: 'ExponentialLR(opt, gamma=0.01 ** (1 / T))',
    factor: (t, total) => 0.01 ** ((t - 1) / total),
  },
  /** From 1 to almost 0; a further update would have none. Without their restarts. */
  cosine: { name: 'cosine', by: 'Loshchilov & Hutter (2016)', torch: 'CosineAnnealingLR(opt, T_max=T)', factor: cosine },
  /**
   * From a 25th up to 1 over three tenths of the training, and down to a ten-thousandth of that 25th at its last update.
   * PyTorch's waves and numbers; Smith's lines are straight. The momentum that both lower meanwhile stays as it is here.
   */
  oneCycle: {
    name: 'one cycle',
    by: 'Smith & Topin (2018)',
    torch: 'OneCycleLR(opt, max_lr=lr, total_steps=T, cycle_momentum=False)',
    factor(t, total) {
      const peak = Math.max(0, 0.3 * total - 1);
      const k = t - 1;
      // A training of one update has neither a way up nor a way down.
      return k < peak ? wave(1 / 25, 1, k, peak) : wave(1, 1 / 25e4, k - peak, Math.max(1, total - 1 - peak));
    },
  },
  /** A straight line up to 1 over the first tenth, and 1 from there on. */
  warmUp: {
    name: 'warm-up',
    by: 'Goyal and others (2017)',
    torch: 'LinearLR(opt, start_factor=1 / W, total_iters=W - 1)',
    factor: warmUp,
  },
  warmUpCosine: {
    name: 'warm-up, then cosine',
    torch: 'SequentialLR(opt, [LinearLR(…), CosineAnnealingLR(opt, T_max=T - W)], [W])',
    factor(t, total) {
      const warm = warming(total);
      return t <= warm ? warmUp(t, total) : cosine(t - warm, total - warm);
    },
  },
};

/** What an update is set to: `lr` as the schedule has it then, where the algorithm has any; the rest as it was. */
export function hyperAt(hyper: Hyper, { factor }: Schedule, t: number, total: number): Hyper {
  return 'lr' in hyper ? { ...hyper, lr: hyper.lr * factor(t, total) } : hyper;
}

/** @throws RangeError that lists the schedules there are */
export function scheduleOf(id: string): Schedule {
  if (Object.hasOwn(schedules, id)) return schedules[id];
  throw new RangeError(`There is no schedule “${id}”; there is: ${Object.keys(schedules).join(', ')}`);
}
