/** Errors as a page can show them: with their place in the cell, and what to do about the common ones. */
import { words } from '../../words.ts';
import { limits } from '../limits.ts';
import type { Compiled, Place, Trouble } from '../protocol.ts';
import { placeIn } from './module.ts';

/** Cells by the address of the module that they run as. */
const addresses = new Map<string, Compiled>();

export function remember(url: string, compiled: Compiled): void {
  addresses.set(url, compiled);
}

export function forget(url: string): void {
  addresses.delete(url);
}

/** An error for which we know what to do. */
export class Hinted extends TypeError {
  override name = 'TypeError';
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

export function troubleOf(error: unknown): Trouble {
  try {
    if (!(error instanceof Error)) return { name: 'Error', message: words.en.sandbox.thrown(short(String(error))), frames: [] };
    const message = short(String(error.message));
    return {
      name: error instanceof Hinted ? 'TypeError' : short(String(error.name)),
      message,
      frames: framesOf(String(error.stack)),
      ...hintOf('hint' in error && typeof error.hint === 'string' ? error.hint : common(message)),
    };
  } catch {
    // It throws when it is looked at.
    return { name: 'Error', message: words.en.sandbox.unreadable, frames: [] };
  }
}

const short = (text: string) => (text.length > limits.message ? `${text.slice(0, limits.message - 1)}…` : text);
const hintOf = (hint: string | undefined) => (hint ? { hint } : {});

/** The places in cells, innermost first: engines write stacks differently, but all with addresses. */
function framesOf(stack: string): Place[] {
  const frames: Place[] = [];
  for (const [, url, line, column] of stack.matchAll(/(blob:[^\s()@]+?):(\d+):(\d+)/g)) {
    const compiled = addresses.get(url);
    const place = compiled && placeIn(compiled, Number(line), Number(column));
    if (place && frames.length < limits.frames) frames.push(place);
  }
  return frames;
}

/** Which hint goes with which message, as Chromium, Firefox and WebKit put it. */
function common(message: string): string | undefined {
  const { hints } = words.en.sandbox;
  const known: [RegExp, string][] = [
    [/constant variable|invalid assignment to const/i, hints.constant],
    [/before initialization|uninitialized variable/i, hints.before],
    [/read.?only|not extensible|not configurable/i, hints.frozen],
    [/call stack|too much recursion/i, hints.recursion],
    [/fetch|NetworkError|Load failed|dynamically imported module|Content Security Policy|insecure/i, hints.network],
    [/(array|typed array|buffer|string) length|allocation (failed|size)|out of memory/i, hints.memory],
    [/undefined \((reading|setting)|is undefined|undefined is not an object|not iterable/i, hints.nothing],
  ];
  return known.find(([pattern]) => pattern.test(message))?.[1];
}
