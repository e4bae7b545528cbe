import { expect, onTestFinished, test } from 'vitest';
import { optimizer, optimizers } from '../catalog.ts';
import { outcome } from './outcome.ts';
import type { Protocol } from './protocols.ts';

test('without a step it is the last one', () => {
  expect(outcome('fair', 'adam')).toBe(outcome('fair', 'adam', 20));
  expect(outcome('a0', 'adam')).toBe(outcome('a0', 'adam', 17));
});

test.each([-1, 18, 1.5])('step %s, which is not made, is refused', (step) => {
  expect(() => outcome('a0', 'adam', step)).toThrow(new RangeError(`adam makes no step ${step} under “a0”`));
});

test.each(['a9', 'constructor'])('the protocol “%s” is refused with a list of the protocols there are', (protocol) => {
  expect(() => outcome(protocol as Protocol, 'adam')).toThrow(
    new RangeError(`There is no protocol “${protocol}”. Known: fair, a0, a4, pytorch`),
  );
});

test('in the fair race an algorithm has the settings that it asks for there, or else A0’s', () => {
  const adam = optimizer('adam');
  onTestFinished(() => void optimizers.set('adam', adam));
  const own = outcome('fair', 'adam');
  optimizers.set('adam', { ...adam, as: { fair: adam.as.a0 } });
  expect(outcome('fair', 'adam')).toBe(own);
  optimizers.set('adam', { ...adam, as: { a0: { lr: 1 }, fair: adam.as.a0 } });
  expect(outcome('fair', 'adam')).toBe(own);
});
