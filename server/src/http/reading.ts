import { type AnyRecord, type Backend, type BackendCall, type CollectionName } from 'peer-support-elements/backend';
import type { Limiter } from './limiter.ts';

/** Collections in which whole texts stand that are for the staff. */
const whole: readonly CollectionName[] = ['sendings', 'messages', 'reports'];

/** So much more what is done counts than what waits to be read: reading that again is seldom anybody's work. */
const doneCounts = 10;

const waits = ({ state }: AnyRecord) => state === 'sent' || state === 'claimed' || state === 'waiting';

/** Slows down whoever of the staff is handed whole texts faster than anybody reads, and writes that down once. */
export class Reading {
  readonly #limiter: Limiter;
  readonly #backend: Backend;

  constructor(limiter: Limiter, backend: Backend) {
    this.#limiter = limiter;
    this.#backend = backend;
  }

  /** Rejects as `rate-limited` where somebody had too many a moment ago. */
  async begin(collection: CollectionName, { space, who }: BackendCall): Promise<void> {
    if (!isStaff(who.role) || !whole.includes(collection)) return;
    const beyond = this.#limiter.beyondTexts(space, who.owner!);
    if (!beyond) return;
    if (beyond.first) await this.#backend.note(space, { act: 'bulk', by: who.owner!, what: collection });
    throw beyond.refusal;
  }

  /** Counts what was handed out. */
  end(collection: CollectionName, { space, who }: BackendCall, records: readonly AnyRecord[]): void {
    if (!isStaff(who.role) || !whole.includes(collection)) return;
    this.#limiter.addTexts(space, who.owner!, records.reduce((sum, record) => sum + (waits(record) ? 1 : doneCounts), 0));
  }
}

const isStaff = (role: string) => role === 'facilitator' || role === 'moderator';
