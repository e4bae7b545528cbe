/** Compiles AssemblyScript, in Node. */
import { readFile } from 'node:fs/promises';

/** The kernel for engines of today, and the one for all that have SIMD. */
export interface Kernels {
  fused: Uint8Array<ArrayBuffer>;
  plain: Uint8Array<ArrayBuffer>;
}

/** Both, of one text. */
export async function compile(): Promise<Kernels> {
  const text = await readFile(new URL('assembly/kernel.ts', import.meta.url), 'utf8');
  return { fused: await compiled(text, 'relaxed-simd'), plain: await compiled(text) };
}

/**
 * A module that works on the memory which it is given.
 *
 * @throws Error with what the compiler says
 */
export async function compiled(text: string, feature: 'simd' | 'relaxed-simd' = 'simd'): Promise<Uint8Array<ArrayBuffer>> {
  // The compiler is large; whoever imports this file need not want it at once.
  const { main } = await import('assemblyscript/asc');
  const written = new Map<string, Uint8Array<ArrayBuffer>>();
  const memory = ['--importMemory', '--zeroFilledMemory', '--noExportMemory'];
  const options = ['--outFile', 'out.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', feature, ...memory];
  const { error, stderr } = await main(['in.ts', ...options], {
    readFile: (name) => (name === 'in.ts' ? text : null),
    writeFile: (name, contents) => void written.set(name, contents as Uint8Array<ArrayBuffer>),
    listFiles: () => [],
  });
  const bytes = written.get('out.wasm');
  if (error || !bytes) throw new Error(`This does not compile:\n${stderr}\n${text}`);
  return bytes;
}
