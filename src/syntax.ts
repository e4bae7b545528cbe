/** The text of an algorithm's file, taken apart: where its steps are, and which lines in them are arithmetic. */
import type { SyntaxNode } from '@lezer/common';
import { typescript } from './highlight.ts';

/** A line of arithmetic in a step. */
export interface Line {
  code: string;
  /** Where it begins and ends in the text. */
  from: number;
  to: number;
  /**
   * What it gives a value to: the expression, `m[i]`, and its name alone, `m`. Of a gradient that is asked for elsewhere,
   * of a system that is solved, of what is remembered, and of what a matrix is made into, the vector that it is written to, whole.
   * None where nothing is given a value.
   */
  target?: { expression: string; name: string };
  /** The variable that counts coordinates in the loop around it; none outside of loops. */
  index?: string;
}

/**
 * The lines of arithmetic in the text of an algorithm: the statements of its step, or of that of one of `also`,
 * without the loops around them. None where there is no such step.
 */
export function linesOf(text: string, form?: string): Line[] {
  const step = stepOf(text, form);
  return step ? statements(text, find(step, 'Block')) : [];
}

/** The step of an algorithm, as a method; that of one of `also` if it is named. */
export function stepOf(text: string, form?: string): SyntaxNode | undefined {
  return property(text, formOf(text, form), 'step');
}

/** The record that an algorithm's file exports, or the part of it that is one of `also`. */
export function formOf(text: string, form?: string): SyntaxNode | undefined {
  const record = find(exportsOf(text).find(({ name }) => name === 'default')?.node, 'ObjectExpression');
  return form ? property(text, property(text, record, 'also'), form) : record;
}

/** The names of an algorithm's other forms. */
export function formsOf(text: string): string[] {
  const also = property(text, formOf(text), 'also')?.lastChild ?? undefined;
  return children(also)
    .filter((node) => node.name === 'Property')
    .map(({ firstChild: key }) => (key ? text.slice(key.from, key.to) : ''));
}

/** What a file exports, by name; `default` is one. */
export function exportsOf(text: string): { name: string; node: SyntaxNode }[] {
  return children(typescript.parse(text).topNode)
    .filter(({ name }) => name === 'ExportDeclaration')
    .map((node) => ({
      node,
      name: /^export\s+(?:(default)\b|(?:async\s+)?(?:const|let|function\*?|interface|type|class)\s+([\w$]+))/.exec(
        text.slice(node.from, node.to),
      ),
    }))
    .flatMap(({ node, name }) => (name ? [{ node, name: name[1] ?? name[2] }] : []));
}

/** The property of that name: of an object, or of the object that a property holds. */
export function property(text: string, holder: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  const value = holder?.name === 'Property' ? holder.lastChild : holder;
  // A record may stand in a call that only checks its types.
  const object = value?.name === 'CallExpression' ? find(value, 'ObjectExpression') : value;
  return children(object ?? undefined)
    .filter((node) => node.name === 'Property')
    .find(({ firstChild: key }) => key && text.slice(key.from, key.to) === name);
}

/** A block is what stands in it, a loop is its body, and a comment is nothing. */
function statements(text: string, node: SyntaxNode | null | undefined, index?: string): Line[] {
  if (node?.name === 'Block') return children(node).flatMap((child) => statements(text, child, index));
  if (node?.name === 'ForStatement') {
    // Of what a loop goes through the elements of, no index is known.
    const counter = find(
      children(node).find(({ name }) => name === 'ForSpec'),
      'VariableDefinition',
    );
    return statements(text, node.lastChild, counter && text.slice(counter.from, counter.to));
  }
  if (!node || !/Statement|Declaration$/.test(node.name)) return [];
  const code = text.slice(node.from, node.to);
  const [, expression, name] = /^(?:const |let )?\s*(([\w$]+)(?:\[[^\]]*\])?)\s*[-+*/]?=(?!=)/.exec(code) ?? [];
  const [, out] =
    /^(?:[\w$.]*\bgradient|solve|twoLoops|remember|orthogonalise|factor|divide|compare|root|precondition|hutchinson)\(.+,\s*([\w$]+)\s*\);?$/.exec(
      code,
    ) ?? [];
  const target = expression ? { expression, name } : out ? { expression: `[...${out}]`, name: out } : undefined;
  return [{ code, from: node.from, to: node.to, ...(target && { target }), ...(index && { index }) }];
}

/** The first node of that kind inside `node`, in the order of the text. */
function find(node: SyntaxNode | undefined, kind: string): SyntaxNode | undefined {
  for (const child of children(node)) {
    const found = child.name === kind ? child : find(child, kind);
    if (found) return found;
  }
  return undefined;
}

function children(node: SyntaxNode | undefined): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}
