import { objective } from '../catalog.ts';
import { wordFor } from '../lib/vocabulary.ts';
import { type Language, words } from '../words.ts';
import { laneOf } from './lane.ts';
import { light, litNow, watch } from './lit.ts';
import { short, written } from './numbers.ts';
import type { Lane, Race } from './race.ts';
import { follow } from './store.ts';
import { setText } from './text.ts';
import { type Trace, traceOf, type Value, valueIn } from './trace.ts';

/** Brings an equation and its code to life: they show the numbers of the step that their figure is at, and their letters light up. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].update;
  const { optimizer: id = '', form, follows = '' } = root.dataset;
  const all = <T extends Element = HTMLElement>(selector: string) => [...root.querySelectorAll<T>(selector)];
  const [meaning, head] = [root.querySelector('.meaning') as HTMLElement, root.querySelector('.at') as HTMLElement];
  const rows = all('.rows tbody tr');
  const slots = rows.map((row) =>
    [...row.querySelectorAll<HTMLElement>('[data-slot]')].map((slot) => ({
      name: slot.dataset.slot as string,
      when: slot.dataset.when as 'new' | 'old',
      numbers: slot.querySelectorAll('.text > .mord'),
    })),
  );
  const values = rows.map((row) => row.querySelector('.value span'));
  const [group, toggle] = [root.querySelector('.rows') as HTMLElement, root.querySelector('[data-do=numbers]') as HTMLElement];

  let race: Race | undefined;
  let lanes: Lane[] = [];
  let lane: Lane | undefined;
  let trace: Trace | undefined;
  let numbers = false;

  // ---- the step

  (document.getElementById(follows) as (HTMLElement & { wake?: () => void }) | null)?.wake?.();
  follow(follows, (living) => {
    // The lanes are new only when something was run anew.
    if (living.lanes !== lanes) lane = laneOf(living.race, id, form);
    ({ race, lanes } = living);
    show();
  });

  function show() {
    if (!race || !lane) return;
    const step = Math.min(race.at, lane.points.length - 1);
    trace = step > 0 ? traceOf(lane, objective(race.objective), step) : undefined;
    const running = race.entries.find(({ optimizer }) => optimizer === id)?.form;
    setText(head, step === 0 ? t.start : running === form ? t.at(step) : t.thisForm(step));
    for (const [row, value] of values.entries()) if (value) setText(value, said(row));
    if (numbers) fill();
    for (const row of rows) {
      (row.querySelector('.in-letters') as HTMLElement).hidden = numbers && trace !== undefined;
      (row.querySelector('.in-numbers') as HTMLElement).hidden = !(numbers && trace !== undefined);
    }
    // The cursor moves often: its numbers are not read out.
    if (litNow() !== undefined) explain(litNow(), undefined);
  }

  /** What a row has given a value to; at the start what is remembered there, and nothing that is yet to be computed. */
  function said(row: number): string {
    if (trace) return written(trace.rows[row].value);
    const name = rows[row].querySelector<HTMLElement>('.value')?.dataset.symbol as string;
    const vector = name === 'x' ? lane?.path.points[0] : lane?.path.memory[name]?.[0];
    return vector ? written(vector.length === 1 ? vector[0] : vector) : '–';
  }

  function fill() {
    if (!trace) return;
    for (const [row, here] of slots.entries()) {
      for (const { name, when, numbers: places } of here) {
        const value = valueIn(trace, name, row, when);
        for (const [i, place] of places.entries()) setText(place, text(value, i));
      }
    }
  }

  const text = (value: Value | undefined, i: number) =>
    value === undefined ? '?' : short(typeof value === 'number' ? value : (value.flat()[i] as number), 3);

  toggle.addEventListener('click', () => {
    numbers = !numbers;
    toggle.setAttribute('aria-pressed', String(numbers));
    group.toggleAttribute('data-numbers', numbers);
    show();
  });

  // ---- the letters

  watch((name, from) => {
    for (const element of all('.active')) element.classList.remove('active');
    explain(name, from);
  });

  /** Says what a letter means and what it stands for; what letters are for, where none of these is lit. */
  function explain(name: string | undefined, from: Element | undefined) {
    const word = name && wordFor(name);
    // Another form of the same algorithm leaves the letters that both have to the list of the first.
    const letter = document.querySelector(`[data-letter=${name}] .katex`);
    if (!word || !letter || !root.querySelector(`.rows [data-symbol=${name}]`)) {
      meaning.textContent = t.hint;
      return;
    }
    // Only one of several equations says it aloud: the one that was asked.
    meaning.setAttribute('aria-live', from && root.contains(from) ? 'polite' : 'off');
    const symbol = letter.cloneNode(true) as HTMLElement;
    for (const part of symbol.querySelectorAll('[data-symbol]')) part.removeAttribute('data-symbol');
    for (const part of symbol.querySelectorAll('.lit')) part.classList.remove('lit');
    const step = trace?.t ?? 0;
    const value = valueNow(name);
    meaning.replaceChildren(symbol, ` ${t.meaning(word.name, word.means)}${value === undefined ? '' : t.now(written(value), step)}`);
  }

  /** What a letter stands for once the update is made. */
  function valueNow(name: string): Value | undefined {
    return trace && valueIn(trace, name, trace.rows.length, 'old');
  }

  let active: Element | undefined;

  group.addEventListener('keydown', (event) => {
    if (event.target !== group) return;
    const way = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 'up', ArrowDown: 'down' }[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const seen = all('.rows tbody [data-symbol]').filter((element) => !element.closest('[hidden]'));
    const at = active && seen.includes(active as HTMLElement) ? seen.indexOf(active as HTMLElement) : -1;
    active = typeof way === 'number' ? seen[Math.min(seen.length - 1, Math.max(0, at + way))] : besides(seen, at, way === 'up' ? -1 : 1);
    light((active as HTMLElement).dataset.symbol, active, 'tap');
    active.classList.add('active');
  });

  /** The letter that stands nearest in the next row, or the one before, in the same column. */
  function besides(seen: HTMLElement[], at: number, by: number): HTMLElement {
    if (at < 0) return seen[0];
    const cell = seen[at].closest('td') as HTMLTableCellElement;
    const row = rows.indexOf(cell.parentElement as HTMLElement) + by;
    const middle = (element: Element) => element.getBoundingClientRect().left + element.getBoundingClientRect().width / 2;
    const here = seen.filter((element) => {
      const other = element.closest('td') as HTMLTableCellElement;
      return other.cellIndex === cell.cellIndex && rows.indexOf(other.parentElement as HTMLElement) === row;
    });
    const distance = (element: Element) => Math.abs(middle(element) - middle(seen[at]));
    return here.length > 0 ? here.reduce((best, element) => (distance(element) < distance(best) ? element : best)) : seen[at];
  }

  // A letter that the pointer already rests on was not seen coming.
  const under = [...root.querySelectorAll<HTMLElement>('[data-symbol]')].find((element) => element.matches(':hover'));
  if (under && litNow() === undefined) light(under.dataset.symbol, under);
}
