import { words } from '../words.ts';
import { nearest } from './name.ts';
import type { Cell } from './notebook.ts';
import type { Trouble } from './protocol.ts';

/** What to do about a trouble, where the sandbox does not know it: it sees no names but those that a cell gives to others. */
export function hintOf({ message, hint }: Trouble, { ran, text }: Pick<Cell, 'ran' | 'text'>): string | undefined {
  if (hint) return hint;
  const [, unknown] = /^(\S+) is not defined/.exec(message) ?? [];
  if (unknown === undefined) return undefined;
  const names = new Set((ran ?? text).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
  names.delete(unknown);
  const near = nearest(unknown, names);
  return near && words.en.sandbox.didYouMean(near);
}
