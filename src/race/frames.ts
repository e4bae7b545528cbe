/** What draws at the next frame, once, however often it is asked for until then. */
export function atNextFrame(draw: () => void): () => void {
  let due = 0;
  return () => {
    if (due) return;
    due = requestAnimationFrame(() => {
      due = 0;
      draw();
    });
  };
}
