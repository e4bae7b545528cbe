/**
 * The library as one value, in text: `const downhill = (() => { … })();`, so that what is taken away needs nothing beside it,
 * and none of the library's names stands in the way of a reader's own. Loaded only when something is taken away.
 */
import { camelCase } from '../name.ts';
import { anatomyOf, type Imported, replaced } from './flat.ts';

const files: Record<string, string> = Object.fromEntries(
  Object.entries(
    import.meta.glob<string>(['../../lib/**/*.ts', './tools/*.ts', '!**/*.test.ts'], { query: '?raw', import: 'default', eager: true }),
  ).map(([path, text]) => [new URL(path, 'file:///src/cells/take/').pathname.slice(1), text]),
);

/** The name that the library goes by in the text. */
export const library = 'downhill';

/** 'src/lib/optimizers/adam.ts' for what is asked for as './adam.ts' in a cell. None where the library has no such file. */
export function fileOf(specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  // A cell is an algorithm's file or an objective's, and may name its neighbours as either does.
  return ['optimizers', 'objectives'].map((folder) => resolved(`src/lib/${folder}/cell.ts`, specifier)).find((path) => path in files);
}

/**
 * What a name of an import is called in the library; none where the library has none of it, and the whole where all is asked for.
 */
export function nameIn(specifier: string, { name, as }: Imported): Imported | undefined {
  const file = fileOf(specifier);
  if (specifier !== library && !file) return undefined;
  return { name: name === 'default' && file ? camelCase(baseOf(file)) : name, as };
}

/** The files of the library that the imports of a cell ask for. */
export function filesFor(specifier: string, names: Imported[]): string[] {
  const file = fileOf(specifier);
  if (file) return [file];
  if (specifier !== library) return [];
  const ofCells = Object.keys(files).filter((path) => path.startsWith('src/lib/') && !path.includes('/errata/'));
  if (names.some(({ name }) => name === '*')) return ofCells;
  return ofCells.filter((path) => names.some(({ name }) => exportsOf(path).includes(name)));
}

/** The file of an algorithm or an objective by its id. */
export function fileWith(id: string): string | undefined {
  return ['optimizers', 'objectives'].map((folder) => `src/lib/${folder}/${id}.ts`).find((path) => path in files);
}

/**
 * The text of the algorithm or objective with that id.
 *
 * @throws RangeError where there is none
 */
export function textOf(id: string): string {
  const path = fileWith(id);
  if (!path) throw new RangeError(`The library has no algorithm and no objective “${id}”`);
  return files[path];
}

/**
 * These files, and all that they need, as the text of `const downhill = …`.
 *
 * @param wanted paths like 'src/lib/optimizers/adam.ts'
 * @throws RangeError that names a file that is not there
 */
export function libraryOf(wanted: string[]): string {
  const order: string[] = [];
  for (const path of wanted) add(path);
  const taken = new Set<string>();
  const parts = order.map((path) => `// ———— ${path}\n\n${moduleOf(path, taken)}`);
  const all = [...new Set(order.flatMap(exportsOf))];
  return `const ${library} = (() => {\n${parts.join('\n\n')}\n\nreturn { ${all.join(', ')} };\n})();`;

  /** What a file needs stands before it. */
  function add(path: string) {
    if (order.includes(path)) return;
    const text = files[path];
    if (text === undefined) throw new RangeError(`The library has no file “${path}”. Known: ${Object.keys(files).join(', ')}`);
    for (const { specifier } of anatomyOf(text).imports) if (specifier.startsWith('.')) add(resolved(path, specifier));
    order.push(path);
  }
}

/** A file without its imports and exports. One with a name that is taken already keeps its names to itself. */
function moduleOf(path: string, taken: Set<string>): string {
  const text = files[path];
  const { imports, exports, names } = anatomyOf(text);
  const local = imports.flatMap(({ specifier, names }) =>
    specifier.startsWith('.')
      ? names.map((one) => ({ ...one, name: one.name === 'default' ? camelCase(baseOf(resolved(path, specifier))) : one.name }))
      : [],
  );
  const renamed = local.filter(({ name, as }) => name !== as);
  const id = camelCase(baseOf(path));
  const flat = replaced(text, [
    ...imports.map(({ from, to }) => ({ from, to: to + (text[to] === '\n' ? 1 : 0), by: '' })),
    ...exports.map(({ from, to, isDefault }) => ({ from, to, by: isDefault ? `const ${id} = ` : '' })),
  ]).trim();
  const closed = renamed.length > 0 || names.some((name) => taken.has(name));
  for (const name of closed ? exportsOf(path) : [...names, ...exportsOf(path)]) taken.add(name);
  if (!closed) return flat;
  const given = exportsOf(path).join(', ');
  const aliases = renamed.map(({ name, as }) => `const ${as} = ${name};\n`).join('');
  return `const { ${given} } = (() => {\n${aliases}${flat}\nreturn { ${given} };\n})();`;
}

/** The names that a file gives to the library. */
function exportsOf(path: string): string[] {
  const { exports, exported } = anatomyOf(files[path]);
  return [...exported, ...(exports.some(({ isDefault }) => isDefault) ? [camelCase(baseOf(path))] : [])];
}

const baseOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '');

const resolved = (path: string, specifier: string) => new URL(specifier, `file:///${path}`).pathname.slice(1);
