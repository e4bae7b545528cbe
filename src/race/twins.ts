/** Two runs side by side that differ in one thing about the training: what the page on the training loop compares. */
import { data, loss, shuffled } from '../lib/batches.ts';
import type { Clip } from '../lib/clipping.ts';
import { descend, type Path, type Run } from '../lib/descend.ts';
import { grouped } from '../lib/groups.ts';
import type { Objective, Point } from '../lib/objective.ts';
import himmelblau from '../lib/objectives/himmelblau.ts';
import quad1 from '../lib/objectives/quad1.ts';
import rosenbrock from '../lib/objectives/rosenbrock.ts';
import type { Hyper, Optimizer } from '../lib/optimizer.ts';
import gradientDescent from '../lib/optimizers/gradient-descent.ts';
import { seeded } from '../lib/random.ts';
import { schedules } from '../lib/schedule.ts';
import { type LoopSettings, lineModel, trainingLoop } from '../lib/training-loop.ts';
import { type Language, words } from '../words.ts';
import { lookOf } from './families.ts';
import type { Frame } from './map.ts';
import { short } from './numbers.ts';
import { drawPaths } from './paths.ts';

export const frame: Frame = { width: 330, height: 300 };

export type TwinWords = (typeof words)[Language]['twins'];
type Values = Record<string, string>;

/** A number to slide, or one of some things to choose. */
export type Control = { name: keyof TwinWords['controls']; first: string } & (
  | { min: number; max: number; step: number }
  | { options: (t: TwinWords) => Record<string, string> }
);

interface Walk {
  name: string;
  points: Point[];
  /** The update that led to what is not a number. */
  lost?: number;
}

export interface Twin {
  f: Objective;
  controls: Control[];
  walks(values: Values, t: TwinWords): [Walk, Walk];
}

const descent = gradientDescent as Optimizer;

/** One of a training's batches after another, and where the line has been. */
function fitted(batches: (typeof data)[], settings: LoopSettings): Point[] {
  const model = lineModel(loss.start);
  const points: Point[] = [loss.start];
  const watched: Optimizer = {
    ...descent,
    step(x, g, memory, hyper, moment) {
      descent.step(x, g, memory, hyper, moment);
      points.push([x[0], x[1]]);
    },
  };
  trainingLoop(model, watched, batches, settings);
  return points;
}

const all = (count: number) => Array.from({ length: count }, () => data);
const random = seeded(1);
/** Twelve passes over the rows, one at a time. */
const single = Array.from({ length: 12 }, () => shuffled(data, random)).flatMap((deck) => deck.map((row) => [row]));

const walk = (name: string, { points, stop }: Path): Walk => ({
  name,
  points,
  ...(stop.reason === 'non-finite' && { lost: stop.step }),
});
const down = (name: string, f: Objective, run: Run, o = descent) => walk(name, descend(o, f, run));

const courses = () => Object.fromEntries(Object.entries(schedules).map(([id, { name }]) => [id, name]));

export const twins = {
  forgotten: {
    f: loss,
    controls: [{ name: 'lr', first: '0.1', min: 0.02, max: 0.6, step: 0.02 }],
    walks({ lr }, t) {
      const hyper: Hyper = { lr: Number(lr) };
      return [
        { name: t.names.loop, points: fitted(all(40), { hyper }) },
        { name: t.names.forgotten, points: fitted(all(40), { hyper, forgetful: true }) },
      ];
    },
  },
  decay: {
    f: loss,
    controls: [
      { name: 'lr', first: '0.5', min: 0.05, max: 0.7, step: 0.05 },
      { name: 'schedule', first: 'cosine', options: courses },
    ],
    walks({ lr, schedule }, t) {
      const hyper: Hyper = { lr: Number(lr) };
      return [
        { name: t.names.constant, points: fitted(single, { hyper }) },
        { name: t.names.scheduled(schedules[schedule].name), points: fitted(single, { hyper, schedule: schedules[schedule] }) },
      ];
    },
  },
  'warm-up': {
    f: himmelblau,
    controls: [
      { name: 'lr', first: '0.018', min: 0.002, max: 0.024, step: 0.001 },
      { name: 'schedule', first: 'warmUp', options: courses },
    ],
    walks({ lr, schedule }, t) {
      const run: Run = { start: [5.5, 5.5], steps: 50, hyper: { lr: Number(lr) } };
      return [down(t.names.constant, himmelblau, run), down(t.names.scheduled(schedules[schedule].name), himmelblau, { ...run, schedule })];
    },
  },
  cliff: {
    f: rosenbrock,
    controls: [
      { name: 'lr', first: '0.0015', min: 0.0005, max: 0.002, step: 0.0001 },
      { name: 'limit', first: '100', min: 10, max: 300, step: 10 },
      { name: 'by', first: 'norm', options: ({ by }) => by },
    ],
    walks({ lr, limit, by }, t) {
      const run: Run = { start: [-1.8, -0.8], steps: 300, hyper: { lr: Number(lr) } };
      const clip: Clip = { by: by as Clip['by'], limit: Number(limit) };
      return [down(t.names.free, rosenbrock, run), down(t.names.clipped(limit, by as Clip['by']), rosenbrock, { ...run, clip })];
    },
  },
  groups: {
    f: quad1,
    controls: [
      { name: 'lr', first: '0.4', min: 0.05, max: 0.5, step: 0.05 },
      { name: 'along', first: '2', min: 0.25, max: 10, step: 0.25 },
      { name: 'across', first: '0.2', min: 0.05, max: 0.5, step: 0.05 },
    ],
    walks({ lr, along, across }, t) {
      const run: Run = { start: [-4, -6], steps: 20, hyper: { lr: Number(lr) } };
      const own = grouped(descent, [
        { from: 0, to: 1, times: { lr: Number(along) } },
        { from: 1, to: 2, times: { lr: Number(across) } },
      ]);
      return [down(t.names.one(lr), quad1, run), down(t.names.own(along, across), quad1, { ...run, hyper: { lr: 1 } }, own)];
    },
  },
} satisfies Record<string, Twin>;

export type TwinId = keyof typeof twins;

/** What the reader finds before touching anything. */
export const firstOf = (id: TwinId): Values => Object.fromEntries(twins[id].controls.map(({ name, first }) => [name, first]));

/** Both runs, and where they have got to. */
export function walksOf(id: TwinId, values: Values, t: TwinWords): (Walk & { facts: string; above: number })[] {
  const { f, walks } = twins[id] as Twin;
  return walks(values, t).map((one) => {
    const updates = one.points.length - 1;
    const above = f.value(...one.points[updates]) - f.value(...f.minima[0]);
    // Above its highest level set a path has left the map, and where it ends means nothing.
    const stayed = above < f.levels[f.levels.length - 1];
    const facts = one.lost !== undefined ? t.lost(one.lost) : stayed ? t.facts(updates, short(above, 2)) : t.left(updates);
    return { ...one, above, facts };
  });
}

/** What can be said of a run in a number: how far above the lowest point it ends, when it first is below 0.01, when it is lost. */
export type WalkMeasure = 'above' | 'until' | 'lost' | 'x' | 'y';

/** @throws RangeError where there is nothing of the kind to say */
export function measureWalk(id: TwinId, run: 1 | 2, what: WalkMeasure, set: Values = {}): number {
  const one = walksOf(id, { ...firstOf(id), ...set }, words.en.twins)[run - 1];
  const { f } = twins[id];
  const low = f.value(...f.minima[0]) + 0.01;
  const [x, y] = one.points[one.points.length - 1];
  const found = { above: one.above, until: one.points.findIndex((point) => f.value(...point) < low), lost: one.lost ?? -1, x, y }[what];
  if (what !== 'x' && what !== 'y' && !(found >= 0)) throw new RangeError(`Run ${run} of “${id}” has no “${what}”`);
  return found;
}

export function drawWalk(f: Objective, { points }: Pick<Walk, 'points'>, document: Document): SVGSVGElement {
  return drawPaths(f, [{ name: '', look: lookOf('gradient-descent'), points, loud: false }], points.length - 1, frame, document, false);
}

/** Brings a pair to life: its controls set both runs. */
export function enliven(root: HTMLElement): void {
  const t = words[document.documentElement.lang as Language].twins;
  const id = root.id as TwinId;
  const { f } = twins[id];
  const parts = [...root.querySelectorAll('.two > div')];
  const values = firstOf(id);
  root.addEventListener('input', ({ target }) => {
    const field = target as HTMLInputElement | HTMLSelectElement;
    values[field.name] = field.value;
    const said = field.parentElement?.querySelector('.value');
    if (said) said.textContent = field.value;
    for (const [i, one] of walksOf(id, values, t).entries()) {
      const map = parts[i].querySelector('.map');
      map?.lastElementChild?.replaceWith(drawWalk(f, one, document));
      map?.setAttribute('aria-label', t.map(one.name, f.name, one.facts));
      (parts[i].querySelector('b') as HTMLElement).textContent = one.name;
      (parts[i].querySelector('.facts') as HTMLElement).textContent = one.facts;
    }
  });
}
