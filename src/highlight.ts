import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@lezer/javascript';

/** JavaScript and TypeScript, as the code on the pages is read. */
export const typescript = parser.configure({ dialect: 'ts' });

/**
 * Code as HTML, with the class names (`tok-keyword`) that CodeMirror's `classHighlighter` also gives.
 *
 * @param data data attributes for a token, by its text and its place in the code
 */
export function highlight(code: string, data: (token: string, from: number) => Record<string, string> = () => ({})): string {
  let html = '';
  let from = 0;
  highlightCode(
    code,
    typescript.parse(code),
    classHighlighter,
    (text, classes) => {
      const attributes = Object.entries(data(text, from)).map(([name, value]) => ` data-${name}="${value}"`);
      from += text.length;
      html +=
        classes || attributes.length > 0
          ? `<span${classes && ` class="${classes}"`}${attributes.join('')}>${escaped(text)}</span>`
          : escaped(text);
    },
    () => {
      html += '\n';
      from += 1;
    },
  );
  return html;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
