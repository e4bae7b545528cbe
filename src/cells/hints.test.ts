import { expect, test } from 'vitest';
import adam from '../lib/optimizers/adam.ts?raw';
import { hintOf, nearest } from './hints.ts';
import { cell } from './notebook.ts';
import type { Trouble } from './protocol.ts';

const lineOf = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

function hint(change: [from: string, to: string], message: string, at: string, name = 'TypeError') {
  const text = adam.replaceAll(...change);
  const line = lineOf(text, at);
  const column = text.split('\n')[line - 1].indexOf(at) + 1;
  const trouble: Trouble = { name, message, frames: [{ cell: 'adam', line, column }] };
  return hintOf(trouble, cell('adam', { original: adam, text, ran: text }));
}

test('a misspelt name: the one that is meant', () => {
  expect(hint(['Math.sqrt(vHat + eps0)', 'Math.sqrt(vhat + eps0)'], 'vhat is not defined', 'vhat +', 'ReferenceError')).toBe(
    'Did you mean “vHat”?',
  );
});

test('a misspelt memory: the memories there are', () => {
  expect(hint(['{ m, v }, {', '{ m, w }, {'], "Cannot read properties of undefined (reading '0')", 'w')).toBeUndefined();
  const text: [string, string] = ['init: (x) => ({ m: zeros(x), v: zeros(x) })', 'init: (x) => ({ m: zeros(x), vv: zeros(x) })'];
  expect(hint(text, "Cannot read properties of undefined (reading '0')", 'v[i] = beta2')).toBe(
    '“v” is no memory of this optimizer: its init gives m and vv. Did you mean “vv”?',
  );
});

test('an init that gives nothing back', () => {
  const text: [string, string] = ['init: (x) => ({ m: zeros(x), v: zeros(x) })', 'init: (x) => { m: zeros(x) }'];
  expect(hint(text, 'Cannot convert undefined or null to object', 'init')).toMatch(/^init gives nothing back/);
});

test('a const that is given another value', () => {
  expect(hint(['x', 'x'], 'Assignment to constant variable.', 'mHat')).toMatch(/let/);
});

test('what the sandbox knows better is left as it says', () => {
  const trouble: Trouble = { name: 'TypeError', message: 'x is not defined', frames: [], hint: 'Known.' };
  expect(hintOf(trouble, cell('a', { text: 'y' }))).toBe('Known.');
});

test('no hint where nothing is near', () => {
  expect(hint(['x', 'x'], 'somethingElse is not defined', 'mHat', 'ReferenceError')).toBeUndefined();
  expect([nearest('beta', ['beta1', 'eps']), nearest('m', ['v', 'm1', 'velocity']), nearest('ab', ['xy'])]).toEqual([
    'beta1',
    'm1',
    undefined,
  ]);
});
