import { type Clip, clippedSurface } from './clipping.ts';
import { type Objective, type Point, surface } from './objective.ts';
import { type Hyper, type Memory, type Optimizer, written } from './optimizer.ts';
import { hyperAt, scheduleOf } from './schedule.ts';

export interface Run {
  start: Point;
  /** The budget: how many updates at most. */
  steps: number;
  /** Settings that differ from the optimizer's own defaults. */
  hyper?: Hyper;
  /** Which way of writing the update: the optimizer's own unless named. */
  form?: string;
  /** The id of what becomes of `lr` over the budget (see `schedule.ts`): it stays as it is unless named. */
  schedule?: string;
  /** How large a gradient may be before an update sees it: as large as it is unless named. */
  clip?: Clip;
  /** Stop once |x| ≤ box and |y| < box, as A0's loop does for Adam. */
  box?: number;
}

/** Why a descent ended, and after how many updates. */
export type Stop = { reason: 'budget' | 'box' | 'non-finite'; step: number };

export interface Path {
  /** points[k] is where we are after k updates; points[0] is the start. All are finite. */
  points: Point[];
  /** f at each point. */
  values: number[];
  /** gradients[k] is the one that update k + 1 was given, clipped if it was, at points[k]: one fewer than there are points. */
  gradients: Point[];
  /** memory[name][k] is that vector after k updates. */
  memory: Record<string, (readonly number[])[]>;
  stop: Stop;
}

/**
 * Runs `optimizer` on `objective` and records the path. Never throws for where steps lead:
 * one to where x, y, f or the memory is not finite is not recorded, and `stop` says which step it was.
 *
 * @throws RangeError if the start is not two finite numbers where f is finite, the budget is not a whole number ≥ 0,
 * the optimizer has no such form or setting, a setting is not a finite number, there is no such schedule,
 * or a limit for gradients is not above 0
 */
export function descend(optimizer: Optimizer, objective: Objective, { start, steps, hyper, form, schedule, clip, box }: Run): Path {
  if (start.length !== 2 || !start.every(Number.isFinite))
    throw new RangeError(`A start has two finite numbers, not (${start.join(', ')})`);
  if (!Number.isInteger(steps) || steps < 0) throw new RangeError(`The number of steps is a whole number from 0, not ${steps}`);

  if (clip && !(clip.limit > 0)) throw new RangeError(`A limit for gradients is a number above 0, not ${clip.limit}`);

  const { step, init, hyper: own } = written(optimizer, form);
  const settings = settingsOf(optimizer.name, own, hyper);
  const planned = schedule === undefined ? undefined : scheduleOf(schedule);
  const whole = surface(objective);
  const x = Float64Array.from(start);
  const g = new Float64Array(2);
  const memory: Memory = init(x);
  const names = Object.keys(memory);

  const path: Path = {
    points: [],
    values: [],
    gradients: [],
    memory: Object.fromEntries(names.map((name) => [name, []])),
    stop: { reason: 'budget', step: steps },
  };
  /** Notes where we are, unless something there is not finite: then it is false. */
  const record = (): boolean => {
    const value = whole.value(x);
    const remembered = names.map((name) => Array.from(memory[name] as ArrayLike<number>));
    if (![x[0], x[1], value, ...remembered.flat()].every(Number.isFinite)) return false;
    path.points.push([x[0], x[1]]);
    path.values.push(value);
    for (const [k, name] of names.entries()) path.memory[name].push(remembered[k]);
    return true;
  };

  if (!record()) throw new RangeError(`At the start (${start.join(', ')}) f or the memory is not finite`);
  for (let t = 1; t <= steps; t++) {
    // Whoever asks for the gradient elsewhere during this update, as at a look-ahead point, is shown the same part.
    const part = objective.seen ? surface(objective, t) : whole;
    const f = clip ? clippedSurface(part, clip) : part;
    f.gradient(x, g);
    const given: Point = [g[0], g[1]];
    step(x, g, memory, planned ? hyperAt(settings, planned, t, steps) : settings, { t, f });
    if (!record()) {
      path.stop = { reason: 'non-finite', step: t };
      break;
    }
    path.gradients.push(given);
    if (box !== undefined && Math.abs(x[0]) <= box && Math.abs(x[1]) < box) {
      path.stop = { reason: 'box', step: t };
      break;
    }
  }
  return path;
}

/** Every setting of a form: as given, or its own. What it has not is a mistake here. */
function settingsOf(name: string, own: Hyper, given: Hyper = {}): Hyper {
  for (const [id, value] of Object.entries(given)) {
    if (!Object.hasOwn(own, id)) throw new RangeError(`${name} has no setting “${id}”; there is: ${Object.keys(own).join(', ')}`);
    if (!Number.isFinite(value)) throw new RangeError(`${name}’s setting ${id} is a finite number, not ${value}`);
  }
  return { ...own, ...given };
}
