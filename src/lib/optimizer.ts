/**
 * The interface that every algorithm of this site is written in. Start reading here.
 *
 * An optimizer is a record. Its `step` moves `x` in place, once, and has five arguments:
 * where we are, the slope there, what is remembered, the settings, and the moment.
 * The same function draws the paths on the maps, trains networks, and is the code on the page.
 */

import type { Measure } from './vocabulary.ts';

/** Numbers in a row. A typed array in practice: Float64Array on the maps. */
export interface Vector {
  readonly length: number;
  [i: number]: number;
}

/**
 * What an algorithm remembers from step to step: vectors by name. One as long as `x` has a number for each coordinate, and is shown
 * with it; one of a single number is shown as that; others, such as sums over rows, are the algorithm's own affair.
 */
export type Memory = Record<string, Vector>;

/** The settings of an algorithm, by name. Every name stands in `vocabulary.ts`. */
export type Hyper = Record<string, number>;

/** The thing being minimised, for algorithms that ask for more than the gradient at `x`. */
export interface Surface {
  /** f(x), in the objective's own unit. */
  value(x: Vector): number;
  /** Writes ∇f(x) into `out`, which is as long as `x`. */
  gradient(x: Vector, out: Vector): void;
  /** The Hessian at `x`, row by row (n × n), where the objective has one. */
  hessian?(x: Vector): number[][];
}

/** One of the tensors that `x` is made of: a matrix, row by row, or a vector, which is one column. */
export interface Param {
  /** Where its numbers begin in `x`. */
  from: number;
  rows: number;
  columns: number;
}

/** When, and on what, a step is taken. */
export interface Moment {
  /** The number of this update: 1 for the first. */
  t: number;
  f: Surface;
  /** What `x` is made of, where it is more than one vector: the layers of a network. */
  params?: readonly Param[];
}

/** The params of an `x` that is one vector, as on the maps. */
export function whole(x: Vector): Param[] {
  return [{ from: 0, rows: x.length, columns: 1 }];
}

/**
 * An update as it is written down: rows of TeX beside lines of code.
 *
 * Functions stand here as methods, because TypeScript then takes an algorithm, which knows its memory and settings by name,
 * for an `Optimizer` that does not.
 */
export interface Form<M extends Memory = Memory, H extends Hyper = Hyper> {
  /** TeX, one line per line of arithmetic in `step`, in the same order and letters. */
  equation: string;
  /**
   * One update. Changes `x` and `memory` in place; leaves `g`, `hyper` and `moment` untouched.
   *
   * @param x where we are
   * @param g the gradient at `x`, as long as `x`
   */
  step(x: Vector, g: Vector, memory: M, hyper: H, moment: Moment): void;
  /** What a variable measures in this form, where the vocabulary says otherwise. */
  measures?: Record<string, Measure>;
}

/** A form with all that it runs with. */
export interface WholeForm<M extends Memory = Memory, H extends Hyper = Hyper> extends Form<M, H> {
  /** Every setting with the default that we recommend. */
  hyper: H;
  /**
   * The memory before the first step.
   *
   * @param params as in `Moment`
   */
  init: (x: Vector, params?: readonly Param[]) => M;
}

/** What is said of another way of writing an update. */
interface Said {
  by: string;
  /** What readers know it by, where that is another name. */
  name?: string;
  /** What it leaves out, where it does. */
  without?: string;
  /** Where PyTorch has this form by other arguments than the algorithm's own. */
  torch?: TorchCall;
}

/**
 * Another way of writing an update. It runs with the algorithm's memory and settings, or brings its own, all of them: what only
 * one form remembers, or is asked, no other has lying idle.
 */
export type OtherForm<M extends Memory = Memory, H extends Hyper = Hyper> = (
  | (Form<M, H> & { hyper?: undefined; init?: undefined })
  | WholeForm
) &
  Said;

/** PyTorch's call, and the names of its arguments. */
export interface TorchCall {
  call: string;
  args: Partial<Record<string, string>>;
}

/** Algorithms that share an idea share a colour. `newton` asks for curvatures, `matrix` takes the weights as matrices. */
export const families = ['descent', 'momentum', 'adagrad', 'rmsprop', 'adam', 'newton', 'matrix'] as const;
export type Family = (typeof families)[number];

/** What an algorithm made of one that it grew out of. */
export interface Change<H extends Hyper = Hyper> {
  /** TeX, as short as it can be: the new part of the equation by which one knows the child. */
  term: string;
  /** What the change does, in one plain sentence. */
  says: string;
  /** Where the child walks the parent's own path: at these settings, in this form. Where nothing leads there, a sentence on what would. */
  back: (Partial<H> & { form?: string }) | string;
}

/**
 * Where a set of settings comes from: an article (see `protocols.ts`; `network` is A4's class, which trains the network), or
 * PyTorch's defaults; or ours, for the fair race.
 */
export type Source = 'a0' | 'a1' | 'a4' | 'network' | 'pytorch' | 'fair';

export interface Optimizer<M extends Memory = Memory, H extends Hyper = Hyper> extends WholeForm<M, H> {
  /** As readers know it: 'Adam'. */
  name: string;
  /** Of publication: the site goes through the algorithms in this order. */
  year: number;
  /** Of that year, from 1 to 12, where another of the same year came first. */
  month?: number;
  family: Family;
  /** What changed, by the id (file name without ending) of each algorithm that it grew out of. */
  from: Record<string, Change<H>>;
  paper: { by: string; title: string; url: string };
  /** Other ways of writing the update, by name. */
  also?: Record<string, OtherForm<M, H>>;
  /**
   * Settings (and form) as others have them, where they differ from `hyper`. The fair race takes A0's; an algorithm that
   * is not in A0 says what is fair.
   */
  as: Partial<Record<Source, Partial<H> & { form?: string }>>;
  /** The same update elsewhere: a line or two of NumPy, and where PyTorch has it, its call and the names of its arguments. */
  numpy: string;
  torch?: { call: string; args: Partial<Record<keyof H & string, string>> };
  /** The lr·λ above which steps on a bowl of curvature λ grow without end, where theory knows it. */
  limit?(hyper: H & Hyper): number;
  /** False where a coordinate's step depends on the others; 'params' where it depends on those of the same param only. */
  separable?: false | 'params';
  /** What it asks of f beyond value and gradient. Whoever needs a Hessian cannot train the network, which has none to give. */
  needs?: 'hessian';
}

/** Does nothing when it runs: it lets TypeScript check each memory and setting by name. */
export function optimizer<M extends Memory, H extends Hyper>(record: Optimizer<M, H>): Optimizer<M, H> {
  return record;
}

/** The same check for a form with memory and settings of its own. */
export function form<M extends Memory, H extends Hyper>(record: WholeForm<M, H> & Said): WholeForm & Said {
  return record as WholeForm & Said;
}

/** The least that runs: what one writes first, and what a reader's own need not have more than. */
export type Sketch<M extends Memory = Memory, H extends Hyper = Hyper> = Pick<Optimizer<M, H>, 'name' | 'hyper' | 'init' | 'step'> &
  Partial<Optimizer<M, H>>;

/** The same check for a sketch. */
export function sketch<M extends Memory, H extends Hyper>(record: Sketch<M, H>): Sketch<M, H> {
  return record;
}

/** A zero for every number of `x`, or so many as are asked for, in an array of the same kind. */
export function zeros(x: Vector, length = x.length): Vector {
  return new (x.constructor as new (length: number) => Vector)(length);
}

/** The numbers of `x` again, in an array of the same kind. */
export function copy(x: Vector): Vector {
  const same = zeros(x);
  for (let i = 0; i < x.length; i++) same[i] = x[i];
  return same;
}

/** What an algorithm is called in a form of it. */
export function nameIn(o: Pick<Optimizer, 'name' | 'also'>, form?: string): string {
  return (form && Object.hasOwn(o.also ?? {}, form) && o.also?.[form]?.name) || o.name;
}

/**
 * The way of writing that is asked for: the algorithm's own, or one of `also`, with the memory and the settings that it runs with.
 *
 * @throws RangeError that lists the forms there are
 */
export function written<M extends Memory, H extends Hyper>(o: Optimizer<M, H>, form?: string): WholeForm {
  if (!form) return o as WholeForm;
  const other = Object.hasOwn(o.also ?? {}, form) ? o.also?.[form] : undefined;
  if (!other) throw new RangeError(`${o.name} has no form “${form}”; there is: ${Object.keys(o.also ?? {}).join(', ') || 'only its own'}`);
  const { init, hyper } = o as WholeForm;
  return { init, hyper, ...(other as Form) };
}

/**
 * Every setting of a form: as given, where it has one of that name, or its own. What was set stays set from form to form.
 *
 * @throws RangeError that lists the forms there are
 */
export function settingsIn(o: Optimizer, form: string | undefined, given: Hyper = {}): Hyper {
  return Object.fromEntries(Object.entries(written(o, form).hyper).map(([name, usual]) => [name, given[name] ?? usual]));
}

/** The names of all settings that an algorithm has in any of its forms. */
export function everySetting(o: Optimizer): string[] {
  return [...new Set([undefined, ...Object.keys(o.also ?? {})].flatMap((form) => Object.keys(written(o, form).hyper)))];
}
