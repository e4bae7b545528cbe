/** A sandbox without walls: what cells make is given to it as it is, and runs right here. For tests of what is around it. */

import { objective, optimizer } from '../src/catalog.ts';
import { camelCase } from '../src/cells/name.ts';
import type {
  Descent,
  Kernel,
  KernelEvent,
  ObjectiveFacts,
  OptimizerFacts,
  Training,
  TrainingNews,
  Trouble,
} from '../src/cells/protocol.ts';
import { descend, type Path } from '../src/lib/descend.ts';
import { readableKernel } from '../src/lib/network/kernel.ts';
import type { Objective } from '../src/lib/objective.ts';
import type { Optimizer, Sketch } from '../src/lib/optimizer.ts';
import { Gate } from '../src/network/gate.ts';
import { training } from '../src/network/loop.ts';
import { portSource } from '../src/network/store.ts';

export interface FakeKernel extends Kernel {
  /** A cell has run, and its default export is this. */
  make(cell: string, made?: Optimizer | Objective): void;
  /** A cell's run has failed. */
  break(cell: string, trouble: Trouble): void;
  /** What was asked for, in that order. */
  asked: Descent[];
  /** Answers wait until they are let go. */
  hold(): void;
  /** Lets the oldest answer go, or all of them and those to come. */
  letGo(all?: boolean): Promise<void>;
}

export function fakeKernel(): FakeKernel {
  const made = new Map<string, Optimizer | Objective>();
  const listeners = new Set<(event: KernelEvent) => void>();
  const tell = (event: KernelEvent) => {
    for (const listener of listeners) listener(event);
  };
  const asked: Descent[] = [];
  let held: (() => void)[] | undefined;
  let run = 0;
  const find = (name: string, known: (id: string) => Optimizer | Objective) => {
    const id = /^\.\/(.*)\.ts$/.exec(name)?.[1];
    return id === undefined ? [...made].find(([cell]) => camelCase(cell) === name)?.[1] : known(id);
  };
  const nothing = () => {};

  return {
    asked,
    make(cell, one) {
      if (one) made.set(cell, one);
      else made.delete(cell);
      const event = { type: 'done', cell, run: ++run, ms: 0, value: undefined } as const;
      if (!one) return tell(event);
      // Functions do not come out of a sandbox.
      tell(structuredClone('step' in one ? { ...event, optimizer: algorithm(one) } : { ...event, objective: surface(one) }));
    },
    break: (cell, trouble) => tell({ type: 'error', cell, run: ++run, trouble }),
    async descend(descent): Promise<Path> {
      asked.push(structuredClone(descent));
      const hold = held;
      if (hold) await new Promise<void>((resolve) => hold.push(resolve));
      const { optimizer: by, objective: on, ...rest } = descent;
      try {
        return descend(find(by, optimizer) as Optimizer, find(on, objective) as Objective, rest);
      } catch (error) {
        throw troubleIn(by, error);
      }
    },
    train({ optimizer: by, experiment, runner, restart }: Training, images, hear) {
      const gate = new Gate();
      let stopped = false;
      const tell = (news: TrainingNews) => void (stopped || hear(structuredClone(news)));
      const go = async () => {
        const [own, kernel] = [find(by, optimizer) as Sketch, readableKernel()];
        tell({ type: 'kernel', name: kernel.name });
        const reports = training(experiment, runner, own, kernel, portSource(images), restart);
        for await (const report of reports) {
          tell(report);
          await gate.passed();
          if (stopped) return;
        }
      };
      void go()
        .catch((error) => tell({ type: 'failed', trouble: troubleIn(by, error), blames: true }))
        .finally(() => images.close());
      return {
        pause: () => gate.close(),
        resume: () => gate.open(),
        stop() {
          stopped = true;
          gate.open();
        },
      };
    },
    hold() {
      held = [];
    },
    async letGo(all) {
      const waiting = held?.splice(0, all ? held.length : 1) ?? [];
      if (all) held = undefined;
      for (const go of waiting) go();
      await new Promise((resolve) => setTimeout(resolve));
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    define: nothing,
    remove: nothing,
    input: nothing,
    interrupt: nothing,
    restart: nothing,
  };
}

function troubleIn(cell: string, error: unknown): Trouble {
  const { name, message } = error as Error;
  return { name, message, frames: [{ cell, line: 3, column: 1 }] };
}

function algorithm({ name, hyper, family, year, as, init, also }: Optimizer): OptimizerFacts {
  const own = Object.entries(also ?? {}).flatMap(([form, { hyper }]) => (hyper ? [[form, hyper]] : []));
  const formSettings = Object.fromEntries(own);
  return { name, hyper, family, year, as, memory: Object.keys(init(new Float64Array(2))), forms: Object.keys(also ?? {}), formSettings };
}

function surface({ value, name, formula, view, minima, start, levels }: Objective): ObjectiveFacts {
  const [columns, rows] = [81, 81];
  const at = ([low, high]: readonly [number, number], part: number) => low + part * (high - low);
  const values = Float64Array.from({ length: columns * rows }, (_, i) =>
    value(at(view.x, (i % columns) / (columns - 1)), at(view.y, Math.floor(i / columns) / (rows - 1))),
  );
  return { name, formula, view, minima, start, levels, grid: { columns, rows, values } };
}
