import type { PeerClient } from '../../client/client.ts';
import type { Space } from '../../domain/space.ts';

/** A quick answer never flashes a sentence about waiting. In milliseconds. */
const slowAfter = 1000;

/** What is known of the space that stories are sent to. The newest question wins; what was known stays until it is answered. */
export class AskedSpace {
  status: 'idle' | 'pending' | 'done' | 'failed' = 'idle';
  value?: Space | null;
  error?: unknown;
  slow = false;
  #client?: PeerClient | undefined;
  #leaving = new AbortController();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Asks, unless this client was asked before. */
  of(client: PeerClient | undefined): void {
    if (client === this.#client) return;
    this.#client = client;
    delete this.value;
    void this.again();
  }

  async again(): Promise<void> {
    this.close();
    const client = this.#client;
    if (!client) return;
    const { signal } = (this.#leaving = new AbortController());
    const set = (change: Partial<AskedSpace>) => {
      if (signal.aborted) return;
      Object.assign(this, change);
      this.#changed();
    };
    const waiting = setTimeout(() => set({ slow: true }), slowAfter);
    this.status = 'pending';
    try {
      set({ status: 'done', value: await client.collection('spaces').get(client.space, { signal, credential: null }) });
    } catch (error) {
      set({ status: 'failed', error });
    } finally {
      clearTimeout(waiting);
      set({ slow: false });
    }
  }

  /** Out of the page nothing is asked; back in it, what was not learnt is asked again. */
  leave(): void {
    this.close();
    if (!this.value) this.#client = undefined;
  }

  /** Asks no more. */
  close(): void {
    this.#leaving.abort();
    this.status = 'idle';
  }
}
