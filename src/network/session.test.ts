import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Assignment, Drive, News } from './driver.ts';
import type { Runner } from './experiment.ts';
import { firstExperiment } from './runners.ts';
import { createSession } from './session.ts';

const snapshot = (t: number): News => ({ type: 'snapshot', snapshot: { t, x: [], memory: {} } });
const losses = (from: number, count = 10): News => ({
  type: 'losses',
  from,
  losses: Float64Array.from({ length: count }, (_, k) => 1 / (from + k)),
  took: 10,
});

const means = { images: () => ({}) as MessagePort, silent: 'It says nothing', patience: 1000 };

/** A session of which every worker is in the hands of the test. */
function setUp() {
  const workers: { assignment: Assignment; hear: (news: News) => void; did: string[] }[] = [];
  const drive: Drive = (assignment, _images, hear) => {
    const worker = { assignment, hear, did: [] as string[] };
    workers.push(worker);
    return { pause: () => worker.did.push('pause'), resume: () => worker.did.push('resume'), stop: () => worker.did.push('stop') };
  };
  const changed = vi.fn();
  return { session: createSession({ ...means, drive: () => drive, changed }), workers, changed };
}

const experiment = firstExperiment(['gradient-descent', 'adam']);
const faster = (runners: Runner[]) => runners.map((runner) => ({ ...runner, hyper: { ...runner.hyper, lr: 0.5 } }));

test('a race has a worker for each, and ends when the last one does', () => {
  const { session, workers, changed } = setUp();
  expect(session.phase).toBe('idle');
  session.start(experiment);
  expect(workers.map(({ assignment }) => assignment.runner.optimizer)).toEqual(['gradient-descent', 'adam']);
  expect(session.phase).toBe('running');
  workers[0].hear(losses(1));
  expect(session.tracks.get('gradient-descent')?.losses).toHaveLength(10);
  workers[0].hear({ type: 'end', t: 10, reason: 'done' });
  expect(session.phase).toBe('running');
  workers[1].hear({ type: 'failed', message: 'gone' });
  expect(session.phase).toBe('ended');
  expect(workers.map(({ did }) => did)).toEqual([['stop'], ['stop']]);
  expect(changed).toHaveBeenCalledTimes(4);
});

test('pause and resume reach all who still run', () => {
  const { session, workers } = setUp();
  session.start(experiment);
  workers[0].hear({ type: 'end', t: 10, reason: 'done' });
  session.pause();
  expect(session.phase).toBe('paused');
  expect(session.timeLeft()).toBeUndefined();
  session.resume();
  expect(workers.map(({ did }) => did)).toEqual([['stop'], ['pause', 'resume']]);
});

test('one that is stopped keeps what it had, and says no more', () => {
  const { session, workers } = setUp();
  session.start(experiment);
  workers[1].hear(losses(1));
  session.stop();
  workers[1].hear(losses(11));
  const track = session.tracks.get('adam');
  expect(track?.losses).toHaveLength(10);
  expect(track?.end).toEqual({ reason: 'stopped' });
  expect(session.phase).toBe('ended');
});

test('a restart goes on from a snapshot with other settings, and the old worker is not heard any more', () => {
  const { session, workers } = setUp();
  session.start(experiment);
  for (const { hear } of workers) for (const news of [snapshot(0), losses(1), snapshot(10), losses(11)]) hear(news);
  session.restart(15, faster(experiment.runners));
  expect(workers.slice(0, 2).map(({ did }) => did)).toEqual([['stop'], ['stop']]);
  for (const { assignment } of workers.slice(2)) {
    expect(assignment.restart).toMatchObject({ until: 15, snapshot: { t: 10 } });
    expect(assignment.restart?.runner.hyper.lr).not.toBe(0.5);
    expect(assignment.runner.hyper.lr).toBe(0.5);
  }
  workers[0].hear(losses(21));
  expect(session.tracks.get('gradient-descent')?.losses).toHaveLength(15);
  expect(session.phase).toBe('running');
});

test('who is new at a restart starts at the beginning, and who is not in it any more goes', () => {
  const { session, workers } = setUp();
  session.start(experiment);
  for (const { hear } of workers) for (const news of [snapshot(0), losses(1)]) hear(news);
  session.restart(10, firstExperiment(['adam', 'momentum']).runners);
  expect([...session.tracks.keys()].sort()).toEqual(['adam', 'momentum']);
  expect(workers[2].assignment).toMatchObject({ runner: { optimizer: 'adam' }, restart: { until: 10 } });
  expect(workers[3].assignment).toMatchObject({ runner: { optimizer: 'momentum' }, restart: undefined });
});

test('whoever cannot be started fails, and the others run', () => {
  const started: string[] = [];
  const drive =
    (id: string): Drive =>
    () => {
      if (id === 'adam') throw new Error('Nothing here runs it');
      started.push(id);
      return { pause() {}, resume() {}, stop() {} };
    };
  const session = createSession({ ...means, drive, changed: vi.fn() });
  session.start(experiment);
  expect(session.tracks.get('adam')?.end).toEqual({ reason: 'failed', message: 'Nothing here runs it' });
  expect(session.phase).toBe('running');
  expect(started).toEqual(['gradient-descent']);
});

describe('one that falls silent', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('fails, and keeps what it had', () => {
    const { session, workers } = setUp();
    session.start(experiment);
    workers[0].hear(losses(1));
    for (let k = 0; k < 11; k++) {
      vi.advanceTimersByTime(100);
      workers[1].hear(losses(1));
    }
    expect(session.tracks.get('gradient-descent')).toMatchObject({ end: { reason: 'failed', message: 'It says nothing' } });
    expect(session.tracks.get('gradient-descent')?.losses).toHaveLength(10);
    expect(session.tracks.get('adam')?.end).toBeUndefined();
    expect(session.phase).toBe('running');
  });

  test('while it is paused is as it should be', () => {
    const { session, workers } = setUp();
    session.start(experiment);
    session.pause();
    vi.advanceTimersByTime(5000);
    session.resume();
    vi.advanceTimersByTime(900);
    for (const { hear } of workers) hear(losses(1));
    vi.advanceTimersByTime(900);
    expect([...session.tracks.values()].map(({ end }) => end)).toEqual([undefined, undefined]);
  });
});
