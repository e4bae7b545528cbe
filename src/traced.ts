/** Lets a page see inside a step: `?traced` behind the name of an algorithm's file. */
import { formsOf, linesOf, stepOf } from './syntax.ts';

/**
 * A module like an algorithm's, whose default export is `(note) => steps`: each of its steps by the name of its form, its own by ''.
 * They do what the algorithm's do, and after each line of arithmetic call `note(row, name, i, value)`:
 * the row, what was given a value, for which coordinate (none outside of loops), and that value.
 *
 * @param text of an algorithm's file
 * @throws Error if there is no step in it
 */
export function traced(text: string): string {
  const imports = text.match(/^import\b[^;]*;$/gm) ?? [];
  const steps = [undefined, ...formsOf(text)].map((form) => `${JSON.stringify(form ?? '')}: { ${noting(text, form)} }.step,`);
  return `${imports.join('\n')}\nexport default (note) => ({\n${steps.join('\n')}\n});\n`;
}

function noting(text: string, form: string | undefined): string {
  const step = stepOf(text, form);
  if (!step) throw new Error(`There is no step${form ? ` in the form “${form}”` : ''}`);
  let [code, from] = ['', step.from];
  for (const [row, { target, index, to }] of linesOf(text, form).entries()) {
    const note = target && ` note(${row}, ${JSON.stringify(target.name)}, ${index}, ${target.expression});`;
    code += text.slice(from, to) + (note ?? '');
    from = to;
  }
  return code + text.slice(from, step.to);
}

/** For Vite. */
export function tracing() {
  return {
    name: 'traced',
    enforce: 'pre' as const,
    transform(text: string, id: string) {
      if (/\.ts\?(.*&)?traced\b/.test(id)) return { code: traced(text), map: null };
    },
  };
}
