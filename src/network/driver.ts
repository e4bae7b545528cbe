/** What trains one runner: a worker of the page's own or, for what a reader wrote, the sandbox. */
import type { Experiment, Notes, Runner } from './experiment.ts';
import type { Report, Restart } from './loop.ts';

/** What is asked of whoever trains. */
export interface Assignment {
  experiment: Experiment;
  runner: Runner;
  restart?: Restart;
  /** Where less is to be told than the race shows. */
  notes?: Notes;
}

/** What is heard from there: which kernel computes, what happens, or why nothing more will. */
export type News = Report | { type: 'kernel'; name: string } | { type: 'failed'; message: string };

/** One training under way. */
export interface Driver {
  pause(): void;
  resume(): void;
  /** For good; nothing more is heard. */
  stop(): void;
}

/**
 * Starts a training.
 *
 * @param images a port of the worker that has them (see `store.ts`); it is the driver's from now on
 * @param hear is told everything in order; the last thing is an `end` or `failed`
 */
export type Drive = (assignment: Assignment, images: MessagePort, hear: (news: News) => void) => Driver;

/** To the worker. */
export type Order = { type: 'start'; assignment: Assignment } | { type: 'pause' } | { type: 'resume' };

export const inWorker: Drive = (assignment, images, hear) => {
  const worker = new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module' });
  const tell = (order: Order, transfer: Transferable[] = []) => worker.postMessage(order, transfer);
  worker.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  worker.onerror = ({ message }) => hear({ type: 'failed', message: message || 'Error' });
  tell({ type: 'start', assignment }, [images]);
  return { pause: () => tell({ type: 'pause' }), resume: () => tell({ type: 'resume' }), stop: () => worker.terminate() };
};

let inSandbox: Drive | undefined;

/** Says where a reader's own algorithms train. */
export function serve(drive: Drive): void {
  inSandbox = drive;
}

/** @throws Error where nothing trains a reader's own yet */
export function forGuests(): Drive {
  if (!inSandbox) throw new Error('Nothing here runs the code of cells');
  return inSandbox;
}
