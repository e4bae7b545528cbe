/**
 * TypeScript on the cells of a page. Each cell is a file beside the library's own optimizers; the names of the others reach it
 * by lines that are put after its text, so that every place in it is its own. Heavy: see `types.ts`, which asks it in a worker.
 */
import ts from 'typescript';
import { wordFor } from '../../lib/vocabulary.ts';
import { camelCase } from '../name.ts';
import { languageFolder, libraryFolder } from './library.ts';

/** All that a page says at the time of a question. */
export interface Page {
  /** The text of each cell, by id. */
  cells: Record<string, string>;
  /** What comes in from outside, by name. */
  inputs: Record<string, 'number' | 'string' | 'boolean'>;
}

/** Something that is wrong between two places of a cell, which count from 0. */
export interface Finding {
  from: number;
  to: number;
  message: string;
  severity: 'error' | 'warning';
}

/** What a name is: pieces of code with TypeScript's kinds of them, and a sentence or more. */
export interface Explained {
  code: { text: string; kind: string }[];
  says: string;
}

/** What may stand at a place. `boost` is higher for what is nearer. */
export interface Offer {
  label: string;
  kind: string;
  boost: number;
}

export interface Language {
  check(page: Page, cell: string): Finding[];
  complete(page: Page, cell: string, at: number): Offer[];
  /** Of one of the offers at a place. */
  detail(page: Page, cell: string, at: number, label: string): Explained | undefined;
  explain(page: Page, cell: string, at: number): (Explained & { from: number; to: number }) | undefined;
}

const options: ts.CompilerOptions = {
  strict: true,
  // Students write plain JavaScript, too.
  noImplicitAny: false,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts'],
  types: [],
  // An objective's file, too, is './rosenbrock.ts' to a cell.
  rootDirs: [`${libraryFolder}optimizers`, `${libraryFolder}objectives`],
  allowImportingTsExtensions: true,
  noEmit: true,
  // What the sandbox cannot run: its types are only blanked.
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
};

/** @param files the library and the language, by path */
export function createLanguage(files: ReadonlyMap<string, string>): Language {
  const cells = new Map<string, { text: string; version: number }>();
  let version = 0;
  const read = (path: string) => cells.get(path)?.text ?? files.get(path);

  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => `${languageFolder}lib.es2023.d.ts`,
    getScriptFileNames: () => [`${languageFolder}kernel.d.ts`, ...cells.keys()],
    getScriptVersion: (path) => String(cells.get(path)?.version ?? 0),
    getScriptSnapshot(path) {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (path) => cells.has(path) || files.has(path),
    readFile: read,
  });

  /** Takes over what the page says now, and gives back where the cell is and how long it is. */
  function open(page: Page, cell: string): { path: string; end: number } {
    const now = written(page);
    for (const path of cells.keys()) if (!now.has(path)) cells.delete(path);
    for (const [path, text] of now) if (cells.get(path)?.text !== text) cells.set(path, { text, version: ++version });
    return { path: pathOf(cell), end: page.cells[cell].length };
  }

  return {
    check(page, cell) {
      const { path, end } = open(page, cell);
      const syntax = service.getSyntacticDiagnostics(path);
      // Where a text cannot be read, what is said of its meaning is mostly wrong.
      const wrong = syntax.length > 0 ? syntax : service.getSemanticDiagnostics(path).filter(({ start = 0 }) => start < end);
      return wrong.map(({ start = 0, length = 0, messageText, category }) => ({
        from: Math.min(start, end),
        to: Math.min(start + length, end),
        // Its advice on target libraries and packages is for other people's projects.
        message: ts.flattenDiagnosticMessageText(messageText, '\n').replaceAll(/ Do you need to .*/g, ''),
        severity: category === ts.DiagnosticCategory.Error ? 'error' : 'warning',
      }));
    },

    complete(page, cell, at) {
      const { path } = open(page, cell);
      const found = service.getCompletionsAtPosition(path, at, {})?.entries ?? [];
      return (
        found
          .filter(({ kind }) => kind !== ts.ScriptElementKind.warning)
          // TypeScript sorts by '10' (local) to '16'; what is deprecated comes last, with a 'z'.
          .map(({ name, kind, sortText }) => ({ label: name, kind, boost: -Number.parseInt(sortText.replace(/^z/, '9'), 10) }))
      );
    },

    detail(page, cell, at, label) {
      const { path } = open(page, cell);
      const found = service.getCompletionEntryDetails(path, at, label, undefined, undefined, undefined, undefined);
      return found && explained(found, label);
    },

    explain(page, cell, at) {
      const { path, end } = open(page, cell);
      const found = service.getQuickInfoAtPosition(path, at);
      if (!found || found.textSpan.start >= end) return undefined;
      const { start, length } = found.textSpan;
      return { ...explained(found, page.cells[cell].slice(start, start + length)), from: start, to: start + length };
    },
  };
}

/** Where nothing is written about a name, the vocabulary may know it. */
function explained(
  { displayParts = [], documentation = [] }: Pick<ts.QuickInfo, 'displayParts' | 'documentation'>,
  name: string,
): Explained {
  const word = wordFor(name);
  return {
    code: displayParts.map(({ text, kind }) => ({ text, kind })),
    says: ts.displayPartsToString(documentation) || (word ? `${word.name}: ${word.means}` : ''),
  };
}

const pathOf = (cell: string) => `${libraryFolder}optimizers/${cell}.ts`;

/** The cells as files: each with its text first, then whatever makes its names known to the others, and theirs to it. */
function written({ cells, inputs }: Page): Map<string, string> {
  const names = Object.entries(cells).map(([cell, text]) => ({ cell, ...namesOf(text) }));
  return new Map(
    names.map(({ cell, own, hidden }) => {
      const taken = new Set(own);
      const take = (name: string) => !taken.has(name) && taken.add(name);
      const lines = names
        .filter((other) => other.cell !== cell)
        .map((other) => {
          const theirs = other.open.filter(take);
          if (other.byDefault && take(camelCase(other.cell))) theirs.push(`default as ${camelCase(other.cell)}`);
          return theirs.length > 0 ? `import { ${theirs.join(', ')} } from './${other.cell}.ts';` : '';
        });
      const inside = Object.entries(inputs).flatMap(([name, type]) => (take(name) ? [`declare const ${name}: ${type};`] : []));
      return [pathOf(cell), [cells[cell], `export { ${hidden.join(', ')} };`, ...lines, ...inside].join('\n')];
    }),
  );
}

interface Names {
  /** All that its top level names, imports too. */
  own: string[];
  /** What others may use: as in a module what it exports, and in a cell without that word, as in a notebook, all it declares. */
  open: string[];
  /** Of these, those that it does not export. */
  hidden: string[];
  byDefault: boolean;
}

function namesOf(text: string): Names {
  const { statements } = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2023);
  const [imported, declared, exported, types]: string[][] = [[], [], [], []];
  let [isModule, byDefault] = [false, false];
  for (const statement of statements) {
    const marks = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const has = (kind: ts.SyntaxKind) => marks.some((mark) => mark.kind === kind);
    const isDefault = ts.isExportAssignment(statement) || has(ts.SyntaxKind.DefaultKeyword);
    const names = declaredBy(statement);
    declared.push(...names);
    // The sandbox sees nothing of types, and so not that they are exported.
    const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    if (isType) types.push(...names);
    if (has(ts.SyntaxKind.ExportKeyword) && !isDefault) exported.push(...names);
    if (ts.isImportDeclaration(statement)) imported.push(...importedBy(statement));
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      exported.push(...statement.exportClause.elements.map(({ name }) => name.text));
    byDefault ||= isDefault;
    isModule ||= !isType && (has(ts.SyntaxKind.ExportKeyword) || ts.isExportAssignment(statement) || ts.isExportDeclaration(statement));
  }
  const open = [...new Set(isModule ? [...exported, ...types] : declared)];
  return { own: [...imported, ...declared], open, hidden: open.filter((name) => !exported.includes(name)), byDefault };
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return declares && statement.name ? [statement.name.text] : [];
}

function importedBy({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  const named = bindings && (ts.isNamespaceImport(bindings) ? [bindings] : [...bindings.elements]);
  return [importClause, ...(named ?? [])].flatMap((one) => one?.name?.text ?? []);
}

function boundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundBy(element.name) : []));
}
