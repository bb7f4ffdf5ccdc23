import { deleteKept, readKept, writeKept } from '../internal/kept.ts';

/** How long after the last change what is kept on the device follows, in milliseconds. */
const after = 300;

/** Where a draft is beside this page. `failed`: the device did not let it happen; it is in this page all the same. */
export type Keeping = 'no' | 'yes' | 'failed';

/**
 * What somebody is writing. It is in memory, and so survives an element that is moved and a sending that fails; a reload it
 * survives only if they asked for that, on this device.
 */
export class Draft<T extends object> {
  value: T;
  keeping: Keeping = 'no';

  readonly #key: string;
  readonly #empty: () => T;
  readonly #changed: () => void;
  #timer?: ReturnType<typeof setTimeout> | undefined;
  /** One write after the other. */
  #written: Promise<unknown> = Promise.resolve();

  /** @param changed - What was typed, or where it is kept, has changed. */
  constructor(key: string, empty: () => T, changed: () => void) {
    this.#key = key;
    this.#empty = empty;
    this.#changed = changed;
    this.value = empty();
  }

  change(part: Partial<T>): void {
    this.value = { ...this.value, ...part };
    if (this.keeping === 'yes') {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#write(), after);
    }
    this.#changed();
  }

  /** From now on it is kept on this device too. */
  keep(): Promise<void> {
    this.keeping = 'yes';
    this.#changed();
    return this.#write();
  }

  /** Takes it off the device; in the page it stays. */
  async forgetKept(): Promise<void> {
    clearTimeout(this.#timer);
    this.keeping = 'no';
    await (this.#written = this.#written.then(() => deleteKept(this.#key)).catch(() => (this.keeping = 'failed')));
    this.#changed();
  }

  /** Takes up what was kept on this device. Undefined if there is nothing, or nothing that can be read. */
  async kept(): Promise<T | undefined> {
    const found = await readKept(this.#key).catch(() => undefined);
    return typeof found === 'object' && found ? { ...this.#empty(), ...found } : undefined;
  }

  /** Goes on with what was kept, and keeps it on. */
  resume(kept: T): void {
    this.value = kept;
    this.keeping = 'yes';
    this.#changed();
  }

  /** Empties the page of it. What somebody asked to have kept on the device stays there. */
  clear(): void {
    clearTimeout(this.#timer);
    this.value = this.#empty();
    this.keeping = 'no';
  }

  async #write(): Promise<void> {
    const { value } = this;
    // What failed meanwhile is kept no longer.
    await (this.#written = this.#written.then(() => (this.keeping === 'failed' ? undefined : writeKept(this.#key, value))).catch(() => this.#fail()));
    this.#changed();
  }

  /**
   * Older words are not left behind where newer ones cannot be kept: whoever comes next would find them. They stay where
   * nothing is in the page any more.
   */
  async #fail(): Promise<void> {
    if (this.keeping !== 'yes') return;
    this.keeping = 'failed';
    await deleteKept(this.#key).catch(() => {});
  }
}
