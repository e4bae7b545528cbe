/** A3's experiment as the page shows it: written with `npm run network`, and else held to what can be run again in seconds. */
import { writeFile } from 'node:fs/promises';
import bytes from 'virtual:network-kernel';
import { describe, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import { mean } from '../src/lib/statistics.ts';
import { builtIn } from '../src/network/digits.ts';
import type { Assignment } from '../src/network/driver.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';
import { training } from '../src/network/loop.ts';
import {
  assignmentFor,
  best,
  early,
  efforts,
  outcomeOf,
  protocol,
  type RecordedSeeds,
  type Result,
  runnerFor,
  tunedRunner,
} from '../src/network/seeds.ts';
import { localSource } from '../src/network/store.ts';
import { follow, newTrack, type Track } from '../src/network/track.ts';

const writing = import.meta.env.MODE === 'network';
const path = 'src/network/runs/a3-seeds.json';
const source = localSource(builtIn());

async function run({ experiment, runner, notes }: Assignment, until = experiment.iterations): Promise<Track> {
  const track = newTrack(runner);
  const kernel = simdKernel(bytes);
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

    test('come to what the page says of them', () => {
      const right = (id: string, effort: string) =>
        (results.find((one) => one.effort === effort && one.runner.optimizer === id)?.outcomes ?? []).map((one) => one.right ?? 0);
      /** Points, in hundredths of all digits. */
      const ahead = (one: number[], other: number[]) => (mean(one) - mean(other)) / 20;
      const [tuned, adam] = [right('gradient-descent', 'tuned'), right('adam', 'tuned')];
      const others = ['momentum', 'adagrad', 'rmsprop', 'adam'];
      for (const id of others) expect(ahead(right(id, 'defaults'), right('gradient-descent', 'defaults')), id).toBeGreaterThan(0);
      right('rmsprop', 'defaults').forEach((value, k) => {
        expect(value).toBeLessThan(tuned[k]);
      });
      for (const id of ['momentum', 'adagrad', 'adam']) expect(Math.abs(ahead(tuned, right(id, 'defaults')))).toBeLessThan(0.1);
      expect(ahead(right('rmsprop', 'tuned'), right('rmsprop', 'defaults'))).toBeCloseTo(1.6, 1);
      expect(Math.abs(ahead(right('rmsprop', 'tuned'), tuned))).toBeLessThan(0.1);
      expect(ahead(right('adagrad', 'tuned'), right('adagrad', 'defaults'))).toBeCloseTo(-0.2, 1);
      const all = protocol.algorithms.flatMap((id) => right(id, 'tuned')).sort((a, b) => a - b);
      expect(adam.toSorted((a, b) => b - a).slice(0, 3)).toEqual(all.slice(-3).reverse());
      expect(Math.min(...adam)).toBe(all[0]);
      const below = (id: string) => sweeps[id].constant.filter((loss) => loss !== null && loss < 0.1).length;
      expect([below('gradient-descent'), below('adam')]).toEqual([5, 7]);
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
