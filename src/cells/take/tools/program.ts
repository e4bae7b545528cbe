/** What a program that readers take away calls to print things. */
import { type Contest, everyStep, walk } from './walk.ts';

/** Walks a race and prints every point as CSV. */
export function show(title: string, race: Contest): void {
  console.log(`# ${title}\n${everyStep(walk(race))}\n`);
}

/** Prints a value, unless there is none. */
export const display = Object.assign(
  (value: unknown) => {
    if (value !== undefined) console.log(value);
  },
  {
    table: (rows: unknown[]) => console.table(rows),
    plot: (series: unknown) => console.log(JSON.stringify(series)),
  },
);
