/**
 * Comes first in the kernel: takes away what its policy does not forbid and a cell could use against the page or its watchdogs.
 * `requestAnimationFrame` goes because the reactive runtime would wait for it, and an unseen frame paints nothing.
 */
export const post = self.postMessage.bind(self) as (message: unknown, gives?: ArrayBuffer[]) => void;

for (const name of ['postMessage', 'close', 'Worker', 'BroadcastChannel', 'requestAnimationFrame', 'cancelAnimationFrame'])
  for (let holder: object | null = self; holder; holder = Object.getPrototypeOf(holder)) Reflect.deleteProperty(holder, name);
