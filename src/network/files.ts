/** Data sets that the reader brings: the IDX files of MNIST, or of another set of its form, told apart by what is in them. */
import { type ImageFile, kindOf, type LabelFile, labelled, parseImages, parseLabels, UnreadableFile } from '../lib/network/idx.ts';
import { count, type Images, part } from '../lib/network/images.ts';
import { words } from '../words.ts';
import { gunzip, isGzip } from './gunzip.ts';

const t = words.en.network.files;

/** A `File`, or as much of one as is asked for here. */
export type Dropped = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** What a network learns from, and what it is tested on. */
export interface DataSet {
  name: string;
  train: Images;
  test: Images;
  /** Sentences on what was decided for the reader. */
  notes: string[];
}

/** Of all files together, unpacked: enough for 300,000 images. */
const most = 256 * 1024 * 1024;

/** Of a set that is alone, one image in so many is for testing. */
const split = 6;

/**
 * Two sets of images and labels, or one, which is then split. The larger set is for learning.
 *
 * @throws UnreadableFile that says what is wrong, with which file, and what to do
 */
export async function readFiles(files: readonly Dropped[]): Promise<DataSet> {
  if (files.length === 0) throw new UnreadableFile(t.none);
  if (files.length > 4) throw new UnreadableFile(t.tooMany(files.length));
  const [images, labels]: [ImageFile[], LabelFile[]] = [[], []];
  let room = most;
  for (const file of files) {
    const bytes = await contents(file, room);
    room -= bytes.length;
    if (kindOf(bytes, file.name) === 'images') images.push(parseImages(bytes, file.name));
    else labels.push(parseLabels(bytes, file.name));
  }
  const [one, other] = pairs(images, labels).map(([images, labels]) => ({ name: images.name, set: labelled(images, labels) }));
  return other ? both(one, other) : halves(one);
}

/** The bytes of a file, unpacked where they are packed. */
async function contents(file: Dropped, room: number): Promise<Uint8Array> {
  const large = () => new UnreadableFile(t.large(file.name, most / 1024 / 1024));
  if (file.size > room) throw large();
  const buffer = await file.arrayBuffer().catch(() => {
    throw new UnreadableFile(t.unread(file.name));
  });
  const bytes = new Uint8Array(buffer);
  if (!isGzip(bytes)) return bytes;
  const unpacked = await gunzip(bytes, room);
  if (unpacked === 'large') throw large();
  if (unpacked === 'damaged') throw new UnreadableFile(t.damaged(file.name));
  return unpacked;
}

/** Images with the labels that they belong to: as many of the one as of the other, or named alike where that leaves it open. */
function pairs(images: ImageFile[], labels: LabelFile[]): [ImageFile, LabelFile][] {
  const names = (files: { name: string }[]) => files.map(({ name }) => name);
  if (labels.length === 0) throw new UnreadableFile(t.noLabels(names(images)));
  if (images.length === 0) throw new UnreadableFile(t.noImages(names(labels)));
  if (images.length !== labels.length) throw new UnreadableFile(t.uneven(names(images), names(labels)));
  if (images.length === 1) return [[images[0], labels[0]]];

  const ways = [labels, [...labels].reverse()].map((labels) => images.map((file, i): [ImageFile, LabelFile] => [file, labels[i]]));
  const fit = ways.filter((way) => way.every(([images, labels]) => images.count === labels.labels.length));
  if (fit.length === 1) return fit[0];
  if (fit.length === 0) {
    const counts: [name: string, count: number][] = [
      ...images.map(({ name, count }): [string, number] => [name, count]),
      ...labels.map(({ name, labels }): [string, number] => [name, labels.length]),
    ];
    throw new UnreadableFile(t.noPairs(counts));
  }
  const alike = fit.filter((way) => way.every(([images, labels]) => stem(images.name) === stem(labels.name)));
  if (alike.length !== 1) throw new UnreadableFile(t.alike(names([...images, ...labels])));
  return alike[0];
}

/** What is left of a name without the kind and the form of the file: 'train' of 'train-images-idx3-ubyte.gz'. */
const stem = (name: string) => name.toLowerCase().replaceAll(/images?|labels?|idx\d?|ubyte|gz|[^a-z0-9]/g, '');

interface Named {
  name: string;
  set: Images;
}

function both(one: Named, other: Named): DataSet {
  const difference = count(one.set) - count(other.set);
  const forTesting = ({ name }: Named) => /test|t10k/.test(stem(name));
  const swapped = difference < 0 || (difference === 0 && forTesting(one) && !forTesting(other));
  const [train, test] = swapped ? [other, one] : [one, other];
  const told = difference !== 0 || forTesting(one) !== forTesting(other);
  return { name: nameOf(train), train: train.set, test: test.set, notes: told ? [] : [t.sameSize(train.name, test.name)] };
}

function halves(only: Named): DataSet {
  const all = count(only.set);
  if (all < split) throw new UnreadableFile(t.few(only.name, all, split));
  const to = all - Math.floor(all / split);
  return {
    name: nameOf(only),
    train: part(only.set, 0, to),
    test: part(only.set, to),
    notes: [t.split(only.name, to, all - to)],
  };
}

/** Sets whose files have the same names, by the labels that they begin with. */
const known: Record<string, string> = {
  '5041921314': 'MNIST',
  '7210414959': 'MNIST',
  '9003027255': 'Fashion-MNIST',
  '9211614657': 'Fashion-MNIST',
};

const nameOf = ({ name, set }: Named) => known[set.labels.subarray(0, 10).join('')] ?? name;
