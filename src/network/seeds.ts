/** A3's question, put so that luck can be told from merit: which runs, with which settings, and what they come to. */
import { mean } from '../lib/statistics.ts';
import type { Assignment } from './driver.ts';
import type { Experiment, Notes, Runner } from './experiment.ts';
import { firstExperiment, runnerOf } from './runners.ts';
import type { Track } from './track.ts';

/** How much was done for an algorithm: nothing, or a search for its step size and what becomes of that over time. */
export const efforts = ['defaults', 'tuned'] as const;
export type Effort = (typeof efforts)[number];

/** What is run: a plain value. */
export interface Protocol {
  algorithms: string[];
  /** The same network, images and updates as in the race. A seed gives the first weights and the batches to all alike. */
  experiment: Omit<Experiment, 'seed' | 'runners'>;
  seeds: number[];
  /** What each algorithm is tried with: every step size with every schedule, on a seed that is not among those above. */
  search: { seed: number; schedules: string[]; rates: number[] };
  /** The final loss is the mean over so many last updates. */
  tail: number;
  /** Unseen digits at the end. */
  unseen: number;
}

const { seed: _, runners: __, ...experiment } = firstExperiment([]);

export const protocol: Protocol = {
  algorithms: ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'],
  experiment,
  seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  search: {
    seed: 100,
    schedules: ['constant', 'cosine'],
    rates: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  },
  tail: 100,
  unseen: 2000,
};

/** One run of many. */
export interface Job {
  algorithm: string;
  effort: Effort;
  seed: number;
}

/** What it came to; nothing where its loss was no finite number at some update. */
export interface Outcome {
  /** The mean of the last losses. */
  loss: number | null;
  /** How many of the unseen digits it takes for what they are. */
  right: number | null;
}

/** Final losses over the step sizes of the search, by schedule; nothing where a run had no finite one. */
export type Sweep = Record<string, (number | null)[]>;

/** All of it, run once and written down. */
export interface RecordedSeeds {
  about: string;
  images: 'built-in';
  protocol: Protocol;
  /** By algorithm. */
  sweeps: Record<string, Sweep>;
  results: Result[];
}

/** An algorithm with some settings, on all seeds. */
export interface Result {
  effort: Effort;
  runner: Runner;
  /** In the order of the protocol's seeds. */
  outcomes: Outcome[];
  /** The loss after update `early` with the first seed: whoever gets the same has the same run before them. */
  begins: number;
}

/** Enough updates for every difference to show. */
export const early = 20;

/** The end is all that counts here. */
const endOnly: Notes['every'] = { layers: Number.POSITIVE_INFINITY, score: Number.POSITIVE_INFINITY, snapshot: Number.POSITIVE_INFINITY };

/** What to train for a seed and a runner. */
export function assignmentFor({ experiment, unseen }: Protocol, seed: number, runner: Runner): Assignment {
  return { experiment: { ...experiment, seed, runners: [runner] }, runner, notes: { every: endOnly, scored: unseen } };
}

/** What a search finds. */
export interface Tuning {
  lr: number;
  schedule: string;
}

export function tunedRunner(algorithm: string, { lr, schedule }: Tuning): Runner {
  const runner = runnerOf(algorithm);
  return { ...runner, hyper: { ...runner.hyper, lr }, schedule };
}

export function runnerFor(protocol: Protocol, sweeps: Record<string, Sweep>, algorithm: string, effort: Effort): Runner {
  return effort === 'defaults' ? runnerOf(algorithm) : tunedRunner(algorithm, best(protocol, sweeps[algorithm]));
}

/**
 * The step size and the schedule with the lowest final loss.
 *
 * @throws RangeError if none has a finite one
 */
export function best({ search: { rates, schedules } }: Protocol, sweep: Sweep): Tuning {
  const tried = schedules.flatMap((schedule) =>
    rates.map((lr, i) => ({ lr, schedule, loss: sweep[schedule][i] ?? Number.POSITIVE_INFINITY })),
  );
  const { loss, ...found } = tried.reduce((best, one) => (one.loss < best.loss ? one : best));
  if (loss === Number.POSITIVE_INFINITY) throw new RangeError(`No step size from ${rates[0]} to ${rates.at(-1)} has a finite loss`);
  return found;
}

const digits = (value: number) => Number(value.toPrecision(6));

/** What a track that has ended came to. */
export function outcomeOf({ tail }: Protocol, { losses, scores, end }: Track): Outcome {
  const score = scores.at(-1);
  if (end?.reason !== 'done' || !score) return { loss: null, right: null };
  return { loss: digits(mean(losses.slice(-tail))), right: Math.round(score.test * score.said.length) };
}

/** Seed by seed, so that whoever stops early has pairs. */
export function jobsFor(algorithms: readonly string[], chosen: readonly Effort[], seeds: readonly number[]): Job[] {
  return seeds.flatMap((seed) => algorithms.flatMap((algorithm) => chosen.map((effort) => ({ algorithm, effort, seed }))));
}
