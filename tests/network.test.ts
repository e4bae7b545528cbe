/** The race that the page shows before anybody has run it there: written with `npm run network`, and else held to its numbers. */
import { writeFile } from 'node:fs/promises';
import kernels from 'virtual:network-kernel';
import { describe, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import { smooth } from '../src/lib/network/smooth.ts';
import { builtIn } from '../src/network/digits.ts';
import type { Experiment, Runner } from '../src/network/experiment.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';
import { training } from '../src/network/loop.ts';
import { type Recorded, type RecordedTrack, toRecord } from '../src/network/recorded.ts';
import { firstExperiment, runnerOf } from '../src/network/runners.ts';
import { localSource } from '../src/network/store.ts';
import { follow, newTrack } from '../src/network/track.ts';

const writing = import.meta.env.MODE === 'network';
const path = 'src/network/runs/a4-mnist.json';
const source = localSource(builtIn());

/** The same race, up to an update. */
async function run(experiment: Experiment, runner: Runner, until = experiment.iterations): Promise<RecordedTrack> {
  const track = newTrack(runner);
  const kernel = simdKernel({ plain: kernels.plain });
  if (!kernel) throw new Error('Node has no WebAssembly SIMD');
  for await (const report of training(experiment, runner, optimizer(runner.optimizer), kernel, source)) {
    follow(track, report);
    if (until < experiment.iterations && track.losses.length >= until) break;
  }
  return toRecord(track);
}

if (writing)
  test('the race is run and written down', { timeout: 600_000 }, async () => {
    const experiment = firstExperiment();
    const tracks: Recorded['tracks'] = {};
    for (const runner of experiment.runners) tracks[runner.optimizer] = await run(experiment, runner);
    const about =
      'A4’s experiment on the digits that are built into this site: 784-100-100-100-100-10, ReLU, He’s weights, batches of 128 drawn with replacement; every optimizer from the same weights with A4’s settings. losses[k] is the loss after update k + 1 on the batch of that update.';
    await writeFile(path, `${JSON.stringify({ about, experiment, images: 'built-in', tracks } satisfies Recorded)}\n`);
  });
else
  describe('the race that was written down', async () => {
    const { experiment, tracks } = (await import('../src/network/runs/a4-mnist.json')).default as Recorded;

    test('is the one that the page would run', () => {
      expect(experiment).toEqual(JSON.parse(JSON.stringify(firstExperiment())));
      for (const { losses, scores, layers } of Object.values(tracks)) {
        expect(losses).toHaveLength(experiment.iterations);
        expect(scores.at(-1)).toMatchObject({ t: experiment.iterations, said: expect.stringMatching(/^\d{1000}$/) });
        expect(layers.at(-1)?.t).toBe(experiment.iterations);
      }
    });

    test('was run on the digits that are built in now', () => {
      const { labels } = builtIn().test;
      for (const { scores } of Object.values(tracks)) {
        const last = scores[scores.length - 1];
        const right = [...(last.said ?? '')].filter((said, k) => Number(said) === labels[k]).length;
        expect(right / 1000).toBe(last.test);
      }
    });

    // The rest follows from the beginning: what a training does next depends on its weights and memory alone.
    test.each(experiment.runners)('begins as it does now: $optimizer', { timeout: 60_000 }, async (runner) => {
      const { losses, layers } = await run(experiment, runner, 100);
      expect(losses).toEqual(tracks[runner.optimizer].losses.slice(0, losses.length));
      expect(layers).toEqual(tracks[runner.optimizer].layers.slice(0, layers.length));
    });
  });

describe('what the page says of it', () => {
  const first = firstExperiment();
  const layersOf = ({ layers }: RecordedTrack, at: number) => layers.find(({ t }) => t === at)?.layers ?? [];

  test('gradient descent with a step size of 0.1 ends with the others', { timeout: 60_000 }, async () => {
    const { losses, scores } = await run(first, { ...runnerOf('gradient-descent'), hyper: { lr: 0.1 } });
    expect(smooth(losses).at(-1)).toBeCloseTo(0.002, 3);
    expect(scores.at(-1)?.test).toBeCloseTo(0.967, 3);
  });

  test('with the sigmoid the signal fades on its way back, and a rate for each weight makes up for it', { timeout: 60_000 }, async () => {
    const sigmoid = { ...first, activation: 'sigmoid' as const, iterations: 500 };
    for (const id of ['gradient-descent', 'momentum'])
      expect((await run(sigmoid, runnerOf(id))).scores.at(-1)?.test, id).toBeCloseTo(0.1, 1);
    const slopes = layersOf(await run(sigmoid, runnerOf('gradient-descent'), 30), 20).map(({ gradient }) => gradient);
    expect(slopes[4] / slopes[0]).toBeGreaterThan(100);
    const rates = layersOf(await run(sigmoid, runnerOf('adam'), 30), 20).map(({ rate }) => rate);
    expect(rates[0] / rates[4]).toBeGreaterThan(1000);
  });
});
