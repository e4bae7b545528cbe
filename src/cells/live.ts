/** A page's notebook come to life. */
import { words } from '../words.ts';
import type { Host } from './cell.ts';
import { type Commands, commands, type ForAll } from './commands.ts';
import { desk } from './desk.ts';
import { keeping } from './keeping.ts';
import { linking } from './linking.ts';
import type { Notebook } from './notebook.ts';
import { notices } from './notices.ts';
import { running } from './running.ts';
import { register } from './take/source.ts';

const t = words.en.cells;

/** A page's notebook, as the rest of the page may use it. */
export interface Life extends Pick<Commands, 'add' | 'edit'> {
  /** The cells as they are now. */
  notebook(): Notebook;
  run(cells: string[]): Promise<void>;
}

let life: Life | undefined;

/** Brings the notebook of the page to life, once. What woke it hears of it by an event `awake`. */
export function enliven(root: HTMLElement): Life {
  if (!life) {
    life = begin(root);
    root.dispatchEvent(new Event('awake'));
  }
  return life;
}

function begin(root: HTMLElement): Life {
  const notice = notices(root);

  /** Nothing that is asked for fails in silence. */
  async function attempt(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      notice.say(t.trouble.failed(error instanceof Error ? error.message : String(error)));
    }
  }

  const host: Host = {
    edit: (id, text) => does.edit(id, text),
    run: (id, kind) => void attempt(() => does.run(id, kind)),
    command: (id, asked) =>
      void attempt(() =>
        does.one[asked](
          id,
          on.now().cells.findIndex((one) => one.id === id),
        ),
      ),
    neighbours(id) {
      const others = on.now().cells.filter((one) => one.id !== id && one.kind === 'code');
      return {
        cells: Object.fromEntries(others.map((one) => [one.id, one.text])),
        inputs: Object.fromEntries(Object.keys(runs.inputs()).map((name) => [name, 'number' as const])),
      };
    },
    nameOf: (id) => on.find(id)?.name ?? id,
    history: (id) => kept.history(id),
  };
  const on = desk(root, host, (id) => ({ linked: links.brought(id), moved: kept.moved(id) }));
  const runs = running(on, root.dataset.figure ?? '', (ids) => links.touch(ids));
  const links = linking(on, notice, () => kept);
  const kept = keeping(on, runs, notice.say, links.brought);
  const does = commands(root, on, runs, kept, links, notice);

  root.querySelector('.all')?.addEventListener('click', (event) => {
    const verb = (event.target as HTMLElement).closest<HTMLElement>('[data-all]')?.dataset.all as ForAll | undefined;
    if (verb) void attempt(does.all[verb]);
  });
  addEventListener('hashchange', () => void attempt(links.follow));

  kept.restore();
  on.draw();
  void attempt(links.follow);

  register(() => {
    const { cells } = on.now();
    const used = new Set(cells.flatMap(({ compiled }) => compiled?.uses ?? []));
    const inputs = Object.entries(runs.inputs()).filter(([name]) => used.has(name));
    return { cells, ...(inputs.length > 0 && { inputs: Object.fromEntries(inputs) }) };
  });
  return {
    notebook: on.now,
    run: (ids) => attempt(() => runs.run(ids)),
    add: does.add,
    edit: does.edit,
  };
}
