/** What each run of a cell has to itself: its display and console, within a budget, and timers that know whose they are. */
import { words } from '../../words.ts';
import { limits } from '../limits.ts';
import type { Shown } from '../protocol.ts';
import type { Report } from './messages.ts';
import { post } from './stripped.ts';
import { type PlotOptions, plotOf, tableOf, textOf, treeOf } from './values.ts';

export interface Own {
  /** By the names that a cell uses them by. */
  names: Record<string, unknown>;
  /** How many there were too many. */
  dropped(): { logs: number; shown: number };
}

/**
 * @param current whether this run is still the cell's last: an older one is not heard any more
 * @param guarded runs a function of the cell's later, and reports what it throws
 */
export function ownOf(cell: string, current: () => boolean, guarded: (run: () => void) => void): Own {
  const made = { shown: 0, logs: 0, size: 0 };
  const dropped = { shown: 0, logs: 0 };

  const send = (kind: 'shown' | 'logs', make: () => Report) => {
    if (!current()) return;
    if (made[kind] >= limits[kind] || made.size >= limits.size) {
      dropped[kind]++;
      return;
    }
    made[kind]++;
    const report = make();
    made.size += sizeOf(report);
    post(report);
  };

  const show = (make: () => Shown) => send('shown', () => ({ type: 'shown', cell, shown: make() }));
  const display = Object.assign(
    (value: unknown) => show(() => (typeof value === 'string' ? textOf(value) : { mime: 'tree', tree: treeOf(value) })),
    {
      table: (rows: unknown) => show(() => tableOf(rows)),
      plot: (data: unknown, options?: PlotOptions) => show(() => plotOf(data, options)),
    },
  );

  const log =
    (level: 'log' | 'warn' | 'error') =>
    (...values: unknown[]) =>
      send('logs', () => ({ type: 'log', cell, level, items: values.slice(0, limits.items).map((value) => treeOf(value)) }));
  const console = {
    log: log('log'),
    info: log('log'),
    debug: log('log'),
    warn: log('warn'),
    error: log('error'),
    assert: (holds: unknown, ...values: unknown[]) => holds || log('error')(words.en.sandbox.assertion, ...values),
    table: display.table,
  };

  const timer =
    (set: typeof setTimeout) =>
    (run: (...values: unknown[]) => void, ms?: number, ...values: unknown[]) =>
      set(() => guarded(() => run(...values)), ms);
  return {
    names: { display, console, setTimeout: timer(setTimeout), setInterval: timer(setInterval as typeof setTimeout) },
    dropped: () => dropped,
  };
}

/** About how many bytes a message is, without asking for its JSON. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 8;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, item) => sum + sizeOf(item), 16);
}
