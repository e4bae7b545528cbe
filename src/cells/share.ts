/**
 * Cells as a link. What follows `#cells=` is `1.<checksum>.<adam~hash~…>.<data>`: the version of this format, a checksum of the
 * texts, the page's cells that are in it with the hash of what they were, and all texts as JSON, deflated. It opens whatever
 * becomes of the page's own texts. A brief link, `1b.…`, is deflated with those texts as dictionary: a small change is then a
 * hundred letters, fit for a QR code, which can be read only as long as the page's texts stay as they are.
 */
import { deflateSync, Inflate } from 'fflate';
import { hash } from './hash.ts';
import { marker } from './keys.ts';
import { type Cell, own } from './notebook.ts';

/** A cell of the reader's own, as it is sent. Its id stays at home: the page that opens the link has ids of its own. */
export interface OwnCell {
  kind: 'code' | 'markdown';
  text: string;
  /** The page's cell that it stands under, with those of the list before it; '' where it stands over all of them. */
  under: string;
}

/** What a link brings. */
export interface Shared {
  /** Texts of the page's cells, by id. */
  edits: Record<string, string>;
  own: OwnCell[];
}

/** What a link has brought. */
export interface Brought extends Shared {
  /** `hash` of the text that each edit was made from, by the cell's id. */
  bases: Record<string, string>;
}

/** Why a link cannot be opened. */
export type Fault = 'damaged' | 'newer' | 'long' | 'large' | 'many' | 'unknown' | 'other';

export class LinkError extends Error {
  fault: Fault;
  /** The cell that it is about. */
  cell?: string;

  constructor(fault: Fault, cell?: string) {
    super(fault);
    this.fault = fault;
    this.cell = cell;
  }
}

export const limits = {
  /** Of a link's own part, in characters. */
  link: 32 * 1024,
  /** Of what it holds, in bytes. */
  text: 256 * 1024,
  /** Of cells that come with it. */
  cells: 50,
};

const version = '1';

export type Originals = (cell: string) => string | undefined;

/** The reader's own cells among those, as they are sent. */
export function ownCells(cells: Cell[]): OwnCell[] {
  let under = '';
  return cells.flatMap((one) => {
    if (!own(one)) under = one.id;
    return own(one) && one.text !== '' ? [{ kind: one.kind, text: one.text, under }] : [];
  });
}

/**
 * The part of the address that holds these cells, from `#`.
 *
 * @throws LinkError 'long' or 'many' where it would be longer, or hold more, than any page opens
 */
export function linkOf({ edits, own }: Shared, original: Originals, form: 'whole' | 'brief' = 'whole'): string {
  if (own.length > limits.cells) throw new LinkError('many');
  const ids = Object.keys(edits);
  const originals = ids.map((id) => original(id) ?? '');
  const text = JSON.stringify([ids.map((id) => edits[id]), own.map(({ kind, text, under }) => [kind, text, under])]);
  const data = deflateSync(new TextEncoder().encode(text), { level: 9, ...dictionaryOf(form === 'brief' ? originals : []) });
  const names = ids.map((id, i) => `${id}~${hash(originals[i])}`).join('~');
  const link = `${marker}${version}${form === 'brief' ? 'b' : ''}.${hash(text)}.${names}.${toBase64url(data)}`;
  if (link.length > limits.link) throw new LinkError('long');
  return link;
}

/**
 * What a link brings; nothing of it is run or kept here.
 *
 * @param fragment of the address, from `#`
 * @throws LinkError
 */
export function open(fragment: string, original: Originals): Brought {
  if (fragment.length > limits.link) throw new LinkError('long');
  const [format, sum, names, data, ...rest] = fragment.slice(marker.length).split('.');
  const [, number, brief] = /^(\d+)(b?)$/.exec(format) ?? [];
  if (number && number !== version) throw new LinkError('newer');
  if (!number || data === undefined || rest.length > 0) throw new LinkError('damaged');

  const words = names === '' ? [] : names.split('~');
  if (words.length % 2 === 1) throw new LinkError('damaged');
  const ids = words.filter((_, i) => i % 2 === 0);
  const bases = words.filter((_, i) => i % 2 === 1);
  const originals = ids.map((id, i) => {
    const text = original(id);
    if (text === undefined) throw new LinkError('unknown', id);
    if (brief && hash(text) !== bases[i]) throw new LinkError('other', id);
    return text;
  });

  const text = inflate(fromBase64url(data), brief ? originals : []);
  if (hash(text) !== sum) throw new LinkError('damaged');
  return { ...shared(ids, text), bases: Object.fromEntries(ids.map((id, i) => [id, bases[i]])) };
}

function shared(ids: string[], text: string): Shared {
  const [texts, own] = listsIn(text);
  if (own.length > limits.cells) throw new LinkError('many');
  return {
    edits: Object.fromEntries(ids.map((id, i) => [id, texts[i]])),
    own: own.map(([kind, text, under]) => ({ kind: kind === 'markdown' ? kind : 'code', text, under })),
  };

  function listsIn(text: string): [string[], string[][]] {
    try {
      const [texts, own] = JSON.parse(text) as [string[], string[][]];
      const all = [...texts, ...own.flatMap((parts) => (parts.length === 3 ? parts : [undefined]))];
      if (texts.length === ids.length && all.every((one) => typeof one === 'string')) return [texts, own];
    } catch {
      // What is no JSON, or of another shape, is as good as that which does not fit.
    }
    throw new LinkError('damaged');
  }
}

/** Piece by piece, so that a small link that grows without end is dropped as soon as it is too large. */
function inflate(data: Uint8Array, dictionary: string[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  let whole = false;
  const inflater = new Inflate(dictionaryOf(dictionary), (chunk, last) => {
    size += chunk.length;
    if (size > limits.text) throw new LinkError('large');
    text += decoder.decode(chunk, { stream: !last });
    whole ||= last;
  });
  try {
    const piece = 256;
    for (let from = 0; from < data.length; from += piece) inflater.push(data.subarray(from, from + piece), from + piece >= data.length);
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('damaged');
  }
  if (!whole) throw new LinkError('damaged');
  return text;
}

/** As they would stand in the JSON. Deflate looks back 32 KB at most. */
const dictionaryOf = (texts: string[]) => {
  const bytes = new TextEncoder().encode(texts.map((text) => JSON.stringify(text)).join('')).slice(-32_768);
  return bytes.length > 0 ? { dictionary: bytes } : {};
};

function toBase64url(data: Uint8Array): string {
  let binary = '';
  for (const byte of data) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array {
  if (!/^[\w-]+$/.test(text)) throw new LinkError('damaged');
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  } catch {
    throw new LinkError('damaged');
  }
}
