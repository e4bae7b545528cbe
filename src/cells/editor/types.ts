/**
 * Types in the editor: what is wrong, what may stand here, what a name is. TypeScript answers in a worker that all cells share.
 * It is a megabyte, so it starts with the first change on the page, when the browser is idle, and never where data are saved.
 */
import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { linter } from '@codemirror/lint';
import { type Extension, StateEffect } from '@codemirror/state';
import { EditorView, hoverTooltip, ViewPlugin } from '@codemirror/view';
import type { Explained, Language, Page } from './language.ts';

export type What = keyof Language;
export type Question<W extends What = What> = { id: number; what: W; given: Parameters<Language[W]> };
export type Answer = { id: number; answer: unknown };

let worker: Promise<Worker> | undefined;
let asked = 0;
const waiting = new Map<number, (answer: unknown) => void>();

function wake(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (worker || connection?.saveData) return;
  worker = new Promise((started) => {
    const start = () => {
      const types = new Worker(new URL('./types.worker.ts', import.meta.url), { type: 'module' });
      types.addEventListener('message', ({ data: { id, answer } }: MessageEvent<Answer>) => {
        waiting.get(id)?.(answer);
        waiting.delete(id);
      });
      started(types);
    };
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 500 });
    else setTimeout(start, 100);
  });
}

/** Nothing before the first change on the page, and nothing where TypeScript knows nothing. */
async function ask<W extends What>(what: W, ...given: Parameters<Language[W]>): Promise<ReturnType<Language[W]> | undefined> {
  if (!worker) return undefined;
  const types = await worker;
  const id = ++asked;
  return new Promise((answered) => {
    waiting.set(id, answered as (answer: unknown) => void);
    types.postMessage({ id, what, given } satisfies Question<W>);
  });
}

/** What is around a cell has changed: what was right may be wrong now. */
export const recheck = StateEffect.define<null>();

/** The editors of the page. */
const editors = new Set<EditorView>();

/**
 * @param around the page with all its cells but this one's newest text
 */
export function types(cell: string, around: () => Page): Extension {
  const page = (text: { toString(): string }): Page => {
    const { cells, inputs } = around();
    return { cells: { ...cells, [cell]: text.toString() }, inputs };
  };

  async function offers(context: CompletionContext): Promise<CompletionResult | null> {
    const { state, pos, explicit } = context;
    const word = context.matchBefore(/[\w$]+/);
    if (!explicit && !(word ? /^\D/.test(word.text) : context.matchBefore(/\./))) return null;
    const now = page(state.doc);
    const found = (await ask('complete', now, cell, pos)) ?? [];
    const from = word?.from ?? pos;
    const info = async ({ label }: { label: string }) => {
      const known = await ask('detail', now, cell, pos, label);
      return known ? explanation(known) : null;
    };
    return found.length > 0
      ? { from, validFor: /^[\w$]*$/, options: found.map(({ label, kind, boost }) => ({ label, type: icons[kind] ?? kind, boost, info })) }
      : null;
  }

  return [
    EditorView.updateListener.of(({ docChanged, view }) => {
      if (!docChanged) return;
      wake();
      for (const other of editors) if (other !== view) other.dispatch({ effects: recheck.of(null) });
    }),
    ViewPlugin.define((view) => {
      editors.add(view);
      return { destroy: () => void editors.delete(view) };
    }),
    linter(async ({ state: { doc } }) => (await ask('check', page(doc), cell)) ?? [], {
      delay: 300,
      needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(recheck))),
    }),
    autocompletion({ override: [offers] }),
    hoverTooltip(
      async ({ state: { doc } }, at) => {
        const known = await ask('explain', page(doc), cell, at);
        return known ? { pos: known.from, end: known.to, above: true, create: () => ({ dom: explanation(known) }) } : null;
      },
      { hideOnChange: true },
    ),
  ];
}

/** CodeMirror's icons, where they are called otherwise than TypeScript's kinds. */
const icons: Record<string, string> = {
  const: 'constant',
  let: 'variable',
  var: 'variable',
  'local var': 'variable',
  parameter: 'variable',
  alias: 'variable',
  getter: 'property',
  setter: 'property',
  'local function': 'function',
  'primitive type': 'type',
  'type parameter': 'type',
};

/** The classes that the listing has, by TypeScript's kinds. */
const classes: Record<string, string> = {
  keyword: 'tok-keyword',
  numericLiteral: 'tok-number',
  stringLiteral: 'tok-string',
  interfaceName: 'tok-typeName',
  className: 'tok-typeName',
  typeParameterName: 'tok-typeName',
};

function explanation({ code, says }: Explained): HTMLElement {
  const box = document.createElement('div');
  box.className = 'explained';
  const written = box.appendChild(document.createElement('code'));
  for (const { text, kind } of code) {
    const piece = written.appendChild(document.createElement('span'));
    piece.className = classes[kind] ?? '';
    piece.textContent = text;
  }
  if (says) box.appendChild(document.createElement('p')).textContent = says;
  return box;
}
