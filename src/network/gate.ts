/** Where work waits while it is paused. */
export class Gate {
  #waiting: (() => void)[] | undefined;

  close(): void {
    this.#waiting ??= [];
  }

  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const go of waiting) go();
  }

  async passed(): Promise<void> {
    if (this.#waiting) await new Promise<void>((resolve) => this.#waiting?.push(resolve));
  }
}
