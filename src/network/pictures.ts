/** The page's end of the images: a worker for each set, which lives as long as a race may ask for them. */
import type { Source } from './loop.ts';
import { portSource } from './store.ts';

/** What is known of a set of images. */
export interface About {
  name: string;
  /** How many there are. */
  train: number;
  test: number;
  /** What the reader should know about them. */
  notes: string[];
}

/** Where images come from. */
export type Origin = { type: 'built-in' } | { type: 'files'; files: File[] } | { type: 'site'; urls: string[] };

/** To the worker. */
export type DataOrder = Origin | { type: 'port' };

type DataReport = { type: 'ready'; about: About } | { type: 'failed'; message: string };

export interface Pictures {
  about: About;
  /** A new port to them, to be given away. */
  port(): MessagePort;
  /** For the page itself. */
  source: Source;
  /** Whoever asks from now on waits for ever. */
  close(): void;
}

/** Makes or reads a set. Rejects with an error that says what is wrong with it. */
export function loadPictures(origin: Origin): Promise<Pictures> {
  const worker = new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' });
  const port = () => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ type: 'port' } satisfies DataOrder, [port2]);
    return port1;
  };
  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'Error'));
    worker.onmessage = ({ data }: MessageEvent<DataReport>) => {
      if (data.type === 'ready') resolve({ about: data.about, port, source: portSource(port()), close: () => worker.terminate() });
      else {
        worker.terminate();
        reject(new Error(data.message));
      }
    };
    worker.postMessage(origin);
  });
}
