/** What tells a reader's optimizer that it does not do what an optimizer does, on the maps and in the network alike. */
import type { Hyper, Memory, Param, Vector } from '../../lib/optimizer.ts';
import { words } from '../../words.ts';
import { nearest } from '../name.ts';
import type { Runnable } from './descent.ts';
import { Hinted } from './trouble.ts';

const t = words.en.sandbox;

/**
 * The memory before the first step.
 *
 * @throws Hinted where it is none, and whatever `init` throws
 */
export function memoryOf(init: Runnable['init'], x: Vector, params?: readonly Param[]): Memory {
  const memory: unknown = init(x, params);
  if (typeof memory !== 'object' || memory === null) throw new Hinted(t.noMemory(String(memory)), t.hints.memoryReturn);
  for (const [name, vector] of Object.entries(memory))
    if (!(vector?.length >= 1)) throw new Hinted(t.notVector(name, typeof vector), t.hints.vector);
  return memory as Memory;
}

/** Notes which names of its memory and settings an algorithm asks for in vain. */
export class Missed {
  private readonly missed = new Map<string, string>();

  memory = (record: Memory): Memory => this.spied(record, t.asMemory);
  hyper = (record: Hyper): Hyper => this.spied(record, t.asSetting);

  /** What may have been meant; nothing where all names were there. */
  guess = (): string => [...this.missed.values()].join(' ');

  /** Puts the guess to an error that comes without a hint. */
  explain(error: unknown): void {
    if (error instanceof Error && !(error instanceof Hinted) && this.missed.size > 0)
      Object.defineProperty(error, 'hint', { value: this.guess() });
  }

  /** The same record; a name that it lacks is undefined as ever, but noted. */
  private spied<T extends Memory | Hyper>(record: T, what: (name: string, near: string | undefined, all: string[]) => string): T {
    return new Proxy(record, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (value === undefined && typeof name === 'string' && name !== 'toJSON' && name !== 'then')
          this.missed.set(name, what(name, nearest(name, Object.keys(target)), Object.keys(target)));
        return value;
      },
    });
  }
}

/** Which numbers update k made NaN or too large; nothing where none. */
export function notFinite(k: number, numbers: Record<string, ArrayLike<number>>): string | undefined {
  const named = (is: (value: number) => boolean) =>
    Object.entries(numbers).flatMap(([name, vector]) => (Array.prototype.some.call(vector, is) ? [name] : []));
  const names = named((value) => !Number.isFinite(value));
  if (names.length === 0) return undefined;
  return named((value) => Number.isNaN(Number(value))).length > 0 ? t.notNumber(k, names) : t.tooLarge(k, names);
}
