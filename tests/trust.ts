/** Measures what `src/trust.json` says, and says where the two disagree. `npm run trust` writes the file anew. */
import { objectives, optimizers } from '../src/catalog.ts';
import type { Objective } from '../src/lib/objective.ts';
import type { Optimizer } from '../src/lib/optimizer.ts';
import { type Figure, figures, raceIn } from '../src/race/figures.ts';
import { type Lane, run } from '../src/race/race.ts';
import type { Check, Elsewhere, Trust } from '../src/trust.ts';
import { differences, places } from './derivatives.ts';
import { relativeDifference, roundedUp } from './difference.ts';
import { exceptions, leftOut, type Reference, references, stray, versions, walked } from './golden/references.ts';
import { laws } from './laws.ts';

/** In the order of the table. */
const sources: Elsewhere[] = ['a0', 'a1', 'a4', 'pytorch', 'numpy'];

/**
 * The whole record.
 *
 * @throws Error if an algorithm has no reference or leaves one, a law does not hold, or a figure reproduces no path
 */
export function measure(): Trust {
  for (const { check } of laws) check();
  return {
    engine: `V8 ${process.versions.v8.split('.', 2).join('.')} on ${process.platform} ${process.arch}`,
    versions: { ...versions },
    checks: Object.fromEntries([...optimizers].map(([id, o]) => [id, checks(id, o)])),
    laws: laws.map(({ says, about }) => ({ says, about })),
    leftOut: exceptions.map((e) => ({ ...e, series: leftOut.get(e) ?? 0 })),
    derivatives: Object.fromEntries([...objectives].map(([id, f]) => [id, derivatives(f)])),
    figures: Object.fromEntries([...figures.values()].filter(reproduces).map((figure) => [figure.id, drawn(figure)])),
  };
}

/**
 * An algorithm beside every path from elsewhere that is its own.
 *
 * @throws Error if there is none, or it leaves one
 */
export function checks(id: string, optimizer: Optimizer, all: Reference[] = references): Check[] {
  const own = all.filter((reference) => reference.optimizer === id);
  if (own.length === 0) throw new Error(`tests/golden has no path of ${id}: nothing can be said about how it was checked`);
  return sources.flatMap((source) => {
    const theirs = own.filter((reference) => reference.source === source);
    return theirs.length ? [{ source, ...together(theirs, optimizer) }] : [];
  });
}

/** Some paths of one source, walked again. */
function together(theirs: Reference[], optimizer: Optimizer): Omit<Check, 'source'> {
  const walked = theirs.map((reference) => ({ reference, ...farthest(reference, optimizer) }));
  const { reference, difference, step } = walked.reduce((worst, one) => (one.difference > worst.difference ? one : worst));
  return {
    series: theirs.length,
    objectives: [...new Set(theirs.map(({ on }) => on))],
    steps: theirs.reduce((all, { points }) => all + points.length - 1, 0),
    largest: roundedUp(difference),
    ...(difference > 0 && { at: { series: reference.name, objective: reference.on, step } }),
  };
}

/**
 * The largest relative difference between an optimizer's path and one from elsewhere, and after how many steps it is found.
 *
 * @throws Error if the path leaves the other by more than its tolerance
 */
export function farthest(reference: Reference, optimizer: Optimizer): { difference: number; step: number } {
  const astray = stray(reference, optimizer);
  if (astray) throw new Error(astray);
  const points = walked(reference, optimizer);
  const { points: theirs } = reference;
  // A stride that ends at (0, 0) is as exact as its length allows, and what is left of it there is rounding.
  const stride = (k: number) => (k > 0 ? Math.hypot(...theirs[k].map((value, i) => value - theirs[k - 1][i])) : 0);
  const apart = theirs.map((point, k) => relativeDifference(points[k], point, stride(k)));
  const difference = Math.max(...apart);
  return { difference, step: apart.indexOf(difference) };
}

function derivatives(f: Objective): Trust['derivatives'][string] {
  const where = places(f, 200);
  const largest = (ours: (x: number, y: number) => readonly number[], theirs: (x: number, y: number) => readonly number[]) =>
    roundedUp(Math.max(...where.map((place) => relativeDifference(ours(...place), theirs(...place)))));
  return {
    places: where.length,
    gradient: largest(f.gradient, (x, y) => differences(f.value, x, y)),
    hessian: largest(
      (x, y) => f.hessian(x, y).flat(),
      (x, y) => [0, 1].flatMap((i) => differences((a, b) => f.gradient(a, b)[i], x, y)),
    ),
  };
}

/** Whether a figure draws an article's own numbers. Of the races that have rules of their own, an article has but the picture. */
const reproduces = ({ published, efforts }: Figure) => published && !efforts;

/** A figure's points, as they are drawn, beside those of the article. */
function drawn(figure: Figure): Trust['figures'][string] {
  const race = raceIn(figure);
  const lanes = run(race);
  const source = figure.protocol as Elsewhere;
  const apart = lanes.flatMap((lane) => {
    const theirs = original(lane, source, lane.entry.start ?? race.start);
    if (!theirs) throw new Error(`${figure.id} draws a path of ${lane.entry.optimizer} that is not in tests/golden`);
    return lane.points.map((point, k) => relativeDifference(point, theirs.points[k]));
  });
  return { source, paths: lanes.length, points: apart.length, largest: roundedUp(Math.max(...apart)) };
}

/** The path from elsewhere with the settings, the form and the start of one that is drawn. */
function original({ entry, optimizer, points }: Lane, source: Elsewhere, start: readonly number[]): Reference | undefined {
  const same = ({ hyper, form, start: theirs }: Reference['run']) =>
    form === entry.form && `${theirs}` === `${start}` && JSON.stringify({ ...optimizer.hyper, ...hyper }) === JSON.stringify(entry.hyper);
  return references.find((r) => r.source === source && r.optimizer === entry.optimizer && r.points.length >= points.length && same(r.run));
}

/** The numbers that hang on the engine’s last digits, by the last part of their name. */
const differenceOf = /\.(largest|gradient|hessian)$/;

/**
 * What the file claims and the measurement does not bear out, as sentences; none if it may be believed.
 *
 * On the engine that wrote the file every number must be the same. Other engines may round powers, sines and cosines otherwise
 * in the last digit, which a path makes larger: there, a difference has to be of the same order, or too small to matter, and it may
 * be found elsewhere. Counts and words are the same everywhere.
 */
export function disagreements(claimed: unknown, measured: Trust): string[] {
  const [theirs, ours] = [flat(claimed), flat(measured)];
  const elsewhere = theirs.get('engine') !== ours.get('engine');
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .filter((key) => {
      const [claim, found] = [theirs.get(key), ours.get(key)];
      if (claim === found) return false;
      if (!elsewhere) return true;
      return !(key === 'engine' || /\.at(\.|$)/.test(key) || (differenceOf.test(key) && ofOneOrder(Number(claim), Number(found))));
    })
    .map((key) => `src/trust.json says ${key} is ${theirs.get(key)}, measured is ${ours.get(key)}: run \`npm run trust\``);
}

/** Within a factor of ten of each other, or both no more than a few roundings. */
const ofOneOrder = (a: number, b: number) => Math.max(a, b) <= Math.max(1e-14, 10 * Math.min(a, b));

/** Every number and word of a record by its place: 'checks.adam.0.largest'. An empty list or record is itself. */
function flat(value: unknown, place = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return new Map([[place, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, part]) => [...flat(part, place ? `${place}.${key}` : key)]));
}
