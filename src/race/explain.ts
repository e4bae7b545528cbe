import { objective } from '../catalog.ts';
import { curvatures, given, inView, type Objective } from '../lib/objective.ts';
import type { RaceWords } from '../words.ts';
import { isGuest, originalOf, stampOf } from './guests.ts';
import { place, short } from './numbers.ts';
import { inFocus, type Lane, type Race } from './race.ts';

/** What is said beside a figure. */
export interface Status {
  /** Where the lane in focus is under the cursor. */
  now: string;
  /** Which values the level sets stand at. */
  levels: string;
  /** What of the paths is left out. */
  notes: string;
  /** Which lanes left the map or the numbers, at which step, and why where theory knows. */
  troubles: string;
}

export function status(race: Race, lanes: Lane[], words: RaceWords): Status {
  const boxed = lanes.filter(({ path }) => path.stop.reason === 'box');
  return {
    now: now(race, lanes, words),
    levels: words.levelNote[race.levels](race.objective === 'quad1'),
    notes: [
      ...cut(lanes, words),
      ...ghosts(lanes, words),
      ...boxed.map(({ optimizer, path }) => words.boxed(optimizer.name, path.stop.step)),
    ].join(' '),
    troubles: troubles(objective(race.objective), lanes, words).join(' '),
  };
}

/** Where the lane in focus is under the cursor. */
export function now(race: Race, lanes: Lane[], words: RaceWords): string {
  const lane = inFocus(race, lanes);
  return lane ? where(lane, race.at, words) : words.none;
}

function where({ optimizer, points, values }: Lane, at: number, words: RaceWords): string {
  const step = Math.min(at, points.length - 1);
  return (step < at ? words.ended : words.at)(optimizer.name, step, place(points[step]), short(values[step]));
}

/** How many points a protocol shows of how many there are. */
function cut(lanes: Lane[], words: RaceWords): string[] {
  const counts = lanes.filter(({ points, path }) => points.length < path.points.length).map(({ points }) => points.length);
  return counts.length > 0 ? [words.cut(Math.min(...counts))] : [];
}

/** Which path is the original of one of the reader's. */
function ghosts(lanes: Lane[], words: RaceWords): string[] {
  return lanes.flatMap(({ entry, optimizer }) => {
    const original = lanes.find((lane) => lane.entry.optimizer === originalOf(entry.optimizer));
    return original ? [words.guests.ghost(optimizer.name, original.optimizer.name)] : [];
  });
}

function troubles(f: Objective, lanes: Lane[], words: RaceWords): string[] {
  const notes: string[] = [];
  // A reason that holds for several is given once.
  const reasons = new Set<string>();

  for (const { points, path, optimizer, entry, trouble } of lanes) {
    if (trouble) reasons.add(words.guests.trouble(isGuest(entry.optimizer) ? optimizer.name : f.name, trouble));
    const stop = path.stop.reason === 'non-finite' && points.length === path.points.length ? path.stop.step : undefined;
    const out = points.findIndex((point) => !inView(f, point));
    if (out < 0 && stop === undefined && !path.hint) continue;
    if (out === 0) reasons.add(words.off);

    const facts: string[] = [];
    if (out > 0) {
      const back = points.findIndex((point, step) => step > out && inView(f, point));
      facts.push(back > 0 ? words.leftAndBack(out, back) : words.left(out));
    }
    if (stop !== undefined && !path.hint) facts.push(words.overflow(stop));
    if (facts.length === 0 && !path.hint) continue;

    const { hyper } = entry;
    const [x, y] = points[points.length - 1];
    const met = points.slice(0, Math.max(1, out < 0 ? points.length : out));
    const curvature = Math.max(...met.flatMap((point) => curvatures(f.hessian(...point)).map(Math.abs)));
    // The limit is of updates that are shown the whole gradient.
    const limit = f.seen ? undefined : optimizer.limit?.(hyper);
    let why = '';
    if (limit !== undefined && hyper.lr * curvature > limit) {
      why = ` (${words.tooFast(...unlike(hyper.lr * curvature, limit))})`;
      reasons.add(words.whyTooFast);
    } else if (stop !== undefined && hyper.eps === 0 && hyper.eps0 === 0 && given(f, [x, y], stop).includes(0))
      reasons.add(words.zeroByZero);
    else if (f.minima.length === 0 && !stampOf(f)) reasons.add(words.bottomless);
    const all = [...(facts.length > 0 ? [`${facts.join(', ')}${why}.`] : []), ...(path.hint ? [path.hint] : [])];
    notes.push(`${optimizer.name}: ${all.join(' ')}`);
  }
  return [...notes, ...reasons];
}

/** Two different numbers with as many digits as it takes to see that they differ. */
function unlike(a: number, b: number): [string, string] {
  for (let digits = 3; digits < 16; digits++) if (short(a, digits) !== short(b, digits)) return [short(a, digits), short(b, digits)];
  return [String(a), String(b)];
}
