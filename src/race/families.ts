import { optimizer, optimizers } from '../catalog.ts';
import type { Family } from '../lib/optimizer.ts';
import { isGuest, seatOf } from './guests.ts';

/** How an algorithm looks on every map and curve: never told apart by colour alone. */
export interface Look {
  /** Of lines and signs. */
  colour: string;
  /** The same colour where it is words. */
  text: string;
  symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'wye' | 'cross' | 'hexagon';
  /** Members of a family share hue and symbol; no two have one shade and one dash. */
  dash?: string;
}

const symbols: Record<Family, Look['symbol']> = {
  descent: 'circle',
  momentum: 'square',
  adagrad: 'triangle',
  rmsprop: 'diamond',
  adam: 'star',
  newton: 'wye',
  matrix: 'cross',
};

/**
 * For the first member of a family, the second, and so on; their shades alternate. Seven dashes and two shades make fourteen looks,
 * and neighbours in time, who are often seen together, differ in both.
 */
const dashes = [undefined, '7 3', '2 3', '9 3 2 3', '14 4', '9 3 2 3 2 3', '4 2'];

/** Of the reader's own algorithms, each of which is a family by itself. There is no room for more that all eyes can tell apart. */
const own = ['mine', 'mine-2'];

/** The look of the algorithm `id`. */
export function lookOf(id: string): Look {
  if (isGuest(id)) {
    const [seat, colour] = [seatOf(id), own[seatOf(id) % own.length]];
    return { colour: `var(--${colour})`, text: `var(--${colour}-text)`, symbol: 'hexagon', dash: dashes[seat % dashes.length] };
  }
  const { family } = optimizer(id);
  const kin = [...optimizers].filter(([, other]) => other.family === family).map(([one]) => one);
  return { ...lookAt(kin.indexOf(id), family), text: `var(--${family}-text)`, symbol: symbols[family] };
}

/** The shade and the dash of the member of a family that is at this place among its kin. */
export function lookAt(place: number, family: Family): Pick<Look, 'colour' | 'dash'> {
  return { colour: `var(--${family}${place % 2 ? '-2' : ''})`, dash: dashes[place % dashes.length] };
}
