import type { Patch, Stored } from '../../adapters/adapter.ts';
import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';
import type { Sending, SendingPatch } from '../../domain/story.ts';
import type { Edited, SharePath } from './path.ts';
import { patchOf } from './story-draft.ts';

/** What came of sending a change. */
export type ChangeState = { is: 'changed' } | { is: 'waiting' | 'failed'; error: PeerError; mayHaveArrived: boolean };

/**
 * Sends a change of a story. An outbox holds what is new; a change depends on what is there, which a try without an answer
 * may have changed already.
 */
export class Change {
  readonly #path: SharePath;
  /** What was tried last; `unsure`: no answer came, and it may have arrived. */
  #tried?: { intent: string; patch: Patch<SendingPatch>; unsure: boolean } | undefined;

  constructor(path: SharePath) {
    this.#path = path;
  }

  get #edited(): Edited {
    return this.#path.edited!;
  }

  /** The same words, sent again after no answer came, are the same act: it happens once. */
  async send(signal: AbortSignal): Promise<ChangeState> {
    const { host, value, meanwhile } = this.#path;
    const { sending, credential } = this.#edited;
    const patch = { ...patchOf(value), meanwhile };
    const before = this.#tried && same(this.#tried.patch, patch) ? this.#tried : undefined;
    const intent = before?.intent ?? newIntent();
    // Without a connection from the beginning, nothing has left the device.
    const connected = navigator.onLine;
    try {
      await host.client.collection('sendings').update(sending.id, patch, { rev: sending.rev!, credential, intent, signal });
      this.#tried = undefined;
      return { is: 'changed' };
    } catch (cause) {
      const error = PeerError.is(cause) ? cause : new PeerError('unavailable', 'story-share: the change could not be sent', { cause });
      if (error.code === 'conflict' && (await this.#after())) return this.send(signal);
      const unsure = error.mayHaveHappened && (connected || error.code !== 'offline');
      // A refusal is an answer to this act, also to the tries before.
      const mayHaveArrived = unsure || (error.retryable && !!before?.unsure);
      // Other words say nothing of those before, which may have arrived all the same.
      if (unsure || !this.#tried?.unsure) this.#tried = { intent, patch, unsure: mayHaveArrived };
      return { is: error.retryable ? 'waiting' : 'failed', error, mayHaveArrived };
    }
  }

  /** Whether a try without an answer has arrived. Rejects where that cannot be known. */
  async arrived(): Promise<boolean> {
    return !!(await this.#before());
  }

  /** Whether a try of one's own has changed it: what is written now comes after that. */
  async #after(): Promise<boolean> {
    const now = await this.#before().catch(() => undefined);
    if (!now) return false;
    this.#edited.sending = now;
    this.#tried = undefined;
    return true;
  }

  /** The sending, where it says what was sent without an answer. */
  async #before(): Promise<Stored<Sending> | undefined> {
    const { sending, credential } = this.#edited;
    const { items } = await this.#path.host.client.collection('sendings').list({}, { credential });
    return items.find((each) => each.id === sending.id && each.rev !== sending.rev && !!this.#tried?.unsure && same(wordsOf(each), wordsOf(this.#tried.patch)));
  }
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const wordsOf = ({ text, helped, line }: Patch<SendingPatch>) => [text, helped ?? null, line ?? null];
