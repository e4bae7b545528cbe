/** The trainings in the sandbox. They outlive it: a new one takes each up where the page last had it whole. */
import type { Snapshot } from '../lib/network/train.ts';
import type { Assignment, Driver } from '../network/driver.ts';
import { every } from '../network/experiment.ts';
import { words } from '../words.ts';
import type { Order } from './kernel/messages.ts';
import type { Told, Training, TrainingNews, Trouble } from './protocol.ts';

const t = words.en.sandbox;

export interface Trainings {
  begin(id: number, training: Training, images: MessagePort, hear: (news: TrainingNews) => void): Driver;
  /** What the sandbox says of one; of one that is not there any more, nothing is heard. */
  told(id: number, news: Told): void;
  /** Its own code failed. */
  lost(id: number, trouble: Trouble): void;
  /** A cell runs anew: what trains with its code of before cannot be taken up in another sandbox. */
  ran(cell: string): void;
  /** There is a new sandbox. */
  again(): void;
  /** Ends all, or those of these cells; gives back what tells so to whoever listens. */
  end(trouble: Trouble, cells?: readonly string[]): () => void;
}

interface One {
  training: Training;
  images: MessagePort;
  hear(news: TrainingNews): void;
  isNext: (news: Told) => boolean;
  /** Whether the sandbox that there is has its code. */
  begun: boolean;
  /** Whether that is not what its cell makes now. */
  old: boolean;
  paused: boolean;
  snapshot?: Snapshot;
}

/** @param order tells the sandbox, with what ports go along */
export function trainings(order: (order: Order, ports?: MessagePort[]) => void): Trainings {
  const all = new Map<number, One>();

  function send(id: number, one: One) {
    const training = resumed(one);
    const { port1, port2 } = new MessageChannel();
    one.images.postMessage(null, [port1]);
    one.isNext = course(training);
    one.begun = false;
    order({ type: 'train', id, training }, [port2]);
    if (one.paused) order({ type: 'pause', id });
  }

  function close(id: number) {
    all.get(id)?.images.close();
    all.delete(id);
    order({ type: 'stop', id });
  }

  function tell(one: One, news: TrainingNews) {
    try {
      one.hear(news);
    } catch (error) {
      // Whoever trips over something shall not stop the others.
      reportError(error);
    }
  }

  function lost(id: number, trouble: Trouble, blames: boolean) {
    const one = all.get(id);
    if (!one) return;
    close(id);
    tell(one, { type: 'failed', trouble, blames });
  }

  return {
    begin(id, training, images, hear) {
      const one: One = { training, images, hear, isNext: () => false, begun: false, old: false, paused: false };
      all.set(id, one);
      send(id, one);
      const pause = (paused: boolean) => {
        if (!all.has(id)) return;
        one.paused = paused;
        order({ type: paused ? 'pause' : 'resume', id });
      };
      return { pause: () => pause(true), resume: () => pause(false), stop: () => all.has(id) && close(id) };
    },
    told(id, news) {
      const one = all.get(id);
      if (!one) return;
      if (!one.isNext(news)) return lost(id, { ...t.misread, frames: [] }, true);
      one.begun = true;
      if (news.type === 'snapshot') one.snapshot = news.snapshot;
      if (news.type === 'end') close(id);
      tell(one, news);
    },
    lost: (id, trouble) => lost(id, trouble, true),
    ran(cell) {
      for (const one of all.values()) if (one.training.cell === cell && one.begun) one.old = true;
    },
    again() {
      for (const [id, one] of all)
        if (one.old) lost(id, { ...t.training.changed, hint: t.training.again, frames: [] }, false);
        else send(id, one);
    },
    end(trouble, cells) {
      const ended = [...all].filter(([, { training }]) => !cells || (training.cell !== undefined && cells.includes(training.cell)));
      for (const [id] of ended) close(id);
      return () => {
        for (const [, one] of ended) tell(one, { type: 'failed', trouble, blames: false });
      };
    },
  };
}

/** What is asked of a new sandbox: to go on from the last snapshot, with the settings that held there. */
function resumed({ training, snapshot }: One): Training {
  const { runner, restart } = training;
  if (!snapshot) return training;
  const goesOn = restart && snapshot.t < restart.until ? { ...restart, snapshot } : { snapshot, runner, until: snapshot.t };
  return { ...training, restart: goesOn };
}

/**
 * Tells whether news are the next of a training, so that nobody hears more, or other things, than a training has to say: every
 * loss once and in its turn, and the rest where it belongs.
 */
export function course({ experiment, restart }: Assignment): (news: Told) => boolean {
  const { iterations: total } = experiment;
  const start = restart?.snapshot.t ?? 0;
  // Only who begins at the beginning says how that is.
  const first = restart ? start : -1;
  const at = { losses: start, layers: start, score: first, snapshot: first };
  let [named, over] = [false, false];

  const later = (kind: 'layers' | 'score' | 'snapshot', t: number) => {
    const fits = t > at[kind] && t <= at.losses && (t % every[kind] === 0 || t === total || t === restart?.until);
    at[kind] = t;
    return fits;
  };
  return (news) => {
    switch (news.type) {
      case 'kernel': {
        const fits = !named;
        named = true;
        return fits;
      }
      case 'losses': {
        const fits = !over && news.from === at.losses + 1;
        // Without one, the end is next.
        over = news.losses.length === 0;
        at.losses += news.losses.length;
        return fits && at.losses <= total;
      }
      case 'layers':
      case 'score':
        return later(news.type, news.t);
      case 'snapshot':
        return later(news.type, news.snapshot.t);
      case 'end':
        return news.reason === 'done' ? news.t === total && at.losses === total : news.t === at.losses + 1;
    }
  };
}
