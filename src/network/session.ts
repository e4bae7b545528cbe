/** A race under way: who trains, what came of it so far, and how it is paused, stopped and taken up again. */
import type { Drive, Driver } from './driver.ts';
import type { Experiment, Runner } from './experiment.ts';
import { follow, goBack, newTrack, type Track } from './track.ts';

export type Phase = 'idle' | 'running' | 'paused' | 'ended';

export interface Session {
  readonly phase: Phase;
  /** What runs, or ran last. */
  readonly experiment: Experiment | undefined;
  /** Of each runner, by the optimizer's id. */
  readonly tracks: Map<string, Track>;
  /** From the beginning; what was drawn of another race is gone. */
  start(experiment: Experiment): void;
  pause(): void;
  resume(): void;
  /** For good, though it can be taken up again from any point. */
  stop(): void;
  /** From the moment after update `at`, with these settings; all else is as it was. Who is new starts at the beginning. */
  restart(at: number, runners: Runner[]): void;
  /** Milliseconds until the last one is done, as far as one can tell. */
  timeLeft(): number | undefined;
}

/**
 * @param drive who trains an optimizer of this id
 * @param images a new port to the images of the race
 * @param changed is called after everything that changes
 */
export function createSession(drive: (id: string) => Drive, images: () => MessagePort, changed: () => void): Session {
  let phase: Phase = 'idle';
  let experiment: Experiment | undefined;
  const tracks = new Map<string, Track>();
  const drivers = new Map<string, Driver>();
  /** When the present stretch of work began, and how many updates were made by then. */
  let stretch = { since: 0, done: 0 };

  const done = () => [...tracks.values()].reduce((sum, { losses }) => sum + losses.length, 0);
  const begin = () => {
    stretch = { since: performance.now(), done: done() };
  };

  function send(runner: Runner, track: Track, restart?: ReturnType<typeof goBack>) {
    const { optimizer: id } = runner;
    let driver: Driver | undefined;
    // Whoever was stopped may have said something more by then, which nobody hears.
    let over = false;
    const mine: Driver = {
      pause: () => driver?.pause(),
      resume: () => driver?.resume(),
      stop() {
        over = true;
        driver?.stop();
      },
    };
    const hear = (news: Parameters<typeof follow>[1]) => {
      if (over) return;
      follow(track, news);
      if (track.end) {
        mine.stop();
        drivers.delete(id);
        if (drivers.size === 0) phase = 'ended';
      }
      changed();
    };
    drivers.set(id, mine);
    try {
      driver = drive(id)({ experiment: experiment as Experiment, runner, restart }, images(), hear);
    } catch (error) {
      hear({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  function dismiss() {
    for (const driver of drivers.values()) driver.stop();
    drivers.clear();
  }

  return {
    get phase() {
      return phase;
    },
    get experiment() {
      return experiment;
    },
    tracks,
    start(next) {
      dismiss();
      tracks.clear();
      experiment = next;
      phase = 'running';
      for (const runner of next.runners) tracks.set(runner.optimizer, newTrack(runner));
      begin();
      for (const runner of next.runners) send(runner, tracks.get(runner.optimizer) as Track);
      changed();
    },
    pause() {
      if (phase !== 'running') return;
      for (const driver of drivers.values()) driver.pause();
      phase = 'paused';
      changed();
    },
    resume() {
      if (phase !== 'paused') return;
      begin();
      for (const driver of drivers.values()) driver.resume();
      phase = 'running';
      changed();
    },
    stop() {
      for (const id of drivers.keys()) (tracks.get(id) as Track).end = { reason: 'stopped' };
      dismiss();
      if (phase !== 'idle') phase = 'ended';
      changed();
    },
    restart(at, runners) {
      if (!experiment) return;
      dismiss();
      experiment = { ...experiment, runners };
      for (const id of [...tracks.keys()]) if (!runners.some(({ optimizer }) => optimizer === id)) tracks.delete(id);
      phase = 'running';
      begin();
      for (const runner of runners) {
        const known = tracks.get(runner.optimizer);
        const restart = known && goBack(known, at, runner);
        // Without a snapshot there is nothing to go back to.
        const track = known && restart ? known : newTrack(runner);
        tracks.set(runner.optimizer, track);
        send(runner, track, restart);
      }
      begin();
      changed();
    },
    timeLeft() {
      const made = done() - stretch.done;
      if (phase !== 'running' || !experiment || made === 0) return undefined;
      const perUpdate = (performance.now() - stretch.since) / made;
      const open = [...drivers.keys()].reduce(
        (sum, id) => sum + (experiment as Experiment).iterations - (tracks.get(id) as Track).losses.length,
        0,
      );
      return perUpdate * open;
    },
  };
}
