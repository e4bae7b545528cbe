/** Parameter groups: own settings for parts of what is trained, as PyTorch's optimizers take them. */

import type { Hyper, Optimizer, Param, Surface, Vector } from './optimizer.ts';

/** The parameters from `from` up to, not including, `to`. */
export interface Group {
  from: number;
  to: number;
  /** Settings of its own, each as a multiple of what the run sets, so that a schedule rules all groups: `{ lr: 0.1 }`. */
  times?: Hyper;
}

/**
 * The same algorithm, which gives each group an update of its own. Its `step` stays as it is: it gets
 * the group's part of x and of the gradient, and the group's own memory.
 *
 * @param groups together they cover every parameter once, in order; else a RangeError is thrown
 */
export function grouped(optimizer: Optimizer, groups: Group[]): Optimizer {
  const { init, step } = optimizer;
  /** Where each vector of the memory changes from one group's to the next one's. */
  let cuts: Record<string, number[]> = {};
  return {
    ...optimizer,
    also: undefined,
    init(x, params) {
      cover(groups, x.length);
      const own = groups.map(({ from, to }) => init(part(x, from, to), paramsOf(params, from, to)));
      cuts = mapped(own[0], (_, name) => endsOf(own.map((memory) => memory[name].length)));
      return mapped(own[0], (_, name) => joined(own.map((memory) => memory[name])));
    },
    step(x, g, memory, hyper, moment) {
      for (const [k, { from, to, times = {} }] of groups.entries()) {
        const own = mapped(memory, (vector, name) => part(vector, cuts[name][k], cuts[name][k + 1]));
        const set = mapped(hyper, (value, name) => value * (times[name] ?? 1));
        const seen = { ...moment, f: partOf(moment.f, x, from, to), params: paramsOf(moment.params, from, to) };
        step(part(x, from, to), part(g, from, to), own, set, seen);
      }
    },
  };
}

const part = (vector: Vector, from: number, to: number): Vector => (vector as Float64Array).subarray(from, to);

/** Where each of some lengths in a row begins, and where the last one ends. */
function endsOf(lengths: number[]): number[] {
  const ends = [0];
  for (const length of lengths) ends.push(ends[ends.length - 1] + length);
  return ends;
}

function joined(parts: Vector[]): Vector {
  const all = new (parts[0].constructor as Float64ArrayConstructor)(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one as Float64Array, at);
    at += one.length;
  }
  return all;
}

function mapped<A, B>(record: Record<string, A>, by: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, by(value, name)]));
}

/** The matrices and vectors of a group; one vector, where a group cuts through one of them. */
function paramsOf(params: readonly Param[] | undefined, from: number, to: number): Param[] | undefined {
  const inside = (params ?? []).filter((param) => param.from >= from && param.from + param.rows * param.columns <= to);
  const whole = inside.reduce((sum, { rows, columns }) => sum + rows * columns, 0) === to - from;
  return whole ? inside.map((param) => ({ ...param, from: param.from - from })) : undefined;
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
