/** Has a reader's optimizer train the network in the loop in which the page's own train, and finds words for what goes wrong. */
import type { Snapshot } from '../../lib/network/train.ts';
import type { Form, Memory, Sketch, Vector } from '../../lib/optimizer.ts';
import type { Report } from '../../network/loop.ts';
import { words } from '../../words.ts';
import { limits } from '../limits.ts';
import type { Runnable } from './descent.ts';
import { Hinted } from './trouble.ts';
import { Missed, memoryOf, notFinite } from './watched.ts';

const t = words.en.sandbox;

/** After how many updates x has to be elsewhere, where a step gives something back. */
const patience = 10;

/**
 * An optimizer that trains. While all goes well its own functions work on arrays and records as they are, since whatever
 * stands in between them costs time a hundred thousand times an update.
 */
export class Pupil {
  private readonly own: Runnable;
  private readonly enter: () => void;
  private goesOn: Snapshot['memory'] | undefined;
  private x: Vector = [];
  private memory: Memory = {};
  /** Where x was, until it has moved. */
  private start: Float64Array | undefined;
  private updates = 0;
  /** The last update, once more. */
  private again: (missed: Missed) => void = () => {};

  /**
   * @param enter is called whenever code of the reader's begins to run
   * @param goesOn the memory that it is to be given after `init`, where it does not start at the beginning
   */
  constructor(own: Runnable, enter: () => void, goesOn?: Snapshot['memory']) {
    this.own = own;
    this.enter = enter;
    this.goesOn = goesOn;
  }

  optimizer(): Sketch {
    const { own } = this;
    const forms = Object.entries(own.also ?? {}).map(([name, form]) => [
      name,
      { ...form, step: this.step(form), ...(form.init && { init: this.init(form.init) }) },
    ]);
    return { ...own, name: own.name ?? '', also: Object.fromEntries(forms), init: this.init(own.init), step: this.step(own) };
  }

  /** Why the loss after update k is no number, where more can be said than that steps may be too large. */
  why(k: number): string | undefined {
    const bad = notFinite(k, { x: this.x, ...this.memory });
    const guess = this.replayed().guess();
    // Whoever has made good updates before may just take too large steps.
    if (guess === '' && this.updates > 1) return undefined;
    return [bad, guess].filter(Boolean).join(' ') || undefined;
  }

  private init(own: Runnable['init']): Runnable['init'] {
    return (x, params) => {
      this.enter();
      this.x = x;
      this.memory = memoryOf(own, x, params);
      checkSize(this.memory);
      for (const [name, vector] of Object.entries(this.memory))
        if (this.goesOn && this.goesOn[name]?.length !== vector.length) throw new Hinted(t.otherMemory(name), t.hints.otherMemory);
      // What comes after is another form, which begins anew.
      this.goesOn = undefined;
      return this.memory;
    };
  }

  private step({ step }: Pick<Form, 'step'>): Form['step'] {
    return (x, g, memory, hyper, moment) => {
      this.enter();
      if (this.updates++ === 0) this.start = Float64Array.from(x);
      this.again = (missed) => step(x, g, missed.memory(memory), missed.hyper(hyper), moment);
      try {
        const returned = step(x, g, memory, hyper, moment) as unknown;
        if (this.start?.some((before, i) => before !== x[i])) this.start = undefined;
        if (this.start && this.updates === patience && returned !== undefined) throw new Hinted(t.unmoved(patience), t.hints.inPlace);
      } catch (error) {
        this.replayed().explain(error);
        throw error;
      }
    };
  }

  /** What the last update asked for in vain. Whatever else comes of doing it again does not matter: the training is over. */
  private replayed(): Missed {
    const missed = new Missed();
    try {
      this.again(missed);
    } catch {}
    return missed;
  }
}

/** @throws Hinted where it is no memory, or more than a page keeps */
function checkSize(memory: Record<string, ArrayLike<number>>): void {
  const vectors = Object.entries(memory);
  for (const [name, vector] of vectors) {
    const isList = Array.isArray(vector) || (ArrayBuffer.isView(vector) && !(vector instanceof DataView));
    if (!isList) throw new Hinted(t.notVector(name, typeof vector), t.hints.vector);
  }
  const { names, numbers } = limits.memory;
  const all = vectors.reduce((sum, [, { length }]) => sum + length, 0);
  if (vectors.length > names || all > numbers) throw new Hinted(t.muchMemory(names, numbers));
}

/** A report as it can cross: snapshots in arrays of the kernel's own making, whose memory it `gives` away. */
export function carried(report: Report): { report: Report; gives: ArrayBuffer[] } {
  if (report.type !== 'snapshot') return { report, gives: [] };
  const { t, x, memory } = report.snapshot;
  checkSize(memory);
  const kept = Object.entries(memory).map(
    ([name, vector]) => [name, vector instanceof Float32Array ? new Float32Array(vector) : Float64Array.from(vector)] as const,
  );
  const snapshot = { t, x: new Float32Array(x), memory: Object.fromEntries(kept) };
  return { report: { type: 'snapshot', snapshot }, gives: [snapshot.x.buffer, ...kept.map(([, { buffer }]) => buffer)] };
}
