/** The algorithms' symbols as they stand in the page. For build time. */
import { Window } from 'happy-dom';
import { drawSymbol } from './marks.ts';

const drawn = new Map<string, string>();

/** What is in the symbol of an algorithm, as HTML: drawn once, though it stands on every page. */
export function symbolHtml(id: string): string {
  const html = drawn.get(id) ?? drawSymbol(id, new Window().document as unknown as Document).innerHTML;
  drawn.set(id, html);
  return html;
}
