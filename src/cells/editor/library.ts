/**
 * What cells are checked against, as text by path: the library, and the language without a browser. For the types' worker
 * only: it is half a megabyte.
 */

/** Of the folders in the library whose files export one thing by default, as cells name it. */
const listed = /\/(?:optimizers|objectives|errata)\/([^/]+)\.ts$/;

const library: Record<string, string> = import.meta.glob(['../../lib/**/*.ts', '!../../lib/**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

const language: Record<string, string> = import.meta.glob(
  '../../../node_modules/typescript/lib/lib.{es5,es2015,es2016,es2017,es2018,es2019,es2020,es2021,es2022,es2023,decorators}{,.*}.d.ts',
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);

/** What the sandbox brings into every cell. */
const kernel = `
interface Display {
  /** Shows a value under the cell, beside those before it. */
  (value: unknown): void;
  /** Shows rows as a table: a column for each key. */
  table(rows: Iterable<object>): void;
  /**
   * Draws numbers over their places, or points [x, y]. Several series by name: { adam: […], momentum: […] }.
   *
   * @param options kind: 'line' (or 'dot'); x, y: what the axes say
   */
  plot(series: Series | Record<string, Series>, options?: { kind?: 'line' | 'dot'; x?: string; y?: string }): void;
}
type Series = Iterable<number> | Iterable<ArrayLike<number>>;
declare const display: Display;
declare const console: Record<'log' | 'info' | 'debug' | 'warn' | 'error', (...values: unknown[]) => void>;
`;

/** An optimizer in the library has a paper, a year and a past; one of a reader's needs none. */
const whole = 'optimizer<M extends Memory, H extends Hyper>(record: Optimizer<M, H>)';
const sketch =
  "optimizer<M extends Memory, H extends Hyper>(record: Partial<Optimizer<M, H>> & Pick<Optimizer<M, H>, 'hyper' | 'init' | 'step'>)";

export const libraryFolder = '/src/lib/';
export const languageFolder = '/language/';

/** Every file, by its path in a file system that has nothing else. */
export function files(): Map<string, string> {
  const all = new Map<string, string>();
  for (const [path, text] of Object.entries(language)) all.set(languageFolder + path.slice(path.lastIndexOf('/') + 1), text);
  const lib = Object.entries(library).map(([path, text]) => [path.replace('../../lib/', libraryFolder), text]);
  for (const [path, text] of lib) all.set(path, text);

  const interfaces = `${libraryFolder}optimizer.ts`;
  const strict = all.get(interfaces) ?? '';
  if (!strict.includes(whole)) throw new Error(`${interfaces} no longer says “${whole}”, which cells may give less to`);
  all.set(interfaces, strict.replace(whole, sketch));

  all.set(`${languageFolder}kernel.d.ts`, kernel);
  all.set('/node_modules/downhill/index.ts', lib.map(([path]) => exporting(path)).join('\n'));
  return all;
}

function exporting(path: string): string {
  const id = listed.exec(path)?.[1];
  return id ? `export { default as ${camelCase(id)} } from '${path}';` : `export * from '${path}';`;
}

/** The name under which a cell's default export, or a file's, is known: 'gradient-descent' is gradientDescent. */
export function camelCase(id: string): string {
  return id.replaceAll(/-+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '');
}
