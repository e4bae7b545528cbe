import { expect, test } from 'vitest';
import { optimizers } from '../catalog.ts';
import { words } from '../words.ts';
import { read, write } from './address.ts';
import { figures, raceIn } from './figures.ts';
import { raceOf } from './protocols.ts';
import { atEnd, run } from './race.ts';
import { apart, beginning, raceAt, sayApart, sayValues, shownIn, wayBack } from './slide.ts';

const slides = [...optimizers].flatMap(([child, { from }]) =>
  Object.keys(from)
    .filter((parent) => wayBack(child, parent))
    .map((parent) => ({ child, parent })),
);
const t = words.en.slide;

test('there is a way from Adam to RMSprop and from momentum to gradient descent, and none where no setting leads', () => {
  expect(slides).toContainEqual({ child: 'adam', parent: 'rmsprop' });
  expect(slides).toContainEqual({ child: 'momentum', parent: 'gradient-descent' });
  expect(wayBack('adagrad', 'gradient-descent')).toBeUndefined();
  expect(wayBack('adam', 'adagrad')).toBeUndefined();
});

test.each(slides)('from $child to $parent: two paths at first, one at the end, from wherever they start', ({ child, parent }) => {
  const first = beginning(child, parent);
  expect(apart(run(raceAt(first))).distance).toBeGreaterThan(0.1);
  for (const start of [first.start, [7, 0.3], [-2, 5]] as [number, number][]) {
    const lanes = run(raceAt({ ...first, way: 1, own: false, start }));
    expect(apart(lanes)).toEqual({ distance: 0, step: 0 });
    expect(lanes[0].points).toEqual(lanes[1].points);
    expect(sayApart({ ...first, way: 1, own: false }, lanes, t)).toMatch(/^The same path as .* at every step\.$/);
  }
});

test.each(slides)('from $child to $parent the way is taken in steps that get there', ({ child, parent }) => {
  const distances = Array.from(
    { length: 51 },
    (_, i) => apart(run(raceAt({ ...beginning(child, parent), way: i / 50, own: false }))).distance,
  );
  expect(distances[50]).toBe(0);
  expect(distances.slice(0, 50).every((distance) => distance > 0)).toBe(true);
  expect(distances[49]).toBeLessThan(distances[0] / 5);
});

test('the parent walks as in the fair race, and the child shares its settings', () => {
  const [older, younger] = raceAt(beginning('adam', 'rmsprop')).entries;
  expect(older).toEqual(raceOf('fair', ['rmsprop']).entries[0]);
  expect(younger.hyper).toEqual({ ...older.hyper, beta1: 0.9 });
  expect(raceAt({ ...beginning('adam', 'rmsprop'), way: 1, own: false }).entries[1]).toMatchObject({
    form: 'uncorrected',
    hyper: { beta1: 0 },
  });
});

test('at the end of the slider what is still switched on is named', () => {
  const slide = { ...beginning('adam', 'rmsprop'), way: 1 };
  expect(sayApart(slide, run(raceAt(slide)), t)).toMatch(
    /^The paths are farthest apart at step \d+: by [\d.]+\. What is left is the bias correction\.$/,
  );
  expect(sayValues(slide)).toBe('memory of g 0');
});

test('a path that ends early is not the same path', () => {
  const lanes = run(raceAt(beginning('momentum', 'gradient-descent')));
  const [a] = lanes;
  expect(apart([a, { ...a, points: a.points.slice(0, 5) }])).toEqual({ distance: Number.POSITIVE_INFINITY, step: 5 });
});

test('the chapter’s figure can show the two, and its address keeps them', () => {
  for (const figure of figures.values()) {
    for (const { child, parent } of slides) {
      if (!figure.ids.includes(child) || !figure.ids.includes(parent)) continue;
      const pair = raceAt({ ...beginning(child, parent), way: 1, own: false, start: [3, 2] });
      const race = atEnd(shownIn(raceIn(figure), pair));
      const lanes = run(race).filter(({ entry }) => !race.hidden.includes(entry.optimizer));
      expect(lanes.map(({ entry }) => entry.optimizer).toSorted()).toEqual([child, parent].toSorted());
      expect(apart(lanes).distance).toBe(0);
      expect(lanes[0].points).toEqual(run(pair)[0].points);
      const shown = { protocol: figure.protocol, race };
      expect(read(figure, new URLSearchParams([...write(figure, shown)])).race.entries).toEqual(race.entries);
    }
  }
});
