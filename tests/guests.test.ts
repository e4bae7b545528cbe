/** What cells make, in the figures: with a sandbox that runs here, in a document that is not shown. */
import { Window } from 'happy-dom';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guests, objective, optimizer } from '../src/catalog.ts';
import { host, type Page } from '../src/cells/guests.ts';
import type { Trouble } from '../src/cells/protocol.ts';
import { descend, type Path } from '../src/lib/descend.ts';
import type { Objective } from '../src/lib/objective.ts';
import type { Optimizer } from '../src/lib/optimizer.ts';
import { read, write } from '../src/race/address.ts';
import { status } from '../src/race/explain.ts';
import { figure, raceIn } from '../src/race/figures.ts';
import { allAnswered, fetcher } from '../src/race/guests.ts';
import { descentsOf, withGuests, withoutGuests } from '../src/race/hosting.ts';
import { drawPanel } from '../src/race/panel.ts';
import { drawRace } from '../src/race/picture.ts';
import {
  type Lane,
  loudest,
  panels,
  type Race,
  run,
  withForm,
  withObjective,
  withSetting,
  withStart,
  withSteps,
} from '../src/race/race.ts';
import { toCsv, toJson } from '../src/race/table.ts';
import { words as languages } from '../src/words.ts';
import { type FakeKernel, fakeKernel } from './kernel.ts';

const words = languages.en.race;
const document = new Window().document as unknown as Document;
const shown = figure('a0-adam');
const home = raceIn(shown);
const adam = optimizer('adam');

/** Adam without its first mean. */
const changed: Optimizer = {
  ...adam,
  step(x, g, memory, hyper, moment) {
    adam.step(x, g, memory, { ...hyper, beta1: 0 }, moment);
  },
};

const along =
  (by: number): Optimizer['step'] =>
  (x) => {
    x[0] += by;
  };
const times =
  (by: number): Optimizer['step'] =>
  (x) => {
    x[0] *= by;
  };

/** A round bowl, which the site does not have. */
const bowl: Objective = {
  ...objective('quad1'),
  name: 'Bowl',
  value: (x, y) => x * x + y * y,
  gradient: (x, y) => [2 * x, 2 * y],
  hessian: () => [
    [2, 0],
    [0, 2],
  ],
  start: [-4, 3],
};

let kernel: FakeKernel;
let complaints: [string, Trouble][];
let page: Page & { original: Set<string> };
let cells: ReturnType<typeof host>;

beforeEach(() => {
  kernel = fakeKernel();
  complaints = [];
  const original = new Set<string>();
  page = { original, changed: (cell) => !original.has(cell), complain: (...one) => complaints.push(one) };
  cells = host(kernel, page);
});
afterEach(() => {
  for (const id of [...guests.optimizers.keys(), ...guests.objectives.keys()]) cells.leave(id.replace('~mine', ''));
});

const invited = (race: Race = home, met = new Map<string, Optimizer>()) => withGuests(race, met, 'a0', home);

/** Walks a race with everything that the sandbox has to say to it. */
async function walked(race: Race, before: Lane[] = []): Promise<Lane[]> {
  await new Promise<void>((resolve) => fetcher(descentsOf, () => resolve())(race));
  expect(allAnswered(descentsOf(race))).toBe(true);
  return run(race, before);
}
const laneOf = (lanes: Lane[], id: string) => lanes.find(({ entry }) => entry.optimizer === id) as Lane;
const entryOf = (race: Race, id: string) => race.entries.find((entry) => entry.optimizer === id);

describe('an algorithm of the reader’s', () => {
  test('joins a race with its own name and look, and walks the path that its code walks', async () => {
    kernel.make('adam', changed);
    const race = invited();
    const lanes = await walked(race);
    const mine = laneOf(lanes, 'adam~mine');
    expect(mine.optimizer.name).toBe('Adam (yours)');
    expect(mine.look).toMatchObject({ colour: 'var(--mine)', symbol: 'hexagon' });
    const { start, box, hyper } = home.entries[4];
    expect(mine.path).toEqual(descend(changed, objective('quad1'), { start, box, hyper, steps: home.steps } as never));
    expect(mine.path.points).not.toEqual(laneOf(lanes, 'adam').path.points);
    expect(race.focus).toBe('adam~mine');
    expect(loudest(race, 'adam')).toBe('adam~mine');
  });

  test('the figures of a page without one are as they were', () => {
    expect(invited()).toEqual(home);
    expect(withoutGuests(home, home)).toBe(home);
    expect(loudest(home, 'adam')).toBe('adam');
  });

  test('a cell that is as it came with the page does not join, and one that is reset goes', () => {
    page.original.add('adam');
    kernel.make('adam', adam);
    expect(guests.optimizers.size).toBe(0);
    page.original.clear();
    kernel.make('adam', changed);
    const race = invited();
    expect(race.entries).toHaveLength(6);
    page.original.add('adam');
    kernel.make('adam', adam);
    expect(invited(race)).toEqual(home);
  });

  test('no two have one name, whichever came first', () => {
    const names = (cells: string[]) => {
      for (const cell of cells) kernel.make(cell, changed);
      kernel.make('other', { ...changed, name: 'Other' });
      const found = [...guests.optimizers].map(([id, { name }]) => [id, name]).sort();
      for (const cell of [...cells, 'other']) kernel.make(cell);
      return Object.fromEntries(found);
    };
    const expected = {
      'adam~mine': 'Adam (yours)',
      'own-1~mine': 'Adam (yours) 2',
      'own-2~mine': 'Adam (yours) 3',
      'other~mine': 'Other',
    };
    expect(names(['adam', 'own-1', 'own-2'])).toEqual(expected);
    expect(names(['own-2', 'own-1', 'adam'])).toEqual(expected);
  });

  test('one that no longer makes an algorithm goes', () => {
    kernel.make('adam', changed);
    kernel.make('adam');
    expect(invited().entries).toHaveLength(5);
  });

  test('has the settings that its original has there, but for defaults that the reader changed', () => {
    kernel.make('adam', { ...changed, hyper: { ...adam.hyper, beta2: 0.5 } });
    const moved = withSetting(home, 'adam', 'lr', 0.7);
    expect(entryOf(invited(moved), 'adam~mine')?.hyper).toEqual({ ...entryOf(home, 'adam')?.hyper, lr: 0.7, beta2: 0.5 });
  });

  test('keeps what the reader set, but for defaults that the next change of the code changes', () => {
    kernel.make('adam', changed);
    const met = new Map(guests.optimizers);
    const set = withSetting(withSetting(invited(), 'adam~mine', 'lr', 0.2), 'adam~mine', 'beta1', 0.3);
    kernel.make('adam', { ...changed, hyper: { ...adam.hyper, beta1: 0.6 } });
    expect(entryOf(invited(set, met), 'adam~mine')?.hyper).toMatchObject({ lr: 0.2, beta1: 0.6 });
  });

  test('has settings that nobody else has, and forms', async () => {
    const gamma: Optimizer = {
      ...optimizer('gradient-descent'),
      name: 'Mine',
      hyper: { lr: 0.1, gamma: 0.5 },
      as: {},
      step(x, g, _, { lr, gamma }) {
        for (let i = 0; i < 2; i++) x[i] -= lr * gamma * g[i];
      },
    };
    kernel.make('blank', {
      ...gamma,
      also: { twice: { ...gamma, by: '', step: (x, g, m, { lr }) => gamma.step(x, g, m, { lr, gamma: 2 }, {} as never) } },
    });
    const race = withForm(withSetting(invited(), 'blank~mine', 'gamma', 1), 'blank~mine', 'twice');
    const mine = laneOf(await walked(race), 'blank~mine');
    expect(mine.optimizer.name).toBe('Mine');
    expect(mine.points[1]).toEqual([-4 + 0.1 * 2 * 0.8, -6 + 0.1 * 2 * 24]);
  });

  test('is in tables, downloads and texts, and its original is its ghost', async () => {
    kernel.make('adam', changed);
    const race = invited();
    const lanes = await walked(race);
    expect(toCsv(lanes, words)).toContain('\nadam~mine,1,');
    expect(toJson('a0-adam', race, lanes).series[5]).toMatchObject({ optimizer: 'adam~mine', start: [-6, -6] });
    expect(status(race, lanes, words).notes).toContain('The faint path is Adam as it was before it became Adam (yours).');
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawRace(svg, race, lanes, 'adam');
    expect(svg.textContent).toContain('Adam (yours)');
    expect(svg.querySelectorAll('[stroke="var(--adam)"][stroke-opacity="0.45"]').length).toBeGreaterThan(0);
    // Seen or hidden, it is a ghost of what is there.
    const hidden = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawRace(hidden, { ...race, hidden: ['adam~mine'] }, lanes, 'adam');
    expect(hidden.querySelectorAll('[stroke="var(--adam)"][stroke-opacity="0.45"]')).toHaveLength(0);
  });

  test.each(panels)('the view “%s” says what it knows of it, without a NaN', async (view) => {
    kernel.make('adam', changed);
    const race: Race = { ...invited(), panel: view };
    const drawn = drawPanel(race, await walked(race), 'adam', words, document);
    for (const at of [0, 1, 9]) {
      drawn.move(at);
      expect(drawn.svg.outerHTML).not.toMatch(/NaN|Infinity|undefined|null/);
      expect(drawn.says(at)).toMatch(/\.$/);
    }
  });

  test('an address says nothing of it, and opens without it', async () => {
    kernel.make('adam', changed);
    const race = withSetting({ ...invited(), hidden: ['momentum', 'adam~mine'] }, 'adam~mine', 'lr', 0.9);
    await walked(race);
    const said = write(shown, { protocol: 'a0', race });
    expect([...said]).toEqual([['a0-adam.hide', 'momentum']]);
    expect(read(shown, new URLSearchParams([...said])).race.hidden).toEqual(['momentum']);
  });

  test('what is no name, no number or no line of text does not come in', () => {
    const hyper = { lr: 0.1, 'a"b': 1, 'x y': 1, inf: Number.POSITIVE_INFINITY };
    kernel.make('adam', { ...changed, name: `Mine\u202e\n${'x'.repeat(90)}`, hyper, family: 'evil' as never });
    const { name, hyper: kept, family } = optimizer('adam~mine');
    expect(name).toHaveLength(24);
    expect(name).toMatch(/^Mine x+…$/);
    expect(kept).toEqual({ lr: 0.1 });
    expect(family).toBe('descent');
  });

  test('nothing of it runs on the page', () => {
    kernel.make('adam', changed);
    expect(() => optimizer('adam~mine').init(new Float64Array(2))).toThrow('sandbox');
  });
});

describe('while the sandbox works', () => {
  test('the last path stays, and of what was asked meanwhile only the newest is asked for', async () => {
    kernel.make('adam', changed);
    const race = invited();
    const before = await walked(race);
    kernel.hold();
    kernel.asked.length = 0;
    const came: Race[] = [];
    const fetch = fetcher(descentsOf, (one: Race) => came.push(one));
    const rates = [0.1, 0.2, 0.3, 0.5].map((lr) => withSetting(race, 'adam~mine', 'lr', lr));
    for (const one of rates) fetch(one);
    expect(laneOf(run(rates[3], before), 'adam~mine').path).toBe(laneOf(before, 'adam~mine').path);
    await kernel.letGo();
    await kernel.letGo(true);
    expect(came).toEqual([rates[0], rates[3]]);
    expect(kernel.asked.map(({ hyper }) => hyper?.lr)).toEqual([0.1, 0.5]);
    expect(laneOf(run(rates[3]), 'adam~mine').path.points[1]).not.toEqual(laneOf(before, 'adam~mine').path.points[1]);
  });

  test('one that has no path yet stands at the start', () => {
    kernel.make('adam', changed);
    expect(laneOf(run(invited()), 'adam~mine').points).toEqual([[-6, -6]]);
  });

  test('an answer to older code is none', async () => {
    kernel.make('adam', changed);
    const race = invited();
    await walked(race);
    kernel.make('adam', { ...changed, step: along(1) });
    expect(allAnswered(descentsOf(race))).toBe(false);
    expect(laneOf(await walked(race), 'adam~mine').points[2]).toEqual([-4, -6]);
  });

  test('everything that changes a race asks anew, and what is known is not asked for again', async () => {
    kernel.make('adam', changed);
    const race = invited();
    await walked(race);
    const changes = [
      withStart(race, [1, 1]),
      withSteps(race, 5),
      withObjective(race, 'beale'),
      withSetting(race, 'adam~mine', 'lr', 0.1),
      withForm(race, 'adam~mine', 'rate'),
    ];
    for (const one of changes) {
      kernel.asked.length = 0;
      await walked(one);
      await walked({ ...one, view: 'multiples', hidden: ['adam'] });
      expect(kernel.asked).toHaveLength(1);
    }
  });
});

describe('what goes wrong', () => {
  const boom: Optimizer = {
    ...changed,
    step(_x, _g, _m, { lr }) {
      if (lr > 1) throw new TypeError('m is not defined');
    },
  };

  test('an error at a setting is said in the figure and to the cell, and the last good path stays', async () => {
    kernel.make('adam', boom);
    const race = invited();
    const good = await walked(race);
    const bad = withSetting(race, 'adam~mine', 'lr', 2);
    const lanes = await walked(bad, good);
    expect(laneOf(lanes, 'adam~mine').path).toBe(laneOf(good, 'adam~mine').path);
    expect(status(bad, lanes, words).troubles).toContain(
      'Adam (yours): TypeError: m is not defined (line 3). The path shown is the last good one.',
    );
    expect(complaints).toMatchObject([['adam', { name: 'TypeError' }]]);
    expect(status(race, run(race, lanes), words).troubles).not.toContain('TypeError');
  });

  test('a cell that fails leaves its last path with the reason, until it runs again', async () => {
    kernel.make('adam', changed);
    const race = invited();
    const good = await walked(race);
    kernel.break('adam', { name: 'ReferenceError', message: 'zeros is not defined', frames: [] });
    const lanes = run(race, good);
    expect(laneOf(lanes, 'adam~mine').path).toEqual(laneOf(good, 'adam~mine').path);
    expect(status(race, lanes, words).troubles).toContain('ReferenceError: zeros is not defined.');
    cells.fail('adam', { name: 'SyntaxError', message: 'Unexpected token', frames: [{ cell: 'adam', line: 7, column: 2 }] });
    expect(laneOf(run(race, good), 'adam~mine').trouble).toBe('SyntaxError: Unexpected token (line 7)');
    kernel.make('adam', changed);
    expect(laneOf(await walked(race), 'adam~mine').trouble).toBeUndefined();
  });

  test('a path that flies off is said with its step', async () => {
    kernel.make('adam', { ...changed, step: times(1e100) });
    const race = withGuests(raceIn(shown, 'fair'), new Map(), 'fair', home);
    const lanes = await walked(race);
    expect(status(race, lanes, words).troubles).toContain('Adam (yours): step 1 left the map, step 2 has no finite result.');
  });

  test('with what may have led there, where the sandbox knows', async () => {
    kernel.make('adam', { ...changed, step: along(Number.NaN) });
    const { descend: walk } = kernel;
    kernel.descend = async (one) => Object.assign(await walk(one), { hint: 'In step 1, x is not a number.' });
    const race = invited();
    expect(status(race, await walked(race), words).troubles).toBe('Adam (yours): In step 1, x is not a number.');
  });

  test('an answer that is no path is an error', async () => {
    kernel.make('adam', changed);
    kernel.descend = async () => ({ points: [['<b>', 1]], values: [1], gradients: [], memory: {}, stop: {} }) as unknown as Path;
    const race = invited();
    expect(laneOf(await walked(race), 'adam~mine').trouble).toContain('the answer is no path');
  });
});

describe('a surface of the reader’s', () => {
  test('is drawn from its grid, and everyone walks on it in the sandbox', async () => {
    kernel.make('bowl', bowl);
    const race = withObjective(home, 'bowl~mine');
    expect(race.start).toEqual([-4, 3]);
    const lanes = await walked(race);
    for (const { entry, path } of lanes)
      expect(path).toEqual(
        descend(optimizer(entry.optimizer), bowl, { start: [-4, 3], steps: race.steps, hyper: entry.hyper, form: entry.form }),
      );
    expect(objective('bowl~mine').value(1.7, -3.1)).toBeCloseTo(1.7 ** 2 + 3.1 ** 2, 1);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    for (const view of ['overlay', 'surface', 'multiples'] as const) {
      drawRace(svg, { ...race, view }, lanes, 'adam');
      expect(svg.innerHTML).not.toMatch(/NaN|undefined/);
    }
    for (const view of panels) expect(drawPanel({ ...race, panel: view }, lanes, 'adam', words, document).svg.outerHTML).not.toMatch(/NaN/);
    expect(write(shown, { protocol: 'a0', race }).get('a0-adam.on')).toBeUndefined();
  });

  test('that changes is drawn anew', () => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const ground = (one: Objective) => {
      kernel.make('bowl', one);
      const race = withObjective(home, 'bowl~mine');
      drawRace(svg, race, run(race), 'adam');
      return svg.querySelector('.level')?.innerHTML;
    };
    expect(ground(bowl)).not.toBe(ground({ ...bowl, value: (x, y) => x * x + 9 * y * y }));
  });

  test('that goes takes the race back to where the figure was', () => {
    kernel.make('bowl', bowl);
    const race = withObjective(home, 'bowl~mine');
    cells.leave('bowl');
    expect(withGuests(race, new Map(), 'a0', home).objective).toBe('quad1');
  });

  test('that cannot be drawn does not come', () => {
    kernel.make('bowl', { ...bowl, view: { x: [1, 1], y: [0, 1] } });
    kernel.make('steps', { ...bowl, levels: [3, 2, 1] });
    expect(guests.objectives.size).toBe(0);
  });
});
