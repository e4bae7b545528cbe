/** What stands under a cell, as outputs of a Jupyter notebook. */
import type { Item } from '../notebook.ts';
import type { Shown, Tree } from '../protocol.ts';
import { drawChart, type Easel } from './tools/draw.ts';

type Bundle = Record<string, string[]>;

/** As nbformat 4.5 has them. */
export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string[] }
  | { output_type: 'display_data'; data: Bundle; metadata: Record<string, never> }
  | { output_type: 'execute_result'; execution_count: number | null; data: Bundle; metadata: Record<string, never> }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

/** A text as notebooks keep it: its lines, each but the last with its end. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What a cell shows, without plots drawn where there is no easel. */
export function outputsOf(items: Item[], run: number | null, easel?: Easel): Output[] {
  return items.map((item) => outputOf(item, run, easel));
}

function outputOf(item: Item, run: number | null, easel?: Easel): Output {
  switch (item.is) {
    case 'log':
      return printed(`${item.items.map((tree) => written(tree)).join(' ')}\n`, item.level === 'log' ? 'stdout' : 'stderr');
    case 'dropped':
      return printed(`… and ${item.logs + item.shown} more\n`, 'stderr');
    case 'shown':
      return drawn(bundle(item.shown, easel));
    case 'value':
      return { output_type: 'execute_result', execution_count: run, data: bundle(item.shown, easel), metadata: {} };
    case 'trouble': {
      const { name, message, frames, hint } = item.trouble;
      const places = frames.map(({ cell, line, column }) => `    at ${cell}:${line}:${column}`);
      return {
        output_type: 'error',
        ename: name,
        evalue: message,
        traceback: [`${name}: ${message}`, ...places, ...(hint ? [hint] : [])],
      };
    }
  }
}

export function printed(text: string, name: 'stdout' | 'stderr' = 'stdout'): Output {
  return { output_type: 'stream', name, text: linesOf(text) };
}

export function drawn(data: Bundle): Output {
  return { output_type: 'display_data', data, metadata: {} };
}

function bundle(shown: Shown, easel?: Easel): Bundle {
  if (shown.mime === 'tree') return { 'text/plain': linesOf(written(shown.tree)) };
  if (shown.mime === 'text') return { 'text/plain': linesOf(shown.text) };
  if (shown.mime === 'table') return { 'text/plain': linesOf(table(shown)) };
  const plain = shown.series.map(({ name, points }) => `${name}: ${points.map((point) => point.join(' ')).join(', ')}`).join('\n');
  return { 'text/plain': linesOf(plain), ...(easel && { 'image/svg+xml': linesOf(drawChart(shown, easel)) }) };
}

function table({ columns, rows, length }: Extract<Shown, { mime: 'table' }>): string {
  const texts = [columns, ...rows.map((row) => row.map((tree) => written(tree)))];
  const widths = columns.map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  const lines = texts.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i]))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...(length > rows.length ? [`… ${length - rows.length} more`] : [])].join('\n');
}

/** A value as a console writes it. */
export function written(tree: Tree, depth = 0): string {
  switch (tree.is) {
    case 'plain': {
      const text = tree.more ? `${tree.text}…` : tree.text;
      return tree.kind === 'string' && depth > 0 ? JSON.stringify(text) : text;
    }
    case 'error':
      return `${tree.trouble.name}: ${tree.trouble.message}`;
    case 'list': {
      const items = tree.items.map((item) => written(item, depth + 1));
      return `${tree.of === 'Array' ? '' : `${tree.of}(${tree.length}) `}[${inside([...items, ...more(tree)])}]`;
    }
    case 'record': {
      const items = tree.items.map(([key, value]) => `${key}: ${written(value, depth + 1)}`);
      return `${tree.of === 'Object' ? '' : `${tree.of} `}{${inside([...items, ...more(tree)])}}`;
    }
  }
}

const inside = (parts: string[]) => (parts.length > 0 ? ` ${parts.join(', ')} ` : '');
const more = ({ length, items }: { length: number; items: unknown[] }) =>
  length > items.length ? [`… ${length - items.length} more`] : [];
