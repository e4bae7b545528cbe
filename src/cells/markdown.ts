/**
 * A text of the reader's own, as it is read: headings, lists, quotes, code, emphasis, links, and maths between dollars. It may
 * come by a link from anyone, so it is made of elements, and never of HTML that somebody wrote; and what would take long to set
 * stays as it is written.
 */
import { highlight } from '../highlight.ts';
import { words } from '../words.ts';
import { make } from './output.ts';

const t = words.en.cells;

const limits = {
  /** Of a text, in characters. */
  text: 20_000,
  /** Of quotes in quotes. */
  depth: 8,
  /** Of a formula, in characters. */
  formula: 1000,
};

/** With these a short formula could stand for millions of letters. */
const defines = /\\(?:[egx]?def|let|futurelet|(?:new|renew|provide)command)(?![a-zA-Z])/;

/** Writes `text` into `into`; waits for what sets the maths, where there is some. What cannot be set is there as it is written. */
export async function render(text: string, into: HTMLElement): Promise<void> {
  if (text.length > limits.text) {
    into.replaceChildren(make('p', 'note', t.asWritten(limits.text)), make('pre', '', text));
    return;
  }
  into.replaceChildren(...blocksOf(text.split('\n')));
  const maths = [...into.querySelectorAll<HTMLElement>('[data-tex]')].filter(({ dataset: { tex = '' } }) => {
    return tex.length <= limits.formula && !defines.test(tex);
  });
  if (maths.length === 0) return;
  const katex = await import('katex').catch(() => undefined);
  let rested = performance.now();
  for (const place of maths) {
    const written = place.textContent;
    try {
      katex?.default.render(place.dataset.tex ?? '', place, {
        displayMode: place.localName === 'div',
        throwOnError: false,
        trust: false,
        maxExpand: 200,
        maxSize: 20,
      });
    } catch {
      // What breaks KaTeX itself is no formula.
      place.textContent = written;
    }
    if (performance.now() - rested < 50) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
}

function blocksOf(lines: string[], depth = 0): HTMLElement[] {
  const blocks: HTMLElement[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const heading = /^(#{1,4})\s+(.*)/.exec(line);
    const fence = /^```\s*(\w*)/.exec(line);
    const item = itemOf(line);
    if (line.trim() === '') {
      at++;
    } else if (heading) {
      // The page has its own first and second headings.
      blocks.push(make(heading[1].length < 3 ? 'h3' : 'h4', '', ...inline(heading[2])));
      at++;
    } else if (fence) {
      const end = until(lines, at + 1, (one) => one.startsWith('```'));
      blocks.push(codeOf(lines.slice(at + 1, end).join('\n'), fence[1]));
      at = end + 1;
    } else if (line.trim().startsWith('$$')) {
      const end = /\$\$.*\$\$/.test(line) ? at : until(lines, at + 1, (one) => one.includes('$$'));
      const tex = lines.slice(at, end + 1).join('\n');
      blocks.push(mathsOf('div', tex.replaceAll('$$', '')));
      at = end + 1;
    } else if (line.startsWith('>') && depth < limits.depth) {
      const end = until(lines, at, (one) => !one.startsWith('>'));
      const inside = lines.slice(at, end).map((one) => one.replace(/^>\s?/, ''));
      blocks.push(make('blockquote', '', ...blocksOf(inside, depth + 1)));
      at = end;
    } else if (item) {
      const list = make(item.ordered ? 'ol' : 'ul', '');
      for (let next = itemOf(lines[at]); next?.ordered === item.ordered; next = itemOf(lines[at] ?? '')) {
        const end = until(lines, at + 1, begins);
        list.append(make('li', '', ...inline([next.text, ...lines.slice(at + 1, end).map((one) => one.trim())].join(' '))));
        at = end;
      }
      blocks.push(list);
    } else {
      const end = until(lines, at + 1, begins);
      blocks.push(make('p', '', ...inline(lines.slice(at, end).join(' '))));
      at = end;
    }
  }
  return blocks;
}

/** Whether a line is not a part of what is above it. */
const begins = (line: string) => /^(\s*$|#{1,4}\s|```|\s*\$\$|>)/.test(line) || itemOf(line) !== undefined;

function itemOf(line: string): { ordered: boolean; text: string } | undefined {
  const [, mark, text] = /^\s{0,3}([-*+]|\d{1,9}[.)])\s+(.*)/.exec(line) ?? [];
  return mark === undefined ? undefined : { ordered: /\d/.test(mark), text };
}

/** The first line from `at` of which that is true; the number of lines where there is none. */
function until(lines: string[], at: number, is: (line: string) => boolean): number {
  let end = at;
  while (end < lines.length && !is(lines[end])) end++;
  return end;
}

/** What stands in a line, each by itself; none looks further than to the next of its own signs. */
const marks = new RegExp(
  [
    /`(?<code>[^`]+)`/,
    /\$(?<tex>[^$\s](?:[^$]*[^$\s])?)\$/,
    /\*\*(?<strong>.+?)\*\*/,
    /\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*/,
    /\[(?<name>[^[\]]+)\]\((?<url>https?:\/\/[^\s)]+)\)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const { 0: whole, index, groups = {} } of text.matchAll(marks)) {
    parts.push(text.slice(at, index), markOf(groups));
    at = index + whole.length;
  }
  return [...parts, text.slice(at)].filter((part) => part !== '');
}

function markOf({ code, tex, strong, em, name, url }: Record<string, string | undefined>): HTMLElement {
  if (code) return make('code', '', code);
  if (tex) return mathsOf('span', tex);
  if (strong) return make('strong', '', ...inline(strong));
  if (em) return make('em', '', ...inline(em));
  return linkOf(name ?? '', url ?? '');
}

function mathsOf(kind: 'div' | 'span', tex: string): HTMLElement {
  const sign = kind === 'div' ? '$$' : '$';
  const place = make(kind, '', sign + tex + sign);
  place.dataset.tex = tex.trim();
  return place;
}

function linkOf(text: string, url: string): HTMLElement {
  const link = make('a', '', ...inline(text));
  link.href = url;
  link.rel = 'external noreferrer';
  return link;
}

function codeOf(text: string, language: string): HTMLElement {
  const code = make('code', '', text);
  // The highlighter writes every sign of markup as text.
  if (/^(ts|js|typescript|javascript)$/.test(language)) code.innerHTML = highlight(text);
  const pre = make('pre', '', code);
  pre.tabIndex = 0;
  return pre;
}
