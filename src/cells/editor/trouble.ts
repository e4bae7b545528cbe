/** A place in the text where it failed, underlined until the line is edited. What failed is said under the cell. */
import { type EditorState, type Extension, StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

interface Place {
  from: number;
  to: number;
}

const shown = StateField.define<Place | undefined>({
  create: () => undefined,
  update(place, { effects, changes, startState }) {
    for (const effect of effects) if (effect.is(show)) return effect.value;
    if (!place || changes.empty) return place;
    const line = startState.doc.lineAt(place.from);
    if (changes.touchesRange(line.from, line.to)) return undefined;
    return { from: changes.mapPos(place.from), to: changes.mapPos(place.to) };
  },
});

/** Shows a place instead of the one before, or none. */
export const show = StateEffect.define<Place | undefined>();

export const troubles: Extension = [shown, EditorView.decorations.compute([shown], drawn)];

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
  const { from, to } = state.field(shown) ?? { from: 0, to: 0 };
  return from < to ? Decoration.set(Decoration.mark({ class: 'wrong' }).range(from, to)) : Decoration.none;
}
