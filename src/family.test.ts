import { describe, expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { besides, curve, everyone, kinOf, type Member, mapOf } from './family.ts';

/** A family as it may be when the site has told the whole story. */
const many: Member[] = (
  [
    ['gd', 1847, 'descent', ''],
    ['sgd', 1951, 'descent', 'gd'],
    ['momentum', 1964, 'momentum', 'gd'],
    ['newton', 1669, 'second', ''],
    ['nesterov', 1983, 'momentum', 'momentum'],
    ['rprop', 1993, 'rprop', 'gd'],
    ['adagrad', 2011, 'adagrad', 'sgd'],
    ['rmsprop', 2012, 'rmsprop', 'adagrad rprop'],
    ['adadelta', 2012, 'rmsprop', 'adagrad rmsprop'],
    ['adam', 2014, 'adam', 'momentum rmsprop'],
    ['adamax', 2014, 'adam', 'adam'],
    ['kfac', 2015, 'second', 'newton'],
    ['nadam', 2016, 'adam', 'adam nesterov'],
    ['adamw', 2017, 'adam', 'adam'],
    ['swats', 2017, 'descent', 'adam sgd'],
    ['lars', 2017, 'layers', 'momentum'],
    ['amsgrad', 2018, 'adam', 'adam'],
    ['adafactor', 2018, 'factor', 'adam rmsprop'],
    ['adabound', 2019, 'adam', 'amsgrad sgd'],
    ['radam', 2019, 'adam', 'adam'],
    ['lookahead', 2019, 'descent', 'sgd'],
    ['lamb', 2019, 'layers', 'lars adam'],
    ['adabelief', 2020, 'adam', 'adam'],
    ['shampoo', 2018, 'second', 'kfac adagrad'],
    ['lion', 2023, 'sign', 'rprop adamw'],
  ] as const
).map(([id, year, family, from]) => ({ id, year, family, from: from ? from.split(' ') : [] }));

describe.each([
  ['the catalog', everyone],
  ['a family of 25', many],
  ['a family of 25 in any order', many.toReversed()],
])('the map of %s', (_, members) => {
  const { nodes, edges, columns } = mapOf(members);

  test('has every member once, and a line from each to all that it grew out of', () => {
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(members.map(({ id }) => id).toSorted());
    expect(edges.map(({ from, to }) => `${from.id} ${to.id}`).toSorted()).toEqual(
      members.flatMap(({ id, from }) => from.map((parent) => `${parent} ${id}`)).toSorted(),
    );
  });

  test('gives every member a row of its own, years downwards, and every line leads down', () => {
    expect(nodes.map(({ row }) => row)).toEqual(nodes.map((_, i) => i));
    expect(nodes.map(({ year }) => year)).toEqual(members.map(({ year }) => year).toSorted((a, b) => a - b));
    for (const { from, to } of edges) expect(to.row, `${from.id} → ${to.id}`).toBeGreaterThan(from.row);
  });

  test('has families side by side, none inside another', () => {
    const families = nodes.toSorted((a, b) => a.column - b.column).map(({ family }) => family);
    const stretches = families.filter((family, i) => family !== families[i - 1]);
    expect(new Set(stretches).size).toBe(stretches.length);
  });

  test('has no line that runs through a member', () => {
    for (const { from, to } of edges) {
      const between = nodes.filter(({ row, column }) => column === from.column && row > from.row && row < to.row);
      expect(
        between.map(({ id }) => id),
        `on the way from ${from.id} to ${to.id}`,
      ).toEqual([]);
    }
  });

  test('draws each line from the one to the other', () => {
    for (const edge of edges) {
      const numbers =
        curve(edge)
          .match(/[\d.]+/g)
          ?.map(Number) ?? [];
      expect(numbers.slice(0, 2)).toEqual([edge.from.column + 0.5, edge.from.row + 0.5]);
      expect(numbers.at(-1)).toBe(edge.to.row + 0.5);
      expect(edge.from.column === edge.to.column || numbers.at(-2) === edge.to.column + 0.5).toBe(true);
    }
  });

  test('is no wider than it can be read', () => {
    // Of few members nearly each may need a lane; a phone has room for seven.
    expect(columns).toBeLessThanOrEqual(Math.max(7, members.length / 1.5));
  });
});

test('the five are a ring: momentum and AdaGrad’s line part at gradient descent and meet again in Adam', () => {
  const { nodes, columns } = mapOf(
    everyone.filter(({ id }) => ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam'].includes(id)),
  );
  const column = Object.fromEntries(nodes.map(({ id, column }) => [id, column]));
  expect(columns).toBe(5);
  expect(column.momentum).toBeLessThan(column.adam);
  expect(column.adam).toBeLessThan(column.rmsprop);
});

test('next to an algorithm stand its parents and its children, and lines lead only to it and from it', () => {
  const kin = kinOf('rmsprop', many);
  expect(kin.map(({ id }) => id).toSorted()).toEqual(['adadelta', 'adafactor', 'adagrad', 'adam', 'rmsprop', 'rprop']);
  for (const { from, to } of mapOf(kin).edges) expect([from.id, to.id]).toContain('rmsprop');
  for (const id of optimizers.keys()) expect(kinOf(id).map((one) => one.id)).toContain(id);
});

test('beside a chapter up to three children are on the map, and more are a list, the oldest first', () => {
  expect(besides('rmsprop', many).listed).toEqual([]);
  expect(besides('rmsprop', many).members).toEqual(kinOf('rmsprop', many));
  const { members, listed } = besides('adam', many);
  expect(members.map(({ id }) => id).toSorted()).toEqual(['adam', 'momentum', 'rmsprop']);
  expect(listed).toEqual(['adamax', 'nadam', 'adamw', 'swats', 'amsgrad', 'adafactor', 'radam', 'lamb', 'adabelief']);
});
