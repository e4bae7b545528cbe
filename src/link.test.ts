import { expect, test } from 'vitest';
import { link } from './link.ts';

test.each([
  ['/', '/', '/'],
  ['/adam', '/', '/adam/'],
  ['/adam/', '/downhill', '/downhill/adam/'],
  ['/adam/?lr=0.1#race', '/downhill/', '/downhill/adam/?lr=0.1#race'],
  ['/', '/downhill', '/downhill/'],
  ['/favicon.svg', '/downhill', '/downhill/favicon.svg'],
  ['/data/figures.json', '/', '/data/figures.json'],
])('%s under %s is %s', (path, base, address) => {
  expect(link(path, base)).toBe(address);
});
