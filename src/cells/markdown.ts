/**
 * A text of the reader's own, as it is read: headings, lists, quotes, code, emphasis, links, and maths between dollars. It may
 * come by a link from anyone, so it is made of elements, and never of HTML that somebody wrote.
 */
import { highlight } from '../highlight.ts';
import { make } from './output.ts';

/** Writes `text` into `into`; waits for what sets the maths, where there is some. */
export async function render(text: string, into: HTMLElement): Promise<void> {
  into.replaceChildren(...blocksOf(text.split('\n')));
  const maths = [...into.querySelectorAll<HTMLElement>('[data-tex]')];
  if (maths.length === 0) return;
  const { default: katex } = await import('katex');
  for (const place of maths)
    katex.render(place.dataset.tex ?? '', place, {
      displayMode: place.localName === 'div',
      throwOnError: false,
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
}

function blocksOf(lines: string[]): HTMLElement[] {
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
    } else if (line.startsWith('>')) {
      const end = until(lines, at, (one) => !one.startsWith('>'));
      blocks.push(make('blockquote', '', ...blocksOf(lines.slice(at, end).map((one) => one.replace(/^>\s?/, '')))));
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
  const found = lines.slice(at).findIndex(is);
  return found < 0 ? lines.length : at + found;
}

const marks = [
  { form: /`([^`]+)`/, node: (text: string) => make('code', '', text) },
  { form: /\$([^$\s](?:[^$]*[^$\s])?)\$/, node: (tex: string) => mathsOf('span', tex) },
  { form: /\*\*(.+?)\*\*/, node: (text: string) => make('strong', '', ...inline(text)) },
  { form: /\*([^*\s](?:[^*]*[^*\s])?)\*/, node: (text: string) => make('em', '', ...inline(text)) },
  { form: /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/, node: (text: string, url: string) => linkOf(text, url) },
];

/** What stands in a line: the mark that comes first, what is before it, and the rest. */
function inline(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let rest = text;
  while (rest !== '') {
    const found = marks
      .map(({ form, node }) => ({ match: form.exec(rest), node }))
      .filter(({ match }) => match !== null)
      .sort((a, b) => (a.match as RegExpExecArray).index - (b.match as RegExpExecArray).index)[0];
    if (!found?.match) break;
    const [whole, ...inside] = found.match;
    parts.push(rest.slice(0, found.match.index), found.node(inside[0], inside[1]));
    rest = rest.slice(found.match.index + whole.length);
  }
  return [...parts, rest].filter((part) => part !== '');
}

function mathsOf(kind: 'div' | 'span', tex: string): HTMLElement {
  const place = make(kind, '', tex);
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
