/** Many runs, a few at a time. What has ended is kept, whatever becomes of the others. */
import type { Assignment, Drive, Driver } from './driver.ts';
import type { Job, Outcome } from './seeds.ts';
import { follow, newTrack, type Track } from './track.ts';

export interface Repeats {
  readonly running: boolean;
  /** What each run came to that has ended, in the order in which they ended. */
  readonly ended: readonly { job: Job; outcome: Outcome }[];
  /** Why the last start came to nothing. */
  readonly failure: string | undefined;
  /** Makes those runs that have not ended before. */
  start(jobs: readonly Job[]): void;
  /** Runs under way come to nothing: starting again begins them anew. */
  stop(): void;
  /** Stops, and forgets what has ended. */
  clear(): void;
  /** The part of the present start that is done, from 0 to 1. */
  progress(): number;
  /** Milliseconds until all is done, as far as one can tell. */
  timeLeft(): number | undefined;
}

export interface Means {
  assign(job: Job): Assignment;
  drive: Drive;
  /** A new port to the images. */
  images(): MessagePort;
  /** What a track that has ended came to. */
  judge(track: Track): Outcome;
  /** Is called after everything that changes. */
  changed(): void;
  /** How many may run at once. */
  most: number;
}

const same = (a: Job, b: Job) => a.algorithm === b.algorithm && a.effort === b.effort && a.seed === b.seed;

export function createRepeats({ assign, drive, images, judge, changed, most }: Means): Repeats {
  const ended: { job: Job; outcome: Outcome }[] = [];
  const underWay = new Map<Job, { driver: Driver; track: Track }>();
  let waiting: Job[] = [];
  let failure: string | undefined;
  /** Since when it runs, and how many updates that is from then on: all together, and of runs that have ended. */
  let since = 0;
  let total = 0;
  let behind = 0;

  const lengthOf = (job: Job) => assign(job).experiment.iterations;
  const done = () => [...underWay.values()].reduce((sum, { track }) => sum + track.losses.length, behind);

  function next() {
    while (underWay.size < most && waiting.length > 0) begin(waiting.shift() as Job);
  }

  function begin(job: Job) {
    const assignment = assign(job);
    const track = newTrack(assignment.runner);
    const driver = drive(assignment, images(), (news) => {
      // Whoever was stopped is not heard any more.
      if (underWay.get(job)?.track !== track) return;
      follow(track, news);
      if (track.end?.reason === 'failed') {
        failure = track.end.message;
        dismiss();
      } else if (track.end) {
        driver.stop();
        underWay.delete(job);
        behind += assignment.experiment.iterations;
        ended.push({ job, outcome: judge(track) });
        next();
      }
      changed();
    });
    underWay.set(job, { driver, track });
  }

  function dismiss() {
    for (const { driver } of underWay.values()) driver.stop();
    underWay.clear();
    waiting = [];
  }

  return {
    get running() {
      return underWay.size > 0;
    },
    ended,
    get failure() {
      return failure;
    },
    start(jobs) {
      dismiss();
      failure = undefined;
      waiting = jobs.filter((job) => !ended.some((one) => same(one.job, job)));
      total = waiting.reduce((sum, job) => sum + lengthOf(job), 0);
      behind = 0;
      since = performance.now();
      next();
      changed();
    },
    stop() {
      dismiss();
      changed();
    },
    clear() {
      dismiss();
      ended.length = 0;
      failure = undefined;
      changed();
    },
    progress: () => (total > 0 ? done() / total : 0),
    timeLeft() {
      const made = done();
      return underWay.size > 0 && made > 0 ? ((performance.now() - since) / made) * (total - made) : undefined;
    },
  };
}
