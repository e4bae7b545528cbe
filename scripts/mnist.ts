/**
 * Fetches MNIST into public/mnist/, for a site that is to offer it: `npm run mnist`. From another place than those known here:
 * `npm run mnist -- --from https://example.org/mnist/`, or the same address in MNIST_URL.
 */
import { parseArgs } from 'node:util';
import { fetchSet } from './fetch-set.ts';

const files = [
  { name: 'train-images-idx3-ubyte.gz', md5: 'f68b3c2dcbeaaa9fbdd348bbdeb94873' },
  { name: 'train-labels-idx1-ubyte.gz', md5: 'd53e105ee54ea40749a09fcbcd1e9432' },
  { name: 't10k-images-idx3-ubyte.gz', md5: '9fb629c4189551a2d022fa330f9573f3' },
  { name: 't10k-labels-idx1-ubyte.gz', md5: 'ec29112dd5afa0611ce80d1b7f02629c' },
];

/** PyTorch's mirror, and that of the Common Visual Data Foundation. */
const mirrors = ['https://ossci-datasets.s3.amazonaws.com/mnist/', 'https://storage.googleapis.com/cvdf-datasets/mnist/'];

const folder = 'public/mnist';

try {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const from = values.from ?? process.env.MNIST_URL;
  if (from !== undefined && !URL.canParse(from)) throw new Error(`“${from}” is no address. Give one such as https://example.org/mnist/`);
  await fetchSet(files, from === undefined ? mirrors : [from], folder);
} catch (error) {
  console.error((error as Error).message);
  console.error(`Name another place with --from or MNIST_URL, or put the files into ${folder}/ yourself.`);
  process.exitCode = 1;
}
