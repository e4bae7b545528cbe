import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { idx, imageFile, labelFile } from '../../tests/idx.ts';
import { missing, mnist } from '../../tests/mnist.ts';
import { UnreadableFile } from '../lib/network/idx.ts';
import { count } from '../lib/network/images.ts';
import { readFiles } from './files.ts';

const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
const file = (name: string, bytes: Uint8Array<ArrayBuffer>) => new File([bytes], name);

/** MNIST's four files with a few images each; the first pixel of an image says which set it is from. */
const mark = { train: 100, test: 200 };
const train = [file('train-images-idx3-ubyte', imageFile(8, mark.train)), file('train-labels-idx1-ubyte', labelFile(8))];
const tests = [file('t10k-images-idx3-ubyte', imageFile(7, mark.test)), file('t10k-labels-idx1-ubyte', labelFile(7, 5))];

/** Every order of four files. */
const orders = [0, 1, 2, 3].flatMap((a) =>
  [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].map((c) => [a, b, c, 6 - a - b - c]).filter((order) => new Set(order).size === 4)),
);

describe('two sets', () => {
  test.each(orders)('in the order %i %i %i %i', async (...order) => {
    const all = [...train, ...tests];
    const set = await readFiles(order.map((i) => all[i]));
    expect([count(set.train), set.train.images[0], set.train.labels[0]]).toEqual([8, mark.train, 0]);
    expect([count(set.test), set.test.images[0], set.test.labels[0]]).toEqual([7, mark.test, 5]);
    expect(set.notes).toEqual([]);
    expect(set.name).toBe('train-images-idx3-ubyte');
  });

  test('packed or not, whatever they are called', async () => {
    const set = await readFiles([
      file('a.bin', packed(labelFile(7, 5))),
      file('train-labels.gz', imageFile(7, mark.test)),
      file('c', packed(imageFile(8, mark.train))),
      file('d.gz', labelFile(8)),
    ]);
    expect([set.train.images[0], set.train.labels[0]]).toEqual([mark.train, 0]);
    expect([set.test.images[0], set.test.labels[0]]).toEqual([mark.test, 5]);
  });

  test('of one size go together, and get their parts, by their names', async () => {
    const set = await readFiles([
      file('EMNIST-test-labels-idx1-ubyte', labelFile(8, 5)),
      file('emnist-train-labels-idx1-ubyte.gz', packed(labelFile(8))),
      file('emnist-test-images.idx3-ubyte', imageFile(8, mark.test)),
      file('emnist-train-images.idx3-ubyte', imageFile(8, mark.train)),
    ]);
    expect([set.train.images[0], set.train.labels[0]]).toEqual([mark.train, 0]);
    expect([set.test.images[0], set.test.labels[0]]).toEqual([mark.test, 5]);
    expect(set.notes).toEqual([]);
  });

  test('of one size, neither of them for testing by its name: the first is for learning, and that is said', async () => {
    const set = await readFiles([
      file('one-images', imageFile(8, mark.train)),
      file('two-images', imageFile(8, mark.test)),
      file('two-labels', labelFile(8, 5)),
      file('one-labels', labelFile(8)),
    ]);
    expect([set.train.images[0], set.train.labels[0]]).toEqual([mark.train, 0]);
    expect(set.notes).toEqual([expect.stringMatching(/one size: the first, “one-images”, is for learning/)]);
  });
});

describe('one set', () => {
  test('is split, and that is said', async () => {
    const set = await readFiles([tests[1], file('t10k-images-idx3-ubyte', imageFile(7, mark.test))]);
    expect([count(set.train), count(set.test)]).toEqual([6, 1]);
    expect([set.train.images[0], set.test.images[0], set.test.labels[0]]).toEqual([mark.test, mark.test + 6, 1]);
    expect(set.notes).toEqual([expect.stringMatching(/first 6 images are for learning, its last 1 for testing/)]);
  });

  test('is refused where nothing would be left to be tested on', async () => {
    await expect(readFiles([file('a', imageFile(5)), file('b', labelFile(5))])).rejects.toThrow(/“a” has only 5 images\. Take at least 6/);
  });
});

test('sets that all have the same file names are known by their labels', async () => {
  const named = async (first: number[]) => {
    const labels = idx([0x801, first.length], first);
    return (await readFiles([file('train-images-idx3-ubyte', imageFile(first.length)), file('train-labels-idx1-ubyte', labels)])).name;
  };
  expect(await named([5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3])).toBe('MNIST');
  expect(await named([9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0])).toBe('Fashion-MNIST');
  expect(await named([9, 0, 0, 3, 0, 2, 7, 2, 5, 6, 0])).toBe('train-images-idx3-ubyte');
});

/** A file that only says how large it is. */
const unread = (name: string, size: number, arrayBuffer: () => Promise<ArrayBuffer>) => ({ name, size, arrayBuffer });

describe('what cannot be used is refused, with what is wrong and what to do', () => {
  const [images, labels] = train;
  const twice = packed(packed(imageFile(1)));
  test.each<[string, Parameters<typeof readFiles>[0], RegExp]>([
    ['nothing', [], /There is no file\. Take images and their labels/],
    ['five files', [...train, ...tests, images], /5 files are too many\. Take four at most/],
    ['images alone', [images], /images \(“train-images-idx3-ubyte”\) without labels.* Take their labels as well/],
    ['images of both sets', [images, tests[0]], /images \(“train-images-idx3-ubyte” and “t10k-images-idx3-ubyte”\) without labels/],
    ['labels alone', [labels], /labels \(“train-labels-idx1-ubyte”\) without images.* Take their images as well/],
    ['one without its labels', [...train, tests[0]], /2 files of images .* and 1 file of labels .* do not make pairs/],
    ['one without its images', [...train, tests[1]], /1 file of images .* and 2 files of labels .* do not make pairs/],
    ['labels of the other set', [images, tests[1]], /has 8 images, but “t10k-labels-idx1-ubyte” has 7 labels/],
    [
      'pairs of which one does not fit',
      [...train, tests[0], file('b', labelFile(6))],
      /belong together: “train-images-idx3-ubyte” has 8, .* and “b” has 6\. Take/,
    ],
    [
      'four files that could be paired either way',
      [file('a', imageFile(6)), file('b', imageFile(6)), file('c', labelFile(6)), file('d', labelFile(6))],
      /“a”, “b”, “c”, and “d” are of one length, .* Name images and labels alike/,
    ],
    ['a picture', [images, file('cat.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47))], /“cat.png” is no IDX file .* a PNG image/],
    ['packed twice', [file('a.gz', twice), labels], /“a.gz” .* packed with gzip\. Unpack it/],
    [
      'a packed file that is cut off',
      [file('a.gz', packed(imageFile(8)).slice(0, -9)), labels],
      /“a.gz” .* cut off or damaged.* Fetch it again/,
    ],
    [
      'images cut off before they were packed',
      [file('a.gz', packed(imageFile(8).slice(0, -9))), labels],
      /“a.gz” is cut off.* 9 bytes too few/,
    ],
    [
      'a file that cannot be read',
      [unread('folder', 0, () => Promise.reject(new Error('no')))],
      /“folder” could not be read: it may be a folder/,
    ],
    [
      'a file that is too large',
      [unread('film', 300e6, () => Promise.reject(new Error('asked for')))],
      /With “film” there are more than 256 MB, unpacked\. Take a smaller/,
    ],
    [
      'a small file that unpacks to a large one',
      [file('bomb', packed(new Uint8Array(257 << 20)))],
      /With “bomb” there are more than 256 MB/,
    ],
  ])('%s', async (_, files, message) => {
    const result = readFiles(files);
    await expect(result).rejects.toThrow(UnreadableFile);
    await expect(result).rejects.toThrow(message);
  });

  test('files that are too large only together', async () => {
    const most = unread('b', 256 << 20, () => Promise.reject(new Error('no')));
    await expect(readFiles([most])).rejects.toThrow(/“b” could not be read/);
    await expect(readFiles([labels, most])).rejects.toThrow(/With “b” there are more than 256 MB/);
  });
});

test('MNIST’s test digits are read, packed as they are', async ({ skip }) => {
  if (missing) return skip(missing);
  const files = mnist();
  const set = await readFiles([file('labels', files.packed.labels), file('images', files.packed.images)]);
  expect(set.name).toBe('MNIST');
  expect([count(set.train), count(set.test)]).toEqual([8334, 1666]);
  expect(set.test.labels.at(-1)).toBe(files.labels.at(-1));
  expect(Buffer.compare(set.train.images, files.images.subarray(16, 16 + 8334 * 784))).toBe(0);
});
