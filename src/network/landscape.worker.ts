/** Surveys the landscape of a race that has run in the page. */
import kernels from 'virtual:network-kernel';
import { readableKernel } from '../lib/network/kernel.ts';
import type { Batch } from '../lib/network/net.ts';
import { simdKernel } from './kernel/simd.ts';
import { portSource } from './store.ts';
import { images, type Survey, surveying } from './surveying.ts';
import type { Trained } from './trained.ts';

/** To here: a race, with the port to its images; then whose plane is wanted, as often as one likes. */
export type Order = { type: 'race'; race: Omit<Trained, 'images'> } | { type: 'survey'; of: string };

/** From here: how much is done, what came of it, or why nothing did. */
export type News =
  | { type: 'done'; of: string; share: number }
  | { type: 'survey'; survey: Survey }
  | { type: 'failed'; of: string; why: string };

let race: Omit<Trained, 'images'>;
let batch: Promise<Batch>;
/** Only the newest order is carried out. */
let newest = 0;

const tell = (news: News) => postMessage(news);

addEventListener('message', ({ data, ports }: MessageEvent<Order>) => {
  if (data.type === 'race') {
    race = data.race;
    batch = portSource(ports[0]).sample('train', images);
  } else survey(data.of).catch(({ message }: Error) => tell({ type: 'failed', of: data.of, why: message }));
});

async function survey(of: string) {
  const order = ++newest;
  const going = surveying(race.experiment, race.paths, of, await batch, simdKernel(kernels) ?? readableKernel());
  for (;;) {
    const { done, value } = going.next();
    if (done) return tell({ type: 'survey', survey: value });
    tell({ type: 'done', of, share: value });
    // Another order may have come.
    await new Promise((resolve) => setTimeout(resolve));
    if (order !== newest) return;
  }
}
