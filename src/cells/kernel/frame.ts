/**
 * The sandbox's document: holds the worker that runs cells, ends it when told to, and lets nothing through to the page but
 * bounded plain data. Cells' code never runs here.
 */
import type { FrameOrder, FrameReport, Report } from './messages.ts';
import { tame } from './tame.ts';

/** The kernel's own text, put here when the site is built. */
declare const KERNEL: string;

/** What a kernel may say in a second, in messages and in numbers and letters: more than any figure asks for. */
const limits = { messages: 10_000, size: 32e6 };

// As a page of its own, or inside anything but our frame, it would have an origin, and storage to lose.
if (self.origin === 'null' && parent !== self) {
  const source = URL.createObjectURL(new Blob([KERNEL], { type: 'text/javascript' }));
  addEventListener('message', ({ source: from, ports: [port] }) => from === parent && port && serve(source, port), { once: true });
}

function serve(source: string, port: MessagePort) {
  let worker: Worker | undefined;
  const tell = (report: FrameReport) => port.postMessage(report);

  function start(kernel: number) {
    worker?.terminate();
    const made = new Worker(source);
    worker = made;
    let [second, messages, size] = [0, 0, 0];
    made.onmessage = ({ data }) => {
      if (worker !== made) return;
      const now = Math.floor(performance.now() / 1000);
      if (now !== second) [second, messages, size] = [now, 0, 0];
      const tamed = tame(data);
      messages++;
      size += tamed.size;
      if (messages > limits.messages || size > limits.size) {
        made.terminate();
        worker = undefined;
        tell({ type: 'flood', kernel });
      } else tell({ type: 'report', kernel, report: tamed.value as Report });
    };
  }

  port.onmessage = ({ data }: MessageEvent<FrameOrder>) => {
    if (data.type === 'start') start(data.kernel);
    else if (data.type === 'beat') tell(data);
    else worker?.postMessage(data.order);
  };
}
