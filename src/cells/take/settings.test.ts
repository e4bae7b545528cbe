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

  test('with a word on what becomes of the step size', () => {
    const lines = linesOf('gradient-descent', { hyper: { lr: 0.4 }, schedule: 'warmUp' });
    expect(lines.ts).toBe("descend(gradientDescent, quad1, { start: [-4, -6], steps: 20, hyper: { lr: 0.4 }, schedule: 'warmUp' });");
    const said =
      '# lr changes on the way, warm-up: torch.optim.lr_scheduler.LinearLR(opt, start_factor=1 / W, total_iters=W - 1) with T = 20, W = 2\n';
    expect(lines.torch).toBe(`${said}torch.optim.SGD(params, lr=0.4)`);
    expect(lines.numpy?.startsWith(`${said}lr = 0.4\n`)).toBe(true);
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
    // Some remember where they began. What has another length than x is a list, which begins empty.
    const vectors = Object.entries(written(o, entry.form).init(Float64Array.from(points[0])));
    const memory = vectors.map(([name, vector]) => [
      name,
      vector.length > 2 ? [] : vector.length === 1 ? vector[0] : [vector[0], vector[1]],
    ]);
    return {
      calls: entry.form && ['newton', 'matrix'].includes(o.family),
      lines: settingsLines(entry, race).numpy,
      curvature: [a, d],
      points,
      memory: Object.fromEntries(memory),
    };
  });
  // The other forms of Newton's kin, and of those that take matrices, call for functions of the library, which no line of NumPy has.
  expect(runs.filter(({ calls, lines }) => !calls && !lines)).toEqual([]);
  expect(runs.filter(({ calls, lines }) => calls && lines)).toEqual([]);
  // Who throws coins does not throw them twice; and lines about the rows and columns of a matrix have none in two numbers.
  const walked = runs.filter(({ lines }) => lines && !/rng|\.T\b|np\.outer/.test(lines));
  // On both articles' valleys a gradient is a curvature times a place, so a vector of two numbers does, and `math` for each of them.
  const program = `
import json, math, operator, sys, types
class Vector:
    def __init__(self, numbers): self.numbers = list(numbers)
    def __matmul__(self, other): return sum((self * other).numbers)
def each(do):
    def done(*parts):
        if not any(isinstance(part, Vector) for part in parts): return do(*parts)
        return Vector(do(*row) for row in zip(*[part.numbers if isinstance(part, Vector) else [part] * 2 for part in parts]))
    return done
for name in ('add', 'sub', 'mul', 'truediv', 'pow', 'neg', 'lt', 'le', 'gt', 'ge'):
    do = each(getattr(operator, name))
    setattr(Vector, f'__{name}__', do)
    setattr(Vector, f'__r{name}__', lambda self, other, do=do: do(other, self))
names = {name: each(do) for name, do in vars(math).items() if callable(do)}
np = types.SimpleNamespace(**names, inf=math.inf, maximum=each(max), minimum=each(min), abs=each(abs),
    clip=each(lambda x, low, high: min(max(x, low), high)), where=each(lambda which, one, other: one if which else other),
    sign=each(lambda x: (x > 0) - (x < 0)), sum=lambda x: sum(x.numbers),
    linalg=types.SimpleNamespace(solve=lambda H, g: g / H))
for run in json.load(sys.stdin):
    code = compile(run['lines'], 'lines', 'exec')
    curvature = Vector(run['curvature'])
    memory = {name: Vector(vector) if isinstance(vector, list) and vector else vector for name, vector in run['memory'].items()}
    here = {'np': np, 'f': lambda x, c=curvature: x * c @ x / 2, 'grad': lambda x, c=curvature: c * x, 'hessian': lambda x, c=curvature: c,
        'x': Vector(run['points'][0]), **memory}
    for t, point in enumerate(run['points'][1:], 1):
        here.update(g=curvature * here['x'], t=t)
        exec(code, here)
        # A step that lands on the goal leaves only what rounding makes of the place where it all began.
        off = [abs(x - p) / max(1e-300, abs(p), 1e-6 * abs(first)) for x, p, first in zip(here['x'].numbers, point, run['points'][0])]
        if not max(off) < 1e-9:
            print(f"update {t}: {here['x'].numbers} for {point}:", run['lines'], sep='\\n')
            break
`;
  const python = spawnSync('python3', ['-c', program], { input: JSON.stringify(walked), encoding: 'utf8' });
  if (python.error) return skip('Python is not installed');
  expect(python.stderr).toBe('');
  expect(python.stdout).toBe('');
});
