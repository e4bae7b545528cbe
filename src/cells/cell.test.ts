// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { type Host, view } from './cell.ts';
import { type Cell, cell } from './notebook.ts';

/** Prose that comes when the test lets it: as where what sets the maths is slow to load. */
const coming: (() => void)[] = [];
vi.mock('./markdown.ts', () => ({
  render: (text: string, into: HTMLElement) =>
    new Promise<void>((resolve) => {
      coming.push(() => {
        into.textContent = `read: ${text}`;
        resolve();
      });
    }),
}));

/** An editor that is a pane and a field in it. */
let type: (text: string) => void;
vi.mock('./editor/editor.ts', () => ({
  mountEditor({ parent, onChange }: { parent: HTMLElement; onChange(text: string): void }) {
    const frame = Object.assign(document.createElement('div'), { className: 'editor' });
    const pane = Object.assign(document.createElement('div'), { tabIndex: 0 });
    const field = document.createElement('textarea');
    pane.append(field);
    frame.append(pane);
    parent.append(frame);
    type = onChange;
    const nothing = () => {};
    return {
      pane,
      setText: onChange,
      focus: () => field.focus(),
      showTrouble: nothing,
      clearTrouble: nothing,
      compare: nothing,
      turn: nothing,
      recheck: nothing,
    };
  },
}));

const mark = { linked: false, moved: false };

beforeEach(() => {
  coming.length = 0;
});

function made(text = 'one') {
  document.body.innerHTML =
    '<div class="cell"><span class="prompt"></span><span class="state"></span><div class="code"><pre tabindex="0"></pre></div><div class="out" hidden></div></div>';
  const element = document.body.firstElementChild as HTMLElement;
  const host = { edit() {}, run() {}, command() {}, neighbours: () => ({ cells: {} }), nameOf: (id: string) => id, history() {} };
  const note = cell('own-1', { kind: 'markdown', text });
  const seen = view(element, note, host satisfies Host);
  const draw = (given: Partial<Cell>) => seen.draw({ ...note, ...given }, mark);
  const find = (selector: string) => element.querySelector<HTMLElement>(selector);
  /** What the reader has before them. */
  const sees = () =>
    find('.prose')?.textContent ?? [...(find('.code')?.children ?? [])].find((one) => !(one as HTMLElement).hidden)?.className;
  return { element, seen, draw, find, sees };
}

/** Lets the prose that is asked for come, and all that follows from it. */
async function letCome() {
  await vi.waitFor(() => expect(coming).not.toEqual([]));
  for (const go of coming.splice(0)) go();
  await new Promise((resolve) => setTimeout(resolve));
}

test('a text that has become code is not shown as prose, however late that comes', async () => {
  const { seen, draw, sees } = made();
  draw({});
  const reading = seen.read();
  draw({ kind: 'code' });
  await letCome();
  await reading;
  expect(sees()).toBe('');
});

test('who has gone on to write is not interrupted by the prose', async () => {
  const { element, seen, draw, find, sees } = made();
  draw({});
  await seen.enter();
  // Ctrl-Enter, and on with the text.
  let reading = seen.read();
  type('one more');
  await letCome();
  await reading;
  expect(sees()).toBe('editor');
  expect(document.activeElement).toBe(find('textarea'));

  // Ctrl-Enter at the cell, and then into its text.
  (find('.editor > div') as HTMLElement).focus();
  reading = seen.read();
  find('textarea')?.focus();
  await letCome();
  await reading;
  expect(sees()).toBe('editor');

  reading = seen.read();
  await letCome();
  await reading;
  expect(sees()).toBe('read: one more');
  expect(document.activeElement).toBe(element.querySelector('.prose'));
});

test('prose follows its text, whoever changes it', async () => {
  const { seen, draw, sees } = made();
  draw({});
  const reading = seen.read();
  await letCome();
  await reading;
  draw({ text: 'by a link' });
  await letCome();
  expect(sees()).toBe('read: by a link');
});

test('the listing is the one above the output, not one in it', async () => {
  const { seen, draw, find } = made();
  draw({});
  await seen.enter();
  const frames = [{ cell: 'own-1', line: 1, column: 1 }];
  draw({ kind: 'code', ran: 'other', out: [{ is: 'trouble', trouble: { name: 'Error', message: '', frames } }] });
  expect(find('.out pre')).toBeTruthy();
  const asked = vi.spyOn(window, 'getComputedStyle');
  await seen.enter();
  expect(asked).not.toHaveBeenCalled();
});
