import { toTex } from './numbers.ts';
import { type Protocol, raceOf } from './protocols.ts';
import { run } from './race.ts';

/**
 * f after an optimizer's race under a protocol, early stops and all, or at a step of it.
 *
 * @throws RangeError if there is no such protocol or optimizer, or it makes no such step
 */
export function outcome(protocol: Protocol, optimizer: string, step?: number): number {
  const [{ path }] = run(raceOf(protocol, [optimizer]));
  const value = path.values[step ?? path.values.length - 1];
  if (value === undefined) throw new RangeError(`${optimizer} makes no step ${step} under “${protocol}”`);
  return value;
}

/** The same in TeX, with two digits; with `f =` before it where it is named. */
export function outcomeTex(protocol: Protocol, optimizer: string, { step, named }: { step?: number; named?: boolean } = {}): string {
  const value = toTex(outcome(protocol, optimizer, step), 2);
  return named ? `f = ${value}` : value;
}
