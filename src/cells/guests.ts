/** Brings what cells make into the page's figures: facts and paths from the sandbox, of which nothing is taken on trust. */

import { optimizers } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import { families, type Hyper, type Source } from '../lib/optimizer.ts';
import { type Algorithm, cellOf, fail, isGuest, join, leave, type Runner, type Surface, serve, type Walked } from '../race/guests.ts';
import { camelCase } from './name.ts';
import type { Kernel, ObjectiveFacts, OptimizerFacts, Trouble } from './protocol.ts';

/** What the page knows about its cells and the sandbox does not. */
export interface Page {
  /** Whether what a cell last ran differs from what came with the page. */
  changed(cell: string): boolean;
  /** A cell ran well, and what it made does not: its steps throw, or take too long. */
  complain(cell: string, trouble: Trouble): void;
}

/** What the page says of cells that the sandbox hears nothing about. */
export interface Guests {
  /** Its text is no code. */
  fail(cell: string, trouble: Trouble): void;
  /** It is gone. */
  leave(cell: string): void;
}

/** From now on every algorithm and every surface that a changed cell makes takes part in the figures. */
export function host(kernel: Kernel, page: Page): Guests {
  serve(runnerOf(kernel, page));
  kernel.listen((event) => {
    if (event.type === 'done') {
      // A file of the library as it was is in the figures already.
      if (optimizers.has(event.cell) && !page.changed(event.cell)) return leave(event.cell);
      const algorithm = event.optimizer && algorithmOf(event.cell, event.optimizer);
      const surface = event.objective && surfaceOf(event.cell, event.objective);
      join(event.cell, { algorithm, surface });
    } else if (event.type === 'error') fail(event.cell, sayTrouble(event.trouble));
  });
  return { fail: (cell, trouble) => fail(cell, sayTrouble(trouble)), leave };
}

/** What the sandbox calls it: a cell's by the name of its default export, the catalog's by its file, whatever cells there are. */
export const nameOf = (id: string) => (isGuest(id) ? camelCase(cellOf(id)) : `./${id}.ts`);

function runnerOf(kernel: Kernel, page: Page): Runner {
  return async (run) => {
    try {
      return pathOf(await kernel.descend({ ...run, optimizer: nameOf(run.optimizer), objective: nameOf(run.objective) }), run.steps);
    } catch (error) {
      const trouble = error as Trouble;
      const guest = [run.optimizer, run.objective].find(isGuest);
      if (guest !== undefined) page.complain(cellOf(guest), trouble);
      throw new Error(sayTrouble(trouble));
    }
  };
}

/** As a sentence for a figure: 'TypeError: … (line 3)'. */
export function sayTrouble({ name, message, frames }: Trouble): string {
  const line = frames?.[0]?.line;
  return `${text(name, 40)}: ${text(message, 200)}${line === undefined ? '' : ` (line ${line})`}`;
}

// ---- what comes from the sandbox is what it should be, or is not taken

/** Names become parts of ids and selectors. */
const isName = (name: string) => /^[\p{L}_][\p{L}\p{N}_]{0,29}$/u.test(name);
const sources: Source[] = ['a0', 'a1', 'a4', 'network', 'pytorch', 'fair'];

/** One line of text, of visible characters. */
function text(value: unknown, most: number): string {
  const plain = String(value)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

function numbersIn(record: unknown): Hyper {
  const entries = Object.entries(record ?? {}).filter(([name, value]) => isName(name) && Number.isFinite(value));
  return Object.fromEntries(entries.slice(0, 12));
}

function algorithmOf(cell: string, facts: OptimizerFacts): Algorithm {
  const forms = facts.forms.filter(isName).slice(0, 8);
  const as = sources.flatMap((source) => {
    const said = facts.as?.[source];
    if (!said) return [];
    return [[source, { ...numbersIn(said), ...(forms.includes(said.form ?? '') && { form: said.form }) }] as const];
  });
  return {
    // A longer one would lie over the paths.
    name: text(facts.name, 24) || cell,
    hyper: numbersIn(facts.hyper),
    family: families.includes(facts.family) ? facts.family : 'descent',
    as: Object.fromEntries(as),
    forms,
    formSettings: Object.fromEntries(
      forms.flatMap((form) => {
        const settings = Object.hasOwn(facts.formSettings ?? {}, form) ? numbersIn(facts.formSettings[form]) : undefined;
        return settings ? [[form, settings]] : [];
      }),
    ),
  };
}

const isPoint = (point: unknown): point is Point => Array.isArray(point) && point.length === 2 && point.every(Number.isFinite);
const rises = ([low, high]: Point) => low < high;

/** @returns nothing where there is not enough to draw */
function surfaceOf(cell: string, facts: ObjectiveFacts): Surface | undefined {
  const { view, grid } = facts;
  const { columns, rows, values } = grid;
  const whole = columns >= 2 && rows >= 2 && values.length === columns * rows;
  if (!whole || !isPoint(view.x) || !isPoint(view.y) || !rises(view.x) || !rises(view.y) || !isPoint(facts.start)) return undefined;
  const levels = [...facts.levels].slice(0, 40).filter(Number.isFinite);
  if (levels.length < 2 || levels.some((level, i) => i > 0 && level <= levels[i - 1])) return undefined;
  return {
    name: text(facts.name, 24) || cell,
    formula: text(facts.formula, 200),
    view: { x: view.x, y: view.y },
    minima: facts.minima.filter(isPoint).slice(0, 20),
    start: facts.start,
    levels,
    grid: { columns, rows, values },
  };
}

/** @throws Trouble where it is no path */
function pathOf(path: Walked, steps: number): Walked {
  const { points, values, gradients, stop } = path;
  const count = points.length;
  const memory = Object.entries(path.memory).filter(([name]) => isName(name));
  const good =
    count >= 1 &&
    count <= steps + 1 &&
    values.length === count &&
    gradients.length >= count - 1 &&
    points.every(isPoint) &&
    values.every(Number.isFinite) &&
    gradients.every(isPair) &&
    memory.every(([, vectors]) => vectors.length >= count && vectors.every((one) => isVector(one) && one.length === vectors[0].length));
  if (!good) throw { name: 'Error', message: 'the answer is no path', frames: [] } satisfies Trouble;
  return {
    points,
    values,
    gradients,
    memory: Object.fromEntries(memory),
    stop: { reason: stop.reason, step: Number(stop.step) },
    ...(path.hint && { hint: text(path.hint, 200) }),
  };
}

const isVector = (vector: unknown): vector is number[] => Array.isArray(vector) && vector.every((part) => typeof part === 'number');
const isPair = (vector: unknown) => isVector(vector) && vector.length === 2;
