import { digits } from '../lib/network/digits.ts';
import type { Store } from './store.ts';

/** The images that come with the site: 10,000 digits to train on and 2,000 others to test. */
export function builtIn(): Store {
  return { train: digits(10_000, 1), test: digits(2000, 2) };
}
