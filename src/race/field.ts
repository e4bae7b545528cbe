/** The number that a field holds, with a true minus sign or another; NaN where it is none, or nothing. */
export const numberIn = (field: HTMLInputElement): number =>
  field.value.trim() === '' ? Number.NaN : Number(field.value.replace('−', '-'));

/** A sentence under the field whose text cannot be used: `wrong` stands there as long as that is so. */
export function complaints(wrong: HTMLElement, kept: (allowed: string) => string) {
  return {
    complain(field: HTMLInputElement, allowed: string) {
      wrong.textContent = kept(allowed);
      wrong.hidden = false;
      field.parentElement?.append(wrong);
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', wrong.id);
    },
    /** Takes the complaint back, and says whether there was one. */
    settle(field: Element): boolean {
      if (!field.hasAttribute('aria-invalid')) return false;
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
      wrong.hidden = true;
      return true;
    },
  };
}
