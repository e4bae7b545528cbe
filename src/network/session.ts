/** A race under way: who trains, what came of it so far, and how it is paused, stopped and taken up again. */
import type { Drive, Driver, News } from './driver.ts';
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

interface Means {
  /** Who trains an optimizer of this id. */
  drive(id: string): Drive;
  /** A new port to the images of the race. */
  images(): MessagePort;
  /** Is called after everything that changes: `news` of a training, or what was asked here. */
  changed(news: boolean): void;
  /** What is said of one that has not been heard for `patience` milliseconds: a browser may end a worker without a word. */
  silent: string;
  patience?: number;
}

export function createSession({ drive, images, changed, silent, patience = 30_000 }: Means): Session {
  let phase: Phase = 'idle';
  let experiment: Experiment | undefined;
  const tracks = new Map<string, Track>();
  const drivers = new Map<string, Driver & { give(news: News): void }>();
  /** When each was last heard. */
  const heard = new Map<string, number>();
  let looked = 0;
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
    const mine = {
      pause: () => driver?.pause(),
      resume: () => driver?.resume(),
      stop() {
        over = true;
        driver?.stop();
      },
      give: hear,
    };
    function hear(news: News) {
      if (over) return;
      heard.set(id, performance.now());
      follow(track, news);
      if (track.end) {
        mine.stop();
        drivers.delete(id);
        if (drivers.size === 0) phase = 'ended';
      }
      changed(true);
    }
    drivers.set(id, mine);
    heard.set(id, performance.now());
    try {
      driver = drive(id)({ experiment: experiment as Experiment, runner, restart }, images(), hear);
    } catch (error) {
      hear({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  function look() {
    const now = performance.now();
    // Nobody is blamed for the time that the page, or the whole machine, was asleep.
    const slept = now - looked > patience / 2;
    looked = now;
    for (const [id, { give }] of drivers) {
      if (slept || phase !== 'running') heard.set(id, now);
      else if (now - (heard.get(id) ?? now) > patience) give({ type: 'failed', message: silent });
    }
  }
  setInterval(look, patience / 10);

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
      changed(false);
    },
    pause() {
      if (phase !== 'running') return;
      for (const driver of drivers.values()) driver.pause();
      phase = 'paused';
      changed(false);
    },
    resume() {
      if (phase !== 'paused') return;
      begin();
      for (const driver of drivers.values()) driver.resume();
      phase = 'running';
      changed(false);
    },
    stop() {
      for (const id of drivers.keys()) (tracks.get(id) as Track).end = { reason: 'stopped' };
      dismiss();
      if (phase !== 'idle') phase = 'ended';
      changed(false);
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
      changed(false);
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
