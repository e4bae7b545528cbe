/** The landscape that the page shows before a race has run there: written with `npm run network`, and else held to its numbers. */
import { readFileSync, writeFileSync } from 'node:fs';
import kernels from 'virtual:network-kernel';
import { describe, expect, test } from 'vitest';
import { optimizer } from '../src/catalog.ts';
import { network } from '../src/lib/network/net.ts';
import type { Sketch } from '../src/lib/optimizer.ts';
import { builtIn } from '../src/network/digits.ts';
import { every, type Runner, sizes } from '../src/network/experiment.ts';
import { simdKernel } from '../src/network/kernel/simd.ts';
import { fromRecord, type Surveys, toRecord } from '../src/network/landscape-record.ts';
import { training } from '../src/network/loop.ts';
import { firstExperiment } from '../src/network/runners.ts';
import { localSource } from '../src/network/store.ts';
import { everybody, images, type Survey, surveying, type Walk } from '../src/network/surveying.ts';

const path = 'src/network/runs/landscape.json';
const experiment = firstExperiment();
const source = localSource(builtIn());
const batch = await source.sample('train', images);

function kernel() {
  const made = simdKernel({ plain: kernels.plain });
  if (!made) throw new Error('Node has no WebAssembly SIMD');
  return made;
}

/** The snapshots of a training up to an update. */
async function walk(runner: Runner, until: number): Promise<Walk> {
  const snapshots: Walk['snapshots'] = [];
  for await (const report of training(experiment, runner, optimizer(runner.optimizer) as Sketch, kernel(), source)) {
    if (report.type === 'snapshot') snapshots.push(report.snapshot);
    if (snapshots.at(-1)?.t === until) break;
  }
  return { optimizer: runner.optimizer, snapshots };
}

function survey(walks: Walk[], of: string): Survey {
  const going = surveying(experiment, walks, of, batch, kernel());
  for (;;) {
    const { done, value } = going.next();
    if (done) return value;
  }
}

if (import.meta.env.MODE === 'network')
  test('the landscape is surveyed and written down', { timeout: 900_000 }, async () => {
    const walks: Walk[] = [];
    for (const runner of experiment.runners) walks.push(await walk(runner, experiment.iterations));
    const about = `The loss of A4’s network on the first ${images} of the built-in digits, over planes through the paths of its experiment (seed ${experiment.seed}): see src/network/surveying.ts.`;
    const surveys = [everybody, ...walks.map(({ optimizer }) => optimizer)].map((of) => survey(walks, of));
    writeFileSync(path, `${JSON.stringify(toRecord(about, surveys))}\n`);
  });

/** Read by each test, and not before it is written. */
const recorded = () => JSON.parse(readFileSync(path, 'utf8')) as Surveys;

describe('the landscape that was written down', () => {
  const ids = experiment.runners.map(({ optimizer }) => optimizer);

  test('is of the race that the page would run: `npm run network` writes it', () => {
    expect(recorded().walks.map(({ optimizer }) => optimizer)).toEqual(ids);
    expect(Object.keys(recorded().surveys)).toEqual([everybody, ...ids]);
    const updates = Array.from({ length: experiment.iterations / every.snapshot + 1 }, (_, k) => k * every.snapshot);
    for (const { t, losses } of recorded().walks) {
      expect(t).toEqual(updates);
      expect(losses).toHaveLength(updates.length);
    }
  });

  // The rest of a training follows from its beginning.
  test.each(experiment.runners)('begins as it does now: $optimizer', { timeout: 60_000 }, async (runner) => {
    const { snapshots } = await walk(runner, every.snapshot);
    const net = network(kernel(), { sizes, ...experiment }, images);
    const losses = snapshots.map(({ x }) => {
      net.x.set(x);
      return Number(net.loss(batch).toPrecision(3));
    });
    expect(
      recorded()
        .walks.find((one) => one.optimizer === runner.optimizer)
        ?.losses.slice(0, 2),
    ).toEqual(losses);
  });

  test.each([everybody, ...ids])('starts on the plane, at the network’s own loss: plane of %s', (of) => {
    const { share, walks, values, columns, rows } = fromRecord(recorded(), of);
    expect(values).toHaveLength(columns * rows);
    expect(share).toBeLessThanOrEqual(1);
    for (const { points, off, losses, below } of walks) {
      expect(points[0]).toEqual([0, 0]);
      expect(off[0]).toBe(0);
      expect(below[0]).toBe(losses[0]);
    }
  });

  test('shows more of each path in its own plane than in the common one', () => {
    const common = fromRecord(recorded(), everybody);
    for (const [i, id] of ids.entries()) {
      const own = fromRecord(recorded(), id);
      expect(own.walks[i].share).toBe(own.share);
      expect(own.share).toBeGreaterThan(common.walks[i].share);
      expect(own.share).toBeGreaterThan(common.share);
    }
  });
});

test('what the page says of it', () => {
  const ids = experiment.runners.map(({ optimizer }) => optimizer);
  const percent = (share: number) => Math.floor(100 * share);
  const common = fromRecord(recorded(), everybody);
  expect(percent(common.share)).toBe(85);
  expect(ids).toEqual(['gradient-descent', 'momentum', 'adagrad', 'adam']);
  expect(common.walks.map(({ share }) => percent(share))).toEqual([25, 36, 97, 93]);
  expect(ids.map((id) => percent(fromRecord(recorded(), id).share))).toEqual([99, 99, 99, 97]);

  // The longest way, which the starts of random networks are three times as far apart from each other.
  const far = Math.max(...common.walks.flatMap(({ points, off }) => points.map(([x, y], k) => Math.hypot(x, y, off[k]))));
  expect(Math.SQRT2 / far).toBeCloseTo(2.8, 1);
  // Gradient descent at its end: in the common plane, and in its own; and whose path is mostly there too.
  const [gd] = common.walks;
  expect([gd.losses.at(-1), gd.below.at(-1)]).toEqual([0.119, 1.62]);
  const adam = common.walks[3];
  expect([adam.losses.at(-1), adam.below.at(-1)]).toEqual([0.00184, 0.0000985]);
  const own = fromRecord(recorded(), 'gradient-descent');
  expect(own.walks[0].below.at(-1)).toBe(0.11);
  expect(own.walks.map(({ share }) => percent(share))).toEqual([99, 65, 5, 16]);
});
