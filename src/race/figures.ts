import { known, optimizers } from '../catalog.ts';
import { words } from '../words.ts';
import { failures } from './failures.ts';
import { type Conditions, type Protocol, protocols, raceOf } from './protocols.ts';
import type { Race } from './race.ts';

/** A figure of the site: a race that starts as its protocol has it. */
export interface Figure {
  id: string;
  title: string;
  /** The page where it stands. */
  page: string;
  /** Whose rules it opens with; the reader may choose another protocol. A figure with rules of its own keeps them. */
  protocol: Protocol | Conditions;
  /** Who runs, in the order of drawing. */
  ids: string[];
  /** The algorithm that it is about, mostly the page's own: in colour and thick, the others quieter. None where all are equal. */
  own?: string;
  view?: Race['view'];
  /** Its numbers are published under data/figures/, since they are an article's. */
  published?: boolean;
}

const five = ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'];

const cumulative = ['a0-gd', 'a0-momentum', 'a0-adagrad', 'a0-rmsprop', 'a0-adam'].map((id, i): Figure => {
  const own = five[i];
  return {
    id,
    title: `A0: ${five
      .slice(0, i + 1)
      .map((one) => optimizers.get(one)?.name)
      .join(', ')}`,
    page: `/${own}/`,
    protocol: 'a0',
    ids: five.slice(0, i + 1),
    own,
    published: true,
  };
});

/** A chapter that reproduces nobody's figure has this one: its algorithm against all that came before, in a fair race. */
const chapters = [...optimizers].map(
  ([id, { name }], i, order): Figure => ({
    id,
    title: name,
    page: `/${id}/`,
    protocol: 'fair',
    ids: order.slice(0, i + 1).map(([one]) => one),
    own: id,
  }),
);

const all: Figure[] = [
  ...failures,
  ...chapters,
  ...cumulative,
  {
    id: 'a4-naive',
    title: words.en.figures['a4-naive'],
    page: '/comparison/',
    protocol: 'a4',
    ids: ['gradient-descent', 'momentum', 'adagrad', 'adam'],
    view: 'multiples',
    published: true,
  },
  { id: 'home', title: words.en.figures.home, page: '/', protocol: 'fair', ids: five },
  { id: 'playground', title: words.en.figures.playground, page: '/playground/', protocol: 'fair', ids: five },
  { id: 'a0-final', title: words.en.figures['a0-final'], page: '/comparison/', protocol: 'a0', ids: five },
  { id: 'fair', title: words.en.figures.fair, page: '/comparison/', protocol: 'fair', ids: five },
];

/** Every figure by id. */
export const figures = new Map(all.map((figure) => [figure.id, figure]));

/** @throws RangeError that lists the known ids */
export function figure(id: string): Figure {
  return known('figure', figures, id);
}

/** The figure of a chapter that the rest of the chapter follows: the article's where there is one. */
export function chapterFigure(optimizer: string): string {
  return all.findLast(({ own }) => own === optimizer)?.id ?? optimizer;
}

/** The protocols that a figure may be set to. */
export function protocolsOf({ protocol }: Figure): readonly Protocol[] {
  return typeof protocol === 'string' ? protocols : [];
}

/** The race that a figure shows to a reader who touches nothing, or under another protocol. */
export function raceIn({ ids, own, protocol, view }: Figure, as = protocol): Race {
  return { ...raceOf(as, ids, own), ...(view && { view }) };
}
