import { optimizer, optimizers } from '../catalog.ts';
import type { Family } from '../lib/optimizer.ts';
import { isGuest, seatOf } from './guests.ts';

/** How an algorithm looks on every map and curve: never told apart by colour alone. */
export interface Look {
  /** Of lines and signs. */
  colour: string;
  /** The same colour where it is words. */
  text: string;
  symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'hexagon';
  /** Members of a family share colour and symbol; their lines differ. */
  dash?: string;
}

const symbols: Record<Family, Look['symbol']> = {
  descent: 'circle',
  momentum: 'square',
  adagrad: 'triangle',
  rmsprop: 'diamond',
  adam: 'star',
};

/** For the first member of a family, the second, and so on. */
const dashes = [undefined, '7 3', '2 3', '9 3 2 3', '4 2', '1 2'];

/** Of the reader's own algorithms, each of which is a family by itself. There is no room for more that all eyes can tell apart. */
const own = ['mine', 'mine-2', 'mine-3'];

/** The look of the algorithm `id`. */
export function lookOf(id: string): Look {
  if (isGuest(id)) {
    const [seat, colour] = [seatOf(id), own[seatOf(id) % own.length]];
    return { colour: `var(--${colour})`, text: `var(--${colour}-text)`, symbol: 'hexagon', dash: dashes[seat % dashes.length] };
  }
  const { family } = optimizer(id);
  const kin = [...optimizers].filter(([, other]) => other.family === family).map(([one]) => one);
  return {
    colour: `var(--${family})`,
    text: `var(--${family}-text)`,
    symbol: symbols[family],
    dash: dashes[kin.indexOf(id) % dashes.length],
  };
}
