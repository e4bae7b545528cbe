/**
 * What a cell shows, as elements. It all comes from code that anyone may have written: it is text here, never markup, and what
 * is inside of something is only built when the reader opens it.
 */
import { optimizers } from '../catalog.ts';
import { words } from '../words.ts';
import { cut, limits } from './limits.ts';
import type { Cell, Item } from './notebook.ts';
import type { Place, Shown, Tree, Trouble } from './protocol.ts';

const t = words.en.cells;

/** An element of a class, with text and elements in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  kind: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(kind);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * What stands under a cell. It draws what is new, and leaves the rest as the reader opened or scrolled it; and no more of it than
 * a browser can lay out while somebody types.
 *
 * @param names are those of the page's cells, by id
 */
export function outputIn(place: HTMLElement, names: (id: string) => string): (cell: Cell) => void {
  /** `rest` stands for all that is left out, here or in the sandbox. */
  const rest = make('p', 'dropped');
  const drawn: { item: Item; element: HTMLElement; weight: number }[] = [];

  return (cell) => {
    const changed = drawn.findIndex(({ item }, i) => item !== cell.out[i]);
    for (const { element } of changed < 0 ? [] : drawn.splice(changed)) if (element !== rest) element.remove();

    let weight = drawn.reduce((sum, one) => sum + one.weight, 0);
    for (const item of cell.out.slice(drawn.length)) {
      const much = weight >= limits.drawn && (item.is === 'log' || item.is === 'shown');
      const element = item.is === 'dropped' || much ? rest : elementOf(item, cell, names);
      if (element !== rest || rest.parentNode !== place) place.append(element);
      drawn.push({ item, element, weight: element === rest ? 0 : weightOf(item, element) });
      weight += drawn[drawn.length - 1].weight;
    }

    const left = { logs: 0, shown: 0 };
    for (const { item } of drawn.filter(({ element }) => element === rest)) {
      left.logs += item.is === 'dropped' ? item.logs : Number(item.is === 'log');
      left.shown += item.is === 'dropped' ? item.shown : Number(item.is === 'shown');
    }
    if (left.logs + left.shown === 0) rest.remove();
    else rest.textContent = t.dropped(left.logs, left.shown);
  };
}

/** How much there is to lay out, in letters: elements and lines are worth some, and points of a plot, which is drawn later. */
function weightOf(item: Item, element: HTMLElement): number {
  const text = element.textContent ?? '';
  const elements = element.querySelectorAll('*').length + 3 * element.querySelectorAll('td').length;
  const plot = item.is === 'shown' && item.shown.mime === 'plot' ? item.shown : undefined;
  const points = plot?.series.reduce((sum, series) => sum + series.points.length, 0) ?? 0;
  return text.length + 20 * (text.split('\n').length + elements) + (plot?.kind === 'dot' ? 20 : 2) * points;
}

function elementOf(item: Exclude<Item, { is: 'dropped' }>, cell: Cell, names: (id: string) => string): HTMLElement {
  switch (item.is) {
    case 'log':
      return make('div', `log ${item.level}`, ...lineOf(item.items));
    case 'shown':
      return shownOf(item.shown);
    case 'value': {
      const said = speech(cell);
      const shown = make('div', '', ...(said ? [said] : []), shownOf(item.shown));
      return make('div', 'value', make('span', 'prompt', t.out(String(cell.run ?? ' '))), shown);
    }
    case 'trouble':
      return troubleOf(item.trouble, cell, names);
  }
}

/** What an optimizer or an objective is to the page, in a sentence. */
function speech({ id, optimizer, objective, original, ran }: Cell): HTMLElement | undefined {
  // A file of the library as it was is in the figures already.
  if (optimizers.has(id) && ran === original) return undefined;
  const text = optimizer ? t.optimizer(optimizer.name, optimizer.memory) : objective && t.objective(objective.name);
  if (!text) return undefined;
  const see = make('button', 'go', t.see);
  see.type = 'button';
  see.dataset.do = 'see';
  return make('p', 'said', text, ' ', see);
}

const isString = (tree: Tree): tree is Tree & { is: 'plain' } => tree.is === 'plain' && tree.kind === 'string';

/** A line of the log; one that is longer than anyone reads has an end all the same. */
function lineOf(items: Tree[]): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let room: number = limits.line;
  for (const [i, tree] of items.entries()) {
    if (room <= 0) return [...parts, ' ', make('span', 'soft', t.value.more(items.length - i))];
    const part = isString(tree) ? make('span', '', ...textOf(tree, room)) : treeOf(tree);
    room -= part.textContent?.length ?? 0;
    parts.push(...(i > 0 ? [' '] : []), part);
  }
  return parts;
}

/** The beginning of a text, and how much of it is missing, here or already in the sandbox. */
function textOf({ text: whole, more = 0 }: { text: string; more?: number }, most: number = limits.line): string[] {
  const { text, more: here } = cut(whole, most);
  return more + here > 0 ? [text, t.value.letters(more + here)] : [text];
}

function shownOf(shown: Shown): HTMLElement {
  switch (shown.mime) {
    case 'tree':
      return make('div', 'tree', treeOf(shown.tree));
    case 'text': {
      // As one text: there may be more lines than an element takes at once.
      const lines = shown.text.split('\n').map((line) => textOf({ text: line }).join(''));
      return make('div', 'text', ...textOf({ text: lines.join('\n'), more: shown.more }, Infinity));
    }
    case 'table':
      return tableOf(shown);
    case 'plot':
      return plotOf(shown);
  }
}

let turn: Promise<unknown> = Promise.resolve();

/** Its place at once, and the plot in its turn: one a frame, so that many do not keep the reader waiting. */
function plotOf(shown: Extract<Shown, { mime: 'plot' }>): HTMLElement {
  const figure = make('figure', 'drawn');
  figure.setAttribute('role', 'img');
  figure.setAttribute('aria-label', t.value.plot(shown.series.map(({ name }) => name)));
  const drawing = async () => {
    const { draw } = await import('./plot.ts');
    await new Promise(requestAnimationFrame);
    if (figure.isConnected) figure.append(draw(shown, figure.clientWidth));
  };
  turn = turn.then(drawing).catch((error) => reportError(error));
  return figure;
}

// ---- values

/** A value: what is plain in its colour, what holds others as a line that opens. */
function treeOf(tree: Tree): HTMLElement {
  if (tree.is === 'plain') return plain(tree);
  if (tree.is === 'error') return make('span', 'tree-error', `${tree.trouble.name}: ${tree.trouble.message}`);
  const line = brief(tree);
  if (tree.items.length === 0) return line;

  const whole = make('details', '', make('summary', '', line));
  whole.addEventListener(
    'toggle',
    () => {
      const rows =
        tree.is === 'list'
          ? tree.items.map((item, i) => make('li', '', make('span', 'key', `${i}: `), treeOf(item)))
          : tree.items.map(([key, value]) => make('li', '', make('span', 'key', `${key}: `), treeOf(value)));
      const left = tree.length - tree.items.length;
      if (left > 0) rows.push(make('li', 'dropped', t.value.more(left)));
      whole.append(make('ul', '', ...rows));
    },
    { once: true },
  );
  return whole;
}

function plain(tree: Extract<Tree, { is: 'plain' }>): HTMLElement {
  const text = tree.kind === 'string' ? JSON.stringify(tree.text) : tree.text;
  return make('span', classOf(tree), ...textOf({ ...tree, text }, Infinity));
}

const classOf = ({ kind }: Extract<Tree, { is: 'plain' }>) =>
  ({ number: 'tok-number', bigint: 'tok-number', boolean: 'tok-bool', string: 'tok-string' })[kind as string] ?? 'soft';

/** The first few of what is in it, on one line. */
function brief(tree: Extract<Tree, { is: 'list' | 'record' }>): HTMLElement {
  const [open, close] = tree.is === 'list' ? ['[', ']'] : ['{ ', ' }'];
  const few = 8;
  const parts = (
    tree.is === 'list' ? tree.items.map((item) => ['', item] as const) : tree.items.map(([key, item]) => [`${key}: `, item] as const)
  )
    .slice(0, few)
    .map(([key, item]) => make('span', '', key, tip(item)));
  const inside = parts.flatMap((part, i) => (i > 0 ? [', ', part] : [part]));
  const more = tree.length > few ? [', …'] : [];
  const of = tree.is === 'list' ? `${tree.of}(${tree.length})` : tree.of;
  const kind = of && of !== 'Object' ? [make('span', 'soft', `${of} `)] : [];
  return make(
    'span',
    'brief',
    ...kind,
    tree.length === 0 ? (open + close).replaceAll(' ', '') : make('span', '', open, ...inside, ...more, close),
  );
}

/** A value inside of a line. */
function tip(tree: Tree): HTMLElement {
  if (tree.is === 'plain') return plain({ ...tree, text: tree.text.length > 40 ? `${tree.text.slice(0, 40)}…` : tree.text, more: 0 });
  if (tree.is === 'error') return make('span', 'tree-error', tree.trouble.name);
  return make('span', 'soft', tree.is === 'list' ? `${tree.of}(${tree.length})` : tree.of === 'Object' ? '{…}' : tree.of);
}

function tableOf({ columns, rows, length }: Extract<Shown, { mime: 'table' }>): HTMLElement {
  const head = make('tr', '', ...columns.map((name) => headOf(name)));
  const body = rows.map((row) => make('tr', '', ...row.map(inTable)));
  const table = make('table', '', make('thead', '', head), make('tbody', '', ...body));
  const scroll = make('div', 'scroll', table);
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', words.en.site.table);
  return make('div', 'rows', scroll, ...(length > rows.length ? [make('p', 'dropped', t.value.rows(rows.length, length))] : []));
}

/** A browser is slow at tables: what is plain needs no element of its own in its cell. */
function inTable(value: Tree): HTMLElement {
  if (value.is !== 'plain') return make('td', '', treeOf(value));
  return make('td', value.kind === 'string' ? '' : `${value.kind} ${classOf(value)}`, ...textOf(value, 60));
}

function headOf(name: string): HTMLElement {
  const head = make('th', '', name);
  head.scope = 'col';
  return head;
}

// ---- what went wrong

/** The message, where it happened with the line and a caret under the place, and what to do about it. */
function troubleOf({ name, message, frames, hint }: Trouble, cell: Cell, names: (id: string) => string): HTMLElement {
  const parts: Node[] = [make('p', 'message', make('b', '', name), message ? `: ${message}` : '')];
  const place = frames.find((frame) => frame.cell === cell.id) ?? frames[0];
  if (place) {
    parts.push(placeOf(place, cell, names));
    const line = place.cell === cell.id ? (cell.ran ?? cell.text).split('\n')[place.line - 1] : undefined;
    if (line !== undefined) {
      const shown = excerpt(line, place.column);
      const code = make('pre', '', `${shown.text}\n${' '.repeat(shown.column - 1)}^`);
      // The caret is for the eye: the place is said above.
      code.setAttribute('aria-hidden', 'true');
      parts.push(code);
    }
  }
  if (hint) parts.push(make('p', 'hint', hint));
  return make('div', 'trouble', ...parts);
}

/** Where it happened: in words, and for a place in this cell as the way there. */
function placeOf({ cell: at, line, column }: Place, { id }: Cell, names: (id: string) => string): HTMLElement {
  const place = t.trouble.at(names(at), line, column);
  if (at !== id) return make('p', 'place', place);
  const button = make('button', 'place', place);
  button.type = 'button';
  Object.assign(button.dataset, { do: 'go', line, column });
  return button;
}

/** A line without its indent, and cut to what is near the place. */
function excerpt(line: string, column: number): { text: string; column: number } {
  const indent = Math.min(line.length - line.trimStart().length, column - 1);
  const most = 100;
  const from = Math.max(indent, column - 60);
  const head = from > indent ? '…' : '';
  const tail = line.length - from > most ? '…' : '';
  return { text: `${head}${line.slice(from, from + most)}${tail}`, column: column - from + head.length };
}
