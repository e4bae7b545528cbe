/** Whose code runs: the page hears of it, so that it knows whom to blame when nothing answers any more. */
import type { Report } from './messages.ts';
import { post } from './stripped.ts';

/** The cells whose code ran last. */
export let entered: readonly string[] = [];

/** Notes whose code runs from now on. */
export function enter(cells: readonly string[]): void {
  if (entered.join(' ') === cells.join(' ')) return;
  entered = cells;
  tell({ type: 'enter', cells: [...cells] });
}

const tell = (report: Report) => post(report);

/** How long a training may be silent, in milliseconds: a stride of a slow kernel takes longer than the page waits for an answer. */
const silence = 500;

/** For code that comes in between, again and again: who was to blame before is so afterwards. */
export function turns(cells: readonly string[]): { begin(): void; end(): void } {
  let own: readonly string[] | undefined;
  let before: readonly string[] = [];
  let spoke = performance.now();
  return {
    begin() {
      if (entered !== own) before = entered;
      enter(cells);
      own = entered;
      if (performance.now() - spoke < silence) return;
      spoke = performance.now();
      tell({ type: 'pong', id: 0 });
    },
    end() {
      if (entered === own) enter(before);
      own = undefined;
    },
  };
}
