import { objective } from '../catalog.ts';
import type { Point } from '../lib/objective.ts';
import type { Hyper } from '../lib/optimizer.ts';
import type { RaceWords } from '../words.ts';
import { isGuest } from './guests.ts';
import { drawLoss } from './loss.ts';
import type { Frame } from './map.ts';
import { drawMemory, memoryOf, reachOf } from './memory.ts';
import { short } from './numbers.ts';
import { inFocus, type Lane, loudest, type Race, seen } from './race.ts';
import { drawRates, ratesOf } from './rate.ts';
import { drawStability, sayStability } from './stability.ts';
import type { Moving } from './svg.ts';

/** Every drawing beside a map has these units. */
export const panelFrame: Frame = { width: 232, height: 150 };

/** What stands beside the map. */
export interface Panel extends Moving {
  /** What it says at a step: a sentence or two under the drawing. */
  says(at: number): string;
  /** The same for those who cannot see the drawing, with what else it shows. */
  label(at: number): string;
  /** The settings of the lane in focus at a place of the drawing, where it can be pointed at. */
  settingsAt?(place: Point): Hyper;
}

interface Scene {
  race: Race;
  visible: Lane[];
  /** The one in focus. */
  lane: Lane;
  own: string | undefined;
  words: RaceWords;
  document: Document;
}

type Drawn = Omit<Panel, 'label'> & {
  /** What the drawing shows at every step and nobody says. */
  also?: string;
};

/** Draws what the race wants beside its map. */
export function drawPanel(race: Race, lanes: Lane[], own: string | undefined, words: RaceWords, document: Document): Panel {
  const visible = seen(race, lanes);
  const lane = inFocus(race, visible);
  const { says, also, ...drawn } = lane
    ? panels[race.panel]({ race, visible, lane, own, words, document })
    : { ...drawNothing(race, document), says: () => '' };
  const title = words.panelLabel[race.panel](lane?.optimizer.name ?? '');
  return { ...drawn, says, label: (at) => [title, also, says(at)].filter(Boolean).join(' ') };
}

function drawNothing(race: Race, document: Document): Moving {
  return drawLoss(objective(race.objective), [], '', race.at, race.steps, panelFrame, document);
}

const panels: Record<Race['panel'], (scene: Scene) => Drawn> = {
  loss({ race, visible, lane, own, words, document }) {
    const f = objective(race.objective);
    return {
      ...drawLoss(f, visible, loudest(race, own), race.at, race.steps, panelFrame, document),
      says(at) {
        const ends = visible.map(({ optimizer, values }) => {
          const step = Math.min(at, values.length - 1);
          return { name: optimizer.name, step, value: values[step] };
        });
        const lowest = ends.reduce((best, one) => (one.value < best.value ? one : best));
        if (at === 0)
          return visible.every(({ values }) => values[0] === lane.values[0])
            ? words.loss.start(short(lane.values[0]))
            : words.loss.startOf(lane.optimizer.name, short(lane.values[0]));
        if (ends.length === 1) return words.loss.alone(lowest.name, lowest.step, short(lowest.value), short(lane.values[0]));
        const names = ends.filter(({ value }) => value === lowest.value).map(({ name }) => name);
        return words.loss.lowest(at, names, short(lowest.value), lowest.step < at ? lowest.step : undefined);
      },
    };
  },

  rate({ race, lane, words, document }) {
    const { x, y } = ratesOf(lane);
    const gaps = (rates: number[]) => rates.filter((rate) => rate <= 0).length;
    const say = (axis: 'x' | 'y', rate: number, step: number) => {
      const i = axis === 'x' ? 0 : 1;
      if (Number.isNaN(rate)) return words.rate[lane.points[step][i] === lane.points[step - 1][i] ? 'any' : 'none'](axis);
      return rate > 0 ? words.rate.along(axis, short(rate, 3)) : words.rate.against(axis, short(rate, 3));
    };
    return {
      also: [words.rate.gaps('x', gaps(x)), words.rate.gaps('y', gaps(y))].filter(Boolean).join(' '),
      ...drawRates(lane, race.at, race.steps, panelFrame, document),
      says(at) {
        const step = Math.min(at, lane.points.length - 1);
        return step === 0 ? words.rate.start : words.rate.at(lane.optimizer.name, step, say('x', x[step], step), say('y', y[step], step));
      },
    };
  },

  memory({ race, lane, words, document }) {
    // It is measured by many runs of the step, and those of the reader's own are not at hand.
    if (isGuest(lane.entry.optimizer)) return { ...drawNothing(race, document), says: () => words.memory.guest(lane.optimizer.name) };
    const memory = Object.entries(memoryOf(lane, race.steps));
    return {
      ...drawMemory(lane, race.at, race.steps, panelFrame, document, words),
      also: memory.map(([name, one]) => `${reachOf(name, one, words)}.`).join(' '),
      says(at) {
        const step = Math.min(at, lane.points.length - 1);
        if (memory.length === 0) return words.memory.nothing(lane.optimizer.name);
        if (step === 0) return words.memory.start;
        const parts = memory.flatMap(([name, one]) => {
          const weights = one?.weights(step).map(Math.abs) ?? [];
          const all = weights.reduce((sum, weight) => sum + weight, 0);
          return all > 0 ? [words.memory.part(short((100 * weights[step - 1]) / all, 2), name)] : [];
        });
        const fades = memory.some(([, one]) => one?.fade !== undefined && one.fade < 1 - 1e-9);
        if (memory.every(([, one]) => !one)) return words.memory.others(lane.optimizer.name);
        return parts.length > 0 ? `${words.memory.at(step, parts)}${fades ? ` ${words.memory.line}` : ''}` : '';
      },
    };
  },

  stability({ race, lane, words, document }) {
    const said = sayStability(race, lane, words);
    return { ...drawStability(race, lane, panelFrame, document, words), says: () => said };
  },
};
