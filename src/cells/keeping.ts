/** Keeps what the reader writes, a moment after they wrote it, and takes over what they write in another tab. */
import { words } from '../words.ts';
import type { Desk } from './desk.ts';
import { hash } from './hash.ts';
import { edited, ordered, own, turn } from './notebook.ts';
import type { Running } from './running.ts';
import { type Kept, shelf } from './saved.ts';

const t = words.en.cells.saved;

export interface Keeping {
  /** Puts everything that is kept into the page. */
  restore(): void;
  /** A cell was changed. */
  soon(id: string): void;
  /** Cells were changed, added or taken away, and it cannot wait. */
  now(ids: string[]): void;
  /** The reader's own cells stand in another order, or are others. */
  order(): void;
  /** What can be undone in a cell, from an earlier visit. */
  history(id: string): unknown;
  /** Whether the site's text is another since the cell was changed. */
  moved(id: string): boolean;
  /** What is in the cell counts as changed from that text of the site, or from its text as it is now. */
  settle(id: string, base?: string): void;
  /** Puts the reader's own text into a cell of the page, or the page's where there is none, in place of a link's. */
  back(id: string): void;
}

/** @param guest whether a cell's text is only here on a visit, by a link, and not the reader's */
export function keeping(desk: Desk, { forget }: Running, say: (text: string) => void, guest: (id: string) => boolean): Keeping {
  const store = shelf(() => localStorage, location.pathname);
  /** What is the reader's of each cell: as it is kept, or would be if there were room. */
  const mine = new Map<string, Kept>();
  /** `hash` of what the text that is now in each changed cell was made from. */
  const bases = new Map<string, string>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  let refused = false;

  const base = (id: string) => hash(desk.find(id)?.original ?? '');

  function told(kept: boolean): void {
    if (kept || refused) return;
    refused = true;
    say(t.refused);
  }

  function settle(id: string, from?: string): void {
    if (from === undefined) bases.delete(id);
    else bases.set(id, from);
  }

  function keep(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    if (guest(id)) return;
    const kept = keptOf(id);
    if (kept) mine.set(id, kept);
    else mine.delete(id);
    told(store.keep(id, kept));
  }

  function keptOf(id: string): Kept | undefined {
    const one = desk.find(id);
    if (!one) return undefined;
    const { kind, text } = one;
    const history = desk.view(id)?.history() ?? mine.get(id)?.history;
    if (own(one)) return { kind, text, history };
    if (!edited(one)) settle(id);
    else if (!bases.has(id)) settle(id, base(id));
    return edited(one) ? { text, base: bases.get(id), history } : undefined;
  }

  function order(): void {
    const mine = desk.now().cells.filter(({ id }) => !guest(id));
    told(store.keepOrder(mine.some(own) ? mine.map(({ id }) => id) : undefined));
  }

  function arrange(ids: string[]): void {
    desk.update(ordered(desk.now(), ids));
    desk.arrange();
  }

  function back(id: string): void {
    const kept = mine.get(id);
    settle(id, kept?.base);
    desk.put(id, kept?.text ?? desk.find(id)?.original ?? '');
  }

  const all = () => {
    for (const id of [...waiting.keys()]) keep(id);
  };
  addEventListener('pagehide', all);
  document.addEventListener('visibilitychange', () => document.hidden && all());

  /** Another tab has a cell like this, or has none of it any more. */
  function heard(id: string, kept: Kept | undefined): void {
    const one = desk.find(id);
    const lost = kept === undefined && one !== undefined && own(one);
    // What is being written here is not thrown away there.
    if (lost && waiting.has(id)) {
      keep(id);
      return;
    }
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    if (kept) mine.set(id, kept);
    else mine.delete(id);
    if (lost) {
      desk.remove([id]);
      void forget([id]);
    } else if (!one) {
      if (kept?.kind) desk.add([{ id, kind: kept.kind, text: kept.text }], desk.now().cells.at(-1)?.id);
    } else if (!guest(id)) {
      const { text } = one;
      if (kept?.kind && kept.kind !== one.kind) {
        desk.update(turn(desk.now(), id, kept.kind));
        desk.draw();
        if (kept.kind === 'markdown') void Promise.all([forget([id]), desk.view(id)?.read()]);
      }
      back(id);
      if (desk.find(id)?.text !== text) say(t.tab(one.name));
    }
  }
  store.watch(heard, arrange);

  return {
    restore() {
      for (const [id, kept] of store.cells()) mine.set(id, kept);
      for (const { id, original } of desk.now().cells) if (mine.has(id) && mine.get(id)?.text !== original) back(id);
      const own = [...mine].flatMap(([id, { kind, text }]) => (kind && !desk.find(id) ? [{ id, kind, text }] : []));
      desk.add(own, desk.now().cells.at(-1)?.id);
      arrange(store.order());
    },
    soon(id) {
      clearTimeout(waiting.get(id));
      waiting.set(
        id,
        setTimeout(() => keep(id), 300),
      );
    },
    now(ids) {
      for (const id of ids) keep(id);
    },
    order,
    history: (id) => mine.get(id)?.history,
    moved: (id) => bases.has(id) && bases.get(id) !== base(id),
    settle,
    back,
  };
}
