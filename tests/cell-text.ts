/** Cells' texts that import nothing but the library, run by Node itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'downhill-cell-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** What the text exports by default. */
export async function made<T>(text: string): Promise<T> {
  const file = join(folder, `${files++}.ts`);
  const lib = new URL('../src/lib/', import.meta.url);
  writeFileSync(
    file,
    text.replaceAll(/from '\.\.\/([^']+)'/g, (_, path: string) => `from '${new URL(path, lib).href}'`),
  );
  return (await import(/* @vite-ignore */ pathToFileURL(file).href)).default;
}
