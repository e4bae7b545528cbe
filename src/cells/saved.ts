/** Where a page's cells are kept: in the browser, each by itself, so that two tabs write over no more than they both changed. */
import { keysOf } from './keys.ts';

/** A cell that the reader changed, or made. */
export interface Kept {
  text: string;
  /** Of a cell of the page: `hash` of the text that it was made from. */
  base?: string;
  /** Of a cell of the reader's own. */
  kind?: 'code' | 'markdown';
  /** What can be undone, as the editor has it; left out where it is long. */
  history?: unknown;
}

export interface Shelf {
  /** All that is kept, by the cells' ids. */
  cells(): Map<string, Kept>;
  /** The ids of all cells in the order in which they last stood; of one that is not among them nothing is known. */
  order(): string[];
  /** Nothing is kept where nothing is given. False where the browser refuses, or has no room. */
  keep(cell: string, kept: Kept | undefined): boolean;
  keepOrder(ids: string[] | undefined): boolean;
  /** Calls back with what another tab changed. */
  watch(cell: (id: string, kept: Kept | undefined) => void, order: (ids: string[]) => void): void;
}

const longest = 64 * 1024;
/** What no cell is called. */
const order = '+';

/** @param storage throws where the browser allows none */
export function shelf(storage: () => Storage, page: string): Shelf {
  const prefix = keysOf(page);

  function attempt<T>(act: (storage: Storage) => T, otherwise: T): T {
    try {
      return act(storage());
    } catch {
      return otherwise;
    }
  }

  const put = (name: string, value: unknown): boolean =>
    attempt((store) => {
      if (value === undefined) store.removeItem(prefix + name);
      else store.setItem(prefix + name, JSON.stringify(value));
      return true;
    }, false);

  return {
    cells: () =>
      attempt((store) => {
        const keys = Array.from({ length: store.length }, (_, i) => store.key(i) ?? '').filter((key) => key.startsWith(prefix));
        const all = keys.sort().map((key) => [key.slice(prefix.length), asKept(parsed(store.getItem(key)))] as const);
        return new Map(all.flatMap(([id, kept]) => (kept && id !== order ? [[id, kept]] : [])));
      }, new Map()),
    order: () => attempt((store) => asOrder(parsed(store.getItem(prefix + order))), []),
    keep(cell, kept) {
      if (!kept) return put(cell, undefined);
      const { history, ...rest } = kept;
      const whole = JSON.stringify(history ?? null).length <= longest ? kept : rest;
      // The text is worth more than the way back.
      return put(cell, whole) || put(cell, rest);
    },
    keepOrder: (ids) => put(order, ids),
    watch(heardCell, heardOrder) {
      addEventListener('storage', ({ key, newValue }) => {
        if (!key?.startsWith(prefix)) return;
        const id = key.slice(prefix.length);
        if (id === order) heardOrder(asOrder(parsed(newValue)));
        else heardCell(id, asKept(parsed(newValue)));
      });
    },
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** What stands there may be of an older site, or of another program. */
function asKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, base, kind, history } = value as Record<string, unknown>;
  if (!isText(text)) return undefined;
  return {
    text,
    ...(isText(base) && { base }),
    ...((kind === 'code' || kind === 'markdown') && { kind }),
    ...(history !== undefined && { history }),
  };
}

const asOrder = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);
