import katex, { type KatexOptions } from 'katex';

/** Equations may name their parts, and do nothing else to the page. */
function trust({ command }: { command: string }): boolean {
  if (command !== '\\htmlData') throw new Error(`${command} is not for this site`);
  return true;
}
const strict = (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error');

/**
 * TeX as HTML with MathML beside it, for pages that load no KaTeX script.
 *
 * @param where the file and line that a mistake is reported under
 * @throws Error with `where` and KaTeX's complaint, so that a mistake in TeX ends the build
 */
export function maths(tex: string, where: string, display = false): string {
  return set(tex, where, { displayMode: display });
}

/** The same for eyes alone: without MathML, for what a script fills in and says in words elsewhere. */
export function drawnMaths(tex: string, where: string): string {
  return set(tex, where, { output: 'html' });
}

function set(tex: string, where: string, options: KatexOptions): string {
  try {
    return katex.renderToString(tex, { ...options, throwOnError: true, strict, trust }).replaceAll(/ xmlns="[^"]*"/g, '');
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}\n  ${tex}`, { cause: error });
  }
}
