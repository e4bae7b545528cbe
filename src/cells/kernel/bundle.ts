/** Makes the sandbox's page: one file of HTML that may run its own script, blobs, and nothing else. For Vite. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { networkKernel } from '../../network/kernel/bundle.ts';

/** Its default export is the page's HTML. */
const id = 'virtual:sandbox';

export function sandbox(): Plugin {
  let html: Promise<string> | undefined;
  return {
    name: 'sandbox',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    async load(source) {
      if (source !== `\0${id}`) return;
      html ??= page();
      return `export default ${JSON.stringify(await html)}`;
    },
  };
}

async function page(): Promise<string> {
  const kernel = await script('worker.ts');
  const frame = (await script('frame.ts', { KERNEL: JSON.stringify(kernel) }))
    .replaceAll('</script', '<\\/script')
    .replaceAll('<!--', '<\\!--');
  const hash = createHash('sha256').update(frame).digest('base64');
  // WebAssembly, for trainings, reaches nothing that the script that starts it does not reach; text still cannot become code.
  const policy = `default-src 'none'; script-src 'sha256-${hash}' blob: 'wasm-unsafe-eval'; worker-src blob:`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Sandbox</title><script>${frame}</script>`;
}

/** A file beside this one and all that it needs, as one classic script. */
async function script(file: string, define: Record<string, string> = {}): Promise<string> {
  const made = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'warn',
    plugins: [networkKernel()],
    define,
    build: {
      write: false,
      copyPublicDir: false,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: { input: fileURLToPath(new URL(file, import.meta.url)), output: { format: 'iife' } },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!('output' in output) || output.output.length !== 1) throw new Error(`${file} is not one script`);
  return output.output[0].code;
}
