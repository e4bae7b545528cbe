/**
 * The sandbox's document: holds the worker that runs cells, ends it when told to, and lets nothing through to the page but
 * bounded plain data. Cells' code never runs here.
 */
import { relayed } from '../../network/store.ts';
import type { FrameOrder, FrameReport, Order } from './messages.ts';
import { tame } from './tame.ts';

/** The kernel's own text, put here when the site is built. */
declare const KERNEL: string;

/** What a kernel may say at once, and then in every second, in messages and in numbers and letters: more than any figure asks for. */
const atOnce = { messages: 4000, size: 32e6 };
const perSecond = { messages: 600, size: 16e6 };

// As a page of its own, or inside anything but our frame, it would have an origin, and storage to lose.
if (self.origin === 'null' && parent !== self) {
  const source = URL.createObjectURL(new Blob([KERNEL], { type: 'text/javascript' }));
  addEventListener('message', ({ source: from, ports: [port] }) => from === parent && port && serve(source, port), { once: true });
}

function serve(source: string, port: MessagePort) {
  let worker: Worker | undefined;
  /** Of each training in the worker. */
  const images = new Map<number, MessagePort>();
  const tell = (report: FrameReport, gives: ArrayBuffer[] = []) => port.postMessage(report, gives);

  function start(kernel: number) {
    worker?.terminate();
    for (const id of images.keys()) close(id);
    const made = new Worker(source);
    worker = made;
    const left = { ...atOnce };
    let last = performance.now();
    made.onmessage = ({ data }) => {
      if (worker !== made) return;
      const { value, size, buffers } = tame(data);
      const now = performance.now();
      const refilled = (kind: keyof typeof left) => Math.min(atOnce[kind], left[kind] + (perSecond[kind] * (now - last)) / 1000);
      [left.messages, left.size] = [refilled('messages') - 1, refilled('size') - size];
      last = now;
      if (left.messages < 0 || left.size < 0) {
        made.terminate();
        worker = undefined;
        tell({ type: 'flood', kernel });
      } else tell({ type: 'report', kernel, report: value, size }, buffers);
    };
  }

  function close(training: number) {
    images.get(training)?.close();
    images.delete(training);
  }

  port.onmessage = ({ data, ports }: MessageEvent<FrameOrder>) => {
    if (data.type === 'start') start(data.kernel);
    else if (data.type === 'beat') tell(data);
    else follow(data.order, ports);
  };

  function follow(order: Order, ports: readonly MessagePort[]) {
    if (order.type === 'stop') close(order.id);
    if (order.type !== 'train') return worker?.postMessage(order);
    images.set(order.id, ports[0]);
    // A cell may come by what its kernel has, and what it sends must not pile up on the page.
    worker?.postMessage(order, [relayed(ports[0])]);
  }
}
