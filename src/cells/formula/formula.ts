/** What a reader types as f(x, y), read and differentiated by mathjs. All of it is loaded when a formula is first read. */
import { create, derivativeDependencies, type MathNode, parseDependencies } from 'mathjs/number';
import { words } from '../../words.ts';
import {
  type Called,
  call,
  constants,
  type Expression,
  functions,
  type Name,
  number,
  type Op,
  op,
  partsOf,
  tidy,
  toFormula,
  varies,
} from './expression.ts';

const t = words.en.formula;
const { parse, derivative } = create({ parseDependencies, derivativeDependencies });

/** What is wrong with a formula. */
export class FormulaError extends Error {
  override name = 'FormulaError';
  /** The column of the formula, from 1, where that is known. */
  column?: number;
  /** Whether central differences would do, where there is no derivative. */
  differences: boolean;

  constructor(message: string, { column, differences = false }: { column?: number; differences?: boolean } = {}) {
    super(message);
    this.column = column;
    this.differences = differences;
  }
}

/** A formula longer than that is none that anybody reads, and its derivatives are far longer. */
const longest = 400;

/** Functions without a derivative somewhere, and those whose derivative mathjs does not know. */
const kinked: Called[] = ['abs', 'sign', 'floor', 'ceil', 'round', 'min', 'max', 'cbrt'];
const unknown: Called[] = ['atan2'];

/** Other ways of writing the same. */
const signs: Record<string, string> = {
  '−': '-',
  '–': '-',
  '·': '*',
  '×': '*',
  '⋅': '*',
  '²': '^2',
  '³': '^3',
  π: 'pi',
  τ: 'tau',
  '√': 'sqrt',
};

/** Functions that are written by others. */
const rewritten: Record<string, (of: Expression[]) => Expression> = {
  ln: ([u]) => call('log', u),
  log2: ([u]) => op('/', call('log', u), call('log', number(2))),
  hypot: (of) =>
    call(
      'sqrt',
      of.map((u) => op('^', u, number(2))).reduce((a, b) => op('+', a, b)),
    ),
  pow: ([u, v]) => op('^', u, v),
  square: ([u]) => op('^', u, number(2)),
  cube: ([u]) => op('^', u, number(3)),
  ...Object.fromEntries(
    (['cos', 'sin', 'tan', 'cosh', 'sinh', 'tanh'] as const).map((name, i) => [
      ['sec', 'csc', 'cot', 'sech', 'csch', 'coth'][i],
      ([u]: Expression[]) => op('/', number(1), call(name, u)),
    ]),
  ),
};
const argumentsOf: Record<string, [least: number, most: number]> = {
  log: [1, 2],
  pow: [2, 2],
  atan2: [2, 2],
  ...Object.fromEntries(['min', 'max', 'hypot'].map((name) => [name, [2, 9]])),
};

/**
 * Reads f(x, y).
 *
 * @throws FormulaError
 */
export function read(text: string): Expression {
  if (text.trim() === '') throw new FormulaError(t.empty);
  if (text.length > longest) throw new FormulaError(t.tooLong(longest));
  // What mathjs is given is longer than what was typed; each of its characters knows where it comes from.
  const left = /^\s*(f|z)\s*(\(\s*x\s*,\s*y\s*\))?\s*=(?!=)/.exec(text)?.[0].length ?? 0;
  const typed = [...text.slice(left).replaceAll('**', '^ ')];
  const given = typed.map((sign) => signs[sign] ?? sign);
  let node: MathNode;
  try {
    node = parse(given.join(''));
  } catch (error) {
    const { message, char } = error as Error & { char?: number };
    const column = char === undefined ? undefined : columnOf(given, char) + left;
    throw new FormulaError(t.syntax(message.replace(/\s*\(char \d+\)/, '')), { column });
  }
  const formula = expressionOf(node);
  if (!varies(formula)) throw new FormulaError(t.constant);
  return formula;
}

function columnOf(given: string[], char: number): number {
  let length = 0;
  const at = given.findIndex((sign) => {
    length += sign.length;
    return length >= char;
  });
  return (at < 0 ? given.length : at) + 1;
}

/** Only what is listed comes through: numbers, x and y, constants, operators and functions. */
function expressionOf(node: MathNode): Expression {
  // Every kind of node has its own fields, which the type of all does not.
  const any = node as MathNode & {
    value: unknown;
    name: string;
    content: MathNode;
    op: string;
    args: MathNode[];
    fn: MathNode & { name?: string };
  };
  switch (any.type) {
    case 'ConstantNode':
      if (typeof any.value !== 'number') throw new FormulaError(t.noPlace(node.toString()));
      return number(any.value);
    case 'ParenthesisNode':
      return expressionOf(any.content);
    case 'SymbolNode':
      return nameOf(any.name);
    case 'OperatorNode': {
      const of = any.args.map(expressionOf);
      if (any.op === '+' && of.length === 1) return of[0];
      if (any.op === '-' && of.length === 1) return { is: 'minus', of: of[0] };
      if (!'+-*/^'.includes(any.op) || of.length !== 2) throw new FormulaError(t.noPlace(any.op));
      return op(any.op as Op, of[0], of[1]);
    }
    case 'FunctionNode':
      return calledOf(any.fn.name ?? '', any.args);
    default:
      throw new FormulaError(t.noPlace(node.toString()));
  }
}

function nameOf(name: string): Expression {
  if (name === 'x' || name === 'y' || Object.hasOwn(constants, name)) return { is: 'name', name: name as Name };
  if (isFunction(name)) throw new FormulaError(t.unbracketed(name));
  const pieces = name.match(/pi|tau|[xye]/g) ?? [];
  const called = Object.keys(functions).find((one) => name.startsWith(one) && /^[xy]$/.test(name.slice(one.length)));
  if (called) throw new FormulaError(t.unbracketed(called, name.slice(called.length)));
  throw new FormulaError(t.unknown(name, pieces.join('') === name ? pieces.join('*') : undefined));
}

const isFunction = (name: string): boolean => Object.hasOwn(functions, name) || Object.hasOwn(rewritten, name);

function calledOf(name: string, args: MathNode[]): Expression {
  if (name === 'x' || name === 'y' || Object.hasOwn(constants, name)) throw new FormulaError(t.notCalled(name));
  if (!isFunction(name)) throw new FormulaError(t.noFunction(name, Object.keys(functions)));
  const [least, most] = argumentsOf[name] ?? [1, 1];
  if (args.length < least || args.length > most) throw new FormulaError(t.count(name, least, most));
  const of = args.map(expressionOf);
  if (name === 'log' && of.length === 2) return op('/', call('log', of[0]), call('log', of[1]));
  return Object.hasOwn(rewritten, name) ? rewritten[name](of) : call(name as Called, ...of);
}

/** A formula with everything that an objective has. */
export interface Derived {
  value: Expression;
  gradient: [Expression, Expression];
  hessian: [[Expression, Expression], [Expression, Expression]];
}

/**
 * Differentiates a formula twice.
 *
 * @throws FormulaError that offers central differences, where there is no derivative
 */
export function derive(value: Expression): Derived {
  const rough = roughOf(value);
  if (rough) throw new FormulaError((kinked.includes(rough) ? t.kinked : t.underived)(rough), { differences: true });
  // Each is made plain before it is differentiated again, or it would grow with every step.
  const by = (e: Expression, name: 'x' | 'y') => tidy(expressionOf(derivative(parse(toFormula(e)), name, { simplify: false })));
  const gradient: Derived['gradient'] = [by(value, 'x'), by(value, 'y')];
  const cross = by(gradient[0], 'y');
  return {
    value,
    gradient,
    hessian: [
      [by(gradient[0], 'x'), cross],
      [cross, by(gradient[1], 'y')],
    ],
  };
}

/** A function in a formula that stands in the way of its derivatives. */
function roughOf(e: Expression): Called | undefined {
  if (e.is === 'call' && [...kinked, ...unknown].includes(e.name) && varies(e)) return e.name;
  for (const part of partsOf(e)) {
    const found = roughOf(part);
    if (found) return found;
  }
  return undefined;
}
