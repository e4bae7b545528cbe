import { expect, test } from 'vitest';
import adam from '../lib/optimizers/adam.ts?raw';
import { hintOf } from './hints.ts';

const hint = (message: string, text = adam, known?: string) => hintOf({ name: 'Error', message, frames: [], hint: known }, { text });

test('a misspelt name: the one of this cell that is meant', () => {
  expect(hint('vhat is not defined', adam.replace('vHat + eps0', 'vhat + eps0'))).toBe('Did you mean “vHat”?');
  expect(hint('beta3 is not defined', 'const β = beta3 * beta1;')).toBe('Did you mean “beta1”?');
});

test('what the sandbox knows is left as it says, and nothing is made up', () => {
  expect(hint('vhat is not defined', adam, 'Known.')).toBe('Known.');
  expect(hint('somethingElse is not defined')).toBeUndefined();
  expect(hint('out of range')).toBeUndefined();
});
