/** What repeated runs say together, and how much of it may be luck. */

/** NaN where there are no values. */
export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard deviation of all runs that there could be, as far as these can tell (divided by n − 1); NaN for fewer than two. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Two algorithms, run on the same seeds: what each pair of runs says of them. */
export interface Paired {
  pairs: number;
  /** The mean of the differences, the one less the other, and their deviation. */
  difference: number;
  deviation: number;
  /** Pairs in which the one has more, and in which it has less. */
  more: number;
  less: number;
  /** How often luck alone would make the mean difference as large, either way: a share of all cases. */
  luck: number;
}

/** More pairs make more cases than can be counted through. */
export const mostPairs = 20;

/**
 * Compares run by run, so that what a seed does to both falls out.
 *
 * Luck is counted, not estimated: were the two alike, each difference could as well have the other sign. Of all 2ⁿ ways to
 * give them signs, it is the share whose mean is as far from zero as the one found (Fisher's randomisation test, 1935).
 *
 * @throws RangeError if they are not pairs, are none, or more than `mostPairs`
 */
export function paired(one: readonly number[], other: readonly number[]): Paired {
  const pairs = one.length;
  if (other.length !== pairs) throw new RangeError(`${pairs} runs against ${other.length} are no pairs`);
  if (pairs < 1 || pairs > mostPairs) throw new RangeError(`${pairs} pairs: 1 to ${mostPairs} can be compared`);
  const differences = one.map((value, i) => value - other[i]);
  return {
    pairs,
    difference: mean(differences),
    deviation: deviation(differences),
    more: differences.filter((d) => d > 0).length,
    less: differences.filter((d) => d < 0).length,
    luck: luckIn(differences),
  };
}

function luckIn(differences: readonly number[]): number {
  // Sums that are equal on paper differ in their last bits.
  const found = Math.abs(differences.reduce((sum, d) => sum + d, 0)) * (1 - 1e-12);
  const count = (sum: number, i: number): number => {
    if (i === differences.length) return Math.abs(sum) >= found ? 1 : 0;
    return count(sum + differences[i], i + 1) + count(sum - differences[i], i + 1);
  };
  return count(0, 0) / 2 ** differences.length;
}
