/**
 * Comes first in the kernel: takes away what its policy does not forbid and a cell could use against the page or its watchdogs.
 * `requestAnimationFrame` goes because the reactive runtime would wait for it, and an unseen frame paints nothing.
 */
export const post: (message: unknown) => void = self.postMessage.bind(self);

for (const name of ['postMessage', 'close', 'Worker', 'BroadcastChannel', 'requestAnimationFrame', 'cancelAnimationFrame'])
  for (let holder: object | null = self; holder; holder = Object.getPrototypeOf(holder)) Reflect.deleteProperty(holder, name);
