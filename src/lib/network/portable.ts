/**
 * The exponential function and the logarithm, of sums, products and quotients alone. `Math.exp` and `Math.log` may differ from
 * one engine to the next in the last digit, and a training makes other weights of that; these give the same bits everywhere.
 */

/** ln 2 in two parts: a whole number times the first is exact. */
const [ln2, rest] = [0.6931471803691238, 1.9082149292705877e-10];

/** 2 to the power k, for a whole number k; 0 or ∞ where that is no number. */
function powerOfTwo(k: number): number {
  let power = 1;
  for (let i = 0; i < Math.abs(k) && power > 0 && power < Number.POSITIVE_INFINITY; i++) power *= k < 0 ? 0.5 : 2;
  return power;
}

/** The same, from a table, for the powers that probabilities need. */
const powers = Array.from({ length: 128 }, (_, k) => powerOfTwo(k - 64));

/** e to the power x, to a few units of the last digit. */
export function exp(x: number): number {
  if (!(x > -746)) return x <= -746 ? 0 : x;
  if (x > 710) return Number.POSITIVE_INFINITY;
  const k = Math.round(x / ln2);
  const r = x - k * ln2 - k * rest;
  // Taylor's series: |r| is at most ½ ln 2, so that the next term is below 10⁻¹⁷.
  let sum = 1;
  for (let n = 13; n > 0; n--) sum = 1 + (sum * r) / n;
  return k >= -64 && k < 64 ? sum * powers[k + 64] : sum * powerOfTwo(k - (k >> 1)) * powerOfTwo(k >> 1);
}

/** The natural logarithm of a number above 0, to a few units of the last digit. */
export function ln(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  let [m, k] = [x, 0];
  for (; m > Math.SQRT2; m /= 2) k++;
  for (; m < Math.SQRT1_2; m *= 2) k--;
  // ln m = 2 artanh s, by its series: |s| is at most 0.172, so that the next term is below 10⁻¹⁷.
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 21; n > 0; n -= 2) sum = sum * square + 1 / n;
  return k * ln2 + (k * rest + 2 * s * sum);
}
