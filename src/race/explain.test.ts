import { describe, expect, it } from 'vitest';
import { words } from '../words.ts';
import { status } from './explain.ts';
import { raceOf } from './protocols.ts';
import { type Race, run, withObjective, withSetting, withStart, withSteps } from './race.ts';

const notesOf = (race: Race) => {
  const { levels, notes, troubles } = status(race, run(race), words.en.race);
  return `${levels} ${notes} ${troubles}`;
};
const gd = raceOf('fair', ['gradient-descent']);

describe('what is said beside a figure', () => {
  it('is silent about paths that stay on the map', () => {
    const race = raceOf('fair', ['gradient-descent', 'momentum', 'adagrad', 'rmsprop', 'adam']);
    expect(status(race, run(race), words.en.race)).toMatchObject({ levels: 'Level sets of f.', notes: '', troubles: '' });
  });

  it('names the step that left the map, and the limit that was broken', () => {
    const race = withSetting(gd, 'gradient-descent', 'lr', 0.575);
    expect(notesOf(race)).toContain('step 2 left the map (lr·λmax = 2.3 > 2)');
    // |y| grows by 1.3 a step, and the map ends at 8: later for a start nearer to the floor.
    expect(notesOf(withStart(race, [-4, -1]))).toContain('step 8 left the map (lr·λmax = 2.3 > 2)');
  });

  it('gives momentum its own, larger limit', () => {
    const race = withSetting(raceOf('fair', ['momentum']), 'momentum', 'lr', 0.8);
    expect(notesOf(race)).toContain('lr·λmax = 3.2 > 3');
    // Within its limit of 3.8 it may still swing off the map, and is not told that its step is too large.
    const heavy = withSteps(withSetting(withSetting(race, 'momentum', 'beta1', 0.9), 'momentum', 'lr', 0.9), 40);
    expect(notesOf(heavy)).toMatch(/Momentum: step \d+ left the map/);
    expect(notesOf(heavy)).not.toContain('λmax');
  });

  it('names the step whose result is not finite', () => {
    const race = withSteps(withSetting(gd, 'gradient-descent', 'lr', 99), 500);
    const [{ path }] = run(race);
    expect(path.stop.reason).toBe('non-finite');
    expect(notesOf(race)).toContain(`step ${path.stop.step} has no finite result`);
  });

  it('says why a path leaves a surface without a lowest point, once for all', () => {
    const notes = notesOf(withObjective(raceOf('fair', ['gradient-descent', 'adam']), 'saddle'));
    expect(notes.match(/no lowest point/g)).toHaveLength(1);
  });

  it('reads out where the path in focus is, and where it ended if the cursor is beyond', () => {
    const race = raceOf('a0', ['gradient-descent', 'adam'], 'gradient-descent');
    expect(status({ ...race, at: 7 }, run(race), words.en.race).now).toBe('Gradient descent, step 7: x = (−2.231, 0.168), f = 0.5543');
    expect(status({ ...race, at: 16 }, run(race), words.en.race).now).toMatch(/^Gradient descent ends at step 14/);
  });

  it('says that A0’s loop stops Adam early', () => {
    expect(notesOf(raceOf('a0', ['adam']))).toContain('stops after step 17');
  });

  it('names the first step off the map, and the one that came back', () => {
    const race = withSetting(withObjective(raceOf('fair', ['gradient-descent']), 'rastrigin'), 'gradient-descent', 'lr', 0.4);
    const [{ points }] = run(race);
    expect(Math.abs(points[1][0])).toBeGreaterThan(4);
    expect(notesOf(race)).toMatch(/step 1 left the map, step \d+ came back/);
  });

  it('takes the curvature where the path was, upside down as well', () => {
    // On the top of Himmelblau's hill both curvatures are negative: −42 and −26.
    expect(notesOf(withObjective(gd, 'himmelblau'))).toContain('lr·λmax = 16.8 > 2');
  });

  it('never says that a number is greater than itself', () => {
    const race = withSetting(gd, 'gradient-descent', 'lr', 0.50001);
    expect(notesOf(withSteps(withStart(race, [-4, 7.99]), 100))).toContain('lr·λmax = 2.00004 > 2');
  });

  it('knows 0/0 when it sees it', () => {
    const unguarded = withSetting(withSetting(raceOf('fair', ['adagrad']), 'adagrad', 'eps', 0), 'adagrad', 'eps0', 0);
    expect(notesOf(withStart(unguarded, [-4, 0]))).toContain('0/0');
  });

  it('knows 0/0 where an update was shown no gradient of a coordinate that has one', () => {
    const unguarded = withSetting(withSetting(raceOf('fair', ['adagrad']), 'adagrad', 'eps', 0), 'adagrad', 'eps0', 0);
    expect(notesOf(withObjective(unguarded, 'sparse'))).toContain('0/0');
  });

  it('says once that a start is outside', () => {
    const notes = notesOf(withStart(raceOf('fair', ['adagrad', 'adam']), [50, 50]));
    expect(notes.match(/outside this map/g)).toHaveLength(1);
  });

  it('says of which article the level sets are, and only there', () => {
    expect(notesOf(raceOf('a0', ['adam']))).toContain('√f, as A0 draws them');
    expect(notesOf(withObjective(raceOf('a0', ['adam']), 'beale'))).not.toContain('A0');
  });
});
