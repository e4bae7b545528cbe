/** A place in the text where it failed: underlined, and below it a row with a caret and the message, until the line is edited. */
import { type EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

interface Trouble {
  from: number;
  to: number;
  message: string;
}

const shown = StateField.define<Trouble | undefined>({
  create: () => undefined,
  update(trouble, { effects, changes, startState }) {
    for (const effect of effects) if (effect.is(show)) return effect.value;
    if (!trouble || changes.empty) return trouble;
    const line = startState.doc.lineAt(trouble.from);
    if (changes.touchesRange(line.from, line.to)) return undefined;
    return { ...trouble, from: changes.mapPos(trouble.from), to: changes.mapPos(trouble.to) };
  },
});

/** Shows a trouble instead of the one before, or none. */
export const show = StateEffect.define<Trouble | undefined>();

export const troubles: Extension = [shown, EditorView.decorations.compute(['doc', shown], drawn)];

/** The place in `text` of a line and a column that count from 1; beyond a line's end, that end. */
export function placeIn(text: Text, line: number, column: number): number {
  const at = text.line(Math.min(Math.max(line, 1), text.lines));
  return Math.min(at.from + Math.max(column, 1) - 1, at.to);
}

/** How long what stands at a place is: a name, a number, or one character. */
export function lengthAt(text: Text, from: number): number {
  return /^(?:[\w$]+|.)/u.exec(text.sliceString(from, text.lineAt(from).to))?.[0].length ?? 0;
}

function drawn(state: EditorState): DecorationSet {
  const trouble = state.field(shown);
  if (!trouble) return Decoration.none;
  const { from, to, message } = trouble;
  const line = state.doc.lineAt(from);
  const before = state.doc.sliceString(line.from, from).replaceAll(/[^\t]/g, ' ');
  const below = Decoration.widget({ widget: new Below(`${before}${'^'.repeat(Math.max(1, to - from))}`, message), block: true, side: 1 });
  const under = to > from ? [Decoration.mark({ class: 'wrong' }).range(from, to)] : [];
  return Decoration.set([...under, below.range(line.to)]);
}

class Below extends WidgetType {
  readonly caret: string;
  readonly message: string;

  constructor(caret: string, message: string) {
    super();
    this.caret = caret;
    this.message = message;
  }

  override eq(other: Below): boolean {
    return other.caret === this.caret && other.message === this.message;
  }

  toDOM(): HTMLElement {
    const row = document.createElement('div');
    row.className = 'below';
    const caret = row.appendChild(document.createElement('div'));
    caret.textContent = this.caret;
    caret.ariaHidden = 'true';
    row.appendChild(document.createElement('p')).textContent = this.message;
    return row;
  }
}
