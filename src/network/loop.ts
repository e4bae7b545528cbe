/** Trains one network with one optimizer, and tells what happens. The page's workers, the sandbox and Node all run this. */
import { initialise } from '../lib/network/initial.ts';
import type { Kernel } from '../lib/network/kernel.ts';
import { type Batch, network } from '../lib/network/net.ts';
import { type LayerStep, type Settings, type Snapshot, train } from '../lib/network/train.ts';
import type { Sketch } from '../lib/optimizer.ts';
import { schedules } from '../lib/schedule.ts';
import { type Experiment, every, initialFor, type Notes, type Runner, scored, sizes, startSeed } from './experiment.ts';

/** Where images come from. */
export interface Source {
  /** Batches `from` to `from + count − 1` of a seed, each of `size` images. */
  batches(seed: number, from: number, count: number, size: number): Promise<Batch[]>;
  /** The first `count` images for training or for testing, or as many as there are. */
  sample(of: 'train' | 'test', count: number): Promise<Batch>;
}

/** What happens, in the order in which it happens. */
export type Report =
  /** The losses after updates `from`, `from + 1`, …, and how long these took, in milliseconds. */
  | { type: 'losses'; from: number; losses: Float64Array; took: number }
  | { type: 'layers'; t: number; layers: LayerStep[] }
  /** The share of right answers; and what the network takes each image of the test for. */
  | { type: 'score'; t: number; train: number; test: number; said: Uint8Array }
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'end'; t: number; reason: 'done' | 'non-finite' };

/** Where a run starts that does not start at the beginning: from a snapshot, with other settings up to update `until`. */
export interface Restart {
  snapshot: Snapshot;
  runner: Runner;
  until: number;
}

/** Iterations between two reports: some hundredths of a second. */
const stride = 10;

/**
 * Trains, a few iterations at a time: whoever takes no more reports lets it rest.
 *
 * Ends with a report on why. A loss that is no finite number is not reported, and ends it; the snapshot before is the last
 * good one.
 *
 * @param optimizer what `runner.optimizer` stands for
 * @param notes as the race shows it, unless given
 */
export async function* training(
  experiment: Experiment,
  runner: Runner,
  optimizer: Sketch,
  kernel: Kernel,
  source: Source,
  restart?: Restart,
  notes: Notes = { every, scored },
): AsyncGenerator<Report> {
  const { seed, iterations: total, batch, activation, weightDecay, clip } = experiment;
  const net = network(kernel, { sizes, activation, weightDecay }, batch);
  initialise(net, initialFor[activation], startSeed(experiment, runner.optimizer));
  const limits = clip ? ({ by: 'norm', limit: clip } as const) : undefined;
  const settings = ({ hyper, form, schedule }: Runner): Settings => ({ hyper, form, schedule: schedules[schedule], clip: limits, total });
  const run = train(net, optimizer, settings(restart?.runner ?? runner));
  if (restart) run.restore(restart.snapshot);
  if (restart && run.t === restart.until) run.set(settings(runner));

  const [learnt, unseen] = await Promise.all([source.sample('train', notes.scored), source.sample('test', notes.scored)]);
  const score = (): Report => {
    const said = classified(unseen);
    return { type: 'score', t: run.t, train: share(classified(learnt), learnt.labels), test: share(said, unseen.labels), said };
  };
  const classified = ({ inputs, labels }: Batch) => {
    const said = new Uint8Array(labels.length);
    const width = sizes[0];
    for (let i = 0; i < labels.length; i += batch) said.set(net.classify(inputs.subarray(i * width, (i + batch) * width)), i);
    return said;
  };

  if (!restart) {
    yield { type: 'snapshot', snapshot: run.snapshot() };
    yield score();
  }
  let next = source.batches(seed, run.t + 1, Math.min(stride, total - run.t), batch);
  while (run.t < total) {
    const batches = await next;
    const from = run.t + 1;
    const after = run.t + batches.length;
    // The next ones come while these are used.
    if (after < total) next = source.batches(seed, after + 1, Math.min(stride, total - after), batch);

    const losses: number[] = [];
    const noted: Report[] = [];
    const before = performance.now();
    for (const one of batches) {
      let loss: number;
      if ((run.t + 1) % notes.every.layers === 0) {
        const watched = run.watch(one);
        loss = watched.loss;
        noted.push({ type: 'layers', t: run.t, layers: watched.layers });
      } else loss = run.iterate(one);
      if (!Number.isFinite(loss)) break;
      losses.push(loss);
      if (run.t === restart?.until) {
        run.set(settings(runner));
        // Whoever goes back again finds the place where the settings changed.
        if (run.t % every.snapshot !== 0 && run.t < total) noted.push({ type: 'snapshot', snapshot: run.snapshot() });
      }
    }
    const took = performance.now() - before;
    yield { type: 'losses', from, losses: Float64Array.from(losses), took };
    if (losses.length < batches.length) {
      yield { type: 'end', t: run.t, reason: 'non-finite' };
      return;
    }
    yield* noted;
    if (run.t % notes.every.snapshot === 0 || run.t === total) yield { type: 'snapshot', snapshot: run.snapshot() };
    if (run.t % notes.every.score === 0 || run.t === total) yield score();
  }
  yield { type: 'end', t: run.t, reason: 'done' };
}

function share(said: Uint8Array, labels: Uint8Array): number {
  return said.reduce((right, label, i) => right + (label === labels[i] ? 1 : 0), 0) / labels.length;
}
