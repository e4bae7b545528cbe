import { optimizer, optimizers } from './catalog.ts';
import type { Optimizer } from './lib/optimizer.ts';
import { kept } from './lib/remembered.ts';

/** What a chapter's frontmatter says for the comparison. */
export interface Summary {
  /** The id of the algorithm that the chapter is about; none where it is about none. */
  optimizer?: string;
  /** Which gradient it uses, how its rate behaves, and what it is good at. */
  uses?: string;
  rate?: string;
  strength?: string;
}

export interface Row extends Required<Summary> {
  of: Optimizer;
  /** The names of the vectors that it remembers, each as long as the weights. */
  memory: string[];
}

/**
 * A row for each algorithm, in their order.
 *
 * @throws RangeError if a chapter is about an algorithm that there is not
 * @throws Error if an algorithm's chapter leaves a column empty
 */
export function comparison(chapters: Summary[]): Row[] {
  for (const { optimizer: id } of chapters) if (id) optimizer(id);
  return [...optimizers].map(([id, of]) => {
    const { uses, rate, strength } = chapters.find((chapter) => chapter.optimizer === id) ?? {};
    if (!uses || !rate || !strength) throw new Error(`The page of ${id} needs “uses”, “rate” and “strength” in its frontmatter`);
    return { optimizer: id, uses, rate, strength, of, memory: kept(of) };
  });
}
