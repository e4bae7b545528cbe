/**
 * What cells are checked against, as text by path: the library, and the language without a browser. For the types' worker
 * only: it is half a megabyte.
 */
import { camelCase } from '../name.ts';

const library: Record<string, string> = import.meta.glob(['../../lib/**/*.ts', '!../../lib/errata/*', '!../../lib/**/*.test.ts'], {
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
  table(rows: readonly object[]): void;
  /** Draws numbers over 0, 1, 2 …, or points [x, y]; several of them by name: { adam: […], mine: […] }. x and y name the axes. */
  plot(series: Series | Record<string, Series>, options?: { kind?: 'line' | 'dot'; x?: string; y?: string }): void;
}
type Series = ArrayLike<number> | ArrayLike<ArrayLike<number>>;
declare const display: Display;
declare const console: Record<'log' | 'info' | 'debug' | 'warn' | 'error', (...values: unknown[]) => void> & {
  assert(holds: unknown, ...values: unknown[]): void;
  table(rows: readonly object[]): void;
};
declare function setTimeout(run: (...values: any[]) => void, ms?: number, ...values: unknown[]): number;
declare function setInterval(run: (...values: any[]) => void, ms?: number, ...values: unknown[]): number;
declare function clearTimeout(id?: number): void;
declare function clearInterval(id?: number): void;
declare function queueMicrotask(run: () => void): void;
declare function structuredClone<T>(value: T): T;
/** now() is in milliseconds. */
declare const performance: { now(): number };
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
  all.set('/node_modules/downhill/index.ts', lib.map(([path, text]) => exporting(path, text)).join('\n'));
  return all;
}

/** What a file has by default is called as the file is. */
function exporting(path: string, text: string): string {
  const name = camelCase(path.replace(/.*\/|\.ts$/g, ''));
  return `export * from '${path}';${/^export default/m.test(text) ? ` export { default as ${name} } from '${path}';` : ''}`;
}
