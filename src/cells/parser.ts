/**
 * Lets a browser load TypeScript's parser without the rest of it: 105 KB instead of a megabyte, after gzip. Whoever strips types
 * gets the part of `typescript` that it needs, cut out of the package's own file; others get it whole. For Vite.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Expression, type Node, parse, type Statement } from 'acorn';
import { analyze } from 'eslint-scope';

const id = '\0typescript-parser';

/** What ts-blank-space and `compile.ts` use of it. */
const wanted = [
  'createScanner',
  'createSourceFile',
  'forEachChild',
  'getTokenPosOfNode',
  'isBinaryExpression',
  'isNamedExports',
  'isNamedImports',
  'isStatement',
  'objectAllocator',
  'JSDocParsingMode',
  'LanguageVariant',
  'ModuleKind',
  'NodeFlags',
  'ScriptKind',
  'ScriptTarget',
  'SyntaxKind',
];

/** Methods of nodes, which in the whole package come with its services. */
const methods = `
for (const get of ['Node', 'Token', 'Identifier', 'PrivateIdentifier', 'SourceFile'])
  Object.assign(objectAllocator['get' + get + 'Constructor']().prototype, {
    forEachChild(visit, visitAll) { return forEachChild(this, visit, visitAll); },
    getStart(file) { return getTokenPosOfNode(this, file); },
    getFullStart() { return this.pos; },
    getEnd() { return this.end; },
    getText(file) { return file.text.slice(this.getStart(file), this.end); },
    getFullText(file) { return file.text.slice(this.pos, this.end); },
  });
`;

export function parserOnly() {
  return {
    name: 'typescript-parser',
    enforce: 'pre' as const,
    apply: 'build' as const,
    resolveId(source: string, importer: string | undefined, { ssr }: { ssr?: boolean }) {
      if (source === 'typescript' && !ssr && /ts-blank-space|cells\/compile\.ts$/.test(importer ?? '')) return id;
    },
    load(source: string) {
      if (source === id) return { code: parserOf(readFileSync(createRequire(import.meta.url).resolve('typescript'), 'utf8')), map: null };
    },
  };
}

/** @throws Error if the package is not written as we know it */
export function parserOf(text: string): string {
  const program = parse(text, { ecmaVersion: 'latest', ranges: true });
  // The file is one function that fills an object.
  const expressions = program.body.map((node) => (node.type === 'ExpressionStatement' ? node.expression : undefined));
  const wrapper = expressions.find((node) => node?.type === 'CallExpression')?.callee;
  if (wrapper?.type !== 'ArrowFunctionExpression' || wrapper.body.type !== 'BlockStatement')
    throw new Error('TypeScript is not one function any more: see parser.ts');
  const statements = wrapper.body.body;
  const scope = analyze(program as never, { ecmaVersion: 2025, sourceType: 'script' }).acquire(wrapper as never);

  const around = ({ start }: Node) => statements.findLast((statement) => statement.start <= start) as Statement;
  /** Names that a statement uses, and statements that declare or fill a name. */
  const uses = new Map(statements.map((statement) => [statement, new Set<string>()]));
  const makers = new Map<string, Statement[]>();
  const note = (name: string | undefined, statement: Statement) => name && makers.set(name, [...(makers.get(name) ?? []), statement]);
  for (const { name, defs, references } of scope?.variables ?? []) {
    for (const def of defs) note(name, around(def.name as unknown as Node));
    for (const { identifier } of references) uses.get(around(identifier as unknown as Node))?.add(name);
  }
  for (const statement of statements) note(filled(statement), statement);

  const [kept, names] = [new Set<Statement>(), new Set(wanted)];
  for (const name of names)
    for (const statement of makers.get(name) ?? []) {
      kept.add(statement);
      for (const used of uses.get(statement) ?? []) names.add(used);
    }
  const missing = wanted.filter((name) => !makers.has(name));
  if (missing.length > 0) throw new Error(`TypeScript has no ${missing.join(', ')} any more: see parser.ts`);

  const textOf = ({ start, end }: Node) => text.slice(start, end);
  const code = statements
    .filter((statement) => kept.has(statement))
    .map(textOf)
    .join('\n');
  // It asks for Node's clock where there is a Node.
  return `const require = undefined;\n${fewerMessages(code, makers.get('Diagnostics')?.[0], textOf)}\n${methods}\nexport default { ${wanted} };\n`;
}

/** What a statement without a name adds to: `(…)(Parser || (Parser = {}))`, `a.b = …`, `__export(a, …)`. */
function filled(statement: Statement): string | undefined {
  if (statement.type !== 'ExpressionStatement') return undefined;
  const { expression } = statement;
  if (expression.type === 'AssignmentExpression') return rootOf(expression.left as Expression);
  if (expression.type !== 'CallExpression') return undefined;
  const [first] = expression.arguments;
  if (expression.callee.type === 'ArrowFunctionExpression')
    return rootOf(first.type === 'LogicalExpression' ? first.left : (first as Expression));
  return expression.callee.type === 'Identifier' && expression.callee.name === '__export' ? rootOf(first as Expression) : undefined;
}

function rootOf(node: Expression): string | undefined {
  if (node.type === 'MemberExpression') return rootOf(node.object as Expression);
  return node.type === 'Identifier' ? node.name : undefined;
}

/** Half of what is left are messages, most of them of the type checker. */
function fewerMessages(code: string, all: Statement | undefined, textOf: (node: Node) => string): string {
  const record = all?.type === 'VariableDeclaration' ? all.declarations[0].init : undefined;
  if (!all || record?.type !== 'ObjectExpression') throw new Error('TypeScript’s messages are not a record any more: see parser.ts');
  const rest = code.replace(textOf(all), '');
  const used = new Set([...rest.matchAll(/\bDiagnostics\.(\w+)/g)].map(([, name]) => name));
  const messages = record.properties.filter(
    (node) => node.type === 'Property' && node.key.type === 'Identifier' && used.has(node.key.name),
  );
  return `var Diagnostics = {${messages.map(textOf).join(',\n')}};\n${rest}`;
}
