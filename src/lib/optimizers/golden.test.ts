import { expect, test } from 'vitest';
import { exceptions, leftOut, references, stray } from '../../../tests/golden/references.ts';
import { optimizer, optimizers } from '../../catalog.ts';

test.each(references)('walks the path of $name', (reference) => {
  expect(stray(reference, optimizer(reference.optimizer))).toBeUndefined();
});

test('every series that is left out is left out for a reason that is in use', () => {
  for (const e of exceptions) expect(leftOut.get(e), `${e.source}: ${e.optimizer} with ${e.option}`).toBeGreaterThan(0);
});

// What a reader sets with one press must be what the article ran. A4 ran no RMSprop: its preset has the class's defaults.
const files = { a0: 'article000.json', a1: 'article001.json', a4: 'article004_naive.json' };

test.each([...optimizers])('%s as in an article has the settings of a path of that article', (id, o) => {
  for (const [source, file] of Object.entries(files)) {
    const preset = o.as[source as keyof typeof files];
    if (!preset || (id === 'rmsprop' && source === 'a4')) continue;
    const { form, ...settings } = preset;
    const theirs = references
      .filter((r) => r.optimizer === id && r.name.startsWith(file))
      .map(({ run }) => ({ ...o.hyper, ...run.hyper, form: run.form }));
    expect(theirs, source).toContainEqual({ ...o.hyper, ...settings, form });
  }
});
