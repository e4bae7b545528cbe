/** What a step of each algorithm costs, as `scripts/cost.ts` measured it. */
import { optimizers } from './catalog.ts';
import file from './cost.json';
import type { Asks, Cost, Costs } from './lib/cost.ts';

export const measured = file as Costs;

/** Times of one and the same step differ by a fifth from run to run, so that smaller differences between two say nothing. */
const alike = 1.5;

/**
 * An algorithm, and those of its forms that cost something else, in the order of the chapters.
 *
 * @throws RangeError that names an algorithm without measures, and what makes them
 */
export function costs(all: readonly Cost[] = measured.costs): { own: Cost; others: Cost[] }[] {
  return [...optimizers.keys()].map((id) => {
    const [own, ...forms] = all.filter(({ optimizer }) => optimizer === id);
    if (!own) throw new RangeError(`What a step of ${id} costs has not been measured: npm run cost ${id}`);
    return { own, others: forms.filter((one) => differ(one, own)) };
  });
}

function differ(one: Cost, own: Cost): boolean {
  const times = one.float32 / own.float32;
  return one.bytes !== own.bytes || JSON.stringify(one.asks) !== JSON.stringify(own.asks) || times > alike || times < 1 / alike;
}

/** What is asked, the most costly first. */
export const asked = (asks: Asks) =>
  (['hessian', 'factors', 'gradient', 'value'] as const).flatMap((what) => (asks[what] ? [[what, asks[what]] as const] : []));
