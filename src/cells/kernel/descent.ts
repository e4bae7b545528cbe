/** Runs a reader's optimizer on a reader's objective as the page runs its own, and finds words for what goes wrong. */
import { descend, type Path, type Run } from '../../lib/descend.ts';
import type { Objective } from '../../lib/objective.ts';
import type { Form, Hyper, Memory, Optimizer, Vector } from '../../lib/optimizer.ts';
import { words } from '../../words.ts';
import { Hinted } from './trouble.ts';
import { Missed, memoryOf, notFinite } from './watched.ts';

/** What a cell must export to be raced. The rest of the interface is for the site's own pages. */
export type Runnable = Pick<Optimizer, 'init' | 'step' | 'hyper'> & Partial<Optimizer>;
export type Slope = Pick<Objective, 'value' | 'gradient'> & Partial<Objective>;

const has = (value: unknown, name: string, type: string) =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === type;

export const isOptimizer = (value: unknown): value is Runnable =>
  has(value, 'init', 'function') && has(value, 'step', 'function') && has(value, 'hyper', 'object');

export const isObjective = (value: unknown): value is Slope => has(value, 'value', 'function') && has(value, 'gradient', 'function');

/** What an almost-optimizer lacks. */
export function lacking(value: unknown): string[] {
  if (isOptimizer(value) || isObjective(value) || !(has(value, 'step', 'function') || has(value, 'gradient', 'function'))) return [];
  const wanted = has(value, 'step', 'function') ? { init: 'function', hyper: 'object' } : { value: 'function' };
  return Object.entries(wanted).flatMap(([name, type]) => (has(value, name, type) ? [] : [name]));
}

/**
 * The path, number for number as `descend` finds it; where it ends in what is not a number, or nowhere, with a hint on why.
 *
 * @throws whatever the algorithm throws, with `hint` where we have one
 */
export function walk(optimizer: Runnable, objective: Slope, run: Run): Path & { hint?: string } {
  const watch = new Watch(optimizer);
  const path = descend(watch.optimizer(), checked(objective), run);
  const hint = path.stop.reason === 'non-finite' ? watch.why(path.stop.step, objective) : watch.idle(path);
  return hint ? { ...path, hint } : path;
}

const t = words.en.sandbox;

/** Looks over an algorithm's shoulder: which names it asks for in vain, and what becomes of its numbers. */
class Watch {
  private readonly own: Runnable;
  private readonly missed = new Missed();
  private x: Vector = [];
  private returned = false;
  private memory: Memory = {};

  constructor(optimizer: Runnable) {
    this.own = optimizer;
  }

  optimizer(): Optimizer {
    const { own } = this;
    const forms = Object.entries(own.also ?? {}).map(([name, form]) => [
      name,
      { ...form, step: this.step(form), ...(form.init && { init: this.init(form.init) }) },
    ]);
    return { ...own, name: own.name ?? '', also: Object.fromEntries(forms), init: this.init(own.init), step: this.step(own) } as Optimizer;
  }

  private init(own: Runnable['init']): Runnable['init'] {
    return (x) => {
      this.x = x;
      this.memory = memoryOf(own, x);
      return this.missed.memory(this.memory);
    };
  }

  private step({ step }: Pick<Form, 'step'>): Form['step'] {
    let given: Hyper | undefined;
    let spied: Hyper = {};
    return (x, g, memory, hyper, moment) => {
      if (hyper !== given) [given, spied] = [hyper, this.missed.hyper(hyper)];
      try {
        this.returned ||= (step(x, g, memory, spied, moment) as unknown) !== undefined;
      } catch (error) {
        this.missed.explain(error);
        throw error;
      }
    };
  }

  /** Why step k led to what is not a number. */
  why(k: number, f: Slope): string {
    const numbers = { x: this.x, ...this.memory, ...(this.here().every(Number.isFinite) && { f: [f.value(...this.here())] }) };
    return [notFinite(k, numbers), this.missed.guess()].filter(Boolean).join(' ');
  }

  /** Why nothing has moved, where the new x was given back instead. */
  idle({ points }: Path): string | undefined {
    const [[x, y]] = points;
    return this.returned && points.every((point) => point[0] === x && point[1] === y) ? t.hints.inPlace : undefined;
  }

  private here = (): [number, number] => [this.x[0], this.x[1]];
}

/** The same function, which says so where it gives what is not a value or a gradient. */
function checked(own: Slope): Objective {
  return {
    ...own,
    name: own.name ?? '',
    value(x, y) {
      const value = own.value(x, y);
      if (typeof value !== 'number') throw new Hinted(t.noValue(String(value)), t.hints.missingReturn);
      return value;
    },
    gradient(x, y) {
      const gradient = own.gradient(x, y);
      if (!(gradient?.length === 2)) throw new Hinted(t.noGradient(String(gradient)), t.hints.gradientReturn);
      return gradient;
    },
  } as Objective;
}
