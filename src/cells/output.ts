/**
 * What a cell shows, as elements. It all comes from code that anyone may have written: it is text here, never markup, and what
 * is inside of something is only built when the reader opens it.
 */
import { optimizers } from '../catalog.ts';
import { words } from '../words.ts';
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

/** All that stands under a cell. `names` are those of the page's cells, by id. */
export function output(cell: Cell, names: (id: string) => string): HTMLElement[] {
  return cell.out.flatMap((item) => {
    const shown = itemOf(item, cell, names);
    if (item.is !== 'value') return [shown];
    const said = speech(cell);
    return [make('div', 'value', make('span', 'prompt', t.out(String(cell.run ?? ' '))), make('div', '', ...(said ? [said] : []), shown))];
  });
}

/** What an optimizer or an objective is to the page, in a sentence. */
function speech({ id, optimizer, objective, original, ran }: Cell): HTMLElement | undefined {
  // A file of the library as it was is in the figures already.
  if (optimizers.has(id) && ran === original) return undefined;
  if (optimizer) return make('p', 'said', t.optimizer(optimizer.name, optimizer.memory));
  return objective && make('p', 'said', t.objective(objective.name));
}

function itemOf(item: Item, cell: Cell, names: (id: string) => string): HTMLElement {
  switch (item.is) {
    case 'log':
      return make('div', `log ${item.level}`, ...spaced(item.items.map((tree) => (isString(tree) ? tree.text : treeOf(tree)))));
    case 'shown':
    case 'value':
      return shownOf(item.shown);
    case 'dropped':
      return make('p', 'dropped', t.dropped(item.logs, item.shown));
    case 'trouble':
      return troubleOf(item.trouble, cell, names);
  }
}

const isString = (tree: Tree): tree is Tree & { is: 'plain' } => tree.is === 'plain' && tree.kind === 'string';

const spaced = (parts: (Node | string)[]) => parts.flatMap((part, i) => (i > 0 ? [' ', part] : [part]));

export function shownOf(shown: Shown): HTMLElement {
  switch (shown.mime) {
    case 'tree':
      return make('div', 'tree', treeOf(shown.tree));
    case 'text':
      return make('div', 'text', shown.text);
    case 'table':
      return tableOf(shown);
    case 'plot': {
      const figure = make('figure', 'drawn');
      figure.setAttribute('role', 'img');
      figure.setAttribute('aria-label', t.value.plot(shown.series.map(({ name }) => name)));
      void import('./plot.ts').then(({ draw }) => figure.append(draw(shown, figure.clientWidth)));
      return figure;
    }
  }
}

// ---- values

/** A value: what is plain in its colour, what holds others as a line that opens. */
export function treeOf(tree: Tree): HTMLElement {
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

function plain({ text, kind }: Extract<Tree, { is: 'plain' }>): HTMLElement {
  const className = { number: 'tok-number', bigint: 'tok-number', boolean: 'tok-bool', string: 'tok-string' }[kind as string];
  return make('span', className ?? 'soft', kind === 'string' ? JSON.stringify(text) : text);
}

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
  if (tree.is === 'plain') return plain(tree.text.length > 40 ? { ...tree, text: `${tree.text.slice(0, 40)}…` } : tree);
  if (tree.is === 'error') return make('span', 'tree-error', tree.trouble.name);
  return make('span', 'soft', tree.is === 'list' ? `${tree.of}(${tree.length})` : tree.of === 'Object' ? '{…}' : tree.of);
}

function tableOf({ columns, rows, length }: Extract<Shown, { mime: 'table' }>): HTMLElement {
  const head = make('tr', '', ...columns.map((name) => headOf(name)));
  const body = rows.map((row) =>
    make(
      'tr',
      '',
      ...row.map((value) => {
        const cell = make('td', '', isString(value) ? value.text : treeOf(value));
        if (value.is === 'plain' && value.kind === 'number') cell.className = 'number';
        return cell;
      }),
    ),
  );
  const table = make('table', '', make('thead', '', head), make('tbody', '', ...body));
  const scroll = make('div', 'scroll', table);
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', words.en.site.table);
  return make('div', 'rows', scroll, ...(length > rows.length ? [make('p', 'dropped', t.value.rows(rows.length, length))] : []));
}

function headOf(name: string): HTMLElement {
  const head = make('th', '', name);
  head.scope = 'col';
  return head;
}

// ---- what went wrong

/** The message, where it happened with the line and a caret under the place, and what to do about it. */
export function troubleOf({ name, message, frames, hint }: Trouble, cell: Cell, names: (id: string) => string): HTMLElement {
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
export function excerpt(line: string, column: number): { text: string; column: number } {
  const indent = Math.min(line.length - line.trimStart().length, column - 1);
  const most = 100;
  const from = Math.max(indent, column - 60);
  const head = from > indent ? '…' : '';
  const tail = line.length - from > most ? '…' : '';
  return { text: `${head}${line.slice(from, from + most)}${tail}`, column: column - from + head.length };
}
