/** A short name for a text, to tell whether it is still the same: FNV-1a, 32 bits, as up to 7 letters and digits. It proves nothing. */
export function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return (sum >>> 0).toString(36);
}
