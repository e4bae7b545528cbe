import { expect, test } from '@playwright/test';
import { Window } from 'happy-dom';
import { type Edition, editions, files, read } from './dist.ts';

interface Link {
  from: string;
  to: string;
}

const parser = new new Window().DOMParser();
const parse = (html: string) => parser.parseFromString(html, 'text/html') as unknown as Document;

/** What a file points at, as it is written there. */
function links(file: string, text: string, document: Document | undefined): string[] {
  if (document) {
    const attributes = ['href', 'src', 'poster', 'data-src'];
    const single = attributes.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    );
    const sets = [...document.querySelectorAll('[srcset]')].flatMap((element) => (element.getAttribute('srcset') ?? '').split(/\s*,\s*/));
    return [...single, ...sets.map((one) => one.split(/\s/)[0])];
  }
  const patterns: Record<string, RegExp[]> = {
    css: [/url\(\s*["']?([^"')]+)["']?\s*\)/g],
    // What is built imports what is built. Other paths are parts of texts, such as the library's own for the cells.
    js: [/\bfrom\s*["'](\.[^"']+\.m?js)["']/g, /\bimport\(?\s*["'](\.[^"']+\.m?js)["']/g],
  };
  const ending = /\w+$/.exec(file)?.[0] ?? '';
  return (patterns[ending] ?? []).flatMap((pattern) => [...text.matchAll(pattern)].map(([, link]) => link));
}

/** The links of an edition that lead nowhere. */
function dead(edition: Edition): string[] {
  const all = new Set(files(edition));
  const texts = new Map([...all].filter((file) => /\.(html|css|js)$/.test(file)).map((file) => [file, read(edition, file).toString()]));
  const documents = new Map([...texts].filter(([file]) => file.endsWith('.html')).map(([file, text]) => [file, parse(text)]));
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (file: string) => {
    const known =
      anchors.get(file) ?? new Set([...(documents.get(file) as Document).querySelectorAll('[id]')].map((element) => element.id));
    anchors.set(file, known);
    return known;
  };
  const found: Link[] = [...texts].flatMap(([from, text]) => links(from, text, documents.get(from)).map((to) => ({ from, to })));
  expect(found.length).toBeGreaterThan(0);

  const wrong = found.filter(({ from, to }) => {
    const target = new URL(to, new URL(from.replace(/(^|\/)index\.html$/, '$1'), edition.url));
    if (target.origin !== new URL(edition.url).origin || target.protocol === 'data:') return false;
    if (!target.pathname.startsWith(edition.base)) return true;
    const path = decodeURIComponent(target.pathname.slice(edition.base.length));
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    if (!all.has(file)) return true;
    const anchor = decodeURIComponent(target.hash.slice(1));
    return anchor !== '' && file.endsWith('.html') && !anchorsOf(file).has(anchor);
  });
  return [...new Set(wrong.map(({ from, to }) => `${from} links to ${to}`))];
}

for (const edition of editions) {
  test(`every link, anchor and asset of ${edition.folder}, served under ${edition.base}, is there`, () => {
    expect(dead(edition)).toEqual([]);
  });

  test(`${edition.folder} is served under ${edition.base}`, async ({ page }) => {
    const broken: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) broken.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(edition.url, { waitUntil: 'networkidle' });
    await expect(page.locator('h1')).toBeVisible();
    expect(broken).toEqual([]);
  });
}
