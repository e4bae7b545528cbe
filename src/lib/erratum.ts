/**
 * A mistake in one of the articles, as two versions of one thing that can both be run.
 * A version differs in its update, or in how it is raced, or in how it is drawn; whatever it does not say is as the library has it.
 */
import { descend, type Path, type Run } from './descend.ts';
import type { Objective, Point } from './objective.ts';
import { type Hyper, type Memory, type Moment, nameIn, type Optimizer, type Source, type Vector, written } from './optimizer.ts';

export type Article = 'A0' | 'A1' | 'A2' | 'A3' | 'A4';

export interface Erratum {
  article: Article;
  /** Ids (file names without ending) of the algorithms that it concerns, the one that it is mostly about first. */
  about: [string, ...string[]];
  /** The mistake in a sentence. Like `why` and `says` it is prose: maths between dollars, code between backticks. */
  title: string;
  /** What is wrong, and why. */
  why: string;
  /** What is walked down, from where, and for how many steps, unless a walk says otherwise. */
  on: Objective;
  start: Point;
  steps: number;
  /** What arrives of the gradient at step `t`, where the data are sparse; all of it if nothing is said. */
  arriving?(g: Vector, t: number): Vector;
  printed: Side;
  mended: Side;
  /** What stands over the two versions, where neither is wrong by itself. */
  called?: Record<SideName, string>;
  /** What running both shows. Pages say it, and tests check that it holds. */
  claims: Claim[];
}

/** The two versions by name. */
export const sides = ['printed', 'mended'] as const;
export type SideName = (typeof sides)[number];

/** One of the two versions. */
export interface Side {
  walks: Walk[];
  /** The surface whose level sets are drawn, where it is not the one that is walked down. */
  drawn?: Objective;
}

/** One path: an algorithm with the article's settings, where the article has any for it, and with what is its own here. */
export interface Walk extends Partial<Run> {
  of: Optimizer;
  /** Another update, on the algorithm's memory and settings. Its lines are what the page shows. `form: ''` is the library's own form. */
  step?(x: Vector, g: Vector, memory: Memory, hyper: Hyper, moment: Moment): void;
  /** What is put into the list of visited places, which is read when the walk is over. */
  visit?(x: Vector): Vector;
  /** Only this many points are shown. */
  show?: number;
}

/** A walk after it was run. */
export interface Walked {
  of: Optimizer;
  /** What it is called in the form that it ran in. */
  name: string;
  /** Every setting that it had. */
  hyper: Hyper;
  path: Path;
  /** The places that are shown, and f there. */
  points: Point[];
  values: number[];
}

export interface Claim {
  says: string;
  holds(printed: Walked[], mended: Walked[]): boolean;
}

/** Does nothing when it runs: it lets TypeScript check the record. */
export function erratum(record: Erratum): Erratum {
  return record;
}

/** Runs every walk of one of the two versions. */
export function walked(e: Erratum, side: SideName): Walked[] {
  return e[side].walks.map((walk) => {
    const { of, visit, show } = walk;
    const { hyper, form } = settingsOf(e, walk);
    const step = walk.step ?? written(of, form).step;
    const visited: Vector[] = [];
    const by: Optimizer = {
      ...of,
      step(x, g, memory, settings, moment) {
        if (visit && moment.t === 1) visited.push(visit(x));
        step(x, e.arriving?.(g, moment.t) ?? g, memory, settings, moment);
        if (visit) visited.push(visit(x));
      },
    };
    const path = descend(by, e.on, { start: walk.start ?? e.start, steps: walk.steps ?? e.steps, hyper, box: walk.box });
    const points = visit ? visited.map((x): Point => [x[0], x[1]]) : path.points;
    return {
      of,
      name: nameIn(of, form),
      hyper,
      path,
      points: points.slice(0, show),
      values: points.slice(0, show).map(([x, y]) => e.on.value(x, y)),
    };
  });
}

/** The settings of a walk, and the form of its update: the article's, but for what the walk says. */
export function settingsOf({ article }: Erratum, { of, hyper, form }: Walk): { hyper: Hyper; form?: string } {
  const { form: theirs, ...preset } = of.as[article.toLowerCase() as Source] ?? {};
  const own = written(of, form ?? theirs).hyper;
  return { hyper: { ...own, ...(preset as Hyper), ...hyper }, form: form ?? theirs };
}

/** Whether a number is what a sentence says it is, to as many digits as the sentence gives. */
export function reads(value: number, stated: number, digits = 2): boolean {
  return Number(value.toPrecision(digits)) === stated;
}
