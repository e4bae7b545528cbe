/**
 * A noisy curve, smoothed as A4 draws it: each value is the mean of the eleven around it, weighted by a Kaiser window with
 * β = 2; at either end the curve is mirrored.
 *
 * @returns as many values
 */
export function smooth(values: readonly number[]): number[] {
  const { length } = values;
  const mirrored = (i: number) => {
    // Shorter curves than the window are mirrored more than once.
    const period = Math.max(1, 2 * (length - 1));
    const place = ((i % period) + period) % period;
    return values[place < length ? place : period - place];
  };
  return values.map((_, i) => weights.reduce((sum, weight, k) => sum + weight * mirrored(i + k - reach), 0));
}

const reach = 5;

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
