/** What cells make trains the network in the sandbox: as it does outside, watched like any cell, and believed nothing. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Training } from '../../src/cells/protocol.ts';
import type { Sketch } from '../../src/lib/optimizer.ts';
import { compile } from '../../src/network/kernel/compile.ts';
import { simdKernel } from '../../src/network/kernel/simd.ts';
import type { Report, Restart } from '../../src/network/loop.ts';
import { training } from '../../src/network/loop.ts';
import { localSource } from '../../src/network/store.ts';
import { type Engine, engines } from './fixtures/engines.ts';
import { pictures } from './fixtures/pictures.ts';
import { type Heard, Remote, type Site, site } from './fixtures/sandbox.ts';

test.describe.configure({ mode: 'default' });

let here: Site;
test.beforeAll(async () => {
  here = await site();
});
test.afterAll(() => here.close());

const adam = readFileSync('src/lib/optimizers/adam.ts', 'utf8');
const runner = { optimizer: 'adam~mine', hyper: { lr: 0.003, beta1: 0.9, beta2: 0.999, eps: 1e-8, eps0: 0 }, schedule: 'constant' };

/** @param optimizer a cell's name, or a file of the catalog: './adam.ts' */
function assigned(optimizer: string, iterations: number, restart?: Restart): Training {
  return {
    ...{ optimizer, runner, restart },
    ...(!optimizer.startsWith('.') && { cell: optimizer }),
    experiment: { seed: 1, iterations, batch: 16, activation: 'relu', weightDecay: 0.001, starts: 'same', runners: [runner] },
  };
}

/** A cell with an optimizer that does something before it makes Adam's step. */
const doing = (what: string) => `import adam from './adam.ts';
export default {
  ...adam,
  step(x: Vector, g: Vector, memory: Memory, hyper: Hyper, moment: Moment) {
    ${what}
    adam.step(x, g, memory, hyper, moment);
  },
};`;

/** All losses, each where it belongs, however often it was told. */
function losses(all: (Heard | Report)[]): number[] {
  const found: number[] = [];
  for (const news of all) if (news.type === 'losses') for (const [k, loss] of news.losses.entries()) found[news.from - 1 + k] = loss;
  return found;
}
const scores = (all: (Heard | Report)[]) =>
  all.flatMap((news) => (news.type === 'score' ? [[news.t, news.train, news.test, [...news.said].join('')]] : []));

/** What Adam of the library says in a training outside of any browser. */
async function outside(iterations: number): Promise<Report[]> {
  const own = (await import('../../src/lib/optimizers/adam.ts')).default as Sketch;
  const kernel = simdKernel(await compile());
  if (!kernel) throw new Error('This Node has no SIMD');
  return Array.fromAsync(training(assigned('adam', iterations).experiment, runner, own, kernel, localSource(pictures)));
}

for (const { name, missing, open, end } of engines(() => here)) {
  test.describe(name, () => {
    test.skip(missing !== undefined, missing);
    let tab: Awaited<ReturnType<Engine['open']>>;
    let kernel: Remote;
    test.beforeAll(async ({ browser }) => {
      if (missing) return;
      tab = await open(browser);
      kernel = new Remote(tab);
    });
    test.afterAll(end);
    test.beforeEach(() => kernel.forget());
    test.afterEach(() => kernel.remove());

    const hears = (line: RegExp) => expect.poll(() => kernel.heard(), { intervals: [50] }).toContainEqual(expect.stringMatching(line));
    /** Waits until something is heard of a training. */
    const comes = (id: number, what: (news: Heard) => boolean) =>
      expect.poll(async () => (await kernel.news(id)).some(what), { intervals: [50] }).toBe(true);
    const loss = (t: number) => (news: Heard) => news.type === 'losses' && news.from + news.losses.length > t;
    async function ended(id: number): Promise<Heard[]> {
      await comes(id, ({ type }) => type === 'end' || type === 'failed');
      return kernel.news(id);
    }

    test('the text of an algorithm trains as the algorithm itself, bit for bit, and as fast kernels do', async () => {
      await kernel.define({ adam });
      const [own, catalogs] = await Promise.all([kernel.train(assigned('adam', 120)), kernel.train(assigned('./adam.ts', 120))]);
      const all = await ended(own);
      expect(all[0]).toEqual({ type: 'kernel', name: expect.stringContaining('WebAssembly SIMD') });
      expect(all.at(-1)).toEqual({ type: 'end', t: 120, reason: 'done' });
      expect(all.filter(({ type }) => type === 'snapshot')).toEqual(
        [0, 100, 120].map((t) => ({ type: 'snapshot', t, memory: ['m', 'v'] })),
      );
      expect(all.flatMap((news) => (news.type === 'layers' ? [news.t] : []))).toEqual([20, 40, 60, 80, 100, 120]);
      expect(losses(all)).toHaveLength(120);
      const theirs = await ended(catalogs);
      expect([losses(theirs), scores(theirs)]).toEqual([losses(all), scores(all)]);
      const known = await outside(120);
      // The engine of Chromium is that of Node; others round powers differently in the last digits.
      if (name === 'Chromium') expect([losses(all), scores(all)]).toEqual([losses(known), scores(known)]);
      else for (const [k, loss] of losses(known).entries()) expect(losses(all)[k]).toBeCloseTo(loss, 5);
    });

    test('a training rests, goes on, is stopped, and is taken up from a point that it has reached', async () => {
      await kernel.define({ adam });
      const whole = losses(await ended(await kernel.train(assigned('adam', 130))));

      const id = await kernel.train(assigned('adam', 2000));
      await comes(id, loss(10));
      await kernel.drive(id, 'pause');
      // An answer to what is asked afterwards is later than what was on its way.
      await ended(await kernel.train(assigned('./adam.ts', 10)));
      const rested = await kernel.news(id);
      await ended(await kernel.train(assigned('./adam.ts', 30)));
      expect(await kernel.news(id)).toEqual(rested);
      await kernel.drive(id, 'resume');
      // The losses up to there are told first, and on a slow machine long before.
      await comes(id, (news) => news.type === 'snapshot' && news.t === 100);
      await kernel.drive(id, 'stop');
      const stopped = await kernel.news(id);
      await ended(await kernel.train(assigned('./adam.ts', 30)));
      expect(await kernel.news(id)).toEqual(stopped);

      const again = await tab.evaluate(
        ([id, next]) => {
          const at = window.trainings[id].news.find((news) => news.type === 'snapshot' && news.snapshot.t === 100);
          if (at?.type !== 'snapshot') throw new Error('There is no snapshot');
          const { snapshot } = at;
          return window.trainings.push(window.train({ ...next, restart: { snapshot, runner: next.runner, until: 100 } })) - 1;
        },
        [id, assigned('adam', 130)] as const,
      );
      expect(losses(await ended(again)).slice(100)).toEqual(whole.slice(100));
    });

    test('code that is edited meanwhile is that of the next training', async () => {
      await kernel.define({ adam });
      const [whole, id] = [losses(await ended(await kernel.train(assigned('adam', 300)))), await kernel.train(assigned('adam', 300))];
      await comes(id, loss(1));
      await kernel.define({ adam: doing('g = g.map((one) => 2 * one);') });
      await hears(/^adam done/);
      expect(losses(await ended(id))).toEqual(whole);
      const next = losses(await ended(await kernel.train(assigned('adam', 20))));
      expect(next[0]).not.toBe(whole[0]);
    });

    test('a step without an end is stopped, and others are taken up where they were', async () => {
      await kernel.define({ adam, bad: doing('while (moment.t > 30);') });
      await hears(/^bad done/);
      await hears(/^adam done/);
      const whole = losses(await ended(await kernel.train(assigned('adam', 300))));
      const [bad, good] = [await kernel.train(assigned('bad', 300)), await kernel.train(assigned('adam', 300))];
      expect((await ended(bad)).at(-1)).toEqual({
        type: 'failed',
        blames: false,
        trouble: {
          name: 'Stopped after 0.8 s',
          message: 'a loop may have no end',
          hint: expect.stringContaining('when you edit or run it'),
          frames: [],
        },
      });
      await hears(/^restarted time bad$/);
      await hears(/^bad error Stopped after 0.8 s/);
      expect(losses(await ended(good))).toEqual(whole);
      expect((await ended(await kernel.train(assigned('bad', 300)))).at(-1)).toMatchObject({
        type: 'failed',
        trouble: { message: expect.stringContaining('was stopped') },
      });
    });

    test('a cell without an end does not stop a training, and is the one that is stopped', async () => {
      await kernel.define({ adam });
      const whole = losses(await ended(await kernel.train(assigned('adam', 300))));
      const id = await kernel.train(assigned('adam', 300));
      await comes(id, loss(100));
      // One that waits is not to blame either.
      await kernel.define({ waits: 'await new Promise(() => {});', late: 'setTimeout(() => { while (true); }, 1);' });
      await hears(/^restarted time late$/);
      expect(losses(await ended(id))).toEqual(whole);
      await kernel.call('interrupt');
    });

    test('updates that take their time are no loop without an end, and who waits for something is to blame for what it does then', async () => {
      await kernel.define({
        waits:
          'const { port1, port2 } = new MessageChannel();\nglobalThis.wake = () => port2.postMessage(1);\nawait new Promise((go) => { port1.onmessage = go; });\nwhile (true);',
        slow: doing('for (const until = performance.now() + 100; performance.now() < until; );'),
      });
      await hears(/^slow done/);
      // A stride takes longer than the sandbox may be without an answer.
      const id = await kernel.train(assigned('slow', 20));
      expect(losses(await ended(id))).toHaveLength(20);
      expect(await kernel.heard()).not.toContainEqual(expect.stringMatching(/restarted/));
      const next = await kernel.train(assigned('slow', 40));
      await comes(next, loss(1));
      await kernel.define({ wakes: 'globalThis.wake();' });
      await hears(/^restarted time waits$/);
      expect(losses(await ended(next))).toHaveLength(40);
    });

    test('code that has run again cannot be taken up in a new sandbox', async () => {
      await kernel.define({ adam });
      const id = await kernel.train(assigned('adam', 5000));
      await comes(id, loss(1));
      await kernel.define({ adam: doing('') });
      await kernel.call('restart');
      expect((await ended(id)).at(-1)).toMatchObject({
        type: 'failed',
        blames: false,
        trouble: { hint: expect.stringContaining('any point') },
      });
    });

    test('Interrupt ends all trainings, and no cell is to blame', async () => {
      await kernel.define({ adam });
      const ids = [await kernel.train(assigned('adam', 5000)), await kernel.train(assigned('./adam.ts', 5000))];
      for (const id of ids) await comes(id, loss(1));
      await kernel.call('interrupt');
      for (const id of ids)
        expect((await ended(id)).at(-1)).toMatchObject({ type: 'failed', blames: false, trouble: { name: 'Interrupted', frames: [] } });
      expect(await kernel.heard()).not.toContainEqual(expect.stringMatching(/error|restarted/));
      expect(losses(await ended(await kernel.train(assigned('adam', 10))))).toHaveLength(10);
    });

    test('what goes wrong is said, with where it is', async () => {
      const own = (step: string, init = '(x) => ({ m: zeros(x) })') =>
        `import { zeros } from '../optimizer.ts';\nexport default {\n  hyper: { lr: 0.1, beta1: 0.9 },\n  init: ${init},\n  step(x: Vector, g: Vector, { m, mm }, { lr, beta }, { t }) {\n    ${step}\n  },\n};`;
      const all = {
        throws: own('if (t > 12) throw new RangeError("no more");'),
        misspelt: own('if (t > 12) m[0] = mm[0];'),
        setting: own('for (let i = 0; i < x.length; i++) x[i] -= (t > 12 ? beta : lr) * g[i];'),
        gives: own('return x.map((one) => one + 1);'),
        // Only here is x as long as that.
        vectors: own('', '(x) => (x.length > 2 ? { m: "no" } : { m: zeros(x) })'),
      };
      await kernel.define(all);
      const troubles: Record<string, unknown> = {};
      for (const cell of Object.keys(all)) {
        await hears(new RegExp(`^${cell} done`));
        const [last] = (await ended(await kernel.train(assigned(cell, 60)))).slice(-1);
        expect(last).toMatchObject({ type: 'failed', blames: true });
        troubles[cell] = last.type === 'failed' && last.trouble;
      }
      expect(troubles).toMatchObject({
        throws: { name: 'RangeError', message: 'no more', frames: [{ cell: 'throws', line: 6 }] },
        misspelt: { hint: expect.stringContaining('did you mean “m”?'), frames: [{ cell: 'misspelt', line: 6 }] },
        setting: { message: expect.stringMatching(/^Update 13 makes x NaN, .* hyper has no “beta”: did you mean “beta1”\?/) },
        gives: { message: 'After 10 updates x is where it was', hint: expect.stringContaining('changes x in place') },
        vectors: { message: expect.stringContaining('“m” is not a list of numbers'), hint: 'zeros(x) makes one.' },
      });
      expect((await ended(await kernel.train(assigned('nowhere', 10)))).at(-1)).toMatchObject({
        trouble: { message: 'There is no optimizer “nowhere”' },
      });
    });

    test('a cell does not hear what the kernel is told', async () => {
      await kernel.define({
        adam,
        spy: "for (const capture of [true, false]) addEventListener('message', (event) => display(event.ports.length), { capture });\n1",
      });
      await hears(/^spy done 1/);
      await ended(await kernel.train(assigned('adam', 20)));
      expect((await kernel.heard()).filter((line) => line.startsWith('spy'))).toEqual(['spy start', 'spy done 1']);
    });
  });
}

test('a training outlives a frame that dies', async ({ page }) => {
  await page.goto(here.url);
  const kernel = new Remote(page);
  const all = async (id: number) => losses(await kernel.news(id));
  const done = async (id: number) => (await kernel.news(id)).at(-1)?.type === 'end';
  const first = await kernel.train(assigned('./adam.ts', 300));
  await expect.poll(() => done(first), { intervals: [50] }).toBe(true);
  const id = await kernel.train(assigned('./adam.ts', 300));
  await expect.poll(async () => (await all(id)).length, { intervals: [50] }).toBeGreaterThan(100);
  await page.evaluate(() => document.querySelector('iframe')?.setAttribute('src', 'about:blank'));
  await expect.poll(() => kernel.heard(), { intervals: [50] }).toContainEqual(expect.stringMatching(/^restarted crash/));
  await expect.poll(() => done(id), { intervals: [50] }).toBe(true);
  expect(await all(id)).toEqual(await all(first));
});

test('without WebAssembly it trains more slowly, and says so', async ({ page }) => {
  await page.goto(`${here.url}/plain/`);
  const kernel = new Remote(page);
  await kernel.define({ adam });
  const id = await kernel.train(assigned('adam', 20));
  await expect.poll(async () => (await kernel.news(id)).at(-1), { intervals: [50] }).toEqual({ type: 'end', t: 20, reason: 'done' });
  const all = await kernel.news(id);
  expect(all[0]).toEqual({ type: 'kernel', name: 'TypeScript' });
  const known = losses(await outside(20));
  // Sums in another order, in single precision.
  for (const [k, loss] of losses(all).entries()) expect(loss).toBeCloseTo(known[k], 3);
});

test('a kernel that has gone over to the other side is not believed, and its trainings are ended', async ({ page }) => {
  await page.goto(`${here.url}/taught/`);
  const broken: string[] = [];
  page.on('pageerror', ({ message }) => broken.push(message));
  const kernel = new Remote(page);
  for (const what of ['skips', 'repeats', 'nan', 'short', 'huge', 'many', 'words', 'ends']) {
    const id = await kernel.train(assigned(what, 400));
    await expect
      .poll(async () => (await kernel.news(id)).at(-1), { intervals: [50], message: what })
      .toMatchObject({
        type: 'failed',
        trouble: { name: 'Not readable', frames: [] },
      });
  }
  const fine = await kernel.train(assigned('fine', 400));
  await expect.poll(async () => losses(await kernel.news(fine)), { intervals: [50] }).toEqual([2, 1, 2, 1]);

  // The images' port takes questions, a few at a time, and nothing else.
  const bombs = await kernel.train(assigned('bombs', 400));
  await expect
    .poll(() => kernel.news(bombs), { intervals: [50] })
    .toEqual([{ type: 'kernel', name: expect.stringMatching(/^\d+ refused, 30 images$/) }]);

  // It never stops talking, and what it says is in order.
  const floods = await kernel.train(assigned('floods', 20_000));
  await expect.poll(() => kernel.heard(), { intervals: [500] }).toContainEqual(expect.stringMatching(/^restarted flood/));
  await kernel.drive(floods, 'stop');
  await expect.poll(async () => losses(await kernel.news(fine)), { intervals: [50] }).toEqual([2, 1, 2, 1]);
  expect(broken).toEqual([]);
});
