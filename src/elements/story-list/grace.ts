import { newIntent } from '../../client/client.ts';
import { PeerError } from '../../client/errors.ts';

/** How long something can be taken back before it is sent, in milliseconds. */
export const graceMs = 8000;

/** `waiting`: it can still be taken back. `gone`: there is nothing any more that it could be sent to, and surely nothing was sent. */
export type GraceState = 'idle' | 'waiting' | 'sending' | 'sent' | 'failed' | 'gone';

const nothingThere = ['not-found', 'conflict', 'forbidden'];

/**
 * One act that can be taken back for a few seconds before it is sent. A page that is left sends nothing: leaving is no
 * consent, and what nobody saw go has not gone. What could not be sent is sent again only when asked, as the same act.
 */
export class Grace {
  state: GraceState = 'idle';
  error?: unknown;
  readonly #send: (intent: string) => Promise<unknown>;
  readonly #changed: () => void;
  #intent = '';
  /** No answer came to a try: it may have arrived all the same. */
  #unsure = false;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(send: (intent: string) => Promise<unknown>, changed: () => void) {
    this.#send = send;
    this.#changed = changed;
  }

  /** Begins to wait. */
  start(): void {
    this.#intent = newIntent();
    this.#timer = setTimeout(() => void this.now(), graceMs);
    this.#set('waiting');
  }

  /** Sends it without waiting longer, or once more. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.state !== 'waiting' && this.state !== 'failed') return;
    this.#set('sending');
    try {
      await this.#send(this.#intent);
      this.#set('sent');
    } catch (error) {
      this.error = error;
      this.#unsure ||= !PeerError.is(error) || error.mayHaveHappened;
      this.#set(PeerError.is(error) && nothingThere.includes(error.code) && !this.#unsure ? 'gone' : 'failed');
    }
  }

  /** Takes it back, as long as it waits. */
  stop(): void {
    clearTimeout(this.#timer);
    if (this.state === 'waiting' || this.state === 'failed') this.#set('idle');
  }

  #set(state: GraceState) {
    this.state = state;
    this.#changed();
  }
}
