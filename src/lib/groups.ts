/** Parameter groups: own settings for parts of what is trained, as PyTorch's optimizers take them. */

import type { Hyper, Memory, Optimizer, Surface, Vector } from './optimizer.ts';

/** The parameters from `from` up to, not including, `to`. */
export interface Group {
  from: number;
  to: number;
  /** Settings of its own, each as a multiple of what the run sets, so that a schedule rules all groups: `{ lr: 0.1 }`. */
  times?: Hyper;
}

/**
 * The same algorithm, which gives each group an update of its own. Its `step` stays as it is: it gets
 * the group's part of x, of the gradient and of everything remembered.
 *
 * @param groups together they cover every parameter once, in order; else a step throws a RangeError
 */
export function grouped(optimizer: Optimizer, groups: Group[]): Optimizer {
  const { step } = optimizer;
  return {
    ...optimizer,
    also: undefined,
    step(x, g, memory, hyper, moment) {
      cover(groups, x.length);
      for (const { from, to, times = {} } of groups) {
        const part = (vector: Vector) => (vector as Float64Array).subarray(from, to);
        const own: Memory = mapped(memory, part);
        const set: Hyper = mapped(hyper, (value, name) => value * (times[name] ?? 1));
        step(part(x), part(g), own, set, { ...moment, f: partOf(moment.f, x, from, to) });
      }
    },
  };
}

function mapped<T>(record: Record<string, T>, by: (value: T, name: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, by(value, name)]));
}

/** The landscape as one group sees it, with the other parameters where they are now. */
function partOf(f: Surface, x: Vector, from: number, to: number): Surface {
  const whole = (part: Vector) => {
    const all = (x as Float64Array).slice();
    for (let i = from; i < to; i++) all[i] = part[i - from];
    return all;
  };
  return {
    value: (part) => f.value(whole(part)),
    gradient(part, out) {
      const all = whole(part);
      const slope = new Float64Array(all.length);
      f.gradient(all, slope);
      for (let i = from; i < to; i++) out[i - from] = slope[i];
    },
    ...(f.hessian && {
      hessian: (part: Vector) =>
        f
          .hessian?.(whole(part))
          .slice(from, to)
          .map((row) => row.slice(from, to)) ?? [],
    }),
  };
}

function cover(groups: Group[], length: number): void {
  const ends = [0, ...groups.map(({ to }) => to)];
  if (groups.some(({ from, to }, i) => from !== ends[i] || to <= from) || ends[groups.length] !== length)
    throw new RangeError(
      `Groups cover ${length} parameters once, in order; these are ${groups.map(({ from, to }) => `${from}–${to}`).join(', ')}`,
    );
}
