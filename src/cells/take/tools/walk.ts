/** A race as a page shows it, walked again: what the notebooks and programs that readers take away call. Part of their text. */
import { descend, type Run } from '../../../lib/descend.ts';
import type { Objective, Point } from '../../../lib/objective.ts';
import type { Family, Optimizer } from '../../../lib/optimizer.ts';

export interface Contest {
  on: Objective;
  start: Point;
  /** Updates at most. */
  steps: number;
  paths: Contestant[];
}

/** One algorithm in it, with what is its own there. */
export interface Contestant extends Partial<Run> {
  of: Optimizer;
  /** What the reader's own version is called. */
  name?: string;
  /** Only this many points are shown. */
  show?: number;
}

export interface Trail {
  name: string;
  family?: Family;
  points: Point[];
  values: number[];
  /** Why there is no path. */
  trouble?: string;
}

/** Every path. One that cannot be walked says why, and the others are walked all the same. */
export function walk({ on, start, steps, paths }: Contest): Trail[] {
  return paths.map(({ of, name: mine, show, ...own }) => {
    const known = mine === undefined ? { name: of.name, family: of.family } : { name: mine };
    try {
      const { points, values } = descend(of, on, { start, steps, ...own });
      return { ...known, points: points.slice(0, show), values: values.slice(0, show) };
    } catch (error) {
      return { ...known, points: [], values: [], trouble: error instanceof Error ? error.message : String(error) };
    }
  });
}

/** Where each path ends, as a table of plain text with all digits. */
export function ends(trails: Trail[]): string {
  const rows = trails.map(({ name, points, values, trouble }) => {
    const last = points.length - 1;
    return trouble === undefined ? [name, last, ...points[last], values[last]].map(String) : [name, trouble];
  });
  const table = [['', 'step', 'x', 'y', 'f'], ...rows];
  const width = (column: number) => Math.max(...table.filter((row) => row.length > 2).map((row) => row[column].length), 0);
  const widths = table[0].map((_, column) => (column > 0 ? width(column) : Math.max(...rows.map(([name]) => name.length), 0)));
  return table
    .map((row) =>
      row
        .map((text, column) => text.padEnd(row.length > 2 ? widths[column] : widths[0]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Every point of every path with all digits, as CSV. */
export function everyStep(trails: Trail[]): string {
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = trails.flatMap(({ name, points, values, trouble }) =>
    trouble === undefined
      ? points.map(([x, y], step) => [quoted(name), step, x, y, values[step]].join(','))
      : [`# ${name}: ${trouble.replaceAll('\n', ' ')}`],
  );
  return ['optimizer,step,x,y,f', ...rows].join('\n');
}
