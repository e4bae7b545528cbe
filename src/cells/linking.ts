/** Opens links that bring cells: their text is put in to be read, and nothing of it is run, kept, or put in place of the reader's own unasked. */
import { words } from '../words.ts';
import type { Desk } from './desk.ts';
import type { Keeping } from './keeping.ts';
import { marker } from './keys.ts';
import { edited, own } from './notebook.ts';
import type { Notices } from './notices.ts';
import type { Brought } from './share.ts';

const t = words.en.cells.link;

export interface Linking {
  /** Opens the link that the address is, if it is one. */
  follow(): Promise<void>;
  /** Whether a cell's text came by a link and is not the reader's yet. */
  brought(id: string): boolean;
  /** The reader has changed or run cells: where one of them came by a link, all that came with it are theirs. */
  touch(ids: string[]): void;
  /** The reader has deleted a cell. */
  drop(id: string): void;
}

/** @param kept what keeps the cells that become the reader's; itself it has to know which are not */
export function linking(desk: Desk, { say, ask }: Notices, kept: () => Keeping): Linking {
  /** The cells whose text came by a link. */
  const brought = new Set<string>();
  let close = () => {};

  async function follow(): Promise<void> {
    if (!location.hash.startsWith(marker)) return;
    const { LinkError, open } = await import('./share.ts');
    try {
      offer(open(location.hash, (id) => desk.find(id)?.original));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      say(t.faults[error.fault](error.cell ?? ''));
    }
  }

  function offer({ edits, own: cells, bases }: Brought): void {
    const { cells: here } = desk.now();
    const changed = here.filter(({ id, text }) => (edits[id] ?? text) !== text);
    const added = cells.filter(({ text, kind }) => !here.some((one) => own(one) && one.text === text && one.kind === kind));
    if (changed.length === 0 && added.length === 0) {
      done();
      return;
    }
    const fill = () => {
      // It can be taken back to what is written by now.
      kept().now(changed.map(({ id }) => id));
      for (const { id } of changed) {
        kept().settle(id, bases[id]);
        desk.put(id, edits[id]);
      }
      const ids = [...changed.map(({ id }) => id), ...putIn(added)];
      for (const id of ids) brought.add(id);
      desk.draw();
      desk.view(ids[0])?.element.scrollIntoView({ block: 'center' });
      askWhether();
    };
    // What another link brought may go: it is nobody's yet.
    const mine = changed.filter((one) => edited(one) && !brought.has(one.id));
    if (mine.length === 0) fill();
    else {
      const names = mine.map(({ name }) => name);
      question(t.asks(names), [
        [t.take, fill],
        [t.keepMine, done],
      ]);
    }
  }

  function askWhether(): void {
    question(t.filled([...brought].flatMap((id) => desk.find(id)?.name ?? [])), [
      [t.keep, accept],
      [t.back, takeBack],
    ]);
  }

  function question(...asked: Parameters<Notices['ask']>): void {
    close();
    close = ask(...asked);
  }

  /** Those of the link stand together under the page's cells, in the order that they have there. */
  function putIn(cells: Brought['own']): string[] {
    const { cells: here } = desk.now();
    return [...new Set(cells.map(({ under }) => under))].flatMap((under) => {
      const after = under === '' || here.some(({ id }) => id === under) ? under : here.at(-1)?.id;
      return desk.add(
        cells.filter((one) => one.under === under).map(({ kind, text }) => ({ kind, text })),
        after,
      );
    });
  }

  function accept(): void {
    const ids = [...brought];
    brought.clear();
    kept().now(ids);
    kept().order();
    desk.draw();
    done();
  }

  function takeBack(): void {
    const [added, changed] = [true, false].map((mine) => desk.now().cells.filter((one) => brought.has(one.id) && own(one) === mine));
    brought.clear();
    for (const { id } of changed) kept().back(id);
    desk.remove(added.map(({ id }) => id));
    desk.draw();
    done();
  }

  /** The link has done its work: reloading the page must not bring it again. */
  function done(): void {
    close();
    history.replaceState(history.state, '', location.pathname + location.search);
    // Of an earlier one there may still be something to decide.
    if (brought.size > 0) askWhether();
  }

  return {
    follow,
    brought: (id) => brought.has(id),
    touch: (ids) => ids.some((id) => brought.has(id)) && accept(),
    drop: (id) => brought.delete(id) && brought.size === 0 && done(),
  };
}
