import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchSet } from '../scripts/fetch-set.ts';

const contents: Record<string, Buffer> = {
  'images.gz': gzipSync(Buffer.alloc(5000, 'images')),
  'labels.gz': gzipSync(Buffer.alloc(50, 'labels')),
};
const files = Object.entries(contents).map(([name, bytes]) => ({ name, md5: createHash('md5').update(bytes).digest('hex') }));

let folder: string;
/** What was asked for, in order. */
let asked: string[];
const said: string[] = [];
const closing: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-'));
  asked = [];
  said.length = 0;
});
afterEach(() => {
  for (const close of closing.splice(0)) close();
  rmSync(folder, { recursive: true });
});

/** The address of a server that has the files in a folder `set`, unless it answers otherwise. */
async function serving(other: RequestListener = (_, answer) => answer.writeHead(404).end()): Promise<string> {
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const bytes = contents[request.url?.replace('/set/', '') ?? ''];
    if (bytes) answer.end(bytes);
    else other(request, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Of a server that does something else with every request. */
async function answering(other: RequestListener): Promise<string> {
  return `${await serving(other)}/elsewhere`;
}

const fetching = (...from: string[]) => fetchSet(files, from, join(folder, 'to'), (line) => said.push(line));
const there = () => readdirSync(join(folder, 'to')).sort();

test('the files come, and a second run fetches nothing', async () => {
  const address = await serving();
  await fetching(`${address}/set/`);
  expect(there()).toEqual(['images.gz', 'labels.gz']);
  for (const name of there()) expect(readFileSync(join(folder, 'to', name))).toEqual(contents[name]);
  expect(asked).toEqual(['/set/images.gz', '/set/labels.gz']);
  expect(said[0]).toBe(`images.gz comes from ${address}/set/images.gz`);

  // The address of a folder may end without a slash.
  await fetching(`${address}/set`);
  expect(asked).toHaveLength(2);
  expect(said.slice(2)).toEqual(['images.gz is already there', 'labels.gz is already there']);
});

test('only what is missing or damaged is fetched', async () => {
  const address = await serving();
  await fetching(`${address}/set/`);
  writeFileSync(join(folder, 'to', 'labels.gz'), contents['labels.gz'].subarray(1));
  await fetching(`${address}/set/`);
  expect(asked.slice(2)).toEqual(['/set/labels.gz']);
  expect(readFileSync(join(folder, 'to', 'labels.gz'))).toEqual(contents['labels.gz']);
});

test.each<[string, RequestListener, RegExp]>([
  ['other bytes', (_, answer) => answer.end('<html>'), /its MD5 is [0-9a-f]{32}, and not [0-9a-f]{32}: this is another file/],
  ['404', (_, answer) => answer.writeHead(404).end('no'), /the answer is 404 Not Found/],
  ['500', (_, answer) => answer.writeHead(500).end(), /the answer is 500 Internal Server Error/],
  [
    'an end that comes too early',
    (_, answer) => {
      const bytes = contents['images.gz'];
      answer.writeHead(200, { 'Content-Length': bytes.length });
      answer.write(bytes.subarray(0, 20), () => answer.destroy());
    },
    /terminated \(.+\)/,
  ],
  [
    'a file that was unpacked on its way',
    (_, answer) => answer.writeHead(200, { 'Content-Encoding': 'gzip' }).end(contents['images.gz']),
    /its MD5 is/,
  ],
])('%s: nothing is written, and the message says why', async (_, other, message) => {
  const address = await answering(other);
  const result = fetching(address);
  await expect(result).rejects.toThrow(`images.gz could not be fetched, and nothing was written:\n  ${address}/images.gz: `);
  await expect(result).rejects.toThrow(message);
  expect(there()).toEqual([]);
});

test('a wrong file does not take the place of what is there', async () => {
  const address = await answering((_, answer) => answer.end('other'));
  await fetching(`${await serving()}/set/`);
  const half = contents['labels.gz'].subarray(0, 9);
  writeFileSync(join(folder, 'to', 'labels.gz'), half);
  await expect(fetching(address)).rejects.toThrow(/labels.gz could not/);
  expect(readFileSync(join(folder, 'to', 'labels.gz'))).toEqual(half);
  expect(there()).toEqual(['images.gz', 'labels.gz']);
});

test('the next place is asked where one has no such file', async () => {
  const [first, second] = [await answering((_, answer) => answer.writeHead(404).end()), await serving()];
  await fetching(first, `${second}/set/`);
  expect(there()).toEqual(['images.gz', 'labels.gz']);
  expect(said[0]).toBe(`images.gz comes from ${second}/set/images.gz`);
});

test('a place where nobody answers is named with the reason', async () => {
  const address = await serving();
  closing.splice(0)[0]();
  await expect(fetching(address)).rejects.toThrow(/images.gz: fetch failed \(.*ECONNREFUSED/);
});

/** Runs the command in the empty folder. */
function mnist(args: string[], env: Record<string, string> = {}): Promise<{ code: number; error: string }> {
  const script = fileURLToPath(new URL('../scripts/mnist.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: folder, env: { ...process.env, ...env } }, (failed, _, error) =>
      resolve({ code: Number(failed?.code ?? 0), error }),
    );
  });
}

test('the command fails with a message where MNIST cannot be had, and goes where it is sent', async () => {
  const address = await answering((_, answer) => answer.end('no MNIST'));
  const outcome = {
    code: 1,
    error: expect.stringMatching(/train-images-idx3-ubyte.gz could not be fetched.* its MD5 is .*--from or MNIST_URL/s),
  };
  expect(await mnist(['--from', address])).toEqual(outcome);
  expect(await mnist([], { MNIST_URL: address })).toEqual(outcome);
  expect(asked).toEqual(Array(2).fill('/elsewhere/train-images-idx3-ubyte.gz'));
  expect(readdirSync(join(folder, 'public/mnist'))).toEqual([]);
  expect(await mnist(['--from', 'example'])).toEqual({ code: 1, error: expect.stringContaining('“example” is no address') });
  expect(await mnist(['--form', address])).toEqual({ code: 1, error: expect.stringContaining("Unknown option '--form'") });
});
