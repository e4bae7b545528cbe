/** The page's end of the sandbox: makes it, watches over it, and makes it anew with the same cells when it dies. */
import { words } from '../words.ts';
import type { FrameOrder, FrameReport, Order, Report } from './kernel/messages.ts';
import { limits } from './limits.ts';
import type { Compiled, Input, Kernel, KernelEvent, Trouble } from './protocol.ts';
import { received } from './received.ts';
import { trainings } from './trainings.ts';

export interface KernelOptions {
  /** The address of `sandbox.html`. */
  url: string;
  /** How many milliseconds the sandbox may leave us without an answer. */
  patience?: number;
}

type Descended = Parameters<Kernel['descend']>[0];
type Why = (KernelEvent & { type: 'restarted' })['why'];

const t = words.en.sandbox;

/** How often a new frame may die before it has said a word. */
const tries = 3;

export function createKernel({ url, patience = 3000 }: KernelOptions): Kernel {
  // What the reader wants: it outlives every sandbox.
  const cells = new Map<string, Compiled>();
  const inputs = new Map<string, Input>();
  const aside = new Set<string>();
  const listeners = new Set<(event: KernelEvent) => void>();

  // What the sandbox does, and has still to do.
  const running = new Map<string, number>();
  const waiting = new Set<string>();
  /** What each cell has said since it last started, as a part of what it may say. */
  const said = new Map<string, number>();
  const descents = new Map<
    number,
    { resolve: (path: Awaited<ReturnType<Kernel['descend']>>) => void; reject: (trouble: Trouble) => void }
  >();
  const school = trainings((one, ports) => order(one, ports));
  /** Whose code ran last, and whether it trained. */
  let entered: { cells: string[]; trains: boolean } = { cells: [], trains: false };
  let kernel = 0;
  let count = 0;
  let frame: Frame | undefined;
  let failures = 0;
  /** Two questions that a living sandbox answers: one the frame, one the kernel in it. */
  const watch = { frame: new Watch(patience), kernel: new Watch(patience) };

  function emit(event: KernelEvent) {
    for (const listener of listeners)
      try {
        listener(event);
      } catch (error) {
        // Whoever trips over something shall not stop the others.
        reportError(error);
      }
  }

  function open(): boolean {
    if (frame) return false;
    frame = openFrame(url, hear);
    start();
    return true;
  }

  /** A new kernel in the frame that there is, with all that the reader has. */
  function start() {
    kernel++;
    entered = { cells: [], trains: false };
    running.clear();
    waiting.clear();
    watch.kernel.reset();
    watch.frame.reset();
    frame?.tell({ type: 'start', kernel });
    for (const [name, value] of inputs) order({ type: 'input', name, value });
    order({ type: 'aside', cells: [...cells.values()].filter(({ cell }) => aside.has(cell)) });
    define([...cells.values()].filter(({ cell }) => !aside.has(cell)));
    school.again();
  }

  function define(list: Compiled[]) {
    for (const { cell } of list) waiting.add(cell);
    order({ type: 'define', cells: list });
  }

  const order = (order: Order, ports?: MessagePort[]) => frame?.tell({ type: 'order', order }, ports);

  function hear(report: FrameReport) {
    failures = 0;
    if (report.type === 'beat') watch.frame.answered();
    else if (report.kernel !== kernel) return;
    else if (report.type === 'flood') again('flood', blamed());
    else {
      const told = received(report.report);
      if (told) follow(told, report.size);
    }
  }

  /** Believes nothing about cells that it does not know. */
  function follow(report: Report, size: number) {
    switch (report.type) {
      case 'ready':
        return emit({ type: 'ready' });
      case 'pong':
        return watch.kernel.answered();
      case 'enter':
        entered = report;
        return;
      case 'path':
      case 'lost': {
        const waiting = descents.get(report.id);
        descents.delete(report.id);
        if (report.type === 'path') waiting?.resolve(report.path);
        else if (waiting) waiting.reject(report.trouble);
        else school.lost(report.id, report.trouble);
        return;
      }
      case 'news':
        return school.told(report.id, report.news);
    }
    const { cell } = report;
    if (!cells.has(cell) || aside.has(cell)) return;
    if (report.type === 'start') {
      waiting.delete(cell);
      running.set(cell, report.run);
      said.set(cell, 0);
      school.ran(cell);
    } else if ((report.type === 'done' || report.type === 'error') && running.get(cell) === report.run) running.delete(cell);
    const much = (said.get(cell) ?? 0) + size / limits.size + 1 / limits.logs;
    // The kernel stops them long before that, unless it is not the kernel that speaks.
    if (much > 3) return again('flood', [cell]);
    said.set(cell, much);
    emit(report);
  }

  /** Whose code most likely runs when nothing answers: what ran last, unless it is done and others are not. */
  function blamed(): string[] {
    const last = entered.cells.filter((cell) => cells.has(cell));
    const sure = entered.trains || descents.size > 0 || last.some((cell) => running.has(cell));
    return running.size > 0 && !sure ? [...running.keys()] : last;
  }

  function again(why: Why, guilty: string[]) {
    const trouble: Trouble = { ...t.ends[why](patience / 1000), frames: [] };
    const stopped = guilty.map((cell) => [cell, running.get(cell) ?? 0] as const);
    for (const cell of guilty) aside.add(cell);
    for (const { reject } of descents.values()) reject(trouble);
    descents.clear();
    const tellTheirs = school.end({ ...trouble, hint: t.stays }, guilty);
    if (why === 'crash') {
      frame?.close();
      frame = undefined;
      if (++failures < tries) open();
    } else start();
    for (const [cell, run] of stopped)
      emit({
        type: 'error',
        cell,
        run,
        trouble: { ...trouble, hint: guilty.length > 1 && why === 'time' ? `${t.either} ${t.stays}` : t.stays },
      });
    emit({ type: 'restarted', cells: guilty, why });
    tellTheirs();
    if (!frame) school.end({ ...t.gone, frames: [] })();
    if (!frame) for (const cell of cells.keys()) emit({ type: 'error', cell, run: 0, trouble: { ...t.gone, frames: [] } });
  }

  let looked = performance.now();
  /**
   * Asks whether all are alive, and takes steps where they were not for too long. Nobody is hurried while the page is hidden, nor
   * blamed for the time that the page, or the whole machine, was asleep.
   */
  function look() {
    const slept = performance.now() - looked > patience;
    looked = performance.now();
    if (!frame?.loaded || document.hidden || slept) {
      watch.frame.reset();
      watch.kernel.reset();
      return;
    }
    // The page itself may have been busy: then answers wait in line, and are heard before the second look.
    const late = watch.frame.late() || watch.kernel.late();
    if (late) setTimeout(judge, 100);
    if (watch.frame.ask()) frame.tell({ type: 'beat', id: kernel });
    if (watch.kernel.ask()) order({ type: 'ping', id: kernel });
  }

  function judge() {
    if (watch.frame.late()) again('crash', blamed());
    else if (watch.kernel.late()) again('time', blamed());
  }

  let awake = false;
  const wake = () => {
    if (!awake) setInterval(look, patience / 6);
    awake = true;
    return open();
  };

  return {
    define(list) {
      for (const compiled of list) {
        cells.set(compiled.cell, compiled);
        aside.delete(compiled.cell);
        school.ran(compiled.cell);
      }
      if (wake()) return;
      order({ type: 'aside', cells: [...cells.values()].filter(({ cell }) => aside.has(cell)) });
      define(list);
    },
    remove(list) {
      for (const cell of list) {
        cells.delete(cell);
        aside.delete(cell);
        running.delete(cell);
        waiting.delete(cell);
      }
      order({ type: 'remove', cells: list });
    },
    input(name, value) {
      if (value === undefined) inputs.delete(name);
      else inputs.set(name, value);
      order({ type: 'input', name, value });
    },
    descend(descent: Descended) {
      wake();
      const id = ++count;
      return new Promise((resolve, reject) => {
        descents.set(id, { resolve, reject });
        order({ type: 'descend', id, descent });
      });
    },
    train(training, images, hear) {
      wake();
      return school.begin(++count, training, images, hear);
    },
    interrupt() {
      const meant = running.size > 0 ? running.keys() : waiting.size > 0 ? waiting : blamed();
      const tellAll = school.end({ ...t.ends.asked(), hint: t.training.again, frames: [] });
      if (running.size + waiting.size + descents.size > 0) again('asked', [...meant]);
      tellAll();
    },
    restart() {
      if (frame) again('asked', []);
      else wake();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A question that waits for its answer. */
class Watch {
  private asked: number | undefined;
  private readonly patience: number;

  constructor(patience: number) {
    this.patience = patience;
  }

  /** True where it is time to ask: only one question waits at a time. */
  ask(): boolean {
    if (this.asked !== undefined) return false;
    this.asked = performance.now();
    return true;
  }

  answered(): void {
    this.asked = undefined;
  }

  reset = this.answered;

  late(): boolean {
    return this.asked !== undefined && performance.now() - this.asked > this.patience;
  }
}

interface Frame {
  /** Whether it is there to answer. */
  readonly loaded: boolean;
  tell(order: FrameOrder, ports?: MessagePort[]): void;
  close(): void;
}

/** A frame without an origin: it can reach neither this page nor its storage, and its own policy keeps it off the network. */
function openFrame(url: string, hear: (report: FrameReport) => void): Frame {
  const element = document.createElement('iframe');
  const { port1: port, port2: theirs } = new MessageChannel();
  let loaded = false;
  element.setAttribute('sandbox', 'allow-scripts');
  element.hidden = true;
  element.title = t.title;
  element.addEventListener('load', () => {
    // Once: whatever else the frame might be led to gets no port.
    if (loaded) return;
    loaded = true;
    element.contentWindow?.postMessage('', '*', [theirs]);
  });
  port.onmessage = ({ data }) => hear(data);
  element.src = url;
  document.body.append(element);
  return {
    get loaded() {
      return loaded;
    },
    tell: (order, ports = []) => port.postMessage(order, ports),
    close() {
      port.close();
      element.remove();
    },
  };
}
