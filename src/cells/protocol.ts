/**
 * What the page and the sandbox say to each other. The page sends compiled code and settings in; values come back as bounded
 * trees of plain data, so that nothing that a cell makes is ever run, or even looked into, by the page.
 */
import type { Path, Run } from '../lib/descend.ts';
import type { Objective } from '../lib/objective.ts';
import type { Hyper, Optimizer } from '../lib/optimizer.ts';
import type { Assignment, Driver, News } from '../network/driver.ts';

/** A cell's code, ready for the sandbox. */
export interface Compiled {
  /** The id of the cell. */
  cell: string;
  /**
   * The body of a function, in JavaScript: types, imports and the word `export` are blanked, and what is left stands where it
   * stood in the cell. `export default` is `const $value=`, with the same places.
   */
  js: string;
  /** The names that it uses and does not declare, without those of the language, each with the place where it is used first. */
  uses: string[];
  where: Record<string, Omit<Place, 'cell'>>;
  /**
   * The names that it has for other cells: what it exports, or in a cell without that word all that it declares at its top
   * level. The name of a default export is the cell's own id in camelCase.
   */
  defines: string[];
  /** What it imports: from where, as written, and under which names ('*' is the whole module). */
  imports: ({ from: string; names: [imported: string, local: string][] } & Omit<Place, 'cell'>)[];
  /** Where the cell's value comes from: the name that holds it, or the last expression, as offsets in `js`. */
  value?: string | [from: number, to: number];
  /** Whether it waits for something outside of its functions. */
  awaits: boolean;
}

/** A place in a cell: lines and columns count from 1. */
export interface Place {
  cell: string;
  line: number;
  column: number;
}

/** What went wrong in a cell. */
export interface Trouble {
  /** Of the error: 'TypeError'; or what became of the cell: 'Interrupted', 'Crashed'. */
  name: string;
  message: string;
  /** Innermost first; none where the error has no place in a cell. */
  frames: Place[];
  /** A sentence on what to do, where the trouble is a common one. */
  hint?: string;
}

/** A value, cut to what a page can show: at most 100 items a level, 4 levels deep. `more` letters are left out of a text. */
export type Tree =
  | {
      is: 'plain';
      text: string;
      more?: number;
      kind: 'number' | 'string' | 'boolean' | 'nothing' | 'bigint' | 'symbol' | 'date' | 'regexp' | 'function' | 'cut';
    }
  | { is: 'list'; of: string; length: number; items: Tree[] }
  | { is: 'record'; of: string; length: number; items: [key: string, value: Tree][] }
  | { is: 'error'; trouble: Trouble };

/** What a cell shows beside its value. `plot` is a list of series of points that the page draws. */
export type Shown =
  | { mime: 'tree'; tree: Tree }
  | { mime: 'text'; text: string; more?: number }
  | { mime: 'table'; columns: string[]; rows: Tree[][]; length: number }
  | { mime: 'plot'; kind: 'line' | 'dot'; x?: string; y?: string; series: { name: string; points: [number, number][] }[] };

/** What the page knows of an optimizer that lives in the sandbox: everything but its functions. */
export type OptimizerFacts = Pick<Optimizer, 'name' | 'hyper' | 'family' | 'year'> & {
  as: Optimizer['as'];
  memory: string[];
  forms: string[];
  /** The settings of those forms that have their own. */
  formSettings: Record<string, Hyper>;
};

/** The same of an objective. `grid` are its values over its view, row by row from the lower left corner, for the map. */
export type ObjectiveFacts = Pick<Objective, 'name' | 'formula' | 'view' | 'minima' | 'start' | 'levels'> & {
  grid: { columns: number; rows: number; values: Float64Array };
};

/** What becomes of a cell, in the order in which it happens. */
export type KernelEvent =
  | { type: 'ready' }
  | { type: 'start'; cell: string; run: number }
  | { type: 'log'; cell: string; level: 'log' | 'warn' | 'error'; items: Tree[] }
  | { type: 'shown'; cell: string; shown: Shown }
  | { type: 'dropped'; cell: string; logs: number; shown: number }
  | {
      type: 'done';
      cell: string;
      run: number;
      value: Shown | undefined;
      optimizer?: OptimizerFacts;
      objective?: ObjectiveFacts;
    }
  | { type: 'error'; cell: string; run: number; trouble: Trouble }
  /** The sandbox had to be started anew. `cells` were running, are set aside until they are edited, and the others run again. */
  | { type: 'restarted'; cells: string[]; why: 'time' | 'crash' | 'flood' | 'asked' };

/** A race that the sandbox runs. An optimizer or an objective is 'adam' as the cell adam exports it, './adam.ts' as the catalog has it. */
export interface Descent extends Run {
  optimizer: string;
  objective: string;
}

/** A training that the sandbox runs. `optimizer` is a name as in a descent, whatever the runner's id is. */
export interface Training extends Assignment {
  optimizer: string;
  /** The cell whose code it runs, where it is a cell's. */
  cell?: string;
}

/** What is heard of a training while all goes well. */
export type Told = Exclude<News, { type: 'failed' }>;

/** And that nothing more will be: `blames` says whether it was the code that failed, so that its cell has to hear of it. */
export type TrainingNews = Told | { type: 'failed'; trouble: Trouble; blames: boolean };

export type Input = number | string | boolean;

/** The sandbox as the page sees it. It starts with the first call and is made anew when it dies. */
export interface Kernel {
  /** New or changed cells; what depends on them runs again. A cell that is not in the sandbox yet is added. */
  define(cells: Compiled[]): void;
  remove(cells: string[]): void;
  /** A value from outside that cells use by name: a slider. Cells that use it run again; without a value it is gone. */
  input(name: string, value: Input | undefined): void;
  /**
   * Runs a descent of cells' own optimizers and objectives. Where it ends in what is not a number, `hint` says what may be the
   * reason.
   *
   * @throws Trouble where the algorithm throws, or is stopped
   */
  descend(descent: Descent): Promise<Path & { hint?: string }>;
  /**
   * Trains a network. What is heard is in order, but that some is told once more after the sandbox had to be started anew.
   *
   * @param images a port to the images, which is the sandbox's from now on
   */
  train(training: Training, images: MessagePort, hear: (news: TrainingNews) => void): Driver;
  /** Stops what runs, and all trainings. */
  interrupt(): void;
  restart(): void;
  listen(listener: (event: KernelEvent) => void): () => void;
}
