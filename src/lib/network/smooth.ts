/**
 * A noisy curve, smoothed as A4 draws it: each value is the mean of the eleven around it, weighted by a Kaiser window with
 * β = 2; at either end the curve is mirrored.
 *
 * @returns as many values
 */
export function smooth(values: readonly number[]): number[] {
  return values.map((_, i) => smoothAt(values, i));
}

/** How far a value has a say: when a curve grows, so many of its last values change. */
export const reach = 5;

/** The smoothed value at one place. */
export function smoothAt(values: readonly number[], i: number): number {
  const { length } = values;
  // Curves that are shorter than the window are mirrored more than once.
  const period = Math.max(1, 2 * (length - 1));
  let sum = 0;
  for (let k = -reach; k <= reach; k++) {
    const place = (i + k + 4 * reach * period) % period;
    sum += weights[k + reach] * values[place < length ? place : period - place];
  }
  return sum;
}

/** I₀, the modified Bessel function of the first kind, by its series. */
function bessel(x: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; term > 1e-17 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const window = Array.from({ length: 2 * reach + 1 }, (_, i) => bessel(2 * Math.sqrt(1 - ((i - reach) / reach) ** 2)));
const whole = window.reduce((sum, weight) => sum + weight, 0);
const weights = window.map((weight) => weight / whole);
