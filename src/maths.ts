import katex from 'katex';

/**
 * TeX as HTML with MathML beside it, for pages that load no KaTeX script.
 *
 * @param where the file and line that a mistake is reported under
 * @throws Error with `where` and KaTeX's complaint, so that a mistake in TeX ends the build
 */
export function maths(tex: string, where: string, display = false): string {
  try {
    const html = katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: 'error' });
    return html.replaceAll(/ xmlns="[^"]*"/g, '');
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}\n  ${tex}`, { cause: error });
  }
}
