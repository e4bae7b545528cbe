import { classHighlighter, highlightCode } from '@lezer/highlight';
import { parser } from '@lezer/javascript';

/** JavaScript and TypeScript, as the code on the pages is read. */
export const typescript = parser.configure({ dialect: 'ts' });

/** Code as HTML, with the class names (`tok-keyword`) that CodeMirror's `classHighlighter` also gives. */
export function highlight(code: string): string {
  let html = '';
  highlightCode(
    code,
    typescript.parse(code),
    classHighlighter,
    (text, classes) => {
      html += classes ? `<span class="${classes}">${escaped(text)}</span>` : escaped(text);
    },
    () => {
      html += '\n';
    },
  );
  return html;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
