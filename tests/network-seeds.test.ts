/** A3's experiment as the page shows it: written with `npm run network`, and else held to what can be run again in seconds. */
import { writeFile } from 'node:fs/promises';
import kernels from 'virtual:network-kernel';
import { describe, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import { paired } from '../src/lib/statistics.ts';
import { builtIn } from '../src/network/digits.ts';
import type { Assignment } from '../src/network/driver.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';
import { training } from '../src/network/loop.ts';
import {
  assignmentFor,
  best,
  type Effort,
  early,
  efforts,
  outcomeOf,
  protocol,
  type RecordedSeeds,
  type Result,
  runnerFor,
  tunedRunner,
} from '../src/network/seeds.ts';
import { type Comparison, type Lane, lanesOf, type Measure, standingIn, summaryOf } from '../src/network/seeds-standing.ts';
import { localSource } from '../src/network/store.ts';
import { follow, newTrack, type Track } from '../src/network/track.ts';

const writing = import.meta.env.MODE === 'network';
const path = 'src/network/runs/a3-seeds.json';
const source = localSource(builtIn());

async function run({ experiment, runner, notes }: Assignment, until = experiment.iterations): Promise<Track> {
  const track = newTrack(runner);
  const kernel = simdKernel({ plain: kernels.plain });
  if (!kernel) throw new Error('Node has no WebAssembly SIMD');
  for await (const report of training(experiment, runner, optimizer(runner.optimizer), kernel, source, undefined, notes)) {
    follow(track, report);
    if (track.losses.length >= until && until < experiment.iterations) break;
  }
  return track;
}

if (writing)
  test('the runs are made and written down', { timeout: 3_600_000 }, async () => {
    const { algorithms, seeds, search } = protocol;
    const sweeps: RecordedSeeds['sweeps'] = {};
    for (const algorithm of algorithms) {
      sweeps[algorithm] = {};
      for (const schedule of search.schedules) {
        const losses: (number | null)[] = [];
        for (const lr of search.rates) {
          const runner = tunedRunner(algorithm, { lr, schedule });
          losses.push(outcomeOf(protocol, await run(assignmentFor(protocol, search.seed, runner))).loss);
        }
        sweeps[algorithm][schedule] = losses;
      }
    }
    const results: Result[] = [];
    for (const effort of efforts) {
      for (const algorithm of algorithms) {
        const runner = runnerFor(protocol, sweeps, algorithm, effort);
        const tracks: Track[] = [];
        for (const seed of seeds) tracks.push(await run(assignmentFor(protocol, seed, runner)));
        results.push({ effort, runner, outcomes: tracks.map((track) => outcomeOf(protocol, track)), begins: tracks[0].losses[early - 1] });
      }
    }
    const about =
      'A3’s comparison on the digits that are built into this site, with A4’s network: each algorithm with its default settings, and with the step size and the schedule that had the lowest final loss in a search on another seed, on the same seeds. A seed gives the first weights and the batches. loss is the mean loss of the last `tail` updates, right the number of right answers on `unseen` digits after the last one; null stands for a run that had no finite loss.';
    await writeFile(path, `${JSON.stringify({ about, images: 'built-in', protocol, sweeps, results } satisfies RecordedSeeds)}\n`);
  });
else
  describe('the runs that were written down', async () => {
    const recorded = (await import('../src/network/runs/a3-seeds.json')).default as RecordedSeeds;
    const { sweeps, results } = recorded;

    test('are those that the page would make', () => {
      expect(recorded.protocol).toEqual(protocol);
      expect(results.map(({ effort, runner }) => [effort, runner])).toEqual(
        efforts.flatMap((effort) =>
          protocol.algorithms.map((id) => [effort, JSON.parse(JSON.stringify(runnerFor(protocol, sweeps, id, effort)))]),
        ),
      );
      for (const { outcomes } of results) expect(outcomes).toHaveLength(protocol.seeds.length);
    });

    test('no seed is used twice, and none in both the search and the runs', () => {
      const { seeds } = protocol;
      expect(new Set([...seeds, protocol.search.seed]).size).toBe(seeds.length + 1);
    });

    test('the search was wide enough: the best step size of none stands at the edge', () => {
      const { rates } = protocol.search;
      for (const id of protocol.algorithms) expect(rates.slice(1, -1), id).toContain(best(protocol, sweeps[id]).lr);
    });

    // The page's sentences. Where new runs say something else, these must be written anew.
    describe('are what the page says of them', () => {
      const lanes = lanesOf(recorded, []);
      const standing = (comparison: Comparison) => {
        const { ranking } = standingIn(lanes, comparison, protocol.unseen);
        const over = (other: string) => {
          const [best, its] = [ranking[0], ranking.find(({ lane }) => lane.algorithm === other)];
          return paired(best.values, its?.values ?? []);
        };
        return { order: ranking.map(({ lane }) => lane.algorithm), over };
      };
      const of = (algorithm: string, effort: Effort, measure: Measure) => {
        const lane = lanes.find((one) => one.algorithm === algorithm && one.effort === effort);
        return summaryOf(lane as Lane, measure, protocol.unseen);
      };

      test('tuned gradient descent is first among defaults, but by more than luck only before RMSprop', () => {
        const { order, over } = standing('a3');
        expect(order[0]).toBe('gradient-descent');
        expect(over('rmsprop')).toMatchObject({ more: 10, less: 0 });
        for (const id of ['momentum', 'adagrad', 'adam']) expect(over(id).luck, id).toBeGreaterThan(0.5);
      });

      test('among defaults alone it is last', () => {
        const { order, over } = standing('defaults');
        expect(order.at(-1)).toBe('gradient-descent');
        expect(over('gradient-descent')).toMatchObject({ more: 10, less: 0 });
      });

      test('with tuning for all Momentum is first, RMSprop may be as good, and gradient descent is third', () => {
        const { order, over } = standing('tuned');
        expect(order.slice(0, 3)).toEqual(['momentum', 'rmsprop', 'gradient-descent']);
        expect(over('rmsprop').luck).toBeGreaterThan(0.05);
        expect(over('gradient-descent').luck).toBeLessThan(0.05);
      });

      test('the search left Adam where it was, and gave a schedule to RMSprop alone', () => {
        expect(of('adam', 'tuned', 'right').values).toEqual(of('adam', 'defaults', 'right').values);
        const tuned = results.filter(({ effort }) => effort === 'tuned');
        expect(tuned.filter(({ runner }) => runner.schedule !== 'constant').map(({ runner }) => runner.optimizer)).toEqual(['rmsprop']);
      });

      test('tuning halves AdaGrad’s loss, and brings it no more right answers', () => {
        expect(of('adagrad', 'tuned', 'loss').mean).toBeLessThan(0.55 * of('adagrad', 'defaults', 'loss').mean);
        expect(of('adagrad', 'tuned', 'right').mean).toBeLessThan(of('adagrad', 'defaults', 'right').mean);
      });

      test('seeds move Adam further than the choice among tuned algorithms moves the mean', () => {
        const means = protocol.algorithms.map((id) => of(id, 'tuned', 'right').mean);
        expect(of('adam', 'tuned', 'right').deviation).toBeGreaterThan(Math.max(...means) - Math.min(...means));
      });

      test('by training loss RMSprop is the first of the tuned, more than ten times below gradient descent', () => {
        const losses = protocol.algorithms.map((id) => of(id, 'tuned', 'loss').mean);
        expect(of('rmsprop', 'tuned', 'loss').mean).toBe(Math.min(...losses));
        expect(of('gradient-descent', 'tuned', 'loss').mean).toBeGreaterThan(10 * of('rmsprop', 'tuned', 'loss').mean);
      });
    });

    // What a training does next depends on its weights and memory alone: one that begins alike goes on alike.
    test.each(results)('begin as they do now: $effort, $runner.optimizer', { timeout: 60_000 }, async ({ runner, begins }) => {
      const { losses } = await run(assignmentFor(protocol, protocol.seeds[0], runner), early);
      expect(losses[early - 1]).toBe(begins);
    });

    test('end as they do now, of which one is proof', { timeout: 120_000 }, async () => {
      const { runner, outcomes } = results[results.length - 1];
      const seed = protocol.seeds.length - 1;
      expect(outcomeOf(protocol, await run(assignmentFor(protocol, protocol.seeds[seed], runner)))).toEqual(outcomes[seed]);
    });
  });
