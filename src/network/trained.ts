/** Races that have run in the page and ended, for whoever draws more of them. */
import type { Experiment } from './experiment.ts';
import type { Walk } from './surveying.ts';

export interface Trained {
  experiment: Experiment;
  paths: Walk[];
  /** Leads to the worker that has the race's images (see `store.ts`); it is the listener's from now on. */
  images: MessagePort;
}

let last: Trained | undefined;
let listener: ((trained: Trained) => void) | undefined;

/** Wakes the figure that draws races, which may be far down the page and asleep. */
export function listen(figure: HTMLElement & { wake?: () => void }): void {
  document.addEventListener('downhill:trained', (event) => {
    last?.images.close();
    last = (event as CustomEvent<Trained>).detail;
    if (listener) pass(listener);
    else figure.wake?.();
  });
}

/** Hands on the race that ended last, and each that will end. */
export function onTrained(hear: (trained: Trained) => void): void {
  listener = hear;
  pass(hear);
}

function pass(hear: (trained: Trained) => void) {
  const trained = last;
  last = undefined;
  if (trained) hear(trained);
}
