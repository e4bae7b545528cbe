/** Brings compiled modules to pages and workers: the kernel, and the steps of the algorithms. For Vite. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { compile, compiled } from './compile.ts';
import { plansOf } from './steps.ts';

const modules: Record<string, () => Promise<string>> = {
  async 'virtual:network-kernel'() {
    const { fused, plain } = await compile();
    return `export default { fused: ${inBase64(fused)}, plain: ${inBase64(plain)} }`;
  },
  'virtual:network-steps': steps,
};

export function networkKernel(): Plugin {
  return {
    name: 'network-kernel',
    resolveId: (source) => (Object.hasOwn(modules, source) ? `\0${source}` : undefined),
    async load(source) {
      const id = source.slice(1);
      if (source !== `\0${id}` || !Object.hasOwn(modules, id)) return;
      made[id] ??= modules[id]();
      return made[id];
    },
  };
}

/** Pages and workers are bundled apart, each with a plugin of its own. */
const made: Record<string, Promise<string>> = {};

function inBase64(bytes: Uint8Array): string {
  return `Uint8Array.from(atob('${Buffer.from(bytes).toString('base64')}'), (letter) => letter.charCodeAt(0))`;
}

async function steps(): Promise<string> {
  const folder = new URL('../../lib/optimizers/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const all = files.map((file) => [file.replace(/\.ts$/, ''), plansOf(readFileSync(new URL(file, folder), 'utf8'), file)] as const);
  const text = all.flatMap(([, plans]) => [...plans.values()].map(({ assembly }) => assembly)).join('\n');
  const table = all.map(([id, plans]) => {
    const forms = [...plans].map(
      ([form, { name, vectors, constants }]) =>
        `${JSON.stringify(form)}: { name: '${name}', vectors: ${JSON.stringify(vectors)}, constants: ${constants} }`,
    );
    return `${JSON.stringify(id)}: { ${forms.join(',\n')} }`;
  });
  return `export default { bytes: ${inBase64(await compiled(text))}, steps: { ${table.join(',\n')} } }`;
}
