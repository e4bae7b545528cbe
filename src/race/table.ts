import { short } from './numbers.ts';
import { type Lane, last, type Race } from './race.ts';

/** The points that a map shows as rows of text, for those who cannot see it: step, then x, y and f of each lane. */
export function tableOf(lanes: Lane[]): string[][] {
  return Array.from({ length: lanes.length ? last(lanes) + 1 : 0 }, (_, step) => [
    String(step),
    ...lanes.flatMap(({ points, values }) =>
      step < points.length ? [...points[step], values[step]].map((value) => short(value)) : ['', '', ''],
    ),
  ]);
}

/** The same at full precision as CSV, one row a point, with each memory vector. */
export function toCsv(lanes: Lane[]): string {
  const names = [...new Set(lanes.flatMap(({ path }) => Object.keys(path.memory)))];
  const rows = lanes.flatMap(({ entry, points, values, path }) =>
    points.map((point, step) => [
      entry.optimizer,
      step,
      ...point,
      values[step],
      ...names.flatMap((name) => path.memory[name]?.[step] ?? ['', '']),
    ]),
  );
  const head = ['optimizer', 'step', 'x', 'y', 'f', ...names.flatMap((name) => [`${name}_x`, `${name}_y`])];
  return `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

/** The numbers of a figure as they are published under data/figures/: full precision, points as drawn. */
export function toData(id: string, race: Race, lanes: Lane[]) {
  return {
    id,
    objective: race.objective,
    series: lanes.map(({ entry, points }) => ({
      optimizer: entry.optimizer,
      settings: { ...entry.hyper, ...(entry.form && { form: entry.form }) },
      start: entry.start ?? race.start,
      points,
    })),
  };
}
