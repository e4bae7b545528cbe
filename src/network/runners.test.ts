import { afterEach, expect, test } from 'vitest';
import { guests, optimizer } from '../catalog.ts';
import { join, leave } from '../race/guests.ts';
import { startSeed } from './experiment.ts';
import { firstExperiment, guestOf, runnerOf } from './runners.ts';

const edited = (lr: number, forms = ['rate']) => {
  const { name, family, hyper, as } = optimizer('adam');
  join('adam', { algorithm: { name, family, as, forms, hyper: { ...hyper, lr } } });
  return guestOf('adam~mine');
};

afterEach(() => leave('adam'));

test('the race begins with A4’s settings', () => {
  expect(runnerOf('adam')).toMatchObject({ form: 'rate', hyper: { lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-7 } });
  expect(runnerOf('momentum')).toMatchObject({ form: 'steps', hyper: { lr: 0.01, beta1: 0.9 } });
});

test('a reader’s own trains with the step that the reader wrote', () => {
  expect(edited(0.001)).not.toHaveProperty('form');
  expect(guests.optimizers.has('adam~mine')).toBe(true);
});

test('what the code changes counts, and what the reader set besides stays', () => {
  const usual = edited(0.001);
  const set = { ...usual, schedule: 'cosine', form: 'rate', hyper: { ...usual.hyper, beta1: 0.5 } };
  // A4's settings hold for what both have: the code's own lr is said anew by A4, so another is set where A4 says none.
  const { as, ...rest } = optimizer('adam');
  join('adam', { algorithm: { ...rest, as: {}, forms: ['rate'], hyper: { ...rest.hyper, lr: 0.02 } } });
  expect(guestOf('adam~mine', { usual, set })).toMatchObject({ schedule: 'cosine', form: 'rate', hyper: { lr: 0.02, beta1: 0.5 } });
  join('adam', { algorithm: { ...rest, as: {}, forms: [], hyper: { lr: 0.02 } } });
  const next = guestOf('adam~mine', { usual, set });
  expect(next).not.toHaveProperty('form');
  expect(next.hyper).toEqual({ lr: 0.02 });
});

test('of its own first weights a guest has those of its original, and others have others', () => {
  const experiment = { ...firstExperiment(), starts: 'own' as const };
  expect(startSeed(experiment, 'adam~mine')).toBe(startSeed(experiment, 'adam'));
  expect(startSeed(experiment, 'adam')).not.toBe(startSeed(experiment, 'momentum'));
  expect(startSeed(experiment, 'adam')).not.toBe(startSeed({ ...experiment, seed: 2 }, 'adam'));
  expect(startSeed(firstExperiment(), 'adam')).toBe(1);
});
