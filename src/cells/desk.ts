/** The notebook of a page while it is open: what it is now, and what is seen of it. */
import { words } from '../words.ts';
import { type Host, type Mark, type View, view } from './cell.ts';
import { busy, type Cell, cell, edit, freshId, insert, type Notebook, numberIn, remove } from './notebook.ts';

const t = words.en.cells;

/** A cell of the reader's own to be; one that comes back has its id already. */
export type New = Pick<Cell, 'kind' | 'text'> & { id?: string };

export interface Desk {
  now(): Notebook;
  find(id: string): Cell | undefined;
  update(next: Notebook): void;
  /** Puts a text into a cell, by whomever it is; the reader can undo it. */
  put(id: string, text: string): void;
  /** Puts cells under another, or first, one under the other. Gives back their ids. */
  add(cells: New[], after?: string): string[];
  remove(ids: string[]): void;
  /** Puts the elements into the order of the cells, and takes away those whose cells have gone. */
  arrange(): void;
  /** Draws now and not a moment later. */
  draw(): void;
  view(id: string): View | undefined;
}

/**
 * @param host what its cells tell what the reader does
 * @param markOf what is to be said of a cell beside what it is
 */
export function desk(root: HTMLElement, host: Host, markOf: (id: string) => Mark): Desk {
  const template = root.querySelector('template') as HTMLTemplateElement;
  const toolbar = root.querySelector('.all') as HTMLElement;
  const views = new Map<string, View>();
  let now: Notebook = { cells: [] };
  let drawing = 0;

  /** Texts are set when they come near: a file may bring a thousand. */
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const { cell: id = '' } = (target as HTMLElement).dataset;
        if (find(id)?.kind === 'markdown') void views.get(id)?.read();
      }
    },
    { rootMargin: '100%' },
  );

  const find = (id: string) => now.cells.find((one) => one.id === id);

  function update(next: Notebook): void {
    if (next === now) return;
    now = next;
    drawing ||= requestAnimationFrame(draw);
  }

  function draw(): void {
    cancelAnimationFrame(drawing);
    drawing = 0;
    for (const one of now.cells) views.get(one.id)?.draw(one, markOf(one.id));
    toolbar.toggleAttribute('data-busy', busy(now));
  }

  function arrange(): void {
    const here = new Set(now.cells.map(({ id }) => id));
    for (const [id, { element }] of views) {
      if (here.has(id)) continue;
      near.unobserve(element);
      element.remove();
      views.delete(id);
    }
    let before: Element | undefined;
    for (const one of now.cells) {
      const { element } = views.get(one.id) ?? made(one);
      // Moving an element that is in its place would take the focus from it, and a page's prose from its cell.
      if (nextCell(before) !== element) root.insertBefore(element, before ? before.nextElementSibling : root.firstElementChild);
      before = element;
    }
  }

  /** The cell after an element, or the first; between cells there may be prose. */
  function nextCell(after: Element | undefined): Element | null {
    let next = after ? after.nextElementSibling : root.firstElementChild;
    while (next && !next.matches('.cell')) next = next.nextElementSibling;
    return next;
  }

  /** A cell of the reader's own, from the page's empty one. */
  function made(one: Cell): View {
    const element = (template.content.cloneNode(true) as DocumentFragment).querySelector('.cell') as HTMLElement;
    element.dataset.cell = one.id;
    for (const name of element.querySelectorAll('.name')) name.textContent = one.name;
    for (const code of element.querySelectorAll('code')) code.textContent = one.text;
    element.querySelector('pre')?.setAttribute('aria-label', t.label(one.name));
    element.querySelector('.out')?.setAttribute('aria-label', t.output(one.name));
    const seen = view(element, one, host);
    views.set(one.id, seen);
    return seen;
  }

  /** By the number in its id; where another tab, or a link, has given that to another, by the next that is free. */
  function nameOf(id: string): string {
    const names = new Set(now.cells.map(({ name }) => name));
    let number = numberIn(id);
    while (names.has(t.ownName(number))) number++;
    return t.ownName(number);
  }

  for (const element of root.querySelectorAll<HTMLElement>('.cell[data-cell]')) {
    const { cell: id = '', name } = element.dataset;
    const first = cell(id, { original: element.querySelector('code')?.textContent ?? '', name });
    now = insert(now, first, now.cells.at(-1)?.id);
    views.set(id, view(element, first, host));
  }

  return {
    now: () => now,
    find,
    update,
    put: (id, text) => update(edit(now, id, text)),
    add(cells, after) {
      const ids: string[] = [];
      for (const { id = freshId(now), kind, text } of cells) {
        update(insert(now, cell(id, { kind, text, name: nameOf(id) }), ids.at(-1) ?? after));
        ids.push(id);
      }
      arrange();
      for (const id of ids) {
        const seen = views.get(id);
        if (seen && find(id)?.kind === 'markdown') near.observe(seen.element);
      }
      return ids;
    },
    remove(ids) {
      update(ids.reduce(remove, now));
      arrange();
    },
    arrange,
    draw,
    view: (id) => views.get(id),
  };
}
