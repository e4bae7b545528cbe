import { beforeEach, describe, expect, test } from 'vitest';
import type { Assignment, News } from './driver.ts';
import { runnerOf } from './runners.ts';
import { assignmentFor, type Job, jobsFor, outcomeOf, protocol } from './seeds.ts';
import { createRepeats } from './seeds-session.ts';

interface Hired {
  assignment: Assignment;
  hear: (news: News) => void;
  stopped: boolean;
}
let hired: Hired[] = [];
beforeEach(() => {
  hired = [];
});

const repeats = (most = 2) =>
  createRepeats({
    assign: ({ algorithm, seed }) => assignmentFor(protocol, seed, runnerOf(algorithm)),
    drive(assignment, _images, hear) {
      const one: Hired = { assignment, hear, stopped: false };
      hired.push(one);
      const stop = () => {
        one.stopped = true;
      };
      return { pause() {}, resume() {}, stop };
    },
    images: () => new MessageChannel().port1,
    judge: (track) => outcomeOf(protocol, track),
    changed() {},
    most,
  });

const jobs = (...seeds: number[]) => jobsFor(['adam'], ['defaults'], seeds);
const losses = (from: number, count: number, loss: number): News => ({
  type: 'losses',
  from,
  losses: new Float64Array(count).fill(loss),
  took: 1,
});

/** Works to the end, and is right in `right` of 10. */
function finish({ hear }: Hired, loss: number, right: number) {
  hear(losses(1, 1900, 9));
  hear(losses(1901, 100, loss));
  hear({ type: 'score', t: 2000, train: 1, test: right / 10, said: new Uint8Array(10) });
  hear({ type: 'end', t: 2000, reason: 'done' });
}

const seedsOf = (all: readonly { job: Job }[]) => all.map(({ job }) => job.seed);
const busy = () => hired.filter(({ stopped }) => !stopped).length;

describe('many runs', () => {
  test('so many at once, and each that ends makes room for the next', () => {
    const all = repeats();
    all.start(jobs(1, 2, 3, 4));
    expect(hired.map(({ assignment }) => assignment.experiment.seed)).toEqual([1, 2]);
    finish(hired[1], 0.25, 9);
    expect(busy()).toBe(2);
    expect(hired.map(({ assignment }) => assignment.experiment.seed)).toEqual([1, 2, 3]);
    // The loss is that of the last hundred updates.
    expect(all.ended).toEqual([{ job: { algorithm: 'adam', effort: 'defaults', seed: 2 }, outcome: { loss: 0.25, right: 9 } }]);
    for (const i of [0, 2, 3]) finish(hired[i], 0.5, 8);
    expect(seedsOf(all.ended)).toEqual([2, 1, 3, 4]);
    expect(all.running).toBe(false);
    expect(busy()).toBe(0);
  });

  test('what has ended stays when the rest is stopped, and is not run again', () => {
    const all = repeats();
    all.start(jobs(1, 2, 3));
    finish(hired[0], 0.5, 8);
    all.stop();
    expect(all.running).toBe(false);
    expect(busy()).toBe(0);
    // Too late to be heard.
    finish(hired[1], 0.1, 9);
    expect(seedsOf(all.ended)).toEqual([1]);

    all.start(jobs(1, 2));
    expect(hired.slice(3).map(({ assignment }) => assignment.experiment.seed)).toEqual([2]);
    all.clear();
    expect(all.ended).toEqual([]);
    expect(busy()).toBe(0);
  });

  test('a run without a finite loss has come to nothing, and the others go on', () => {
    const all = repeats(1);
    all.start(jobs(1, 2));
    hired[0].hear(losses(1, 30, 5));
    hired[0].hear({ type: 'end', t: 30, reason: 'non-finite' });
    expect(all.ended[0].outcome).toEqual({ loss: null, right: null });
    expect(all.running).toBe(true);
  });

  test('a worker that fails ends them all, and says why', () => {
    const all = repeats();
    all.start(jobs(1, 2, 3));
    hired[0].hear({ type: 'failed', message: 'out of memory' });
    expect(all.failure).toBe('out of memory');
    expect(all.running).toBe(false);
    expect(busy()).toBe(0);
    all.start(jobs(1));
    expect(all.failure).toBeUndefined();
  });

  test('progress counts the updates of this start', () => {
    const all = repeats();
    expect(all.progress()).toBe(0);
    all.start(jobs(1, 2));
    expect(all.timeLeft()).toBeUndefined();
    hired[0].hear(losses(1, 1000, 1));
    expect(all.progress()).toBe(0.25);
    expect(all.timeLeft()).toBeTypeOf('number');
    finish(hired[0], 1, 5);
    expect(all.progress()).toBe(0.5);
    finish(hired[1], 1, 5);
    expect(all.progress()).toBe(1);
    expect(all.timeLeft()).toBeUndefined();
  });
});
