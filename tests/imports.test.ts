import { describe, expect, test } from 'vitest';

/** Who may import whom: every place may import from itself and from those further down. */
const layers = ['pages', 'layouts', 'components', 'cells', 'network', 'race', 'catalog', 'lib'];
/** Layers of equal rank, by the file or folder in `src` that they are. */
const rank: Record<string, number> = { ...Object.fromEntries(layers.map((layer, i) => [layer, i])), layouts: 1, components: 1 };
const catalog = layers.indexOf('catalog');

/** A file in the root of `src` that is not named above stands beside the catalog: words, source, link and the like. */
const rankOf = (place: string) => rank[place] ?? catalog;

const texts = import.meta.glob<string>(['../src/**/*.{ts,mts,js,mjs,astro,mdx}', '!**/*.test.ts', '!**/*.d.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

interface Import {
  /** Paths from the root of the project: 'src/pages/adam.mdx'. */
  from: string;
  to: string;
}

/** `import … from '…'` and `export … from '…'`, `import '…'`, `import('…')`, and the URL of a worker. */
const forms = [
  /^\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /new URL\(\s*['"](\.[^'"]+)['"]/g,
];

function specifiers(text: string): string[] {
  const code = text.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return forms.flatMap((form) => [...code.matchAll(form)].map(([, specifier]) => specifier));
}

function imports(texts: Record<string, string>): Import[] {
  return Object.entries(texts).flatMap(([path, text]) => {
    const from = path.replace('../', '');
    return specifiers(text).map((specifier) => ({
      from,
      to: specifier.startsWith('.') ? new URL(specifier, `file:///${from}`).pathname.slice(1) : specifier,
    }));
  });
}

/** 'src/lib/descend.ts' is in 'lib', 'src/catalog.ts' in 'catalog', 'katex' nowhere. */
const place = (path: string) => /^src\/([^/.]+)/.exec(path)?.[1];

/** The imports that run the wrong way, as sentences. */
function wrongWay(all: Import[]): string[] {
  return all
    .filter(({ from, to }) => {
      const [here, there] = [place(from), place(to)];
      if (here === 'lib') return there !== 'lib';
      return here !== undefined && there !== undefined && rankOf(there) < rankOf(here);
    })
    .map(({ from, to }) => `${from} imports ${to}`);
}

test('imports run one way: pages → layouts, components → cells → network → race → catalog, words, source, link → lib', () => {
  expect(wrongWay(imports(texts))).toEqual([]);
});

test('the sources are all read', () => {
  const all = imports(texts);
  expect(all).toContainEqual({ from: 'src/lib/descend.ts', to: 'src/lib/optimizer.ts' });
  expect(Object.keys(texts).length).toBeGreaterThan(15);
});

describe('an import the wrong way is found', () => {
  test.each([
    ['src/lib/descend.ts', "import { h } from 'd3';", 'd3'],
    ['src/lib/descend.ts', "import fs from 'node:fs';", 'node:fs'],
    ['src/lib/optimizers/adam.ts', "import {\n  optimizer,\n} from '../../catalog.ts';", 'src/catalog.ts'],
    ['src/lib/descend.ts', "const w = await import('../words.ts');", 'src/words.ts'],
    ['src/catalog.ts', "export * from './race.ts';", 'src/race.ts'],
    ['src/race/draw.ts', "import Figure from '../components/Figure.astro';", 'src/components/Figure.astro'],
    ['src/components/Figure.astro', "---\nimport '../pages/index.astro';\n---", 'src/pages/index.astro'],
  ])('from %s: %s', (from, text, to) => {
    expect(wrongWay(imports({ [`../${from}`]: text }))).toEqual([`${from} imports ${to}`]);
  });

  test.each([
    ['src/lib/optimizers/adam.ts', "import { zeros } from '../optimizer.ts';"],
    ['src/words.ts', "import { settings } from './lib/vocabulary.ts';\nimport { link } from './link.ts';"],
    ['src/components/Figure.astro', "import { draw } from '../race/draw.ts';\nimport * as Plot from '@observablehq/plot';"],
    ['src/pages/adam.mdx', "import Chapter from '../layouts/Chapter.astro';\n\nThe moon imports cheese from 'nowhere'."],
  ])('and a right one is not: %s', (from, text) => {
    expect(wrongWay(imports({ [`../${from}`]: text }))).toEqual([]);
  });
});
