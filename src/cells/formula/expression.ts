/** Formulas of x and y as trees: made plainer, computed, and written as code, as TeX, and as mathjs reads them. */

export type Expression =
  | { is: 'number'; value: number }
  | { is: 'name'; name: Name }
  | { is: 'minus'; of: Expression }
  | { is: 'op'; op: Op; a: Expression; b: Expression }
  | { is: 'call'; name: Called; of: Expression[] };

export type Op = '+' | '-' | '*' | '/' | '^';
export type Name = 'x' | 'y' | keyof typeof constants;
export type Called = keyof typeof functions;

export const constants = {
  pi: { value: Math.PI, code: 'Math.PI', tex: String.raw`\pi` },
  tau: { value: 2 * Math.PI, code: '2 * Math.PI', tex: String.raw`\tau` },
  e: { value: Math.E, code: 'Math.E', tex: 'e' },
};

/** Every function that a formula may use: all are JavaScript's by the same name. */
const { sqrt, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh } = Math;
const { abs, sign, floor, ceil, round, min, max, cbrt, atan2 } = Math;
export const functions = {
  ...{ sqrt, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh },
  ...{ abs, sign, floor, ceil, round, min, max, cbrt, atan2 },
};

export const number = (value: number): Expression => ({ is: 'number', value });
export const op = (op: Op, a: Expression, b: Expression): Expression => ({ is: 'op', op, a, b });
export const call = (name: Called, ...of: Expression[]): Expression => ({ is: 'call', name, of });

/** The parts that an expression is made of. */
export function partsOf(e: Expression): Expression[] {
  if (e.is === 'op') return [e.a, e.b];
  if (e.is === 'minus') return [e.of];
  return e.is === 'call' ? e.of : [];
}

/** Whether x or y is in it. */
export const varies = (e: Expression): boolean => (e.is === 'name' ? e.name === 'x' || e.name === 'y' : partsOf(e).some(varies));

// ---- computed

/** The same as a function. What is not finite comes out as it is. */
export function compute(e: Expression): (x: number, y: number) => number {
  switch (e.is) {
    case 'number':
      return () => e.value;
    case 'name': {
      if (e.name === 'x') return (x) => x;
      if (e.name === 'y') return (_, y) => y;
      const { value } = constants[e.name];
      return () => value;
    }
    case 'minus': {
      const of = compute(e.of);
      return (x, y) => -of(x, y);
    }
    case 'op': {
      const [a, b] = [compute(e.a), compute(e.b)];
      const by = operators[e.op];
      return (x, y) => by(a(x, y), b(x, y));
    }
    case 'call': {
      const of = e.of.map(compute);
      const by = functions[e.name] as (...of: number[]) => number;
      return (x, y) => by(...of.map((one) => one(x, y)));
    }
  }
}

const operators: Record<Op, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

// ---- made plainer

/**
 * The same without what a derivative leaves behind: products with 0 and 1, sums with 0, numbers that can be one number. Nothing
 * is expanded, cancelled or divided out, so that it stays as exact as it was, and has a value wherever it had one.
 */
export function tidy(e: Expression): Expression {
  if (e.is === 'call') return e.name === 'log' && e.of[0].is === 'name' && e.of[0].name === 'e' ? number(1) : { ...e, of: e.of.map(tidy) };
  if (e.is === 'minus') return negative(tidy(e.of));
  if (e.is !== 'op') return e;
  const [a, b] = [tidy(e.a), tidy(e.b)];
  if (a.is === 'number' && b.is === 'number' && (e.op !== '/' || Number.isInteger(a.value / b.value)))
    return number(operators[e.op](a.value, b.value));
  switch (e.op) {
    case '+':
      return sum(a, b);
    case '-':
      return sum(a, negative(b));
    case '*':
      return product([...factorsOf(a), ...factorsOf(b)]);
    case '/':
      if (isNumber(b, 1)) return a;
      if (isNumber(a, 0)) return a;
      return a.is === 'minus' ? negative(op('/', a.of, b)) : op('/', a, b);
    case '^':
      if (isNumber(b, 1)) return a;
      return isNumber(b, 0) ? number(1) : op('^', a, b);
  }
}

const isNumber = (e: Expression, value: number) => e.is === 'number' && e.value === value;

function negative(e: Expression): Expression {
  if (e.is === 'number') return number(e.value === 0 ? 0 : -e.value);
  if (e.is === 'minus') return e.of;
  const [first, ...others] = factorsOf(e);
  if (first.is === 'number') return product([number(-first.value), ...others]);
  return { is: 'minus', of: e };
}

function sum(a: Expression, b: Expression): Expression {
  if (isNumber(a, 0)) return b;
  if (isNumber(b, 0)) return a;
  const [first] = factorsOf(b);
  const falls = b.is === 'minus' || (first.is === 'number' && first.value < 0);
  return falls ? op('-', a, negative(b)) : op('+', a, b);
}

/** What is multiplied in it; a sign is a factor −1. */
function factorsOf(e: Expression): Expression[] {
  if (e.is === 'minus') return [number(-1), ...factorsOf(e.of)];
  return e.is === 'op' && e.op === '*' ? [...factorsOf(e.a), ...factorsOf(e.b)] : [e];
}

/** With one number, which is in front. */
function product(factors: Expression[]): Expression {
  const others = factors.filter(({ is }) => is !== 'number');
  const factor = factors.reduce((by, one) => (one.is === 'number' ? by * one.value : by), 1);
  if (factor === 0 || others.length === 0) return number(factor === 0 ? 0 : factor);
  const all = others.reduce((a, b) => op('*', a, b));
  if (factor === 1) return all;
  if (factor === -1) return { is: 'minus', of: all };
  return others.reduce((a, b) => op('*', a, b), number(factor));
}

// ---- written

/** How strongly parts hold together: a sum least, a power most. */
const strength: Record<Op, number> = { '+': 1, '-': 1, '*': 2, '/': 2, '^': 4 };
const strengthOf = (e: Expression): number =>
  e.is === 'op' ? strength[e.op] : e.is === 'minus' || (e.is === 'number' && e.value < 0) ? 3 : 5;

interface Letters {
  name: (name: Name) => string;
  call: (name: Called) => string;
  power: string;
}

function write(e: Expression, letters: Letters): string {
  const inner = (part: Expression, least: number) => {
    const text = write(part, letters);
    return strengthOf(part) < least ? `(${text})` : text;
  };
  switch (e.is) {
    case 'number':
      return String(e.value);
    case 'name':
      return letters.name(e.name);
    case 'minus':
      // A power holds more strongly than its sign, and JavaScript wants to be told so.
      return `-${inner(e.of, e.of.is === 'op' && e.of.op === '^' ? 5 : 4)}`;
    case 'call':
      return `${letters.call(e.name)}(${e.of.map((one) => write(one, letters)).join(', ')})`;
    case 'op': {
      if (e.op === '^') return `${inner(e.a, 5)} ${letters.power} ${inner(e.b, 5)}`;
      // a − (b − c) is not a − b − c.
      return `${inner(e.a, strength[e.op])} ${e.op} ${inner(e.b, strength[e.op] + 1)}`;
    }
  }
}

/** As a line of JavaScript. */
export const toCode = (e: Expression): string =>
  write(e, {
    name: (name) => (name in constants ? braced(constants[name as keyof typeof constants].code) : name),
    call: (name) => `Math.${name}`,
    power: '**',
  });
const braced = (code: string) => (code.includes(' ') ? `(${code})` : code);

/** As mathjs reads it. */
export const toFormula = (e: Expression): string => write(e, { name: (name) => name, call: (name) => name, power: '^' });

/** As TeX. */
export function toTex(e: Expression): string {
  const inner = (part: Expression, least: number) => (strengthOf(part) < least ? String.raw`\left(${toTex(part)}\right)` : toTex(part));
  switch (e.is) {
    case 'number':
      return String(e.value).replace(/e\+?(-?\d+)$/, String.raw` \cdot 10^{$1}`);
    case 'name':
      return e.name in constants ? constants[e.name as keyof typeof constants].tex : e.name;
    case 'minus':
      return `-${inner(e.of, 2)}`;
    case 'call': {
      const of = e.of.map(toTex).join(', ');
      if (e.name === 'sqrt') return String.raw`\sqrt{${of}}`;
      if (e.name === 'abs') return String.raw`\left|${of}\right|`;
      if (e.name === 'exp') return `e^{${of}}`;
      const name = texNames.includes(e.name) ? `\\${e.name === 'log' ? 'ln' : e.name}` : String.raw`\operatorname{${e.name}}`;
      return String.raw`${name}\left(${of}\right)`;
    }
    case 'op':
      if (e.op === '/') return String.raw`\frac{${toTex(e.a)}}{${toTex(e.b)}}`;
      if (e.op === '^') return `${e.a.is === 'call' ? `{${toTex(e.a)}}` : inner(e.a, 5)}^{${toTex(e.b)}}`;
      if (e.op !== '*') return `${inner(e.a, 1)} ${e.op} ${inner(e.b, 2)}`;
      return [inner(e.a, 2), inner(e.b, 3)].join(
        e.b.is === 'number' || (e.b.is === 'op' && e.b.a.is === 'number') ? String.raw` \cdot ` : String.raw`\,`,
      );
  }
}
const texNames = ['log', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'min', 'max'];
