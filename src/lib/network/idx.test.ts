import { describe, expect, test } from 'vitest';
import { idx, imageFile, labelFile } from '../../../tests/idx.ts';
import { missing, mnist } from '../../../tests/mnist.ts';
import { kindOf, labelled, parseImages, parseLabels, UnreadableFile } from './idx.ts';
import { count, part } from './images.ts';

const letters = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('IDX', () => {
  test('images and labels are read, and go together', () => {
    const images = parseImages(imageFile(3, 7), 'x');
    const set = labelled(images, parseLabels(labelFile(3, 4), 'y'));
    expect(set).toMatchObject({ width: 28, height: 28, labels: Uint8Array.of(4, 5, 6) });
    expect(count(set)).toBe(3);
    expect(set.images).toEqual(Uint8Array.from({ length: 3 * 784 }, (_, i) => 7 + Math.floor(i / 784)));
    expect(part(set, 1, 2)).toEqual({ ...set, images: new Uint8Array(784).fill(8), labels: Uint8Array.of(5) });
  });

  test('more than two to the sixteenth of them are read as well', () => {
    expect(parseLabels(labelFile(70_000), 'y').labels).toHaveLength(70_000);
  });

  test('what it holds is told by its first bytes', () => {
    expect(kindOf(imageFile(1), 'x')).toBe('images');
    expect(kindOf(labelFile(1), 'x')).toBe('labels');
  });
});

describe('a file that is no IDX says what it is', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), /“a” is no IDX file.* packed with gzip\. Unpack it/],
    ['ZIP', letters('PK\x03\x04 and more'), /a ZIP file\. Unpack it/],
    ['an error page', letters('<!DOCTYPE html>'), /a web page.* Fetch it again/],
    ['Git LFS', letters('version https://git-lfs.github.com/spec/v1'), /pointer of Git LFS/],
    ['PNG', letters('\x89PNG\r\n'), /a PNG image\. What is needed are files such as train-images-idx3-ubyte/],
    ['JPEG', letters('\xff\xd8\xff\xe0'), /a JPEG image/],
    ['NumPy', letters('\x93NUMPY'), /a NumPy array/],
    ['Parquet', letters('PAR1'), /a Parquet file/],
    ['IDX of floats', idx([0xd03, 1, 28, 28], []), /IDX with 32-bit floats in 3 dimensions/],
    ['IDX in colour', idx([0x804, 1, 28, 28, 3], []), /IDX with bytes in 4 dimensions/],
    ['bytes the wrong way round', Uint8Array.of(3, 8, 0, 0, 1, 0, 0, 0), /begins with the bytes 03 08 00 00/],
    ['two bytes', Uint8Array.of(0, 0), /begins with the bytes 00 00\./],
    ['nothing', new Uint8Array(), /“a” is empty/],
  ])('%s', (_, bytes, message) => {
    for (const read of [kindOf, parseImages, parseLabels]) {
      expect(() => read(bytes, 'a')).toThrow(UnreadableFile);
      expect(() => read(bytes, 'a')).toThrow(message);
    }
  });
});

describe('a file that cannot be used says why, and what to do', () => {
  const longer = (bytes: Uint8Array) => Uint8Array.of(...bytes, 0);
  test.each<[string, () => unknown, RegExp]>([
    [
      'labels for images',
      () => parseImages(labelFile(9), 'a'),
      /“a” holds labels \(it begins with 0x00000801\), where images \(0x00000803\) are needed\. Take the other/,
    ],
    ['images for labels', () => parseLabels(imageFile(1), 'a'), /“a” holds images .*0x00000803.* where labels/],
    ['a cut header', () => parseImages(imageFile(1).subarray(0, 11), 'a'), /ends after 11 of the 16 bytes of its header\. Fetch it again/],
    ['a cut header of labels', () => parseLabels(labelFile(1).subarray(0, 7), 'a'), /ends after 7 of the 8 bytes/],
    [
      'cut images',
      () => parseImages(imageFile(2).subarray(0, -1000), 'a'),
      /promises 2 images, and less has come: 1,000 bytes too few\. Fetch it/,
    ],
    ['cut labels', () => parseLabels(labelFile(9).subarray(0, -2), 'a'), /promises 9 labels.* 2 bytes too few/],
    [
      'all of it missing',
      () => parseImages(idx([0x803, 0xffffffff, 28, 28], []), 'a'),
      /4,294,967,295 images.* 3,367,254,359,280 bytes too few/,
    ],
    [
      'too many images',
      () => parseImages(longer(imageFile(1)), 'a'),
      /“a” is damaged.* promises 1 (image|label), and more has come: 1 byte too many/,
    ],
    [
      'too many labels',
      () => parseLabels(longer(labelFile(1)), 'a'),
      /“a” is damaged.* promises 1 (image|label), and more has come: 1 byte too many/,
    ],
    ['no images', () => parseImages(imageFile(0), 'a'), /nothing in it/],
    ['no labels', () => parseLabels(labelFile(0), 'a'), /nothing in it/],
    ['larger images', () => parseImages(imageFile(1, 0, [32, 30]), 'a'), /30 pixels wide and 32 high\. .* 784 numbers: images of 28 × 28/],
    ['as many pixels otherwise', () => parseImages(imageFile(1, 0, [14, 56]), 'a'), /56 pixels wide and 14 high/],
    ['an eleventh class', () => parseLabels(idx([0x801, 3], [0, 9, 10]), 'a'), /Label 3 in “a” is 10\. .* from 0 to 9 are needed/],
    [
      'other labels',
      () => labelled(parseImages(imageFile(2), 'a'), parseLabels(labelFile(3), 'b')),
      /“a” has 2 images, but “b” has 3 labels\. Take/,
    ],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(UnreadableFile);
    expect(read).toThrow(message);
  });
});

test('MNIST’s test digits are read', ({ skip }) => {
  if (missing) return skip(missing);
  const files = mnist();
  const set = labelled(parseImages(files.images, 'images'), parseLabels(files.labels, 'labels'));
  expect(count(set)).toBe(10_000);
  expect([...set.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
  expect(set.images).toHaveLength(7_840_000);
});
