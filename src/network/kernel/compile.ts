/** Compiles the kernel, in Node. */
import { readFile } from 'node:fs/promises';

const source = new URL('assembly/kernel.ts', import.meta.url);

/** @throws Error with what the compiler says */
export async function compile(): Promise<Uint8Array<ArrayBuffer>> {
  // The compiler is large; whoever imports this file need not want it at once.
  const { main } = await import('assemblyscript/asc');
  const text = await readFile(source, 'utf8');
  const written = new Map<string, Uint8Array<ArrayBuffer>>();
  const memory = ['--importMemory', '--zeroFilledMemory', '--noExportMemory'];
  const options = ['--outFile', 'kernel.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', ...memory];
  const { error, stderr } = await main(['kernel.ts', ...options], {
    readFile: (name) => (name === 'kernel.ts' ? text : null),
    writeFile: (name, contents) => void written.set(name, contents as Uint8Array<ArrayBuffer>),
    listFiles: () => [],
  });
  const bytes = written.get('kernel.wasm');
  if (error || !bytes) throw new Error(`${source.pathname} does not compile:\n${stderr}`);
  return bytes;
}
