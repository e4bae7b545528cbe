/** What cells may import: the library, by the paths that its own files use, or all of it as 'downhill'. */
import { words } from '../../words.ts';
import { camelCase, nearest } from '../name.ts';
import type { Compiled } from '../protocol.ts';

type Module = Record<string, unknown>;

const files: Record<string, Module> = import.meta.glob(['../../lib/**/*.ts', '!../../lib/errata/*', '!../../lib/**/*.test.ts'], {
  eager: true,
});

/** By their paths from the library's folder: 'optimizers/adam.ts'. */
const modules = new Map(Object.entries(files).map(([path, module]) => [path.replace('../../lib/', ''), module]));

/** All that the library exports; what it exports by default, by the name of the file. */
const all: Module = {};
for (const [path, module] of modules)
  for (const [name, value] of Object.entries(module)) {
    const own = name === 'default' ? camelCase(path.replace(/^.*\/|\.ts$/g, '')) : name;
    if (Object.hasOwn(all, own)) throw new Error(`The library exports “${own}” twice`);
    all[own] = value;
    freeze(value);
  }

const folders = ['optimizers/', 'objectives/', ''];

/** The module that an algorithm's or an objective's file, or one beside them, would mean. */
function moduleAt(from: string): Module | undefined {
  if (from === 'downhill') return all;
  if (!/^\.\.?\//.test(from)) return undefined;
  const paths = folders.map((folder) => new URL(from, `file:///lib/${folder}`).pathname.replace(/^\/lib\//, ''));
  return paths.map((path) => modules.get(path)).find(Boolean);
}

/**
 * What a cell imports, name by name.
 *
 * @throws ReferenceError that lists what there is
 */
export function imported({ from, names }: Compiled['imports'][number]): unknown[] {
  const t = words.en.sandbox;
  const module = moduleAt(from);
  if (!module) throw new ReferenceError(t.noModule(from, paths()));
  return names.map(([name]) => {
    if (name === '*') return module;
    if (!Object.hasOwn(module, name))
      throw new ReferenceError(t.noExport(from, name, nearest(name, Object.keys(module)), Object.keys(module)));
    return module[name];
  });
}

/** The paths that an algorithm's file would write. */
function paths(): string[] {
  return ['downhill', ...[...modules.keys()].map((path) => (path.includes('/') ? path.replace(/^.*\//, './') : `../${path}`))];
}

/** An optimizer or objective of the catalog, by its path: './adam.ts'. */
export function known(kind: 'optimizer' | 'objective', path: string): unknown {
  return path.startsWith('./') ? modules.get(`${kind}s/${path.slice('./'.length)}`)?.default : undefined;
}

/** Cells share the library, and none shall find what another did to it. */
function freeze(value: unknown) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value))
    return;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) freeze((value as Record<PropertyKey, unknown>)[key]);
}
