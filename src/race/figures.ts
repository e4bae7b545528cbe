import { known, optimizers } from '../catalog.ts';
import { words } from '../words.ts';
import { failures } from './failures.ts';
import { type Conditions, type Effort, efforts, isEffort, type Protocol, protocols, raceOf } from './protocols.ts';
import type { Race } from './race.ts';
import { races } from './races.ts';

/** A figure of the site: a race that starts as its protocol has it. */
export interface Figure {
  id: string;
  title: string;
  /** The page where it stands. */
  page: string;
  /** Whose rules it opens with; the reader may choose another protocol. A figure with rules of its own keeps them. */
  protocol: Protocol | Effort | Conditions;
  /** Its own rules with step sizes as given and tuned, for the reader to choose between. */
  efforts?: Record<Effort, Conditions>;
  /** Who runs, in the order of drawing. */
  ids: string[];
  /** Those of them that are there by choice: switched off at first, and out of the way. */
  spare?: string[];
  /** The algorithm that it is about, mostly the page's own: in colour and thick, the others quieter. None where all are equal. */
  own?: string;
  view?: Race['view'];
  /** Its numbers are published under data/figures/: since they are an article's, or its picture is. */
  published?: boolean;
}

/** A0's. */
export const five = ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'];

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

/** An algorithm and all that it grew out of, at first or second hand. */
function lineOf(id: string): string[] {
  return [id, ...Object.keys(optimizers.get(id)?.from ?? {}).flatMap(lineOf)];
}

/**
 * A chapter that reproduces nobody's figure has this one: its algorithm against all that came before, in a fair race. Of these,
 * A0's five and those that it grew out of are seen at first; more could not be told apart.
 */
const chapters = [...optimizers].map(([id, { name }], i, order): Figure => {
  const ids = order.slice(0, i + 1).map(([one]) => one);
  const seen = [...five, ...lineOf(id)];
  return {
    id,
    title: name,
    page: `/${id}/`,
    protocol: 'fair',
    ids,
    spare: ids.filter((one) => !seen.includes(one)),
    own: id,
  };
});

/** The five, and everybody else by choice. */
const everyone = { ids: [...optimizers.keys()], spare: [...optimizers.keys()].filter((id) => !five.includes(id)) };

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
  { id: 'playground', title: words.en.figures.playground, page: '/playground/', protocol: 'fair', ...everyone },
  { id: 'a0-final', title: words.en.figures['a0-final'], page: '/comparison/', protocol: 'a0', ids: five },
  { id: 'fair', title: words.en.figures.fair, page: '/comparison/', protocol: 'fair', ...everyone },
  ...races,
  {
    id: 'resting',
    title: words.en.figures.resting,
    page: '/training/',
    // The largest η, of some doublings and halvings, whose end the schedule still brings near the lowest point.
    protocol: {
      objective: 'sparse',
      start: [0, 0],
      steps: 200,
      entries: {
        'gradient-descent': { hyper: { lr: 0.2 }, schedule: 'cosine' },
        momentum: { hyper: { lr: 0.1 }, schedule: 'cosine' },
        adagrad: { hyper: { lr: 2 }, schedule: 'cosine' },
        rmsprop: { hyper: { lr: 0.4 }, schedule: 'cosine' },
        adam: { hyper: { lr: 0.8 }, schedule: 'cosine' },
      },
      focus: 'rmsprop',
    },
    ids: five,
  },
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
export function protocolsOf({ protocol, efforts: own }: Figure): readonly (Protocol | Effort)[] {
  if (own) return efforts;
  return typeof protocol === 'string' ? protocols : [];
}

/**
 * The race that a figure shows to a reader who touches nothing, or under another protocol.
 *
 * @throws RangeError if it is to be tuned, and is not known to be
 */
export function raceIn({ id, ids, spare, own, protocol, efforts, view }: Figure, as = protocol): Race {
  const rules = isEffort(as) ? efforts?.[as] : as;
  if (!rules) throw new RangeError(`The figure “${id}” has no rules “${as}”`);
  return { ...raceOf(rules, ids, own, spare), ...(view && { view }) };
}

/** Whether another form than an algorithm's own, or a schedule, is what a figure is about: then the switch between them is at hand. */
export function isFormed(figure: Figure, { entries }: Race): boolean {
  return protocolsOf(figure).length === 0 && entries.some(({ form, schedule }) => form || schedule);
}
