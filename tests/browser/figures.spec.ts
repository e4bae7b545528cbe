import { expect, test } from '@playwright/test';
import { Window } from 'happy-dom';
import { descend } from '../../src/lib/descend.ts';
import { algorithms, editions, files, read } from './dist.ts';

interface Listed {
  id: string;
  title: string;
  page: string;
  file: string;
}

interface Series {
  optimizer: string;
  settings: Record<string, number> & { form?: string };
  start: [number, number];
  points: [number, number][];
}

const parser = new new Window().DOMParser();
const articles = ['a0-gd', 'a0-momentum', 'a0-adagrad', 'a0-rmsprop', 'a0-adam', 'a4-naive'];
const published = [...articles, 'saddle-race', 'valley-race', 'minima-race', 'sparse-race'];

/** Whoever checks the articles' numbers finds them here, so their form is a promise. */
for (const edition of editions) {
  const json = (file: string) => JSON.parse(read(edition, file).toString());
  const list = () => json('data/figures.json') as Listed[];

  test(`data/figures.json of ${edition.folder} lists the articles’ figures and the races, each with its page and its numbers`, () => {
    const all = files(edition);
    expect(list().map(({ id }) => id)).toEqual(published);
    for (const one of list()) {
      expect(Object.keys(one)).toEqual(['id', 'title', 'page', 'file']);
      for (const text of Object.values(one)) expect(text).toMatch(/./);
      expect(all).toContain(one.file);
      const page = `${one.page.slice(1)}index.html`;
      expect(all).toContain(page);
      const document = parser.parseFromString(read(edition, page).toString(), 'text/html');
      expect(document.getElementById(one.id)?.querySelector('figure'), `${one.id} on ${one.page}`).toBeTruthy();
    }
  });

  test(`each list of numbers in ${edition.folder} is enough to walk the path again, to the last bit`, async () => {
    for (const { id, file } of list()) {
      const figure = json(file) as { id: string; objective: string; series: Series[] };
      expect(figure.id).toBe(id);
      expect(figure.series.length).toBeGreaterThan(0);
      const objective = (await import(`../../src/lib/objectives/${figure.objective}.ts`)).default;
      for (const { optimizer, settings, start, points } of figure.series) {
        expect(algorithms).toContain(optimizer);
        const algorithm = (await import(`../../src/lib/optimizers/${optimizer}.ts`)).default;
        const { form, ...hyper } = settings;
        expect(Object.keys(hyper)).toEqual(Object.keys(algorithm.hyper));
        expect(descend(algorithm, objective, { start, steps: points.length - 1, hyper, form }).points).toEqual(points);
      }
    }
  });
}
