import type { Stored } from '../../adapters/adapter.ts';
import type { PeerClient } from '../../client/client.ts';
import type { Presence as There } from '../../domain/space.ts';

/** Whoever does nothing at the desk for so long is not there, in milliseconds. */
export const idleAfter = 5 * 60_000;
/** It is said again before what was said is over. */
const sayEvery = 100_000;

/**
 * Says that somebody is reading, for as long as somebody is: the desk is open and something is done at it. Visitors are
 * promised a person, so silence is the default: what cannot be said is not said.
 */
export class Presence {
  /** Whether the backend knows that somebody is reading. */
  there = false;
  /** Under which name the claims of whoever this is stand. */
  me?: string | undefined;
  /** What whoever it is does not read: where nobody at a desk reads it, whoever is on call is told. */
  #without: readonly string[];
  readonly #client: PeerClient;
  readonly #changed: () => void;
  #said?: Stored<There> | undefined;
  #saidAt = 0;
  #active = 0;
  #timer?: ReturnType<typeof setInterval>;
  #busy = false;
  #ended = false;

  constructor(client: PeerClient, without: readonly string[], changed: () => void) {
    this.#client = client;
    this.#without = without;
    this.#changed = changed;
    this.#timer = setInterval(() => void this.#look(), 10_000);
  }

  /** Something was done at the desk. */
  act(): void {
    if (this.#ended) return;
    this.#active = Date.now();
    if (!this.there) void this.#look();
  }

  /** What is left out has changed: it is said at once. */
  leaveOut(without: readonly string[]): void {
    this.#without = without;
    this.#saidAt = 0;
    if (this.there) void this.#look();
  }

  /** Nobody reads any more: the desk is closed, or whoever reads has a break. */
  async stop(): Promise<void> {
    this.#ended = true;
    clearInterval(this.#timer);
    await this.#leave();
  }

  async #look() {
    if (this.#busy || !this.#client.can.collections.presences?.create) return;
    this.#busy = true;
    const now = Date.now();
    try {
      if (now - this.#active > idleAfter) await this.#leave();
      else if (!this.#ended && now - this.#saidAt > sayEvery) await this.#say();
    } catch {
      this.#set(undefined);
    }
    this.#busy = false;
    // It was closed while it was being said.
    if (this.#ended) await this.#leave();
  }

  async #say() {
    const presences = this.#client.collection('presences');
    const { id, rev } = this.#said ?? {};
    const without = [...this.#without];
    const again = id !== undefined && rev !== undefined ? await presences.update(id, { without: without.length ? without : null }, { rev }).catch(() => undefined) : undefined;
    this.#set(again ?? (await presences.create(without.length ? { without } : {})));
  }

  async #leave() {
    const { id } = this.#said ?? {};
    this.#set(undefined);
    if (id !== undefined) await this.#client.collection('presences').remove(id).catch(() => {});
  }

  #set(said: Stored<There> | undefined) {
    this.#said = said;
    this.#saidAt = said ? Date.now() : 0;
    this.me = said?.by ?? this.me;
    this.there = !!said;
    this.#changed();
  }
}
