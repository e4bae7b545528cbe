import { type Lane, type Race, run, withForm } from './race.ts';

/**
 * The run of one algorithm of a race, in the form that is asked for: its own where none is.
 *
 * @throws RangeError if it does not run there
 */
export function laneOf(race: Race, id: string, form: string | undefined): Lane {
  const entry = race.entries.find(({ optimizer }) => optimizer === id);
  if (!entry) throw new RangeError(`${id} does not run in this race. There: ${race.entries.map(({ optimizer }) => optimizer).join(', ')}`);
  return run(withForm({ ...race, entries: [entry] }, id, form))[0];
}
