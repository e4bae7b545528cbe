import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to be fetched, and the MD5 by which it is known, in hexadecimal. */
export interface Sum {
  name: string;
  md5: string;
}

/**
 * Brings files into a folder, each from the first of several places that has it. What is there already, and right, is not
 * fetched again; a file gets its name only when all of it has come and its MD5 is right.
 *
 * @param from addresses of folders
 * @throws Error that says of a file why no place has it
 */
export async function fetchSet(files: Sum[], from: string[], to: string, say: (line: string) => void = console.log): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of files) {
    const path = join(to, file.name);
    if (existsSync(path) && md5(await readFile(path)) === file.md5) say(`${file.name} is already there`);
    else say(`${file.name} comes from ${await fetchOne(file, from, path)}`);
  }
}

/** Writes the file, and returns the address that it comes from. */
async function fetchOne({ name, md5: sum }: Sum, from: string[], path: string): Promise<string> {
  const faults: string[] = [];
  for (const folder of from) {
    const address = new URL(name, folder.endsWith('/') ? folder : `${folder}/`).href;
    const bytes = await load(address);
    const found = typeof bytes === 'string' ? undefined : md5(bytes);
    if (found === sum) {
      await put(bytes as Uint8Array, path);
      return address;
    }
    faults.push(`  ${address}: ${found ? `its MD5 is ${found}, and not ${sum}: this is another file, or a damaged one` : bytes}`);
  }
  throw new Error(`${name} could not be fetched, and nothing was written:\n${faults.join('\n')}`);
}

/** What is at an address, or why it could not be had. */
async function load(address: string): Promise<Uint8Array | string> {
  try {
    // What is packed is to stay so.
    const answer = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } });
    if (!answer.ok) return `the answer is ${answer.status} ${answer.statusText}`;
    return await answer.bytes();
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    return `${message} (${cause?.message || cause?.code || 'no reason is known'})`;
  }
}

/** Under another name first, so that nothing half-written is ever taken for the file. */
async function put(bytes: Uint8Array, path: string) {
  const part = `${path}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
