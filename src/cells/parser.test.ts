import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { blankSourceFile } from 'ts-blank-space';
import type whole from 'typescript';
import { expect, test } from 'vitest';
import { parserOf } from './parser.ts';

const files: Record<string, string> = import.meta.glob('../lib/**/*.ts', { query: '?raw', import: 'default', eager: true });

test('TypeScript’s parser, cut out of it, reads as the whole does, and has the same to complain', { timeout: 60_000 }, async () => {
  const require = createRequire(import.meta.url);
  const code = parserOf(readFileSync(require.resolve('typescript'), 'utf8'));
  const { default: part } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: typeof whole };
  const ts: typeof whole = require('typescript');
  expect(code.length).toBeLessThan(1_000_000);

  // What strips types needs of it, it has too.
  const stripped = ({ createSourceFile, ScriptTarget, ScriptKind }: typeof whole, text: string) =>
    blankSourceFile(createSourceFile('a.ts', text, ScriptTarget.ESNext, false, ScriptKind.TS));
  const typed =
    'abstract class A<T> extends B<T> implements C { declare x: T; private y?: number = (1 as any)!; f<U>(this: A<T>, u?: U): asserts u is U {} }';
  const kinds = "import type { X } from 'x';\ninterface I {}\ntype Y = X;\nlet f = <T,>(x: T): T =>\n x satisfies T;\nexport type { Y };";
  for (const text of [...Object.values(files), typed, kinds]) expect(stripped(part, text)).toBe(stripped(ts, text));

  /** The kinds and places of all nodes, and what is wrong. */
  const read = ({ createSourceFile, ScriptTarget }: typeof whole, text: string) => {
    const file = createSourceFile('a.ts', text, ScriptTarget.ESNext);
    const nodes: unknown[] = [];
    const visit = (node: whole.Node) => {
      nodes.push([node.kind, node.getStart(file), node.end]);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return {
      nodes,
      troubles: (file as unknown as { parseDiagnostics: whole.Diagnostic[] }).parseDiagnostics.map((d) => [
        d.start,
        d.length,
        d.messageText,
      ]),
    };
  };
  const broken = [
    'const a = (1 + ;',
    'let b = {',
    'class { x: = 1 }',
    'f(`${',
    'enum',
    'for (;;',
    'import { from',
    '<T>(x => y',
    '/a[/',
    '0b2',
    '@x',
    'a?.#b = 1',
  ];
  for (const text of [...Object.values(files), ...broken]) expect(read(part, text)).toEqual(read(ts, text));
});
