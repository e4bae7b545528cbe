/** Trains one network with one optimizer of the catalog, for the page. */
import kernels from 'virtual:network-kernel';
import { optimizer } from '../catalog.ts';
import { readableKernel } from '../lib/network/kernel.ts';
import { parameters } from '../lib/network/net.ts';
import type { Sketch } from '../lib/optimizer.ts';
import type { News, Order } from './driver.ts';
import { sizes } from './experiment.ts';
import { Gate } from './gate.ts';
import { simdKernel } from './kernel/simd.ts';
import { foreseen, swift } from './kernel/swift.ts';
import { training } from './loop.ts';
import { portSource } from './store.ts';

const gate = new Gate();
// Nothing is transferred: once an engine has detached one buffer, it asks at every number of every array whether it is still there.
const tell = (news: News) => postMessage(news);

addEventListener('message', ({ data, ports }: MessageEvent<Order>) => {
  if (data.type === 'start') {
    train(data, ports[0]).catch((error: Error) => tell({ type: 'failed', message: error.message }));
  } else if (data.type === 'pause') gate.close();
  else gate.open();
});

async function train({ assignment: { experiment, runner, restart, notes } }: Order & { type: 'start' }, images: MessagePort) {
  const plain = optimizer(runner.optimizer);
  const fast = simdKernel(kernels, foreseen(plain, runner.optimizer, [runner.form, restart?.runner.form], parameters(sizes)));
  const kernel = fast ?? readableKernel();
  tell({ type: 'kernel', name: kernel.name });
  const algorithm = fast ? swift(plain, runner.optimizer, fast) : plain;
  const reports = training(experiment, runner, algorithm as Sketch, kernel, portSource(images), restart, notes);
  for await (const report of reports) {
    tell(report);
    await gate.passed();
  }
}
