/** Makes a cell's text into what the sandbox runs: types blanked, names bound, every character where it stood. */
import { type Identifier, type ImportDeclaration, type Literal, type Node, type Program, parse } from 'acorn';
import { analyze } from 'eslint-scope';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';
import { words } from '../words.ts';
import { language } from './language.ts';
import { camelCase } from './name.ts';
import type { Compiled } from './protocol.ts';

const t = words.en.compile;

/** What is wrong with a cell before it runs. Line and column count from 1. */
export class CellSyntaxError extends SyntaxError {
  override name = 'CellSyntaxError';
  readonly line: number;
  readonly column: number;

  constructor(message: string, text: string, from: number) {
    super(message);
    ({ line: this.line, column: this.column } = placeOf(text, from));
  }
}

/**
 * @param cell the id of the cell
 * @param text TypeScript
 * @throws CellSyntaxError at the first place that cannot be read, or cannot be run in a cell
 */
export function compile(cell: string, text: string): Compiled {
  const fail = (message: string, { start }: Pick<Node, 'start'>): never => {
    throw new CellSyntaxError(message, text, start);
  };
  const js = blanked(text);
  const program = parsed(js, text);
  // Its types want the tree of another parser; it reads any of that shape. `eval` finds nothing to run here, so it hides no name.
  const scopes = analyze(program as unknown as Parameters<typeof analyze>[0], {
    ecmaVersion: 2025,
    sourceType: 'module',
    ignoreEval: true,
  });
  const { globalScope } = scopes;
  const declaredBy = (node: Node) => scopes.getDeclaredVariables(node as never).map(({ name }) => name);

  const where: Compiled['where'] = {};
  for (const reference of globalScope?.through ?? []) {
    const { name } = reference.identifier;
    const node = reference.identifier as unknown as Node;
    if (language.has(name)) continue;
    if (reference.isWrite()) fail(t.foreign(name), node);
    if (!Object.hasOwn(where, name)) where[name] = placeOf(text, node.start);
  }

  const names = globalScope?.childScopes[0].variables.filter(({ defs }) => defs.length > 0) ?? [];
  const own = names.filter(({ defs }) => defs[0].type !== 'ImportBinding');
  for (const { name, identifiers } of own)
    if (name === '$cell' || name === '$value') fail(t.taken(name), identifiers[0] as unknown as Node);
  // What is only a type has lost its uses with the types.
  const used = new Set(names.filter(({ references }) => references.length > 0).map(({ name }) => name));

  const body = new Body(js);
  const imports: Compiled['imports'] = [];
  /** As a module, where there is the word; without it, as in a notebook, every name is for all. */
  const exported: string[] = [];
  let value: Compiled['value'];
  /** Of a nameless function or class, which needs no semicolon behind it until it becomes an expression. */
  let end: number | undefined;
  for (const node of program.body) {
    switch (node.type) {
      case 'ImportDeclaration':
        imports.push({
          from: String(node.source.value),
          names: importedBy(node).filter(([, local]) => used.has(local)),
          ...placeOf(text, node.source.start),
        });
        body.blank(node.start, node.end);
        break;
      case 'ExportAllDeclaration':
        fail(t.exportFrom, node);
        break;
      case 'ExportNamedDeclaration':
        if (node.source) fail(t.exportFrom, node);
        for (const { local, exported: as, start } of node.specifiers) {
          if (nameOf(local) !== nameOf(as)) fail(t.exportAs, { start });
          exported.push(nameOf(local));
        }
        if (node.declaration) exported.push(...declaredBy(node.declaration));
        body.blank(node.start, node.declaration?.start ?? node.end);
        break;
      case 'ExportDefaultDeclaration': {
        const { declaration, start } = node;
        const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
        if (isDeclaration && declaration.id) {
          body.blank(start, declaration.start);
          value = declaration.id.name;
        } else {
          body.put(start, 'const ');
          body.put(js.indexOf('default', start + 'export'.length), '$value=');
          if (isDeclaration) end = declaration.end;
          value = '$value';
        }
      }
    }
  }
  if (value) exported.push(camelCase(cell));
  const isModule = program.body.some(({ type }) => type.startsWith('Export'));
  const last = program.body.at(-1);
  // With the parentheses around it, which are no part of the expression.
  if (!value && last?.type === 'ExpressionStatement') value = [last.start, js[last.end - 1] === ';' ? last.end - 1 : last.end];
  const code = end === undefined ? body.text : `${body.text.slice(0, end)};${body.text.slice(end)}`;
  return {
    cell,
    js: code,
    uses: Object.keys(where),
    where,
    defines: isModule ? [...new Set(exported)] : own.map(({ name }) => name),
    imports,
    value,
    awaits: awaits(code),
  };
}

/** The text without its types, as long as it was. */
function blanked(text: string): string {
  const source = ts.createSourceFile(
    'cell.ts',
    text,
    { languageVersion: ts.ScriptTarget.ESNext, impliedNodeFormat: ts.ModuleKind.ESNext },
    false,
    ts.ScriptKind.TS,
  );
  // Not among its types, but the only way to hear what its parser found.
  const [trouble] = (source as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
  if (trouble) {
    const message = typeof trouble.messageText === 'string' ? trouble.messageText : trouble.messageText.messageText;
    throw new CellSyntaxError(message, text, trouble.start);
  }
  return blankSourceFile(source, (node) => {
    throw new CellSyntaxError(t.notBlankable, text, node.getStart(source));
  });
}

function parsed(js: string, text: string): Program {
  try {
    return parse(js, { ecmaVersion: 'latest', sourceType: 'module', ranges: true });
  } catch (error) {
    if (!(error instanceof SyntaxError && 'pos' in error)) throw error;
    const { message, pos } = error as SyntaxError & { pos: number };
    throw new CellSyntaxError(message.replace(/ \(\d+:\d+\)$/, ''), text, pos);
  }
}

/** Whether code without imports waits for something outside of its functions: then it cannot stand in one that does not. */
function awaits(code: string): boolean {
  if (!code.includes('await')) return false;
  try {
    parse(`()=>{${code}\n}`, { ecmaVersion: 'latest', sourceType: 'module' });
    return false;
  } catch {
    return true;
  }
}

/** What an import brings, and under which name. */
function importedBy({ specifiers }: ImportDeclaration): [imported: string, local: string][] {
  return specifiers.map((specifier) => {
    if (specifier.type === 'ImportDefaultSpecifier') return ['default', specifier.local.name];
    if (specifier.type === 'ImportNamespaceSpecifier') return ['*', specifier.local.name];
    return [nameOf(specifier.imported), specifier.local.name];
  });
}

const nameOf = (node: Identifier | Literal) => (node.type === 'Identifier' ? node.name : String(node.value));

/** Text in which parts give way to others of the same length. */
class Body {
  text: string;
  constructor(text: string) {
    this.text = text;
  }
  put(from: number, part: string) {
    this.text = this.text.slice(0, from) + part + this.text.slice(from + part.length);
  }
  blank(from: number, to: number) {
    this.put(from, this.text.slice(from, to).replaceAll(/[^\r\n]/g, ' '));
  }
}

function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1].length + 1 };
}
