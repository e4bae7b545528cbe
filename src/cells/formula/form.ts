/** The form that turns a formula into a cell, and has the figure run on it. */
import { guests } from '../../catalog.ts';
import type { Objective, Point } from '../../lib/objective.ts';
import { guestId, listen } from '../../race/guests.ts';
import { withObjective } from '../../race/race.ts';
import { ask } from '../../race/store.ts';
import { words } from '../../words.ts';
import { enliven } from '../live.ts';
import { edited, find } from '../notebook.ts';
import { FormulaError } from './formula.ts';
import { textOf } from './text.ts';

const t = words.en.formula;

/** What the form wrote last, and where: that may be written over, and what the reader wrote may not. */
let written: { cell: string; text: string } | undefined;

/** Writes the cell and runs it, or says what is wrong. */
export async function submit(form: HTMLFormElement): Promise<void> {
  const field = <T extends HTMLInputElement>(name: string) => form.elements.namedItem(name) as T;
  const formula = field('formula');
  const says = form.querySelector('.says') as HTMLElement;
  const differences = field('differences').checked;
  formula.removeAttribute('aria-invalid');
  let text: string;
  try {
    text = textOf({ formula: formula.value, name: t.surface, view: viewIn(field), differences });
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    formula.setAttribute('aria-invalid', 'true');
    says.textContent = [error.column === undefined ? '' : t.at(error.column), error.message].filter(Boolean).join(' ');
    if (error.column !== undefined) {
      formula.focus();
      formula.setSelectionRange(error.column - 1, error.column);
    } else if (error.differences) field('differences').focus();
    return;
  }

  const life = enliven(document.querySelector('.notebook') as HTMLElement);
  const given = form.dataset.cell as string;
  const cells = life.notebook().cells;
  const last = cells.find(({ id, text }) => id === written?.cell && text === written.text);
  const free = last ?? cells.find((one) => one.id === given && !edited(one));
  if (free) life.edit(free.id, text);
  const cell = free?.id ?? life.add([{ kind: 'code', text }], given)[0];
  written = { cell, text };
  says.textContent = (differences ? t.madeByDifferences : t.made)(find(life.notebook(), cell).name);
  const figure = form.dataset.figure as string;
  await (document.getElementById(figure) as HTMLElement & { wake?: () => Promise<void> }).wake?.();
  runOn(figure, guestId(cell));
  await life.run([cell]);
}

/** @throws FormulaError where a range is none */
function viewIn(field: (name: string) => HTMLInputElement): Objective['view'] {
  const range = (name: string): Point => {
    const [from, to] = ['from', 'to'].map((end) => Number(field(`${name}-${end}`).value.replace('−', '-').trim() || Number.NaN));
    if (!(Number.isFinite(from) && Number.isFinite(to) && from < to)) throw new FormulaError(t.disorder);
    return [from, to];
  };
  return { x: range('x'), y: range('y') };
}

let stopWaiting = () => {};

/** Has a figure run on a surface as soon as it is there; the newest that was asked for. */
function runOn(figure: string, surface: string): void {
  stopWaiting();
  stopWaiting = listen(() => {
    if (!guests.objectives.has(surface)) return;
    stopWaiting();
    ask(figure, (race) => withObjective(race, surface));
  });
}
