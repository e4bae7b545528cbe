import { expect, test } from 'vitest';
import { guestId } from '../race/guests.ts';
import { raceOf } from '../race/protocols.ts';
import { tell } from '../race/store.ts';
import { settingsOf, sliders } from './sliders.ts';

const race = raceOf('fair', ['gradient-descent', 'momentum', 'adam']);
const mine = { optimizer: guestId('mine'), hyper: { lr: 0.001, share: 2 } };

test('a setting is that of the path in focus, or of the last that has it', () => {
  const [plain, momentum, adam] = race.entries.map(({ hyper }) => hyper);
  expect(settingsOf({ ...race, focus: 'adam' })).toEqual({ ...momentum, ...adam });
  expect(settingsOf({ ...race, focus: 'gradient-descent' })).toEqual({ ...momentum, ...adam, ...plain });
});

test('what a cell has made of an input does not become that input', () => {
  const own = { ...race, entries: [...race.entries, mine], focus: mine.optimizer };
  expect(settingsOf(own)).toEqual(settingsOf({ ...race, focus: 'adam' }));
});

test('who listens hears of what is new, has moved, and is gone', () => {
  const heard: unknown[] = [];
  const figure = (entries: typeof race.entries) =>
    tell('figure', { race: { ...race, entries, focus: 'gradient-descent' } } as Parameters<typeof tell>[1], () => {});
  const [plain, , adam] = race.entries;
  figure([plain, adam]);
  const { now } = sliders('figure', (...change) => heard.push(change));
  expect(Object.fromEntries(heard as [string, number][])).toEqual({ ...adam.hyper, ...plain.hyper });
  heard.length = 0;
  figure([{ ...plain, hyper: { ...plain.hyper, lr: 0.25 } }, adam]);
  expect(heard).toEqual([['lr', 0.25]]);
  heard.length = 0;
  figure([plain]);
  expect(heard).toContainEqual(['beta2', undefined]);
  expect(now()).toEqual(plain.hyper);
});
