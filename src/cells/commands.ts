/** What the reader may do with the cells, by keys and buttons. */
import { words } from '../words.ts';
import type { Command } from './cell.ts';
import type { Desk, New } from './desk.ts';
import type { RunKind } from './editor/editor.ts';
import type { Keeping } from './keeping.ts';
import type { Linking } from './linking.ts';
import { edited, move, own, turn } from './notebook.ts';
import type { Notices } from './notices.ts';
import type { Running } from './running.ts';

/** What a button for all cells asks for. */
export type ForAll = keyof typeof words.en.cells.all;

export interface Commands {
  /** What is asked for in a cell, which stands at that place. */
  one: Record<Command, (id: string, at: number) => unknown>;
  all: Record<ForAll, () => unknown>;
  /** Puts cells of the reader's own under another, or first. Gives back their ids. */
  add(cells: New[], after?: string): string[];
  edit(id: string, text: string): void;
  run(id: string, kind: RunKind): Promise<void>;
}

export function commands(
  root: HTMLElement,
  desk: Desk,
  { run, forget, interrupt, restart }: Running,
  kept: Keeping,
  links: Linking,
  { say }: Notices,
): Commands {
  function add(cells: New[], after?: string): string[] {
    const ids = desk.add(cells, after);
    kept.now(ids);
    kept.order();
    return ids;
  }

  let deleted: { cell: New; after?: string } | undefined;

  function undelete(): void {
    if (!deleted) return;
    const [id] = add([deleted.cell], deleted.after);
    deleted = undefined;
    desk.view(id)?.element.scrollIntoView({ block: 'nearest' });
    desk.view(id)?.focus();
  }

  const addCode = (after?: string) => desk.view(add([{ kind: 'code', text: '' }], after)[0]);

  async function turned(id: string, kind: 'code' | 'markdown'): Promise<void> {
    desk.update(turn(desk.now(), id, kind));
    desk.draw();
    links.touch([id]);
    kept.now([id]);
    if (kind !== 'markdown') return;
    const empty = desk.find(id)?.text.trim() === '';
    await Promise.all([empty ? desk.view(id)?.enter() : desk.view(id)?.read(), forget([id])]);
  }

  function moved(id: string, by: -1 | 1): void {
    const had = document.activeElement as HTMLElement | null;
    desk.update(move(desk.now(), id, by));
    desk.arrange();
    had?.focus();
    kept.order();
  }

  /** Back to what the page came with. What had run runs again, so that what is shown is what is written. */
  async function reset(ids: string[]): Promise<void> {
    const ran = ids.filter((id) => desk.find(id)?.ran !== undefined);
    links.touch(ids);
    for (const id of ids) desk.put(id, desk.find(id)?.original ?? '');
    kept.now(ids);
    desk.draw();
    if (ran.length > 0) await run(ran);
  }

  const changed = () => desk.now().cells.filter((one) => !own(one) && edited(one));
  const last = () => desk.now().cells.at(-1)?.id;

  return {
    one: {
      reset: (id) => reset([id]),
      above: (_, at) => addCode(desk.now().cells[at - 1]?.id)?.focus(),
      below: (id) => addCode(id)?.focus(),
      remove(id, at) {
        const { cells } = desk.now();
        const { kind, text, name } = cells[at];
        deleted = { cell: { kind, text }, after: cells[at - 1]?.id };
        say(words.en.cells.removed(name), [words.en.cells.undo, undelete]);
        desk.remove([id]);
        links.drop(id);
        kept.now([id]);
        kept.order();
        desk.view((cells[at + 1] ?? cells[at - 1])?.id)?.focus();
        return forget([id]);
      },
      undelete,
      markdown: (id) => turned(id, 'markdown'),
      code: (id) => turned(id, 'code'),
      up: (id) => moved(id, -1),
      down: (id) => moved(id, 1),
      restart,
      see: () => document.getElementById(root.dataset.figure ?? '')?.scrollIntoView({ block: 'start' }),
      mine(id) {
        kept.settle(id);
        links.touch([id]);
        kept.now([id]);
        desk.draw();
      },
      theirs: (id) => reset([id]),
    },
    all: {
      run: () => run(desk.now().cells.flatMap(({ id, kind, text }) => (kind === 'code' && text.trim() !== '' ? [id] : []))),
      interrupt,
      restart,
      reset: () => reset(changed().map(({ id }) => id)),
      add: () => addCode(last())?.enter(),
      async share() {
        const [{ shareDialog }, { ownCells }] = await Promise.all([import('./sharing.ts'), import('./share.ts')]);
        const edits = Object.fromEntries(changed().map(({ id, text }) => [id, text]));
        shareDialog(root, { edits, own: ownCells(desk.now().cells) }, (id) => desk.find(id)?.original);
      },
    },
    add,
    edit(id, text) {
      if (desk.find(id)?.text === text) return;
      desk.put(id, text);
      links.touch([id]);
      kept.soon(id);
    },
    async run(id, kind) {
      const { cells } = desk.now();
      const at = cells.findIndex((one) => one.id === id);
      const next = cells[at + 1];
      if (kind === 'insert') void addCode(id)?.enter();
      else if (kind === 'advance' && next) desk.view(next.id)?.focus();
      if (cells[at].kind === 'markdown') await desk.view(id)?.read();
      else await run([id]);
    },
  };
}
