import { describe, expect, test } from 'vitest';
import { DamagedLink } from '../race/address.ts';
import { read, write } from './address.ts';
import type { Experiment } from './experiment.ts';
import { able, firstExperiment, inForm, runnerOf } from './runners.ts';

const query = (experiment: Experiment) => new URLSearchParams([...write(experiment)]);

test('the first experiment needs no words', () => {
  expect([...write(firstExperiment())]).toEqual([]);
  expect(read(new URLSearchParams())).toEqual(firstExperiment());
});

test('what an address says comes back', () => {
  const adam = { ...runnerOf('adam'), schedule: 'cosine', hyper: { ...runnerOf('adam').hyper, lr: 0.003 } };
  delete adam.form;
  const experiment: Experiment = {
    seed: 7,
    iterations: 500,
    batch: 128,
    activation: 'sigmoid',
    weightDecay: 0.01,
    clip: 0.5,
    starts: 'own',
    runners: [adam, inForm(runnerOf('rmsprop'), 'graves')],
  };
  expect(query(experiment).toString()).toContain('network.adam.form=own');
  expect(read(query(experiment))).toEqual(experiment);
});

test('no limit to the gradient is the experiment that knows of none', () => {
  expect(read(new URLSearchParams('network.clip=0'))).toEqual(firstExperiment());
});

test('a reader’s own are left out', () => {
  const own = { ...runnerOf('adam'), optimizer: 'adam~mine' };
  expect(query({ ...firstExperiment(), runners: [...firstExperiment().runners, own] }).toString()).toBe('');
});

test('keys without a point are others’', () => {
  expect(read(new URLSearchParams('utm=1'))).toEqual(firstExperiment());
});

describe('a damaged link says where, and what may stand there', () => {
  test.each([
    ['network.seed=1.5', 'network.seed=1.5', '0 … 999999'],
    ['network.iterations=', 'network.iterations=', '100 … 20000'],
    ['network.run=adam,sgd', 'network.run=sgd', 'gradient-descent'],
    ['network.activation=tanh', 'network.activation=tanh', 'relu, sigmoid'],
    ['network.adam.lr=x', 'network.adam.lr=x', '0 … 100'],
    ['network.adam.form=best', 'network.adam.form=best', 'rate'],
    ['network.momentum.tau=0.5', 'network.momentum.tau', undefined],
    ['network.adam.speed=1', 'network.adam.speed', undefined],
    ['network.rmsprop.lr=1', 'network.rmsprop.lr', undefined],
    ['a0-adam.at=3', 'a0-adam.at', 'network.…'],
  ])('%s', (text, part, allowed) => {
    const reading = () => read(new URLSearchParams(text));
    expect(reading).toThrow(DamagedLink);
    try {
      reading();
    } catch (error) {
      expect(error).toMatchObject({ part });
      if (allowed === undefined) expect((error as DamagedLink).allowed).toBeUndefined();
      else expect((error as DamagedLink).allowed).toContain(allowed);
    }
  });
});

test('who asks for a Hessian is not offered, and cannot be asked for', () => {
  expect(able).toContain('adam');
  expect(able).not.toContain('newton');
  expect(() => read(new URLSearchParams('network.run=adam,newton'))).toThrow('network.run=newton');
});
