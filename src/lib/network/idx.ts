/**
 * Reads IDX, the form in which MNIST and its like are published: a number that says what follows, how much of it there is in
 * each dimension, each as four bytes from the highest to the lowest, and then the data (LeCun, Cortes & Burges, “The MNIST
 * database of handwritten digits”).
 */
import { classes, type Images, side } from './images.ts';

/** A file that cannot be used. The message says which, why, and what to do. */
export class UnreadableFile extends Error {}

export type Kind = 'images' | 'labels';

/** The first four bytes: 0, 0, 8 for bytes, and the number of dimensions. */
const magic: Record<Kind, number> = { images: 0x0803, labels: 0x0801 };

/** Images without their labels. */
export interface ImageFile extends Omit<Images, 'labels'> {
  name: string;
  count: number;
}

export interface LabelFile {
  name: string;
  labels: Uint8Array;
}

/**
 * Whether these are images or labels, by how they begin.
 *
 * @throws UnreadableFile that says what they are instead
 */
export function kindOf(bytes: Uint8Array, name: string): Kind {
  if (bytes.length === 0) throw new UnreadableFile(`“${name}” is empty. ${again}`);
  const number = bytes.length < 4 ? undefined : word(bytes, 0);
  for (const kind of ['images', 'labels'] as const) if (number === magic[kind]) return kind;
  const [what, remedy = wanted] = others(bytes);
  throw new UnreadableFile(`“${name}” is no IDX file of images or labels: it is ${what}. ${remedy}`);
}

/**
 * @param name of the file, for messages
 * @returns views of `bytes`
 * @throws UnreadableFile if these are no images, images of another size, or more or less than the header says
 */
export function parseImages(bytes: Uint8Array, name: string): ImageFile {
  expectKind('images', bytes, name);
  const header = 16;
  expectHeader(header, bytes, name);
  const [count, height, width] = [4, 8, 12].map((at) => word(bytes, at));
  if (width !== side || height !== side)
    throw new UnreadableFile(
      `The images in “${name}” are ${width} pixels wide and ${height} high. The network takes ${side * side} numbers: images of ${side} × ${side} pixels are needed.`,
    );
  expectCount(count, header, width * height, bytes, name);
  return { name, count, images: bytes.subarray(header), width, height };
}

/**
 * @param name of the file, for messages
 * @returns views of `bytes`
 * @throws UnreadableFile if these are no labels, not all from 0 to 9, or more or fewer than the header says
 */
export function parseLabels(bytes: Uint8Array, name: string): LabelFile {
  expectKind('labels', bytes, name);
  const header = 8;
  expectHeader(header, bytes, name);
  expectCount(word(bytes, 4), header, 1, bytes, name);
  const labels = bytes.subarray(header);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0)
    throw new UnreadableFile(
      `Label ${inWords(wrong + 1)} in “${name}” is ${labels[wrong]}. The network tells ${classes} classes apart: labels from 0 to ${classes - 1} are needed.`,
    );
  return { name, labels };
}

/**
 * Images and what they show.
 *
 * @throws UnreadableFile if there are not as many of the one as of the other
 */
export function labelled({ name, count, ...images }: ImageFile, { name: other, labels }: LabelFile): Images {
  if (count !== labels.length)
    throw new UnreadableFile(
      `“${name}” has ${counted(count, 'image')}, but “${other}” has ${counted(labels.length, 'label')}. Take two files that belong together.`,
    );
  return { ...images, labels };
}

function expectKind(kind: Kind, bytes: Uint8Array, name: string) {
  const found = kindOf(bytes, name);
  if (found === kind) return;
  throw new UnreadableFile(
    `“${name}” holds ${found} (it begins with ${inHex(magic[found])}), where ${kind} (${inHex(magic[kind])}) are needed. Take the other file.`,
  );
}

function expectHeader(length: number, bytes: Uint8Array, name: string) {
  if (bytes.length < length)
    throw new UnreadableFile(`“${name}” is cut off: it ends after ${bytes.length} of the ${length} bytes of its header. ${again}`);
}

function expectCount(count: number, header: number, size: number, bytes: Uint8Array, name: string) {
  if (count === 0) throw new UnreadableFile(`“${name}” says that it has nothing in it. Take another file.`);
  const missing = header + count * size - bytes.length;
  const promised = `its header promises ${counted(count, size === 1 ? 'label' : 'image')}`;
  if (missing > 0)
    throw new UnreadableFile(`“${name}” is cut off: ${promised}, and less has come: ${counted(missing, 'byte')} too few. ${again}`);
  if (missing < 0)
    throw new UnreadableFile(`“${name}” is damaged: ${promised}, and more has come: ${counted(-missing, 'byte')} too many. ${again}`);
}

/** A whole number from 0 in four bytes. */
function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}

const inWords = (number: number) => number.toLocaleString('en');
const counted = (number: number, thing: string) => `${inWords(number)} ${thing}${number === 1 ? '' : 's'}`;
const inHex = (number: number) => `0x${number.toString(16).padStart(8, '0')}`;

const again = 'Fetch it again.';
const wanted = 'What is needed are files such as train-images-idx3-ubyte and train-labels-idx1-ubyte, packed with gzip or not.';

/** What readers may take for IDX, by how it begins, with what to do where that is not to look for another file. */
const known: [begins: string, what: string, remedy?: string][] = [
  ['\x1f\x8b', 'packed with gzip', 'Unpack it, and take what comes out.'],
  ['PK\x03\x04', 'a ZIP file', 'Unpack it, and take the files in it.'],
  ['<', 'a web page', `Something answered in its place. ${again}`],
  ['version https://git-lfs', 'a pointer of Git LFS', 'Fetch the file that it points to.'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['\x93NUMPY', 'a NumPy array'],
  ['PAR1', 'a Parquet file'],
];

/** The types of numbers in IDX, by the third byte. */
const types: Record<number, string> = {
  8: 'bytes',
  9: 'signed bytes',
  11: '16-bit integers',
  12: '32-bit integers',
  13: '32-bit floats',
  14: '64-bit floats',
};

/** What a file is that is neither images nor labels, and what to do about it. */
function others(bytes: Uint8Array): [what: string, remedy?: string] {
  for (const [begins, ...other] of known) if ([...begins].every((letter, i) => bytes[i] === letter.charCodeAt(0))) return other;
  if (bytes[0] === 0 && bytes[1] === 0 && types[bytes[2]]) return [`IDX with ${types[bytes[2]]} in ${bytes[3]} dimensions`];
  const first = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
  return [`something that begins with the bytes ${first.join(' ')}`];
}
