/**
 * How far `ours` is from `theirs`, in parts of `theirs`: the length of the difference divided by the length of `theirs`.
 * 0 where every bit is the same.
 *
 * For the points of a path this is the harshest measure that has a meaning. Dividing each coordinate by itself has none, since
 * coordinates pass through zero; dividing by the length of the whole path has, but a path that ends near the minimum, as most do,
 * could then differ in every digit of its last points and be called the same. Both articles' minima are at (0, 0), so here a
 * point that is closer to the minimum must be met more closely. On other surfaces (0, 0) is a place like any other, and a path
 * that passes near it looks worse than it is, never better.
 *
 * @param least what is divided by, where `theirs` is shorter
 * @throws RangeError if that is 0 and theirs is exactly (0, 0), and ours is not
 */
export function relativeDifference(ours: readonly number[], theirs: readonly number[], least = 0): number {
  const apart = Math.hypot(...theirs.map((value, i) => ours[i] - value));
  if (apart === 0) return 0;
  if (least === 0 && theirs.every((value) => value === 0))
    throw new RangeError(`(${ours.join(', ')}) has no relative difference from zero`);
  return apart / Math.max(least, Math.hypot(...theirs));
}

/** Up to one significant digit, and never down: 1.12e-11 becomes 2e-11. */
export function roundedUp(value: number): number {
  const [digits, power] = value.toExponential().split('e');
  return Number(`${Math.ceil(Number(digits))}e${power}`);
}
