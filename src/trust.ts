/**
 * How each algorithm was checked, for the pages to say. The tests measure it, write it into `trust.json` (`npm run trust`), and
 * fail where that file says anything else than they find: see `tests/trust.ts`. Nothing in it is written by hand.
 */
import { optimizers } from './catalog.ts';
import type { Source } from './lib/optimizer.ts';
import measured from './trust.json';

/** Who else walked: an article, PyTorch, or NumPy after a paper's own lines, where neither of them has the algorithm. */
export type Elsewhere = Exclude<Source, 'fair' | 'network'> | 'numpy';

/** An algorithm against one source. */
export interface Check {
  source: Elsewhere;
  /** How many paths were compared, on which objectives, and how many steps they have together. */
  series: number;
  objectives: string[];
  steps: number;
  /** The largest relative difference between two points, rounded up to one digit; 0 where every bit is the same. */
  largest: number;
  /** Where it was found: the file and series, and after how many steps. Nowhere if it is 0. */
  at?: { series: string; objective: string; step: number };
}

export interface Trust {
  /** What computed our side: powers are rounded by the engine. */
  engine: string;
  /** What computed theirs. */
  versions: { numpy: string; torch: string };
  /** By id of the algorithm. */
  checks: Record<string, Check[]>;
  /** What holds between algorithms, and the ids of those that it is about. */
  laws: { says: string; about: string[] }[];
  /** Series that are there and were not compared. */
  leftOut: { source: Elsewhere; optimizer: string; option?: string; reason: string; series: number }[];
  /** By id of the objective: the largest relative difference from central differences, at so many places. */
  derivatives: Record<string, { places: number; gradient: number; hessian: number }>;
  /** By id of the figure that reproduces an article's: how many points it draws, and their largest relative difference. */
  figures: Record<string, { source: Elsewhere; paths: number; points: number; largest: number }>;
}

export const trust = measured as Trust;

/** The same for several sources together, or for one algorithm, or for all. */
export interface Sum {
  series: number;
  objectives: number;
  steps: number;
  largest: number;
}

/**
 * What an algorithm was held against.
 *
 * @throws Error that says what to do if that is nothing: a chapter may not be silent about it
 */
export function checksOf(id: string, { checks }: Pick<Trust, 'checks'> = trust): Check[] {
  const found = checks[id];
  if (!found?.length)
    throw new Error(`src/trust.json says nothing about “${id}”: give it paths in tests/golden/references.ts, then run \`npm run trust\``);
  return found;
}

/** The laws that are about an algorithm. */
export function lawsOf(id: string, { laws }: Pick<Trust, 'laws'> = trust): Trust['laws'] {
  return laws.filter(({ about }) => about.includes(id));
}

/** How many paths, objectives and steps some checks have together, and the largest difference of all. */
export function sum(checks: Check[]): Sum {
  return {
    series: checks.reduce((all, { series }) => all + series, 0),
    objectives: new Set(checks.flatMap(({ objectives }) => objectives)).size,
    steps: checks.reduce((all, { steps }) => all + steps, 0),
    largest: Math.max(...checks.map(({ largest }) => largest)),
  };
}

/** Every check of every algorithm in the catalog. */
export function allChecks(): Check[] {
  return [...optimizers.keys()].flatMap((id) => checksOf(id));
}
