/** What was built: the tests find every page here, so that a new page is tested without being named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Window } from 'happy-dom';

export interface Edition {
  /** Where the build is, and under which path it is served. */
  folder: string;
  base: string;
  port: number;
  url: string;
}

const edition = (folder: string, base: string, port: number): Edition => ({ folder, base, port, url: `http://localhost:${port}${base}` });

/** The site at the root of a host, and the same site under a base path. */
const port = Number(process.env.TEST_PORT ?? 4420);
export const editions = [edition('dist', '/', port), edition('dist-base', '/downhill/', port + 1)];

/** Every file of a build, as paths from its folder: 'adam/index.html'. */
export function files({ folder }: Edition): string[] {
  if (!existsSync(folder)) throw new Error(`There is no ${folder}/: run \`npm run build\` and \`npm run build:base\` first`);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export const read = ({ folder }: Edition, file: string) => readFileSync(join(folder, file));

/** Every page as a path below the base: '' for the first, 'adam/'. The sandbox is a page to nobody. */
export const pages = files(editions[0])
  .filter((file) => file.endsWith('.html') && file !== 'sandbox.html')
  .map((file) => file.replace(/(^|\/)index\.html$/, '$1'));

/** A page as a document that no browser shows. */
export const documentOf = (path: string, of = editions[0]) =>
  new new Window().DOMParser().parseFromString(read(of, `${path}index.html`).toString(), 'text/html');

/** The ids of the algorithms, each of which has a page. */
export const algorithms = readdirSync('src/lib/optimizers')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.replace(/\.ts$/, ''));

/**
 * The pages that stand for all. Chapters about algorithms are made of the same parts, so what a part does in a browser is tried
 * in those of A0's five algorithms and in Newton's, which have every part there is and between them every colour; all
 * other pages are tried each by itself. What can differ from chapter to chapter is in their HTML, and `chapters.spec.ts` reads
 * that of every one, which takes no browser. Only widths are measured on all, since an equation may be longer than any before,
 * and all are looked through once for errors (`every-page.spec.ts`), since each wakes figures of its own.
 */
const chapters = new Set(algorithms.map((id) => `${id}/`));
const tried = new Set(['gradient-descent/', 'newton/', 'momentum/', 'adagrad/', 'rmsprop/', 'adam/']);
export const representative = pages.filter((path) => !chapters.has(path) || tried.has(path));
