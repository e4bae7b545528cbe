import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import type { HastPluginDefinition, MdastPluginDefinition } from 'satteri';
import { highlight } from './highlight.ts';
import { link } from './link.ts';
import { maths } from './maths.ts';
import { words } from './words.ts';

let base = '/';

/** Tells Markdown's links the base path, which is known only once Astro has read its command line. */
export const basePath: AstroIntegration = {
  name: 'base-path',
  hooks: {
    'astro:config:done': ({ config }) => {
      base = config.base;
    },
  },
};

/** How prose becomes HTML: `$…$` and `$$…$$` by KaTeX, code in our colours, `/links/` under the base path. */
export const markdown = {
  syntaxHighlight: false,
  processor: satteri({ features: { math: true, rawHtml: true }, mdastPlugins: [mathematics(), code(), links()], hastPlugins: [tables()] }),
} as const;

function mathematics(): MdastPluginDefinition {
  return {
    name: 'maths',
    options: { position: true },
    math: (node, { fileURL }) => ({ type: 'html', value: maths(node.value, place(fileURL, node), true) }),
    inlineMath(node, { fileURL, source }) {
      const set = maths(node.value, place(fileURL, node));
      const [before, after] = node.value.length <= longest ? besides(source, node) : ['', ''];
      return { type: 'html', value: before || after ? `<span class="whole">${before}${set}${after}</span>` : set };
    },
    // What a formula has taken is not said again.
    text(node, context) {
      const { source } = context;
      const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
      let { value } = node;
      if (source[start - 1] === '$' && lengthBefore(source, start) <= longest) value = value.replace(closing, '');
      if (source[end] === '$' && lengthAfter(source, end) <= longest) value = value.replace(opening, '');
      if (value !== node.value) context.setProperty(node, 'value', value);
    },
  };
}

/** Browsers break lines between a formula and a mark beside it. A formula with no more TeX than this stays on one line with its marks. */
const longest = 36;
const [opening, closing] = [/[(“‘]+$/, /^[.,;:!?)”’]+/];

/** The marks that stand right before and right after a formula. */
function besides(source: string, { position }: { position?: { start: { offset?: number }; end: { offset?: number } } }): [string, string] {
  const [start, end] = [position?.start.offset ?? 0, position?.end.offset ?? 0];
  return [opening.exec(source.slice(0, start))?.[0] ?? '', closing.exec(source.slice(end))?.[0] ?? ''];
}

/** How much TeX there is in the formula that ends, or begins, at a place. */
const lengthBefore = (source: string, end: number) => end - 2 - source.lastIndexOf('$', end - 2);
const lengthAfter = (source: string, start: number) => source.indexOf('$', start + 1) - start - 1;

function code(): MdastPluginDefinition {
  return {
    name: 'code',
    // A script's colours are wrong for other languages, so those stay plain. Focusable, because long lines scroll.
    code: ({ value, lang }) => ({
      type: 'html',
      value: `<pre tabindex="0"><code>${/^(ts|js)$/.test(lang ?? '') ? highlight(value) : value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`,
    }),
  };
}

function links(): MdastPluginDefinition {
  const rooted = (url: string) => /^\/(?!\/)/.test(url);
  return {
    name: 'links',
    link(node, context) {
      if (rooted(node.url)) context.setProperty(node, 'url', link(node.url, base));
    },
    definition(node, context) {
      if (rooted(node.url)) context.setProperty(node, 'url', link(node.url, base));
    },
  };
}

/** A table that is wider than its column scrolls in a box of its own, which the keyboard can reach. */
function tables(): HastPluginDefinition {
  const label = words.en.site.table;
  return {
    name: 'tables',
    element: {
      filter: ['table'],
      visit(node, context) {
        context.wrapNode(node, {
          type: 'element',
          tagName: 'div',
          properties: { className: ['scroll'], role: 'group', ariaLabel: label, tabIndex: 0 },
          children: [],
        });
      },
    },
  };
}

function place(file: URL | undefined, { position }: { position?: { start: { line: number; column: number } } }): string {
  return `${file ? fileURLToPath(file) : 'Markdown'}:${position?.start.line}:${position?.start.column}`;
}
