/** What a notebook has to say as a whole, over the lower edge of the window. */
import { words } from '../words.ts';
import { make } from './output.ts';

type Choice = [name: string, act: () => void];

export interface Notices {
  /** Says something that the reader may answer or put away, in place of what was said before. */
  say(text: string, ...choices: Choice[]): void;
  /** Says something, with buttons that answer it; it stays until then. Gives back what puts it away. */
  ask(text: string, choices: Choice[]): () => void;
}

export function notices(root: HTMLElement): Notices {
  // It is there before it says something: only then is what it says read out.
  const live = root.appendChild(make('div', 'notices'));
  live.setAttribute('role', 'status');
  let hush = () => {};

  function ask(text: string, choices: Choice[]): () => void {
    const notice = make('div', 'notice', make('p', '', text));
    const buttons = choices.map(([name, act]) => {
      const button = make('button', '', name);
      button.type = 'button';
      button.addEventListener('click', () => {
        notice.remove();
        act();
      });
      return button;
    });
    notice.append(make('div', 'do', ...buttons));
    live.append(notice);
    return () => notice.remove();
  }

  return {
    ask,
    say(text, ...choices) {
      hush();
      hush = ask(text, [...choices, [words.en.cells.link.close, () => {}]]);
    },
  };
}
