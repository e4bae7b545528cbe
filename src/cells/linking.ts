/** Opens links that bring cells: their text is put in to be read, and nothing of it is run, kept, or put in place of the reader's own unasked. */
import { words } from '../words.ts';
import type { Desk } from './desk.ts';
import type { Keeping } from './keeping.ts';
import { cell, edited, find, freshId, insert, own, remove } from './notebook.ts';
import type { Notices } from './notices.ts';
import type { Brought, Shared } from './share.ts';

const t = words.en.cells;

export interface Linking {
  /** Opens the link that the address is, if it is one. */
  follow(): Promise<void>;
  /** Whether a cell's text came by a link and is not the reader's yet. */
  brought(id: string): boolean;
  /** The reader has changed or run cells: where one of them came by a link, all that came with it are theirs. */
  touch(ids: string[]): void;
}

/** @param kept what keeps the cells that become the reader's; itself it has to know which are not */
export function linking(desk: Desk, { say, ask, close }: Notices, kept: () => Keeping): Linking {
  /** The cells whose text came by a link, with the text before it, and what that was made from. */
  const brought = new Map<string, { text: string; base?: string }>();
  const original = (id: string) => desk.now().cells.find((one) => one.id === id)?.original;

  async function follow(): Promise<void> {
    const { LinkError, marker, open } = await import('./share.ts');
    if (!location.hash.startsWith(marker)) return;
    try {
      offer(open(location.hash, original));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      say(t.link.faults[error.fault](error.cell ?? ''));
    }
  }

  function offer({ edits, own: cells, bases }: Brought): void {
    const now = desk.now();
    const changed = Object.entries(edits).filter(([id, text]) => find(now, id).text !== text);
    const added = cells.filter(({ text, kind }) => !now.cells.some((one) => own(one) && one.text === text && one.kind === kind));
    if (changed.length === 0 && added.length === 0) {
      done();
      return;
    }
    const { number } = freshId(now);
    const names = [...changed.map(([id]) => find(now, id).name), ...added.map((_, i) => t.ownName(number + i))];
    const fill = () => {
      for (const [id, text] of changed) {
        brought.set(id, { text: find(desk.now(), id).text, base: kept().base(id) });
        kept().settle(id, bases[id]);
        desk.put(id, text);
      }
      putIn(added);
      desk.draw();
      const [first] = brought.keys();
      desk.view(first)?.element.scrollIntoView({ block: 'center' });
      ask(t.link.filled(names), [
        [t.link.keep, () => touch([first])],
        [t.link.back, takeBack],
      ]);
    };
    const choices: [string, () => void][] = [
      [t.link.take, fill],
      [t.link.keepMine, done],
    ];
    if (changed.some(([id]) => edited(find(now, id)))) ask(t.link.asks(names), choices);
    else fill();
  }

  /** They get ids that are free here, and stand under the same cells. */
  function putIn(cells: Shared['own']): void {
    const given = new Map<string, string>();
    for (const { id, kind, text, after } of cells) {
      const now = desk.now();
      const { id: free, number } = freshId(now);
      given.set(id, free);
      brought.set(free, { text: '' });
      const under = after && (given.get(after) ?? after);
      const place = !under || now.cells.some((one) => one.id === under) ? under : now.cells.at(-1)?.id;
      desk.update(insert(now, cell(free, { kind, text, name: t.ownName(number) }), place));
    }
    desk.arrange();
    for (const { id, kind } of cells) if (kind === 'markdown') void desk.view(given.get(id) ?? '')?.read();
  }

  function takeBack(): void {
    for (const [id, { text, base }] of brought) {
      if (own(find(desk.now(), id))) desk.update(remove(desk.now(), id));
      else desk.put(id, text);
      kept().settle(id, base);
    }
    brought.clear();
    desk.arrange();
    desk.draw();
    done();
  }

  function touch(ids: string[]): void {
    if (!ids.some((id) => brought.has(id))) return;
    const all = [...brought.keys()];
    brought.clear();
    for (const id of all) kept().now(id);
    desk.draw();
    done();
  }

  /** The link has done its work: reloading the page must not bring it again. */
  function done(): void {
    close();
    history.replaceState(history.state, '', location.pathname + location.search);
  }

  addEventListener('hashchange', () => void follow());
  return { follow, brought: (id) => brought.has(id), touch };
}
