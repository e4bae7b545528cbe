/** A page as a notebook for Deno's Jupyter kernel, and back. */
import { objective } from '../../catalog.ts';
import { words } from '../../words.ts';
import { hash } from '../hash.ts';
import { callOf, inScope, neededBy, original, usesDisplay } from './code.ts';
import { library, libraryOf } from './library.ts';
import { type Block, type Cell, cellsIn, type Figure, inRunningOrder, type Page } from './page.ts';
import { drawn, linesOf, type Output, outputsOf, printed } from './shown.ts';
import { draw, type Easel } from './tools/draw.ts';
import { ends } from './tools/walk.ts';

/** As nbformat 4.5 has it, with what is ours under `downhill`. */
export interface Ipynb {
  nbformat: 4;
  nbformat_minor: 5;
  metadata: Record<string, unknown> & { downhill: { page: string } };
  cells: IpynbCell[];
}

export type IpynbCell = { id: string; source: string[]; metadata: { downhill: Mark } & Record<string, unknown> } & (
  | { cell_type: 'markdown' }
  | { cell_type: 'code'; execution_count: number | null; outputs: Output[] }
);

/**
 * What a cell is: a cell of the page's notebook, by its id, with its text as it is there where it is another here; or made for
 * this file. By the hash of its source it is known whether that was changed since.
 */
type Mark = { cell: string; text?: string; hash?: string } | { made: string; hash: string };

const t = words.en.take;

/**
 * The page as a notebook that runs from top to bottom without the site: the library inlined, the cells as they are now with what
 * they show, each figure as a call that walks its race again.
 *
 * @param root the address of the site, for links: 'https://example.org/downhill/'; without one they stay as they are
 * @param easel draws the figures; without one only their numbers are in the notebook
 */
export function notebookOf(page: Page, { root, easel }: { root?: string; easel?: Easel } = {}): Ipynb {
  const cells = cellsIn(page);
  const taken = new Set<string>();
  const id = (wanted: string) => {
    const short = wanted.replaceAll(/[^\w-]+/g, '-').slice(0, 60) || 'cell';
    let free = short;
    for (let n = 2; taken.has(free); n++) free = `${short}-${n}`;
    taken.add(free);
    return free;
  };
  const rooted = (text: string) => (root ? text.replaceAll(/\]\(\/(?!\/)/g, `](${root}`) : text);
  const made = (name: string, text: string) => ({
    id: id(name),
    metadata: { downhill: { made: name, hash: hash(text) } },
    source: linesOf(text),
  });
  const prose = (name: string, text: string): IpynbCell => ({ cell_type: 'markdown', ...made(name, rooted(text)) });
  const coded = (name: string, text: string, outputs: Output[] = []): IpynbCell => ({
    cell_type: 'code',
    ...made(name, text),
    execution_count: null,
    outputs,
  });

  const lib = coded('library', librarySource(page, 'notebook'));
  const result: IpynbCell[] = [
    prose('title', [`# ${page.title}`, page.idea && `*${page.idea}*`].filter(Boolean).join('\n\n')),
    prose('about', t.about(`[${page.title}](${page.path})`)),
    { ...lib, metadata: { ...lib.metadata, jupyter: { source_hidden: true } } },
    ...(page.inputs ? [coded('inputs', inputsOf(page.inputs))] : []),
  ];
  for (const [n, block] of joined(inRunningOrder(page)).entries()) result.push(cellOf(block, n));
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: 'Deno', language: 'typescript', name: 'deno' },
      language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript', codemirror_mode: 'typescript' },
      title: page.title,
      downhill: { page: page.path },
    },
    cells: result,
  };

  function cellOf(block: Block, n: number): IpynbCell {
    if (block.is === 'prose') return prose(`prose-${n}`, block.text);
    if (block.is === 'figure') return coded(block.figure.id, callOf(block.figure, cells), figureOutputs(block.figure, easel));
    const { cell } = block;
    const text = cell.kind === 'code' ? inScope(cell) : cell.text;
    const before = text === cell.text ? {} : { text: cell.text, hash: hash(text) };
    const common = { id: id(cell.id), metadata: { downhill: { cell: cell.id, ...before } }, source: linesOf(text) };
    if (cell.kind === 'markdown') return { cell_type: 'markdown', ...common };
    const run = cell.run ?? null;
    return { cell_type: 'code', ...common, execution_count: run, outputs: outputsOf(cell.out, run, easel) };
  }
}

/** Prose that stands together is one cell. */
function joined(blocks: Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (block.is === 'prose' && last?.is === 'prose') result.splice(-1, 1, { is: 'prose', text: `${last.text}\n\n${block.text}` });
    else result.push(block);
  }
  return result;
}

/** The library, with what the cells of this page and its figures need. */
export function librarySource(page: Page, tools: 'notebook' | 'program'): string {
  const text = libraryOf([...neededBy(page), `src/cells/take/tools/${tools}.ts`]);
  return cellsIn(page).some((cell) => usesDisplay(cell)) ? `${text}\nconst { display } = ${library};` : text;
}

/** Values from outside, as code. */
export function inputsOf(inputs: NonNullable<Page['inputs']>): string {
  return Object.entries(inputs)
    .map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`)
    .join('\n');
}

/** What running a figure's cell shows, where its paths are known. */
function figureOutputs({ title, race, guests, trails }: Figure, easel?: Easel): Output[] {
  if (!trails) return [];
  const text = printed(`${title}\n${ends(trails)}\n`);
  if (!easel || guests?.[race.objective]) return [text];
  const drawings = draw({ on: objective(race.objective), start: race.start }, trails, easel);
  return [text, ...drawings.map((svg) => drawn({ 'image/svg+xml': linesOf(svg), 'text/plain': [title] }))];
}

/** A notebook that cannot be opened, and why. */
export class UnreadableNotebook extends Error {}

const limits = { characters: 20_000_000, cells: 1000 };

/**
 * The cells of a notebook: those that came from a page, as they are in the file now, and those that were added. What was made
 * for the notebook, and is as it was made, stays out: a page has it already.
 *
 * @param text of the `.ipynb`
 * @throws UnreadableNotebook with a sentence for the reader, where it is none, is damaged, or is in another language
 */
export function cellsOf(text: string): Pick<Cell, 'id' | 'kind' | 'text'>[] {
  const e = t.unreadable;
  const refuse = (why: string): never => {
    throw new UnreadableNotebook(why);
  };
  if (text.length > limits.characters) refuse(e.tooLarge(limits.characters / 1e6));
  const file = parsed(text) ?? refuse(e.noJson);
  if (!isRecord(file) || !('nbformat' in file)) return refuse(e.noNotebook);
  if (file.nbformat !== 4) return refuse(e.version(String(file.nbformat)));
  if (!Array.isArray(file.cells)) return refuse(e.noCells);
  if (file.cells.length > limits.cells) return refuse(e.tooMany(file.cells.length, limits.cells));
  const language = languageOf(file.metadata);
  if (language && !/^(?:type|java)script$/i.test(language)) return refuse(e.language(language));

  const taken = new Set<string>();
  return file.cells.flatMap((cell: unknown, i) => {
    const source = isRecord(cell) ? sourceOf(cell.source) : undefined;
    if (!isRecord(cell) || source === undefined) return refuse(e.cell(i + 1));
    const kind = cell.cell_type === 'code' ? 'code' : cell.cell_type === 'markdown' || cell.cell_type === 'raw' ? 'markdown' : undefined;
    if (!kind) return refuse(e.cell(i + 1));
    const mark = isRecord(cell.metadata) && isRecord(cell.metadata.downhill) ? cell.metadata.downhill : {};
    const same = mark.hash === hash(source);
    if (typeof mark.made === 'string' && same) return [];
    if (source.trim() === '') return [];
    const id = free(typeof mark.cell === 'string' && /^[\w-]{1,60}$/.test(mark.cell) ? mark.cell : `cell-${i + 1}`);
    const before = same && typeof mark.text === 'string' ? mark.text : original(source);
    return [{ id, kind, text: kind === 'code' && mark.hash && mark.cell ? before : source } as const];
  });

  function free(wanted: string): string {
    let id = wanted;
    for (let n = 2; taken.has(id); n++) id = `${wanted}-${n}`;
    taken.add(id);
    return id;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function languageOf(metadata: unknown): string | undefined {
  if (!isRecord(metadata)) return undefined;
  for (const [part, key] of [
    ['language_info', 'name'],
    ['kernelspec', 'language'],
  ]) {
    const holder = metadata[part];
    if (isRecord(holder) && typeof holder[key] === 'string') return holder[key];
  }
  return undefined;
}

function sourceOf(source: unknown): string | undefined {
  if (typeof source === 'string') return source;
  return Array.isArray(source) && source.every((line) => typeof line === 'string') ? source.join('') : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
