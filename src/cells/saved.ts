/** Where a page's edits are kept: in the browser, cell by cell, and nowhere else. */

/** A cell of the page that the reader changed. */
export interface Edit {
  text: string;
  /** `hash` of the text that it was made from. */
  base: string;
  /** What can be undone, as the editor has it; left out where it is long. */
  history?: unknown;
}

/** A cell of the reader's own. */
export interface OwnCell {
  id: string;
  kind: 'code' | 'markdown';
  text: string;
  /** The cell that it stands under; none where it is the first. */
  after?: string;
}

export interface Shelf {
  /** What is kept of a cell of the page. */
  edit(cell: string): Edit | undefined;
  own(): OwnCell[];
  /** Nothing is kept where nothing is given. False where the browser refuses, or has no room. */
  keepEdit(cell: string, edit: Edit | undefined): boolean;
  keepOwn(cells: OwnCell[]): boolean;
  /** Calls back with what another tab changed: a cell of the page, or all of the reader's own. */
  watch(cell: (id: string, edit: Edit | undefined) => void, own: (cells: OwnCell[]) => void): () => void;
}

const longest = 64 * 1024;
const prefix = 'downhill.cell';
/** What no cell of a page is called. */
const ownCells = '+';

/** The first part of every key of a page. `page` is its path. */
export const keysOf = (page: string) => `${prefix} ${page} `;

/** @param storage throws where the browser allows none */
export function shelf(storage: () => Storage, page: string): Shelf {
  const key = (cell: string) => keysOf(page) + cell;

  function read(cell: string): unknown {
    try {
      return parsed(storage().getItem(key(cell)));
    } catch {
      return undefined;
    }
  }

  function keep(cell: string, value: unknown): boolean {
    try {
      if (value === undefined) storage().removeItem(key(cell));
      else storage().setItem(key(cell), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  return {
    edit: (cell) => asEdit(read(cell)),
    own: () => asOwn(read(ownCells)),
    keepEdit(cell, edit) {
      if (!edit) return keep(cell, undefined);
      const { history, ...rest } = edit;
      const whole = JSON.stringify(history ?? null).length <= longest ? edit : rest;
      // The text is worth more than the way back.
      return keep(cell, whole) || keep(cell, rest);
    },
    keepOwn: (cells) => keep(ownCells, cells.length > 0 ? cells : undefined),
    watch(cell, own) {
      const heard = (event: StorageEvent) => {
        if (!event.key?.startsWith(keysOf(page))) return;
        const id = event.key.slice(keysOf(page).length);
        const value = parsed(event.newValue);
        if (id === ownCells) own(asOwn(value));
        else cell(id, asEdit(value));
      };
      addEventListener('storage', heard);
      return () => removeEventListener('storage', heard);
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
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What stands there may be of an older site, or of another program. */
function asEdit(value: unknown): Edit | undefined {
  if (!isRecord(value) || !isText(value.text) || !isText(value.base)) return undefined;
  return { text: value.text, base: value.base, ...(value.history === undefined ? {} : { history: value.history }) };
}

function asOwn(value: unknown): OwnCell[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one) => {
    if (!isRecord(one) || !isText(one.id) || !/^own-\d+$/.test(one.id) || !isText(one.text)) return [];
    const after = isText(one.after) ? { after: one.after } : {};
    return [{ id: one.id, kind: one.kind === 'markdown' ? 'markdown' : 'code', text: one.text, ...after } satisfies OwnCell];
  });
}
