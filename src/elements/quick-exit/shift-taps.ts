/** How often Shift has to be pressed, and within how many milliseconds. */
export const wanted = 3;
export const within = 5000;

/** What a key event tells of itself. */
export interface Key {
  key: string;
  code: string;
  repeat?: boolean;
}

/**
 * Counts how often Shift was pressed and let go with nothing else in between. Capital letters are no taps, nor is a Shift
 * during which the page moved: screen readers keep the letter of "Shift+H" to themselves, so it shows only in what it did.
 */
export class ShiftTaps {
  /** Shift keys that are down, each with where the page was; undefined once the key was used for something else. */
  readonly #down = new Map<string, readonly unknown[] | undefined>();
  #times: number[] = [];

  /** How many of the taps still count. */
  count(now: number): number {
    this.#times = this.#times.filter((time) => now - time <= within);
    return this.#times.length;
  }

  /** `place` is where the page is: what it shows, what has the focus. */
  press({ key, code, repeat }: Key, place: readonly unknown[]): void {
    if (key !== 'Shift') this.interrupt();
    // Keyboards on screens give no place on the keyboard (`code`). They press Shift by themselves at the beginning of
    // sentences, for numbers and to lock capitals, so there it means nothing; the link is within reach.
    else if (code.startsWith('Shift') && !repeat) this.#down.set(code, place);
  }

  /** Each Shift key counts by itself, so the left and the right one may overlap. */
  release({ key, code }: Key, place: readonly unknown[], now: number): void {
    if (key !== 'Shift') return;
    const before = this.#down.get(code);
    this.#down.delete(code);
    if (before?.every((value, at) => Object.is(value, place[at]))) this.#times.push(now);
  }

  /** Something else was typed or pressed: what came before is forgotten, a Shift that is down does not count. */
  interrupt(): void {
    this.#times = [];
    for (const code of this.#down.keys()) this.#down.set(code, undefined);
  }

  /** Forgets everything, keys that are down too: their release may never be told. */
  clear(): void {
    this.#times = [];
    this.#down.clear();
  }
}
