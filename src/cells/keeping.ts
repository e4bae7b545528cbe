/** Keeps what the reader writes, a moment after they wrote it, and takes over what they write in another tab. */
import { words } from '../words.ts';
import type { Desk } from './desk.ts';
import { hash } from './hash.ts';
import { type Cell, cell, edited, insert, own, remove, turn } from './notebook.ts';
import { type OwnCell, shelf } from './saved.ts';

const t = words.en.cells;

export interface Keeping {
  /** Puts everything that is kept into the page. */
  restore(): void;
  /** A cell was changed. */
  soon(id: string): void;
  /** The same, and it cannot wait. */
  now(id: string): void;
  /** What can be undone in a cell, from an earlier visit. */
  history(id: string): unknown;
  /** `hash` of the site's text that a cell was changed from; none where that is its text as it is now. */
  base(id: string): string | undefined;
  /** Whether the site's text is another since the cell was changed. */
  moved(id: string): boolean;
  /** What is in the cell counts as changed from that text of the site, or from its text as it is now. */
  settle(id: string, base?: string): void;
}

/** The reader's own cells among those, as they are kept and sent. */
export function ownCells(cells: Cell[], which: (one: Cell) => boolean): OwnCell[] {
  return cells.flatMap((one, i) =>
    own(one) && which(one) ? [{ id: one.id, kind: one.kind, text: one.text, ...(i > 0 && { after: cells[i - 1].id }) }] : [],
  );
}

/** @param guest whether a cell's text is only here on a visit, by a link, and not the reader's */
export function keeping(desk: Desk, say: (text: string) => void, guest: (id: string) => boolean): Keeping {
  const kept = shelf(() => localStorage, location.pathname);
  /** `hash` of what each changed cell was made from. */
  const bases = new Map<string, string>();
  const histories = new Map<string, unknown>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  let refused = false;

  const find = (id: string) => desk.now().cells.find((one) => one.id === id);
  const base = (id: string) => hash(find(id)?.original ?? '');

  function told(kept: boolean): void {
    if (kept || refused) return;
    refused = true;
    say(t.saved.refused);
  }

  function keep(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    if (guest(id)) return;
    const one = find(id);
    told(one && !own(one) ? keepEdit(one) : kept.keepOwn(ownCells(desk.now().cells, ({ id }) => !guest(id))));
  }

  function keepEdit(one: Cell): boolean {
    const { id, text } = one;
    if (!edited(one)) {
      bases.delete(id);
      return kept.keepEdit(id, undefined);
    }
    if (!bases.has(id)) bases.set(id, base(id));
    return kept.keepEdit(id, { text, base: bases.get(id) ?? '', history: desk.view(id)?.history() ?? histories.get(id) });
  }

  const all = () => {
    for (const id of [...waiting.keys()]) keep(id);
  };
  addEventListener('pagehide', all);
  document.addEventListener('visibilitychange', () => document.hidden && all());

  function putOwn(cells: OwnCell[]): void {
    for (const { id, kind, text, after } of cells) {
      const known = find(id);
      const number = Number(id.slice('own-'.length));
      if (!known) desk.update(insert(desk.now(), cell(id, { kind, text, name: t.ownName(number) }), after));
      else if (known.kind !== kind) desk.update(turn(desk.now(), id, kind));
      desk.put(id, text);
    }
    desk.arrange();
    for (const { id, kind } of cells) if (kind === 'markdown') void desk.view(id)?.read();
  }

  kept.watch(
    (id, edit) => {
      const one = find(id);
      const text = edit?.text ?? one?.original ?? '';
      if (!one || one.text === text || guest(id)) return;
      clearTimeout(waiting.get(id));
      waiting.delete(id);
      if (edit) bases.set(id, edit.base);
      else bases.delete(id);
      desk.put(id, text);
      say(t.saved.tab(one.name));
    },
    (cells) => {
      for (const one of desk.now().cells) {
        if (!own(one) || guest(one.id) || cells.some(({ id }) => id === one.id)) continue;
        desk.forget(one.id);
        desk.update(remove(desk.now(), one.id));
      }
      putOwn(cells);
    },
  );

  return {
    restore() {
      for (const { id, original } of desk.now().cells) {
        const edit = kept.edit(id);
        if (!edit || edit.text === original) continue;
        bases.set(id, edit.base);
        histories.set(id, edit.history);
        desk.put(id, edit.text);
      }
      putOwn(kept.own());
    },
    soon(id) {
      clearTimeout(waiting.get(id));
      waiting.set(
        id,
        setTimeout(() => keep(id), 300),
      );
    },
    now: keep,
    history: (id) => histories.get(id),
    base: (id) => bases.get(id),
    moved: (id) => bases.has(id) && bases.get(id) !== base(id),
    settle(id, from) {
      if (from === undefined) bases.delete(id);
      else bases.set(id, from);
    },
  };
}
