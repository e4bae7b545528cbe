/** Lets a page see inside a step: `?traced` behind the name of an algorithm's file. */
import { exportsOf, formsOf, linesOf, stepOf } from './syntax.ts';

/**
 * A module like an algorithm's, whose default export is `(note) => steps`: each of its steps by the name of its form, its own by ''.
 * They do what the algorithm's do, and after each line of arithmetic call `note(row, name, i, value)`:
 * the row, what was given a value, for which coordinate (none outside of loops), and that value; of a whole vector, a copy.
 *
 * @param text of an algorithm's file
 * @throws Error if there is no step in it
 */
export function traced(text: string): string {
  const record = exportsOf(text).find(({ name }) => name === 'default');
  const steps = [undefined, ...formsOf(text)].map((form) => `${JSON.stringify(form ?? '')}: { ${noting(text, form)} }.step,`);
  return `${text.slice(0, record?.node.from)}\nexport default (note) => ({\n${steps.join('\n')}\n});\n`;
}

function noting(text: string, form: string | undefined): string {
  const step = stepOf(text, form);
  if (!step) throw new Error(`There is no step${form ? ` in the form “${form}”` : ''}`);
  let [code, from] = ['', step.from];
  for (const [row, line] of linesOf(text, form).entries()) {
    const { target, index } = line;
    if (!target) continue;
    const note = ` note(${row}, ${JSON.stringify(target.name)}, ${index}, ${target.expression});`;
    // A loop's body may be this line alone, without braces; a declaration cannot be, and must be seen by the lines after it.
    const [open, close] = /^(const|let)\b/.test(line.code) ? ['', ''] : ['{ ', ' }'];
    code += text.slice(from, line.from) + open + text.slice(line.from, line.to) + note + close;
    from = line.to;
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
