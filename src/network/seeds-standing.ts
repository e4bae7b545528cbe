/** What the runs say: lanes of outcomes, and who of them is ahead of whom. */
import { optimizer } from '../catalog.ts';
import { schedules } from '../lib/schedule.ts';
import { deviation, mean, mostPairs, type Paired, paired } from '../lib/statistics.ts';
import { short } from '../race/numbers.ts';
import type { SeedsWords } from '../words.ts';
import { type Effort, efforts, type Job, type Outcome, type RecordedSeeds } from './seeds.ts';

/** Who is held against whom: as A3 did, tuned SGD against the others as they come; or all with the same effort. */
export const comparisons = ['a3', 'defaults', 'tuned'] as const;
export type Comparison = (typeof comparisons)[number];

export const takesPart = (comparison: Comparison, { algorithm, effort }: Pick<Job, 'algorithm' | 'effort'>): boolean =>
  effort === (comparison === 'a3' ? (algorithm === 'gradient-descent' ? 'tuned' : 'defaults') : comparison);

/** What is measured at the end of a run. */
export const measures = ['right', 'loss'] as const;
export type Measure = (typeof measures)[number];

/** An algorithm with some settings: what it came to with each seed. */
export interface Lane {
  algorithm: string;
  effort: Effort;
  /** The step size, and the id of what becomes of it over time. */
  lr: number;
  schedule: string;
  recorded: Map<number, Outcome>;
  /** The reader's own. */
  own: Map<number, Outcome>;
}

/** An algorithm's lanes follow each other. */
export function lanesOf({ protocol, results }: RecordedSeeds, own: readonly { job: Job; outcome: Outcome }[]): Lane[] {
  return protocol.algorithms.flatMap((algorithm) =>
    efforts.flatMap((effort) => {
      const result = results.find(({ effort: its, runner }) => its === effort && runner.optimizer === algorithm);
      if (!result) return [];
      return {
        algorithm,
        effort,
        lr: result.runner.hyper.lr,
        schedule: result.runner.schedule,
        recorded: new Map(protocol.seeds.map((seed, i) => [seed, result.outcomes[i]])),
        own: new Map(
          own.flatMap(({ job, outcome }) => (job.algorithm === algorithm && job.effort === effort ? [[job.seed, outcome] as const] : [])),
        ),
      };
    }),
  );
}

/** Finite outcomes in the unit of the measure: right answers in per cent of `unseen`. */
export function valuesOf(outcomes: Iterable<Outcome>, measure: Measure, unseen: number): number[] {
  return [...outcomes].flatMap((outcome) => {
    const value = outcome[measure];
    return value === null ? [] : measure === 'right' ? (100 * value) / unseen : value;
  });
}

export interface Summary {
  values: number[];
  mean: number;
  deviation: number;
  /** Whose runs these are. */
  of: 'recorded' | 'own';
  /** Runs that had no finite loss: the reader's, where there are any. */
  broken: number;
}

/** The reader's own runs where two came to something, and else those that were recorded. */
export function summaryOf({ recorded, own }: Lane, measure: Measure, unseen: number): Summary {
  const mine = valuesOf(own.values(), measure, unseen);
  const theirs = valuesOf(recorded.values(), measure, unseen);
  const [of, values] = mine.length >= 2 ? (['own', mine] as const) : (['recorded', theirs] as const);
  const broken = own.size > 0 ? own.size - mine.length : recorded.size - theirs.length;
  return { values, mean: mean(values), deviation: deviation(values), of, broken };
}

/** Who is ahead in a comparison, over the seeds that all who take part have in common. */
export interface Standing {
  of: 'recorded' | 'own';
  seeds: number;
  /** The best first. */
  ranking: { lane: Lane; mean: number; deviation: number; values: number[] }[];
}

/** By right answers on unseen digits; the reader's own runs once there are two seeds of them. */
export function standingIn(lanes: readonly Lane[], comparison: Comparison, unseen: number): Standing {
  const all = lanes.filter((lane) => takesPart(comparison, lane));
  const common = (of: Standing['of']) =>
    [...all[0][of].keys()].filter((seed) => all.every((lane) => typeof lane[of].get(seed)?.right === 'number')).slice(0, mostPairs);
  const of = common('own').length >= 2 ? 'own' : 'recorded';
  const seeds = common(of);
  const ranking = all.map((lane) => {
    const values = valuesOf(
      seeds.map((seed) => lane[of].get(seed) as Outcome),
      'right',
      unseen,
    );
    return { lane, mean: mean(values), deviation: deviation(values), values };
  });
  ranking.sort((a, b) => b.mean - a.mean);
  return { of, seeds: seeds.length, ranking };
}

/** What one place in the ranking has over another. */
export const between = ({ ranking }: Standing, one: number, other: number): Paired => paired(ranking[one].values, ranking[other].values);

/** The algorithm that A3 is about. */
const asked = 'gradient-descent';

/** Who is best, by how much, and how much of that luck would do; and the same of gradient descent, where it is not best. */
export function sayStanding(standing: Standing, words: SeedsWords): string {
  const { ranking, seeds } = standing;
  const name = (place: number) => optimizer(ranking[place].lane.algorithm).name;
  const gap = ({ difference }: Paired) => Math.abs(difference).toFixed(2);
  const first = between(standing, 0, 1);
  const { mean, deviation } = ranking[0];
  const said = [
    words.best(name(0), saidOf(mean, deviation, 'right'), name(1), gap(first), first.more, words.seeds[standing.of](seeds)),
    words.luck(first.luck),
  ];
  const place = ranking.findIndex(({ lane }) => lane.algorithm === asked);
  if (place > 0) {
    const behind = between(standing, 0, place);
    said.push(words.place(name(place), place + 1, ranking.length, gap(behind), name(0), behind.more, seeds));
    // The second place has been told already.
    if (place > 1) said.push(words.luck(behind.luck));
  }
  return said.join(' ');
}

/** 97.4 ± 0.2 %, or 0.0041 ± 0.0006: the spread to the place to which the mean is told. */
export function saidOf(mean: number, deviation: number, measure: Measure): string {
  const places = measure === 'right' ? 1 : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(mean))));
  const spread = Number.isNaN(deviation) ? '' : ` ± ${deviation.toFixed(places)}`;
  return `${mean.toFixed(places)}${spread}${measure === 'right' ? ' %' : ''}`;
}

/** A row of the table. */
export interface Row {
  lane: Lane;
  /** Settings, step size, schedule, right answers, loss, runs. */
  cells: string[];
}

export function rowsOf(lanes: readonly Lane[], unseen: number, words: SeedsWords): Row[] {
  return lanes.map((lane) => {
    const [right, loss] = measures.map((measure) => summaryOf(lane, measure, unseen));
    const said = (summary: Summary, measure: Measure) =>
      summary.values.length > 0 ? saidOf(summary.mean, summary.deviation, measure) : '–';
    const runs = words.runs[right.of](right.values.length);
    return {
      lane,
      cells: [
        words.efforts[lane.effort],
        short(lane.lr),
        schedules[lane.schedule].name,
        said(right, 'right'),
        said(loss, 'loss'),
        right.broken > 0 ? `${runs}; ${words.broken(right.broken)}` : runs,
      ],
    };
  });
}

/** What can be told in a number of an algorithm with some settings; `over` names another with its settings: 'adam tuned'. */
export interface Told {
  what: 'right' | 'worst' | 'best' | 'loss' | 'rate' | 'gap' | 'ahead' | 'luck';
  of: string;
  effort: Effort;
  over?: string;
}

/**
 * A number of the recorded runs, for the text: mean and spread, the fewest or the most right answers with any seed, the step
 * size, or what paired runs have over the other's.
 *
 * @throws RangeError if there are no such runs, or nothing to compare them with
 */
export function tell(recorded: RecordedSeeds, { what, of, effort, over }: Told): string {
  const { unseen } = recorded.protocol;
  const lane = (named: string): Lane => {
    const found = lanesOf(recorded, []).find(({ algorithm, effort }) => `${algorithm} ${effort}` === named);
    if (!found) throw new RangeError(`There are no runs “${named}”`);
    return found;
  };
  const one = lane(`${of} ${effort}`);
  if (what === 'rate') return short(one.lr);
  if (what === 'right' || what === 'loss') {
    const { mean, deviation } = summaryOf(one, what, unseen);
    return saidOf(mean, deviation, what);
  }
  const values = (lane: Lane) => valuesOf(lane.recorded.values(), 'right', unseen);
  if (what === 'worst') return `${short(Math.min(...values(one)))} %`;
  if (what === 'best') return `${short(Math.max(...values(one)))} %`;
  const { difference, more, pairs, luck } = paired(values(one), values(lane(over ?? '')));
  if (what === 'gap') return Math.abs(difference).toFixed(2);
  return what === 'ahead' ? `${more} of ${pairs}` : `1 in ${Math.round(1 / luck).toLocaleString('en')}`;
}
