import { describe, expect, it } from 'vitest';
import { DamagedLink, read, type Shown, write } from './address.ts';
import { type Figure, figure, raceIn } from './figures.ts';
import { protocols } from './protocols.ts';
import { last, run, withForm, withObjective, withSchedule, withSetting, withStart, withSteps } from './race.ts';

const adam = figure('a0-adam');
const first: Shown = { protocol: 'a0', race: raceIn(adam) };
const parse = (query: string) => read(adam, new URLSearchParams(query));

/** The cursor never stands beyond the end. */
const ended = ({ protocol, race }: Shown): Shown => ({ protocol, race: { ...race, at: Math.min(race.at, last(race, run(race))) } });

/** What comes back after a race has been an address. */
const there = (shown: Shown) => read(adam, new URLSearchParams([...write(adam, shown)]));

describe('the address of a figure', () => {
  it('says nothing about what the figure shows by itself', () => {
    expect([...write(adam, first)]).toEqual([]);
    expect(parse('')).toEqual(first);
  });

  it('brings back every protocol', () => {
    for (const protocol of protocols)
      expect(there({ protocol, race: raceIn(adam, protocol) })).toEqual({ protocol, race: raceIn(adam, protocol) });
  });

  it('says which step sizes a race was set to that has them as given and tuned', () => {
    const saddle = figure('saddle-race');
    const tuned: Shown = { protocol: 'tuned', race: raceIn(saddle, 'tuned') };
    expect([...write(saddle, tuned)]).toEqual([['saddle-race.as', 'tuned']]);
    expect(read(saddle, new URLSearchParams('saddle-race.as=tuned'))).toEqual(tuned);
    expect(() => read(saddle, new URLSearchParams('saddle-race.as=fair'))).toThrow(DamagedLink);
    expect(() => parse('a0-adam.as=tuned')).toThrow(DamagedLink);
  });

  it('brings back each change, and all of them at once', () => {
    const changes: ((shown: Shown) => Shown)[] = [
      ({ race }) => ({ protocol: 'a0', race: withObjective(race, 'beale') }),
      ({ race, protocol }) => ({ protocol, race: withStart(race, [1.25, -0.5]) }),
      ({ race, protocol }) => ({ protocol, race: withSteps(race, 33) }),
      ({ race, protocol }) => ({ protocol, race: withSetting(race, 'adam', 'lr', 0.1) }),
      ({ race, protocol }) => ({ protocol, race: withSetting(race, 'rmsprop', 'eps0', 1e-9) }),
      ({ race, protocol }) => ({ protocol, race: withForm(race, 'adam', 'rate') }),
      ({ race, protocol }) => ({ protocol, race: withSchedule(race, 'momentum', 'warmUpCosine') }),
      ({ race, protocol }) => ({ protocol, race: withSetting(withForm(race, 'rmsprop', 'rolling'), 'rmsprop', 'beta1', 0.3) }),
      ({ race, protocol }) => ({ protocol, race: { ...race, levels: 'f' } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, view: 'multiples' } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, view: 'surface', eye: [-47.5, 60] } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, panel: 'memory' } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, hidden: ['momentum', 'adagrad'] } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, focus: 'momentum' } }),
      ({ race, protocol }) => ({ protocol, race: { ...race, at: 3 } }),
    ];
    for (const change of changes) {
      const changed = ended(change(first));
      const back = there(changed);
      expect(run(back.race)).toEqual(run(changed.race));
      expect({ ...back.race, at: 0 }).toEqual({ ...changed.race, at: 0 });
    }
    const all = changes.reduce((shown, change) => ended(change(shown)), first);
    expect(there(all)).toEqual(all);
  });

  it('knows no course of a step size but those there are, and does not name the one that changes nothing', () => {
    expect(() => parse('a0-adam.adam.schedule=up')).toThrow(DamagedLink);
    expect(parse('a0-adam.adam.schedule=constant')).toEqual(first);
    expect([...write(adam, { ...first, race: withSchedule(first.race, 'adam', 'cosine') })]).toEqual([['a0-adam.adam.schedule', 'cosine']]);
  });

  it('gives up a start of one’s own even where the common start stays', () => {
    const fairer = { protocol: 'a0' as const, race: withStart(first.race, first.race.start) };
    expect(there(fairer).race.entries.every((entry) => entry.start === undefined)).toBe(true);
  });

  it('goes back from another form to the algorithm’s own', () => {
    const naive = figure('a4-naive');
    const own = { protocol: 'a4' as const, race: withForm(raceIn(naive), 'momentum', undefined) };
    const back = read(naive, new URLSearchParams([...write(naive, own)]));
    expect(back).toEqual(own);
    expect(back.race.entries[1].form).toBeUndefined();
  });

  describe('of a figure with rules of its own', () => {
    const before = figure('before-adam');
    const opening: Shown = { protocol: before.protocol, race: raceIn(before) };
    const back = (shown: Shown) => read(before, new URLSearchParams([...write(before, shown)]));

    it('says nothing as it opens, although a path is switched off', () => {
      expect(opening.race.hidden).toEqual(['adam']);
      expect([...write(before, opening)]).toEqual([]);
      expect(read(before, new URLSearchParams())).toEqual(opening);
    });

    it('says which paths are off once others are, or none', () => {
      for (const hidden of [[], ['rmsprop'], ['adam', 'rmsprop']]) {
        const shown = { ...opening, race: { ...opening.race, hidden } };
        expect(back(shown)).toEqual(shown);
      }
      expect([...write(before, { ...opening, race: { ...opening.race, hidden: [] } })]).toEqual([['before-adam.hide', 'none']]);
    });

    it('brings back each change of its rules', () => {
      const { protocol } = opening;
      for (const race of [
        withObjective(opening.race, 'sparse'),
        withStart(opening.race, [1, 2]),
        withSetting(withSteps(opening.race, 33), 'rmsprop', 'lr', 1),
      ]) {
        const changed = ended({ protocol, race: { ...race, at: last(race, run(race)) } });
        expect(back(changed)).toEqual(changed);
      }
    });

    it('knows no protocol, and says that the link is damaged', () => {
      expect(() => read(before, new URLSearchParams('before-adam.as=fair'))).toThrow(DamagedLink);
    });
  });

  describe('of a figure with paths that are there by choice', () => {
    const many: Figure = { ...adam, ids: adam.ids, spare: ['momentum', 'rmsprop'] };
    const opening: Shown = { protocol: 'a0', race: raceIn(many) };
    const back = (shown: Shown) => read(many, new URLSearchParams([...write(many, shown)]));

    it('names only those of them that are on', () => {
      expect(opening.race.hidden).toEqual(['momentum', 'rmsprop']);
      expect([...write(many, opening)]).toEqual([]);
      const chosen = { ...opening, race: { ...opening.race, hidden: ['momentum'] } };
      expect([...write(many, chosen)]).toEqual([['a0-adam.show', 'rmsprop']]);
      expect(back(chosen)).toEqual(chosen);
    });

    it('says of the others which are off, as ever', () => {
      const changed = { ...opening, race: { ...opening.race, hidden: ['adagrad', 'rmsprop'] } };
      expect([...write(many, changed)]).toEqual([
        ['a0-adam.hide', 'adagrad'],
        ['a0-adam.show', 'momentum'],
      ]);
      expect(back(changed)).toEqual(changed);
      expect(() => read(many, new URLSearchParams('a0-adam.show=adagrad'))).toThrow('momentum, rmsprop');
    });
  });

  it('goes to the end of what is still on, where the cursor stood beyond that', () => {
    expect(parse('a0-adam.at=16').race.at).toBe(16);
    expect(parse('a0-adam.hide=adam&a0-adam.focus=rmsprop&a0-adam.at=16').race.at).toBe(14);
  });

  it('leaves other figures and other keys alone', () => {
    expect(parse('fair.steps=abc&utm=1')).toEqual(first);
  });

  it.each([
    ['a0-adam.steps=abc', '1 … 500'],
    ['a0-adam.steps=501', '1 … 500'],
    ['a0-adam.steps=2.5', '1 … 500'],
    ['a0-adam.steps=', '1 … 500'],
    ['a0-adam.start=1', 'x,y'],
    ['a0-adam.start=1,NaN', '-1000 … 1000'],
    ['a0-adam.on=moon', 'quad1'],
    ['a0-adam.as=a9', 'pytorch'],
    ['a0-adam.view=sideways', 'multiples'],
    ['a0-adam.eye=12', 'azimuth,elevation'],
    ['a0-adam.eye=12,', '0 … 90'],
    ['a0-adam.eye=12,91', '0 … 90'],
    ['a0-adam.eye=181,20', '-180 … 180'],
    ['a0-adam.panel=sideways', 'loss, rate, memory, stability'],
    ['a0-adam.hide=adam,sgd', 'rmsprop'],
    ['a0-adam.focus=sgd', 'rmsprop'],
    ['a0-adam.at=99', '0 … 20'],
    ['a0-adam.levels=log', 'root'],
    ['a0-adam.on=saddle&a0-adam.levels=root', 'f'],
    ['a0-adam.adam.lr=fast', '0 … 100'],
    ['a0-adam.adam.lr=', '0 … 100'],
    ['a0-adam.adam.lr.junk=1', 'junk'],
    ['a0-adam.adam.form.x=rate', 'form.x'],
    ['a0-adam.adam.beta1=2', '0 … 0.9999'],
    ['a0-adam.adam.form=sideways', 'rate'],
    ['a0-adam.rmsprop.beta1=0.5', 'rmsprop.beta1'],
    ['a0-adam.rmsprop.form=rolling&a0-adam.rmsprop.tau=0.5', 'rmsprop.tau'],
    ['a0-adam.adam.speed=1', 'speed'],
    ['a0-adam.sgd.lr=1', 'sgd'],
    ['a0-adam.adam.constructor=1', 'constructor'],
    ['a0-adam.nonsense=1', 'nonsense'],
  ])('names what is damaged in %s, and what may stand there', (query, named) => {
    expect(() => parse(query)).toThrow(DamagedLink);
    expect(() => parse(query)).toThrow(named);
  });
});
