import { describe, expect, test } from 'vitest';
import { createLanguage, type Page } from './language.ts';
import { files } from './library.ts';

const language = createLanguage(files());
const texts: Record<string, string> = import.meta.glob('../../lib/optimizers/*.ts', { query: '?raw', import: 'default', eager: true });
const adam = texts['../../lib/optimizers/adam.ts'];
const page = (cells: Record<string, string>, inputs: Page['inputs'] = {}): Page => ({ cells, inputs });

/** What is said of a cell, as the words that are underlined and the message. */
function said(text: string, others: Record<string, string> = {}, inputs: Page['inputs'] = {}) {
  return language
    .check(page({ cell: text, ...others }, inputs), 'cell')
    .map(({ from, to, message }) => `${text.slice(from, to)}: ${message}`);
}

test('time', () => {
  const t = performance.now();
  console.log(language.check(page({ adam }), 'adam'));
  console.log(performance.now() - t);
  const u = performance.now();
  console.log(
    language.check(
      page({
        adam: adam
          .replace('v[i] = beta2 *', 'vv[i] = beta2 * ')
          .replace('beta1 * m[i]', 'beta3 * m[i]')
          .replace('init: (x) => ({ m: zeros(x)', 'init: (x) => ({ mm: zeros(x)'),
      }),
      'adam',
    ),
  );
  console.log(performance.now() - u);
  console.log(
    said(
      "import { optimizer, zeros } from '../optimizer.ts'; export default optimizer({ hyper: { lr: 0.1 }, init: (x) => ({ m: zeros(x) }), step(x, g, { m }, { lr }) { for (let i = 0; i < x.length; i++) { m[i] = g[i] + n[i]; x[i] -= lr * m[i] } } })",
    ),
  );
  console.log(said("import { optimizer, zeros, adam, rosenbrock, descend } from 'downhill'; descend; adam.name2"));
  console.log(said('document.body; display(1); console.log(2); display.plot({a: [1,2]})'));
  console.log(language.explain(page({ adam }), 'adam', adam.indexOf('beta1 * m')));
});
