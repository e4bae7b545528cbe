import { expect, test } from 'vitest';
import type { Optimizer } from '../../lib/optimizer.ts';
import { imported } from './library.ts';

test('cells can have all of the library by name: no two files export the same', () => {
  const from = { from: 'downhill', cell: 'mine', line: 1, column: 1 };
  const [adam, network, digits] = imported({ ...from, names: ['adam', 'network', 'digits'].map((name) => [name, name]) });
  expect((adam as Optimizer).name).toBe('Adam');
  expect([typeof network, typeof digits]).toEqual(['function', 'function']);
  expect(() => imported({ ...from, names: [['nobody', 'nobody']] })).toThrow(ReferenceError);
});
