/** Whose code runs: the page hears of it, so that it knows whom to blame when nothing answers any more. */
import type { Report } from './messages.ts';
import { post } from './stripped.ts';

/** The cells whose code ran last, and whether it trained. */
export let entered: { readonly cells: readonly string[]; readonly trains: boolean } = { cells: [], trains: false };

/** Notes whose code runs from now on. */
export function enter(cells: readonly string[], trains = false): void {
  if (entered.cells.join(' ') === cells.join(' ') && entered.trains === trains) return;
  entered = { cells, trains };
  tell({ type: 'enter', cells: [...cells], trains });
}

const tell = (report: Report) => post(report);

/** How long a training may be silent, in milliseconds: a stride may take longer than the page waits for an answer. */
const silence = 250;

/** For a training, whose code runs again and again in between: who was to blame before is so afterwards. */
export function turns(cells: readonly string[]): { begin(): void; end(): void } {
  let own: typeof entered | undefined;
  let before = entered;
  let spoke = performance.now();
  return {
    begin() {
      if (entered !== own) before = entered;
      enter(cells, true);
      own = entered;
      if (performance.now() - spoke < silence) return;
      spoke = performance.now();
      tell({ type: 'pong', id: 0 });
    },
    end() {
      if (entered === own) enter(before.cells, before.trains);
      own = undefined;
    },
  };
}
