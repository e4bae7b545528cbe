/**
 * Makes WebAssembly's SIMD of an algorithm's own text, at build time: two coordinates at once, in double precision like the
 * engine's own arithmetic, and rounded where a number goes into its array, so that every bit is the same. It pays because
 * engines compile loops over single precision badly.
 *
 * It knows steps that are one loop over all coordinates, of sums, products, quotients, roots and signs. Others stay as they are.
 */
import { type Expression, type Node, type Pattern, parseExpressionAt, type Statement } from 'acorn';
import { formsOf, stepOf } from '../../syntax.ts';

/** A step, translated. */
export interface Plan {
  /** What the function is called. */
  name: string;
  /** A function of AssemblyScript. Its arguments are how many coordinates there are, where x, g and the vectors begin, and the constants. */
  assembly: string;
  /** The memory that it reads or writes. */
  vectors: string[];
  /** JavaScript, of the settings and the moment: the numbers that are the same for all coordinates. */
  constants: string;
}

/** A part of an expression: a number for each coordinate, in AssemblyScript, or one for all, in JavaScript. */
type Part = { each: string } | { all: string };

class Unknown extends Error {}

const operations: Record<string, string> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' };
const functions: Record<string, string> = { sqrt: 'sqrt', abs: 'abs', max: 'max', min: 'min' };

/** The plans of a file's step and of those of its other forms, by the form's name, '' for its own. */
export function plansOf(text: string, name: string): Map<string, Plan> {
  const found = new Map<string, Plan>();
  for (const form of ['', ...formsOf(text)]) {
    const step = stepOf(text, form || undefined);
    const plan = step && planOf(text.slice(step.from, step.to), `${name}_${form}`.replaceAll(/\W/g, '_'));
    if (plan) found.set(form, plan);
  }
  return found;
}

/** @returns nothing for a step that is no such loop */
export function planOf(step: string, name: string): Plan | undefined {
  try {
    return plan(step, name);
  } catch (error) {
    if (error instanceof Unknown) return undefined;
    throw error;
  }
}

function plan(step: string, name: string): Plan {
  const source = `({ ${step} })`;
  const said = (node: Node) => source.slice(node.start, node.end);
  const object = parseExpressionAt(source, 0, { ecmaVersion: 'latest' });
  const method = object.type === 'ObjectExpression' ? object.properties[0] : undefined;
  if (method?.type !== 'Property' || method.value.type !== 'FunctionExpression') throw new Unknown();
  const [x, g, memory, hyper, moment] = method.value.params;
  const { body } = method.value.body;

  const vectors = [nameOf(x), nameOf(g), ...namesIn(memory)];
  /** Numbers that are the same for all coordinates, and such as each has for itself. */
  const known = new Set([...namesIn(hyper), ...namesIn(moment)]);
  const locals = new Set<string>();
  const constants: string[] = [];

  const before = body.slice(0, -1);
  for (const statement of before)
    for (const [id, value] of constantsIn(statement)) {
      if (!('all' in part(value))) throw new Unknown();
      known.add(id);
    }

  const lines = loopOver(body.at(-1), nameOf(x)).flatMap(lineOf);

  const splat = (_: string, k: number) => `  const constant${k}_ = f64x2.splat(constant${k});`;
  const load = (vector: string) => `    let ${vector}_ = f64x2.promote_low_f32x4(v128.load64_zero(${vector} + at));`;
  const used = vectors.filter((vector, k) => k === 0 || lines.some((line) => line.includes(`${vector}_`)));
  const [settings, when] = [hyper ? said(hyper) : '_hyper', moment ? said(moment) : '_moment'];
  return {
    name,
    vectors: vectors.slice(2),
    constants: `(${settings}, ${when}) => { ${before.map(said).join(' ')} return [${constants.join(', ')}]; }`,
    assembly: [
      `export function ${name}(count: usize, ${[...vectors.map((v) => `${v}: usize`), ...constants.map((_, k) => `constant${k}: f64`)].join(', ')}): void {`,
      ...constants.map(splat),
      '  const end = count * 4;',
      '  for (let at: usize = 0; at < end; at += 8) {',
      ...used.map(load),
      ...lines.map((line) => `    ${line}`),
      '  }',
      '}',
    ].join('\n'),
  };

  function lineOf(statement: Statement): string[] {
    if (statement.type === 'VariableDeclaration')
      return constantsIn(statement).map(([id, value]) => {
        const line = `const ${id}_ = ${each(part(value))};`;
        locals.add(id);
        return line;
      });
    const change = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (change?.type !== 'AssignmentExpression') throw new Unknown();
    const target = part(change.left as Expression);
    if (!('each' in target) || change.left.type !== 'MemberExpression') throw new Unknown();
    const value = change.operator === '=' ? part(change.right) : combined(change.operator.slice(0, -1), target, part(change.right));
    const vector = target.each.slice(0, -1);
    // What is read again is what the array could hold.
    return [
      `const ${vector}_new${change.start} = f32x4.demote_f64x2_zero(${each(value)});`,
      `v128.store64_lane(${vector} + at, ${vector}_new${change.start}, 0);`,
      `${vector}_ = f64x2.promote_low_f32x4(${vector}_new${change.start});`,
    ];
  }

  function part(node: Expression): Part {
    switch (node.type) {
      case 'Literal':
        if (typeof node.value === 'number') return { all: said(node) };
        break;
      case 'ParenthesizedExpression':
        return part(node.expression);
      case 'Identifier':
        if (locals.has(node.name)) return { each: `${node.name}_` };
        if (known.has(node.name)) return { all: node.name };
        break;
      case 'MemberExpression':
        if (node.computed && said(node.property) === 'i' && vectors.includes(said(node.object))) return { each: `${said(node.object)}_` };
        break;
      case 'UnaryExpression': {
        const of = part(node.argument);
        if (node.operator === '-') return 'all' in of ? { all: said(node) } : { each: `f64x2.neg(${of.each})` };
        break;
      }
      case 'BinaryExpression': {
        const [left, right] = [part(node.left as Expression), part(node.right)];
        if ('all' in left && 'all' in right) return { all: said(node) };
        return combined(node.operator, left, right);
      }
      case 'CallExpression': {
        const parts = node.arguments.map((argument) => part(argument as Expression));
        const [, of] = /^Math\.(\w+)$/.exec(said(node.callee)) ?? [];
        if (of && parts.every((one) => 'all' in one)) return { all: said(node) };
        const most = of === 'max' || of === 'min' ? 2 : 1;
        if (of === 'sign' && parts.length === 1) return { each: sign(each(parts[0])) };
        if (of && Object.hasOwn(functions, of) && parts.length === most)
          return { each: `f64x2.${functions[of]}(${parts.map(each).join(', ')})` };
      }
    }
    throw new Unknown();
  }

  function combined(operator: string, left: Part, right: Part): Part {
    // The engine's own square is a product as well.
    if (operator === '**' && 'each' in left && 'all' in right && right.all === '2')
      return { each: `f64x2.mul(${left.each}, ${left.each})` };
    if (!Object.hasOwn(operations, operator)) throw new Unknown();
    return { each: `f64x2.${operations[operator]}(${each(left)}, ${each(right)})` };
  }

  function each(of: Part): string {
    if ('each' in of) return of.each;
    if (!constants.includes(of.all)) constants.push(of.all);
    return `constant${constants.indexOf(of.all)}_`;
  }
}

/** 1 with the sign that a number has; 0, −0 and what is not a number stay as they are. */
function sign(of: string): string {
  const one = `v128.or(v128.and(${of}, f64x2.neg(f64x2.splat(0))), f64x2.splat(1))`;
  return `v128.bitselect(${one}, ${of}, f64x2.gt(f64x2.abs(${of}), f64x2.splat(0)))`;
}

function nameOf(pattern: Pattern | undefined): string {
  if (pattern?.type !== 'Identifier') throw new Unknown();
  return pattern.name;
}

/** The names that a parameter takes out of a record; none where it takes the record as it is. */
function namesIn(pattern: Pattern | undefined): string[] {
  if (pattern?.type !== 'ObjectPattern') return [];
  return pattern.properties.map((one) => nameOf(one.type === 'Property' ? one.value : undefined));
}

/** Names and their values. */
function constantsIn(statement: Statement): [string, Expression][] {
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') throw new Unknown();
  return statement.declarations.map(({ id, init }) => {
    if (!init) throw new Unknown();
    return [nameOf(id), init];
  });
}

/** The statements of a loop over all coordinates. */
function loopOver(statement: Statement | undefined, x: string): Statement[] {
  if (statement?.type !== 'ForStatement') throw new Unknown();
  const { init, test, update, body } = statement;
  const counts =
    init?.type === 'VariableDeclaration' &&
    init.declarations.length === 1 &&
    nameOf(init.declarations[0].id) === 'i' &&
    init.declarations[0].init?.type === 'Literal' &&
    init.declarations[0].init.value === 0 &&
    test?.type === 'BinaryExpression' &&
    test.operator === '<' &&
    test.left.type === 'Identifier' &&
    test.right.type === 'MemberExpression' &&
    test.right.object.type === 'Identifier' &&
    test.right.object.name === x &&
    update?.type === 'UpdateExpression';
  if (!counts) throw new Unknown();
  return body.type === 'BlockStatement' ? body.body : [body];
}
