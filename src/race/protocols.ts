import { optimizer } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import { type Hyper, type Optimizer, written } from '../lib/optimizer.ts';
import { firstEye } from './eye.ts';
import { atEnd, type Entry, type Race } from './race.ts';

/** The rules of a race: who set them, and what they are. */
export const protocols = ['fair', 'a0', 'a4', 'pytorch'] as const;
export type Protocol = (typeof protocols)[number];

/** How the step sizes of a race were chosen: one for all, or for each the best that a search finds. A figure that has both says what they are. */
export const efforts = ['given', 'tuned'] as const;
export type Effort = (typeof efforts)[number];

/** Rules that one figure has for itself, where no protocol shows what it is to show. Same start and budget for all. */
export interface Conditions extends Pick<Race, 'objective' | 'start' | 'steps'> {
  /** What is not named here is as the algorithm recommends. */
  entries: Record<string, Partial<Pick<Entry, 'hyper' | 'form' | 'schedule'>>>;
  /** Ids of those that are switched off at first. */
  hidden?: string[];
  /** The one in focus at first, where the figure is about none. */
  focus?: string;
}

/** What a protocol says of a race; the rest is the reader's. */
type Rules = Omit<Race, 'eye' | 'panel' | 'hidden' | 'focus' | 'at'>;

/** The same start, budget and map for all; the settings are A0's where it has any, since it is A0's race that is made fair. */
function fair(entries: Entry[]): Rules {
  return { objective: 'quad1', start: [-4, -6], steps: 20, levels: 'f', view: 'overlay', entries };
}

const rules: Record<Protocol, (entries: Entry[]) => Rules> = {
  fair,

  // The article draws the first 15 points of four paths. It asks for 20 of Adam's, whose loop stops after
  // its 17th update; each point is noted before its update, so 17 are all there are.
  a0: (entries) => ({
    ...fair(
      entries.map((entry) =>
        entry.optimizer === 'adam' ? { ...entry, start: [-6, -6] as Point, box: 0.1, show: 17 } : { ...entry, show: 15 },
      ),
    ),
    levels: 'root',
  }),

  // 30 updates; each point is noted before its update, so the last one is not drawn.
  a4: (entries) => ({
    objective: 'quad2',
    start: [-7, 2],
    steps: 30,
    levels: 'f',
    view: 'overlay',
    entries: entries.map((entry) => ({ ...entry, show: 30 })),
  }),

  // PyTorch's defaults are for networks: on a map they need many steps to be seen moving at all.
  pytorch: (entries) => ({ ...fair(entries), steps: 200 }),
};

export function isEffort(name: unknown): name is Effort {
  return efforts.includes(name as Effort);
}

/** An algorithm's settings, and its form, as the source of a protocol has them; its own where that has none. */
export function settingsUnder(protocol: Protocol | Effort | Conditions, o: Optimizer): Pick<Entry, 'hyper' | 'form'> {
  const { hyper: usual, as } = o;
  if (typeof protocol === 'object' || isEffort(protocol)) return { hyper: usual };
  const { form, ...own } = (protocol === 'fair' ? (as.fair ?? as.a0) : as[protocol]) ?? {};
  return { hyper: { ...written(o, form).hyper, ...(own as Hyper) }, ...(form && { form }) };
}

/**
 * The race of these algorithms under a protocol, or under a figure's own conditions; the cursor at the end.
 * One that the protocol's source has no settings for runs with its own.
 *
 * @param own the one in focus: the last one that is seen, if nothing is said
 * @param off ids of those that are switched off at first
 * @throws RangeError that lists the known protocols, or optimizers
 */
export function raceOf(protocol: Protocol | Conditions, ids: string[], own?: string, off: string[] = []): Race {
  const focus = own ?? ids.findLast((id) => !off.includes(id)) ?? ids[0];
  if (typeof protocol === 'object') {
    const { entries, hidden = off, focus: first = focus, ...rules } = protocol;
    const all = ids.map((id): Entry => {
      const { form, hyper, schedule } = entries[id] ?? {};
      return {
        optimizer: id,
        hyper: { ...written(optimizer(id), form).hyper, ...hyper },
        ...(form && { form }),
        ...(schedule && { schedule }),
      };
    });
    return atEnd({ ...rules, levels: 'f', view: 'overlay', eye: firstEye, panel: 'loss', entries: all, hidden, focus: first, at: 0 });
  }
  if (!protocols.includes(protocol)) throw new RangeError(`There is no protocol “${protocol}”. Known: ${protocols.join(', ')}`);
  const entries = ids.map((id): Entry => ({ optimizer: id, ...settingsUnder(protocol, optimizer(id)) }));
  return atEnd({ ...rules[protocol](entries), eye: firstEye, panel: 'loss', hidden: off, focus, at: 0 });
}
