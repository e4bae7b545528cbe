import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { objective, optimizer, optimizers } from '../../catalog.ts';
import { descend } from '../../lib/descend.ts';
import { settingsIn, written } from '../../lib/optimizer.ts';
import { protocols, raceOf } from '../../race/protocols.ts';
import type { Entry, Race } from '../../race/race.ts';
import { textOf } from './library.ts';
import { settingsLines } from './settings.ts';

const race = raceOf('fair', [...optimizers.keys()]);
const linesOf = (id: string, change: Partial<Entry> = {}) => settingsLines({ optimizer: id, hyper: optimizer(id).hyper, ...change }, race);

describe('settings as lines of code', () => {
  test('in TypeScript, as the library takes them', () => {
    expect(linesOf('gradient-descent', { hyper: { lr: 0.4 }, box: 0.1 }).ts).toBe(
      'descend(gradientDescent, quad1, { start: [-4, -6], steps: 20, hyper: { lr: 0.4 }, box: 0.1 });',
    );
    expect(linesOf('adam', { form: 'rate', start: [1, 2] }).ts).toContain('start: [1, 2], steps: 20, hyper: { lr: 0.001, beta1: 0.9,');
  });

  test('in PyTorch’s call, each under its own name', () => {
    expect(linesOf('adam', { hyper: { lr: 0.4, beta1: 0.5, beta2: 0.99, eps: 1e-7, eps0: 0 } }).torch).toBe(
      'torch.optim.Adam(params, lr=0.4, betas=(0.5, 0.99), eps=1e-7)',
    );
    expect(linesOf('rmsprop', { hyper: { lr: 0.4, beta2: 0.8, eps: 0, eps0: 0 } }).torch).toBe(
      'torch.optim.RMSprop(params, lr=0.4, alpha=0.8, eps=0)',
    );
  });

  test('and what PyTorch does not have is said', () => {
    const { torch } = linesOf('adam', { hyper: { ...optimizer('adam').hyper, eps0: 1e-6 }, form: 'rate' });
    expect(torch).toMatch(/^# .*no eps0; with 0\.000001 .*\n# .*“rate”.*\ntorch\.optim\.Adam\(/);
  });

  test('in NumPy as it is written by hand, where that says everything', () => {
    expect(linesOf('momentum').numpy).toBe('lr, beta1 = 0.01, 0.9\nm = beta1 * m + g\nx -= lr * m');
  });

  test('of the reader’s own version, from its text', () => {
    const text = textOf('momentum').replace('m[i] = beta1 * m[i] + g[i]', 'm[i] = beta1 * m[i] + 3 * Math.abs(g[i])');
    const entry = { optimizer: 'momentum~mine', hyper: { lr: 1, beta1: 0.5 } };
    const lines = settingsLines(entry, race, { name: 'momentum', text });
    expect(lines.numpy).toBe('lr, beta1 = 1, 0.5\nm = beta1 * m + 3 * np.abs(g)\nx -= lr * m');
    expect(lines).not.toHaveProperty('torch');
    const lost = text.replace('x[i] -= lr * m[i]', 'x[i] -= m[i] > 0 ? lr : -lr');
    expect(settingsLines(entry, race, { name: 'momentum', text: lost }).numpy).toBeUndefined();
  });

  test('a form that is not there is refused', () => {
    expect(() => linesOf('adam', { form: 'none' })).toThrow(RangeError);
  });
});

/** Every algorithm in every protocol's settings, and in each of its forms. */
const entries: [Entry, Pick<Race, 'objective' | 'start' | 'steps'>][] = protocols.flatMap((protocol) => {
  const { entries, objective, start } = raceOf(protocol, [...optimizers.keys()]);
  return entries.flatMap((entry) =>
    [entry.form, ...Object.keys(optimizer(entry.optimizer).also ?? {})].map(
      (form) =>
        [
          { optimizer: entry.optimizer, hyper: settingsIn(optimizer(entry.optimizer), form, entry.hyper), form },
          { objective, start, steps: 20 },
        ] as [Entry, typeof race],
    ),
  );
});

test('the NumPy lines walk the page’s paths', ({ skip }) => {
  const runs = entries.map(([entry, race]) => {
    const f = objective(race.objective);
    const o = optimizer(entry.optimizer);
    const [[a], [, d]] = f.hessian(0, 0);
    const { points } = descend(o, f, { ...race, hyper: entry.hyper, form: entry.form });
    const memory = Object.entries(written(o, entry.form).init(new Float64Array(1))).map(([name, vector]) => [name, vector[0]]);
    return {
      needs: (entry.form || o.needs === 'factors') && o.needs,
      lines: settingsLines(entry, race).numpy,
      curvature: [a, d],
      points,
      memory: Object.fromEntries(memory),
    };
  });
  // Newton's other forms call for the library's matrices, which no line of NumPy has; K-FAC's lines are about the matrices of a layer.
  const walked = runs.filter(({ needs }) => !needs);
  expect(walked.filter(({ lines }) => !lines)).toEqual([]);
  expect(runs.filter(({ needs, lines }) => needs === 'hessian' && lines)).toEqual([]);
  // On both articles' valleys a gradient is a curvature times a place, so numbers do for vectors, and `math` with a few names more for NumPy.
  const program = `
import json, math, sys, types
np = types.SimpleNamespace(**vars(math), minimum=min, maximum=max, abs=abs, clip=lambda x, low, high: min(max(x, low), high),
    where=lambda which, one, other: one if which else other, sign=lambda x: (x > 0) - (x < 0),
    linalg=types.SimpleNamespace(solve=lambda H, g: g / H))
for run in json.load(sys.stdin):
    code = compile(run['lines'], 'lines', 'exec')
    for axis in (0, 1):
        grad = lambda x, c=run['curvature'][axis]: c * x
        here = {'np': np, 'grad': grad, 'hessian': lambda x, c=run['curvature'][axis]: c, 'x': run['points'][0][axis], **run['memory']}
        for t, point in enumerate(run['points'][1:], 1):
            here.update(g=grad(here['x']), t=t)
            exec(code, here)
            # A step that lands on the goal leaves only what rounding makes of the place where it all began.
            off = abs(here['x'] - point[axis]) / max(1e-300, abs(point[axis]), 1e-6 * abs(run['points'][0][axis]))
            if not off < 1e-9:
                print(f"update {t}: {here['x']} for {point[axis]}:", run['lines'], sep='\\n')
                break
`;
  const python = spawnSync('python3', ['-c', program], { input: JSON.stringify(walked), encoding: 'utf8' });
  if (python.error) return skip('Python is not installed');
  expect(python.stderr).toBe('');
  expect(python.stdout).toBe('');
});
