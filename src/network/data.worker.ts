/** Has the images of a race: makes or reads them, and then gives them to whoever asks through a port. */
import { builtIn } from './digits.ts';
import { readFiles } from './files.ts';
import type { About, DataOrder } from './pictures.ts';
import { type Store, serve } from './store.ts';

let store: Store | undefined;

addEventListener('message', async ({ data, ports }: MessageEvent<DataOrder>) => {
  if (data.type === 'port') {
    if (store) serve(store, ports[0]);
    return;
  }
  try {
    const { name, notes, ...images } = await load(data);
    store = images;
    const about: About = { name, notes, train: store.train.labels.length, test: store.test.labels.length };
    postMessage({ type: 'ready', about });
  } catch (error) {
    postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

async function load(order: Exclude<DataOrder, { type: 'port' }>): Promise<Store & { name: string; notes: string[] }> {
  if (order.type === 'built-in') return { ...builtIn(), name: '', notes: [] };
  if (order.type === 'files') return readFiles(order.files);
  const files = order.urls.map(async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    return new File([await response.blob()], url.replace(/^.*\//, ''));
  });
  return readFiles(await Promise.all(files));
}
