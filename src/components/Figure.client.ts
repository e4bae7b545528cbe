/** What brings a figure to life, by the name that its `data-life` has. Plot comes with it, so none of it comes early. */
const lives: Record<string, () => Promise<{ enliven: (figure: HTMLElement) => void }>> = {
  race: () => import('../race/live.ts'),
  landscape: () => import('../race/landscape.ts'),
  slope: () => import('../race/slope.ts'),
  ahead: () => import('../race/ahead.ts'),
  batches: () => import('../race/batches.ts'),
  bounds: () => import('../race/bounds.ts'),
  twins: () => import('../race/twins.ts'),
  update: () => import('../race/update.ts'),
  versions: () => import('../race/versions.ts'),
  slide: () => import('../race/slide.ts'),
  network: () => import('../network/live.ts'),
  check: () => import('../network/check.ts'),
  'net-landscape': () => import('../network/relive.ts'),
  seeds: () => import('../network/seeds-live.ts'),
};

/** Figures that keep their state in the address. */
const addressed = ['race', 'network'];

/**
 * Wakes a figure that is already complete in the page: when the reader first touches it, or has begun to read
 * and it is near, or when the address asks for another state.
 */
class FigureElement extends HTMLElement {
  #life?: Promise<void>;

  /** What the reader did before the figure could answer. */
  #kept: (() => void)[] = [];

  #sleep = new AbortController();

  connectedCallback() {
    for (const handle of this.querySelectorAll<HTMLElement>('.handle, .turner')) {
      // Not in the HTML, so that no style attribute but KaTeX's needs a hole in a content security policy.
      handle.style.left = handle.dataset.left ?? '';
      handle.style.top = handle.dataset.top ?? '';
      handle.addEventListener('pointerdown', (event) => {
        if (event.button === 0) handle.setPointerCapture(event.pointerId);
      });
    }

    const asleep = { signal: this.#sleep.signal, passive: true };
    for (const type of ['pointerenter', 'pointerdown', 'focusin']) this.addEventListener(type, () => this.wake(), asleep);
    for (const type of ['click', 'input', 'change', 'keydown']) this.addEventListener(type, this.#keep, { ...asleep, capture: true });
    for (const type of ['pointermove', 'scroll', 'keydown', 'touchstart']) addEventListener(type, this.#watch, asleep);

    // The page's first figure also answers for keys of no figure at all.
    const keys = [...new URLSearchParams(location.search).keys()].filter((key) => key.includes('.'));
    const first = document.querySelector(`[data-life="${this.dataset.life}"]`) === this;
    if (addressed.includes(this.dataset.life ?? '') && (first ? keys.length > 0 : keys.some((key) => key.startsWith(`${this.id}.`))))
      this.wake();
  }

  /** Loads what moves the figure, once; or again, where that failed. What the reader did meanwhile is done then. */
  wake(): Promise<void> {
    this.#life ??= lives[this.dataset.life ?? '']()
      .then(({ enliven }) => {
        enliven(this);
        this.#sleep.abort();
        for (const again of this.#kept.splice(0)) again();
        this.setAttribute('data-live', '');
      })
      .catch((error) => {
        console.error(error);
        this.#life = undefined;
        this.#kept = [];
        const message = this.querySelector('.message');
        if (message) message.textContent = this.dataset.asleep ?? '';
      });
    return this.#life;
  }

  #keep = (event: Event) => {
    const target = event.target as HTMLElement;
    const again = this.#again(event, target);
    if (!again) return;
    this.wake();
    this.#kept.push(again);
  };

  /** How to do again what the reader did: with the value that a field had then, since waking writes its own. */
  #again(event: Event, target: HTMLElement): (() => void) | undefined {
    if (event instanceof KeyboardEvent) {
      if (!target.matches('.handle, .turner') || !event.key.startsWith('Arrow')) return undefined;
      const { key, shiftKey } = event;
      return () => target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    }
    if (event.type === 'click') {
      // Letters are lit by the page, whether their own figure is awake or not, as soon as any is.
      const answered = target.closest('[data-symbol]') && document.documentElement.dataset.letters !== undefined;
      const pressed = answered ? null : target.closest('button, [data-symbol]');
      return pressed ? () => pressed.dispatchEvent(new MouseEvent('click', { bubbles: true })) : undefined;
    }
    if (!target.matches('input, select')) return undefined;
    const field = target as HTMLInputElement;
    const { value } = field;
    return () => {
      field.value = value;
      field.dispatchEvent(new Event(event.type, { bubbles: true }));
    };
  }

  #near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.wake(), { rootMargin: '400px' });

  #watch = () => {
    this.#sleep.signal.addEventListener('abort', () => this.#near.disconnect());
    this.#near.observe(this);
  };
}

customElements.define('downhill-figure', FigureElement);
