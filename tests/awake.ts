/** A figure as the site builds it, brought to life in a document that is not shown. */
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { Window } from 'happy-dom';
import { vi } from 'vitest';
import Race from '../src/components/Race.astro';
import { enliven } from '../src/race/live.ts';

const container = await AstroContainer.create({});
const built = new Map<string, string>();

/** The globals of its window are there until `vi.unstubAllGlobals()`. */
export async function living(id: string, address = ''): Promise<{ figure: HTMLElement; fire(element: Element, type: string): void }> {
  if (!built.has(id)) built.set(id, await container.renderToString(Race, { props: { figure: id } }));
  const window = new Window({ url: `https://example.org/${address}` });
  window.document.documentElement.lang = 'en';
  window.document.body.innerHTML = built.get(id) ?? '';
  const { document, location, history, navigator } = window;
  const bound = { requestAnimationFrame: window.requestAnimationFrame.bind(window), matchMedia: window.matchMedia.bind(window) };
  for (const [name, value] of Object.entries({ window, document, location, history, navigator, ...bound })) vi.stubGlobal(name, value);
  const figure = window.document.getElementById(id) as unknown as HTMLElement;
  enliven(figure);
  return { figure, fire: (element, type) => void element.dispatchEvent(new window.Event(type, { bubbles: true }) as unknown as Event) };
}
