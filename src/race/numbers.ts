import type { Matrix } from '../lib/objective.ts';
import type { Value } from './trace.ts';

/** A number for reading: `digits` significant ones, a real minus, powers of ten as in code. */
export function short(value: number, digits = 4): string {
  return plain(value, digits).replace(/e\+?/, 'e').replaceAll('-', '−');
}

/** The same as TeX. */
export function toTex(value: number, digits = 4): string {
  return plain(value, digits).replace(/e\+?(-?\d+)/, String.raw` \cdot 10^{$1}`);
}

/** (−4, −6) */
export function place([x, y]: readonly [number, number], digits = 4): string {
  return `(${short(x, digits)}, ${short(y, digits)})`;
}

/** A number or a place with three digits, which is what fits beside a line of code. */
export function written(value: Value): string {
  if (typeof value === 'number') return short(value, 3);
  const numbers = value.flatMap((part) => (typeof part === 'number' ? [part] : []));
  // A matrix is written as its rows.
  if (numbers.length < value.length) return (value as Matrix).map(written).join(' ');
  return `(${numbers
    .slice(0, 4)
    .map((one) => short(one, 3))
    .join(', ')}${numbers.length > 4 ? ', …' : ''})`;
}

function plain(value: number, digits: number): string {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  return size === 0 || (size >= 1e-3 && size < 1e6) ? String(rounded) : rounded.toExponential();
}
