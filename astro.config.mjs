import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { sandbox } from './src/cells/kernel/bundle.ts';
import { parserOnly } from './src/cells/parser.ts';
import { basePath, markdown } from './src/markdown.ts';
import { networkKernel } from './src/network/kernel/bundle.ts';
import { tracing } from './src/traced.ts';

export default defineConfig({
  site: process.env.SITE,
  base: process.env.BASE_PATH,
  trailingSlash: 'always',
  integrations: [basePath, mdx()],
  markdown,
  build: { inlineStylesheets: 'never' },
  vite: {
    // What is bundled asks that its notices come along.
    build: { assetsInlineLimit: 0, license: { fileName: 'licenses.md' } },
    plugins: [woff2Only(), tracing(), sandbox(), parserOnly(), networkKernel()],
    worker: { plugins: () => [networkKernel()] },
  },
});

/** KaTeX names each font in three formats; every browser that reads these pages reads the smallest. */
function woff2Only() {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(css, id) {
      if (/katex[^/]*\.css/.test(id)) return css.replaceAll(/,url\([^)]*\) format\("(woff|truetype)"\)/g, '');
    },
  };
}
