import { describe, expect, test } from 'vitest';
import { made } from '../../../tests/cell-text.ts';
import { objective } from '../../catalog.ts';
import { gradientCheck } from '../../lib/gradient-check.ts';
import type { Objective, Point } from '../../lib/objective.ts';
import { seeded } from '../../lib/random.ts';
import { maths } from '../../maths.ts';
import { compute, tidy, toCode, toTex } from './expression.ts';
import { derive, FormulaError, read } from './formula.ts';
import { textOf } from './text.ts';

const view = { x: [-4, 4], y: [-4, 4] } as Objective['view'];
const wish = (formula: string) => ({ formula, name: 'Mine', view });
const code = (formula: string) => toCode(tidy(read(formula)));
const trouble = (make: () => unknown): FormulaError => {
  try {
    make();
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error('There was no error');
};

function places({ x, y }: Objective['view']): Point[] {
  const random = seeded(5);
  const within = ([low, high]: Point) => low + random() * (high - low);
  return Array.from({ length: 60 }, () => [within(x), within(y)]);
}

describe('a formula that the site has as an objective', () => {
  test.each([
    ['quad1', '0.1x^2 + 2y^2'],
    ['quad2', 'x^2/20 + y^2'],
    ['rosenbrock', 'f(x, y) = (1 − x)² + 100 (y − x²)²'],
    ['beale', '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2'],
    ['himmelblau', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2'],
    ['rastrigin', '20 + x^2 - 10cos(2pi*x) + y^2 - 10cos(2π y)'],
    ['saddle', 'x**2 - y**2'],
  ])('has the value, gradient and Hessian of %s', async (id, formula) => {
    const f = objective(id);
    const mine = await made<Objective>(textOf({ formula, name: f.name, view: f.view }));
    // Where large numbers cancel, the digits that are left are those of the large ones.
    const sizes = { value: 0, gradient: 0, hessian: 0 };
    for (const at of places(f.view)) {
      sizes.value = Math.max(sizes.value, Math.abs(f.value(...at)));
      sizes.gradient = Math.max(sizes.gradient, ...f.gradient(...at).map(Math.abs));
      sizes.hessian = Math.max(
        sizes.hessian,
        ...f
          .hessian(...at)
          .flat()
          .map(Math.abs),
      );
    }
    for (const at of places(f.view)) {
      const near = (a: number, b: number, size: number) => expect(Math.abs(a - b), `${id} at ${at}`).toBeLessThanOrEqual(1e-12 * size);
      near(mine.value(...at), f.value(...at), sizes.value);
      mine.gradient(...at).forEach((part, i) => void near(part, f.gradient(...at)[i], sizes.gradient));
      mine
        .hessian(...at)
        .flat()
        .forEach((part, i) => void near(part, f.hessian(...at).flat()[i], sizes.hessian));
    }
    if (f.minima.length === 1 || id === 'himmelblau') {
      expect(mine.minima).toHaveLength(f.minima.length);
      for (const [x, y] of f.minima) expect(Math.min(...mine.minima.map(([a, b]) => Math.hypot(a - x, b - y)))).toBeLessThan(1e-7);
    }
    expect(mine.name).toBe(f.name);
    expect(mine.view).toEqual(f.view);
    expect(mine.levels.every((level, i) => Number.isFinite(level) && (i === 0 || level > mine.levels[i - 1]))).toBe(true);
    expect(Number.isFinite(mine.value(...mine.start))).toBe(true);
    expect(gradientCheck(mine).difference).toBeLessThan(1e-6);
    expect(() => maths(mine.formula, id)).not.toThrow();
  });
});

describe('every function', () => {
  const variants = [
    'sqrt',
    'exp',
    'log',
    'log10',
    'log2',
    'ln',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
    'sec',
    'csc',
    'cot',
    'sech',
    'csch',
    'coth',
    'square',
    'cube',
  ];
  test.each(variants)('%s has derivatives that agree with central differences', async (name) => {
    const inner = name === 'acosh' ? '2 + x^2 + y^2' : '(3 + sin(x) * y) / 8';
    const formula = `${name}(${inner}) + x^y^2 / hypot(x, y, 1) + pow(2, x) - log(y^2 + 2, 3)`;
    const box: Objective['view'] = { x: [0.2, 1], y: [-1, 1] };
    const mine = await made<Objective>(textOf({ formula, name: 'Mine', view: box }));
    expect(gradientCheck(mine).difference).toBeLessThan(1e-7);
    const [gx, gy] = [0, 1].map(
      (i): Objective => ({ ...mine, value: (x, y) => mine.gradient(x, y)[i], gradient: (x, y) => mine.hessian(x, y)[i] as Point }),
    );
    expect(gradientCheck(gx).difference).toBeLessThan(1e-6);
    expect(gradientCheck(gy).difference).toBeLessThan(1e-6);
    expect(compute(read(formula))(0.5, 0.5)).toBeCloseTo(mine.value(0.5, 0.5), 12);
    expect(() => maths(toTex(read(formula)), name)).not.toThrow();
  });
});

describe('as code', () => {
  test.each([
    ['-x^2', '-(x ** 2)'],
    ['(-x)^2 y', '(-x) ** 2 * y'],
    ['2^-x', '2 ** (-x)'],
    ['x^y^2', 'x ** (y ** 2)'],
    ['(x^y)^2', '(x ** y) ** 2'],
    ['x - (y - 1)', 'x - (y - 1)'],
    ['x/(2y)', 'x / (2 * y)'],
    ['x/2y', 'x / (2 * y)'],
    ['tau*x', '(2 * Math.PI) * x'],
    ['x - -3', 'x + 3'],
    ['0*x + 1*y', 'y'],
  ])('%s is %s', (formula, js) => {
    expect(code(formula)).toBe(js);
    const f = new Function('x', 'y', `return ${js}`);
    expect(f(1.3, 0.7)).toBeCloseTo(compute(read(formula))(1.3, 0.7), 12);
  });

  test('a derivative is as plain as one would write it', () => {
    const { gradient, hessian } = derive(read('(1-x)^2 + 100(y-x^2)^2'));
    expect(gradient.map(toCode)).toEqual(['-2 * (1 - x) - 400 * x * (y - x ** 2)', '200 * (y - x ** 2)']);
    expect(toCode(hessian[1][1])).toBe('200');
  });

  test('nothing is divided out: where f has a slope, the derivative has a value', () => {
    const { gradient } = derive(read('sqrt(x^2 + y^2 + 1) + x^2'));
    expect(compute(gradient[0])(0, 0)).toBe(0);
  });

  test('a name and a formula cannot leave their places in the text', async () => {
    const mine = await made<Objective>(textOf({ ...wish('x^2 + y^2'), name: "It's \\ `$`\n'" }));
    expect(mine.name).toBe("It's \\ `$` '");
    expect(() => read('x */ y')).toThrow(FormulaError);
  });

  test('level sets stand on the lowest place, wherever that is', async () => {
    const mine = await made<Objective>(textOf(wish('x^2 + y^2 - 300')));
    expect(mine.levels[0]).toBeGreaterThan(-300);
    expect(mine.levels[0]).toBeLessThan(-290);
    expect(mine.minima).toEqual([[0, 0]]);
  });

  test('what falls without end has no minimum', async () => {
    expect((await made<Objective>(textOf(wish('x + y')))).minima).toEqual([]);
    expect((await made<Objective>(textOf(wish('x^4 - 3x^2 - y^2')))).minima).toEqual([]);
  });
});

describe('what is no formula says why', () => {
  test.each([
    ['', 'Write a formula'],
    ['3 + pi', 'There is no x and no y'],
    ['x + z', 'There is no “z” here'],
    ['xy + 1', 'If you mean x*y, write it so.'],
    ['sinx', 'sin needs brackets: sin(x).'],
    ['sin x', 'sin needs brackets'],
    ['x(y + 1)', 'To multiply, write x*(…).'],
    ['sinus(x)', 'There is no function “sinus” here. There is: sqrt, exp'],
    ['sin(x, y)', 'sin takes 1 argument.'],
    ['log()', 'log takes 1 to 2 arguments.'],
    ['x == y', '“==” has no place'],
    ['x > 0 ? x : y', 'has no place'],
    ['x = 3', 'has no place'],
    ['[x, y]', 'has no place'],
    ['"x" + y', 'has no place'],
    ['x!', '“!” has no place'],
    ['x; y', 'has no place'],
    ['constructor + x', 'There is no “constructor”'],
    ['toString(x)', 'no function “toString”'],
    ['x.constructor', 'has no place'],
    ['i*x', 'There is no “i”'],
    [`x${'+x'.repeat(300)}`, '400 characters at most'],
  ])('%s', (formula, message) => {
    expect(trouble(() => read(formula)).message).toContain(message);
  });

  test('a slip has its place', () => {
    expect(trouble(() => read('x + )')).column).toBe(5);
    expect(trouble(() => read('f(x,y) = x² + )')).column).toBe(15);
  });

  test.each(['abs(x)', 'floor(x) + y', 'max(x, y)', 'x * sign(y)', 'cbrt(x)', 'atan2(y, x)'])(
    '%s offers central differences',
    async (formula) => {
      const { differences, message } = trouble(() => textOf(wish(formula)));
      expect(differences).toBe(true);
      expect(message).toContain('Tick “without derivatives: by central differences”');
      const mine = await made<Objective>(textOf({ ...wish(formula), differences: true }));
      expect(mine.value(1.25, 2.5)).toBe(compute(read(formula))(1.25, 2.5));
      expect(gradientCheck(mine).difference).toBe(0);
    },
  );

  test('abs of a number is a number', () => {
    expect(derive(read('abs(-3) * x')).gradient.map(toCode)[0]).toBe('Math.abs(-3)');
  });

  test('a formula without a value anywhere', () => {
    expect(trouble(() => textOf(wish('log(-1 - x^2)'))).message).toContain('no finite value');
  });
});
