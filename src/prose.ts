import { maths } from './maths.ts';

/**
 * A sentence from a file of the library as HTML: maths between dollars, code between backticks, emphasis between asterisks.
 *
 * @param where the file that a mistake is reported under
 */
export function prose(text: string, where: string): string {
  return text.replaceAll(/\$([^$]+)\$|`([^`]+)`|\*([^*\s][^*]*)\*|[&<]/g, (found, tex?: string, code?: string, stressed?: string) => {
    if (tex) return maths(tex, where);
    if (code) return `<code>${escaped(code)}</code>`;
    if (stressed) return `<em>${escaped(stressed)}</em>`;
    return escaped(found);
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
