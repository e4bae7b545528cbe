/** TypeScript modules made into text that stands in one scope: without imports, with names in place of exports. */
import type { SyntaxNode } from '@lezer/common';
import { typescript } from '../../highlight.ts';

/** A name that an import brings in: `as` is what it is called here. The whole of a module is `*`, its default `default`. */
export interface Imported {
  name: string;
  as: string;
}

export interface ImportStatement {
  from: number;
  to: number;
  /** As written: '../optimizer.ts'. */
  specifier: string;
  /** None of an import of types alone. */
  names: Imported[];
}

export interface ExportStatement {
  from: number;
  /** Where the words `export` or `export default` end, with the space behind them; the whole statement where it declares nothing. */
  to: number;
  isDefault: boolean;
  declares: boolean;
}

export interface Anatomy {
  imports: ImportStatement[];
  exports: ExportStatement[];
  /** What is declared at the top, types as well. */
  names: string[];
  /** Of these, what is exported and is there at run time. */
  exported: string[];
  /** The last statement, where it is an expression whose value could be shown. */
  value?: { from: number; to: number };
}

/** Takes a module apart. What cannot be parsed is left as it is. */
export function anatomyOf(text: string): Anatomy {
  const anatomy: Anatomy = { imports: [], exports: [], names: [], exported: [] };
  const statements = children(typescript.parse(text).topNode).filter(({ name }) => !/Comment$/.test(name));
  for (const node of statements) {
    const code = text.slice(node.from, node.to);
    if (node.name === 'ImportDeclaration') {
      const found = importIn(code, node.from);
      if (found) anatomy.imports.push(found);
    } else if (node.name === 'ExportDeclaration') {
      const isDefault = /^export\s+default\b/.test(code);
      const declares = !/^export\s*(?:type\s*)?[{*]/.test(code);
      const words = (declares ? /^export\s+(?:default\s+)?/.exec(code)?.[0] : code) ?? '';
      anatomy.exports.push({ from: node.from, to: node.from + words.length, isDefault, declares });
      if (isDefault || !declares) continue;
      const names = children(node).flatMap((child) => declaredBy(child, text));
      anatomy.names.push(...names);
      if (!/^export\s+(?:interface|type|declare)\b/.test(code)) anatomy.exported.push(...names);
    } else {
      anatomy.names.push(...declaredBy(node, text));
    }
  }
  const last = statements.at(-1);
  if (last?.name === 'ExpressionStatement') anatomy.value = { from: last.from, to: last.to };
  return anatomy;
}

/** Puts other text in places of a text, which do not overlap. */
export function replaced(text: string, places: { from: number; to: number; by: string }[]): string {
  let result = '';
  let at = 0;
  for (const { from, to, by } of [...places].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + by;
    at = to;
  }
  return result + text.slice(at);
}

/** `const { optimizer, zeros: z } = downhill;`, or nothing where there is nothing to bring in. */
export function bringing(names: Imported[], from: string): string {
  const whole = names.filter(({ name }) => name === '*').map((one) => `const ${one.as} = ${from};`);
  const parts = names.filter(({ name }) => name !== '*').map(({ name, as }) => (name === as ? name : `${name}: ${as}`));
  return [...whole, ...(parts.length > 0 ? [`const { ${parts.join(', ')} } = ${from};`] : [])].join(' ');
}

function importIn(code: string, from: number): ImportStatement | undefined {
  const parts = /^import\s+(type\s+)?(?:([\s\S]*?)\s*from\s*)?(['"])([^'"]+)\3/.exec(code);
  if (!parts) return undefined;
  const [, onlyTypes, clause = '', , specifier] = parts;
  const names: Imported[] = [];
  if (!onlyTypes) {
    const plain = clause.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const main = /^[\w$]+/.exec(plain);
    if (main) names.push({ name: 'default', as: main[0] });
    const whole = /\*\s*as\s+([\w$]+)/.exec(plain);
    if (whole) names.push({ name: '*', as: whole[1] });
    for (const part of /\{([\s\S]*)\}/.exec(plain)?.[1].split(',') ?? []) {
      const [, type, name, as] = /^\s*(type\s+(?!as\b))?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part) ?? [];
      if (name && !type) names.push({ name, as: as ?? name });
    }
  }
  return { from, to: from + code.length, specifier, names };
}

const declarations =
  /^(?:VariableDeclaration|FunctionDeclaration|ClassDeclaration|InterfaceDeclaration|TypeAliasDeclaration|EnumDeclaration)$/;

/** The names that a declaration gives, those inside patterns as well. */
function declaredBy(node: SyntaxNode, text: string): string[] {
  if (!declarations.test(node.name)) return [];
  if (node.name !== 'VariableDeclaration') {
    const name = children(node).find(({ name }) => /^(?:VariableDefinition|TypeDefinition)$/.test(name));
    return name ? [text.slice(name.from, name.to)] : [];
  }
  return children(node).flatMap((child) => definitionsIn(child, text));
}

function definitionsIn(node: SyntaxNode, text: string): string[] {
  if (node.name === 'VariableDefinition') return [text.slice(node.from, node.to)];
  return /Pattern$|^PatternProperty$/.test(node.name) ? children(node).flatMap((child) => definitionsIn(child, text)) : [];
}

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}
