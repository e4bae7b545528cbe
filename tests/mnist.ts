import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** MNIST's test digits, where they lie beside the project: it does not bring them. */
const at = (name: string) => fileURLToPath(new URL(`../../shared/mnist/t10k-${name}-ubyte.gz`, import.meta.url));
const [images, labels] = [at('images-idx3'), at('labels-idx1')];

export const missing = existsSync(images) && existsSync(labels) ? undefined : 'MNIST’s test digits are not in ../shared/mnist';

/** The files as they are, and as they are when unpacked. */
export function mnist() {
  const packed = { images: new Uint8Array(readFileSync(images)), labels: new Uint8Array(readFileSync(labels)) };
  return { packed, images: new Uint8Array(gunzipSync(packed.images)), labels: new Uint8Array(gunzipSync(packed.labels)) };
}
