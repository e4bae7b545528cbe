/** The sliders of a figure as inputs of cells: the settings of the path in focus, by name. */
import { follow } from '../race/store.ts';

export interface Sliders {
  /** Every setting's value; none as long as the figure sleeps. */
  now(): Record<string, number>;
}

/** Calls `moved` for each setting that is new or has another value, now and later. */
export function sliders(figure: string, moved: (name: string, value: number) => void): Sliders {
  let known: Record<string, number> = {};
  follow(figure, ({ race: { entries, focus } }) => {
    const hyper = entries.find(({ optimizer }) => optimizer === focus)?.hyper ?? {};
    const changed = Object.entries(hyper).filter(([name, value]) => known[name] !== value);
    // One that the path in focus does not have keeps the value that it had in another.
    if (changed.length > 0) known = { ...known, ...hyper };
    for (const [name, value] of changed) moved(name, value);
  });
  return { now: () => known };
}
