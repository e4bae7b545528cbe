/** Brings the compiled kernel to pages and workers: `import bytes from 'virtual:network-kernel'`. For Vite. */
import type { Plugin } from 'vite';
import { compile } from './compile.ts';

const id = 'virtual:network-kernel';

export function networkKernel(): Plugin {
  return {
    name: 'network-kernel',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    async load(source) {
      if (source !== `\0${id}`) return;
      const text = Buffer.from(await compiled()).toString('base64');
      return `export default Uint8Array.from(atob('${text}'), (letter) => letter.charCodeAt(0))`;
    },
  };
}

/** Pages and workers are bundled apart, each with a plugin of its own. */
let bytes: ReturnType<typeof compile> | undefined;
function compiled() {
  bytes ??= compile();
  return bytes;
}
