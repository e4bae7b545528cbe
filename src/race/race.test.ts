import { expect, test } from 'vitest';
import { raceOf } from './protocols.ts';
import { withHidden } from './race.ts';

test('the focus leaves a path that is switched off, and stays where none is left to go to', () => {
  const race = raceOf('fair', ['momentum', 'adagrad', 'adam'], 'adam');
  expect(withHidden(race, ['momentum']).focus).toBe('adam');
  expect(withHidden(race, ['adam']).focus).toBe('momentum');
  expect(withHidden(race, ['adam', 'momentum']).focus).toBe('adagrad');
  expect(withHidden(race, ['adam', 'momentum', 'adagrad']).focus).toBe('adam');
});
