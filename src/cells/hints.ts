/** What to do about the troubles that are common when one changes an optimizer. */
import { words } from '../words.ts';
import type { Cell } from './notebook.ts';
import type { Trouble } from './protocol.ts';

const t = words.en.cells.hints;

/** A sentence that helps; none where we know nothing better than the message. */
export function hintOf({ name, message, frames, hint }: Trouble, cell: Cell): string | undefined {
  if (hint) return hint;
  const text = cell.ran ?? cell.text;
  const unknown = /^(\S+) is not defined/.exec(message)?.[1];
  if (unknown) {
    const close = nearest(unknown, namesIn(text));
    return close && t.near(close);
  }
  if (name === 'TypeError') {
    const place = frames.find((frame) => frame.cell === cell.id);
    const line = place && text.split('\n')[place.line - 1];
    const memory = memoryIn(text);
    // `m[i] = …` where init gives no m: the engine says what it could not read, and not of what.
    const wanted = line && place && /^[\s\S]*?\b([A-Za-z_$][\w$]*)\s*\[?$/.exec(line.slice(0, place.column - 1))?.[1];
    const lacking = [wanted, ...(line?.match(/[A-Za-z_$][\w$]*(?=\[)/g) ?? [])].find(
      (one) => one && taken(text).includes(one) && !memory.includes(one),
    );
    if (lacking && /undefined/.test(message)) return t.memory(lacking, memory, nearest(lacking, memory));
    if (/^Assignment to constant/.test(message)) return t.assign;
    if (/undefined or null to object|of undefined|is undefined/.test(message) && /init:\s*\([^)]*\)\s*=>\s*\{/.test(text)) return t.init;
  }
  return undefined;
}

/** The names that `init` gives: `({ m: zeros(x), v: zeros(x) })`. */
function memoryIn(text: string): string[] {
  const body = /init:[^=]*=>\s*\(\s*\{([\s\S]*?)\}\s*\)/.exec(text)?.[1] ?? '';
  return [...body.matchAll(/(?:^|[,{\s])([A-Za-z_$][\w$]*)\s*(?=[:,}]|$)/g)].map(([, one]) => one).filter((one) => one !== 'x');
}

/** The names that steps take out of their memory, the third of their arguments. */
function taken(text: string): string[] {
  return [...text.matchAll(/step\(\s*\w+\s*,\s*\w+\s*,\s*\{([^}]*)\}/g)].flatMap(([, names]) => names.match(/[A-Za-z_$][\w$]*/g) ?? []);
}

const namesIn = (text: string) => [...new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? [])];

/** The name that is fewest letters away, if they are few. */
export function nearest(name: string, names: string[]): string | undefined {
  const near = names
    .filter((one) => one !== name)
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase()) + (one[0] === name[0] ? 0 : 0.5) }))
    .sort((a, b) => a.far - b.far)[0];
  return near && near.far < 1.5 + Math.floor(name.length / 3) / 2 ? near.one : undefined;
}

/** How many letters must be put in, taken out, or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}
