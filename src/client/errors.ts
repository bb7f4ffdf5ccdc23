/** What went wrong between a page and a backend, by what can be done about it. */
export type PeerErrorCode =
  | 'offline'
  | 'timeout'
  | 'unavailable'
  | 'rate-limited'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'bad-data'
  | 'unsupported';

export interface PeerErrorOptions extends ErrorOptions {
  /** Whether the same call may succeed later. Default: true for offline, timeout, unavailable and rate-limited. */
  retryable?: boolean;
  /** How long to wait before trying again, in milliseconds. */
  retryAfterMs?: number;
  /** Whether what was asked may have happened all the same. Default: true for offline, timeout, unavailable and bad-data. */
  mayHaveHappened?: boolean;
}

/** Shared by every copy of the library that speaks version 1 of the contract, where `instanceof` would fail. */
const brand: unique symbol = Symbol.for('peer-support-elements/1/error') as never;

const retryableCodes: readonly PeerErrorCode[] = ['offline', 'timeout', 'unavailable', 'rate-limited'];
const unanswered: readonly PeerErrorCode[] = ['offline', 'timeout', 'unavailable', 'bad-data'];

/** The one error class of the library. `message` is for developers; people are shown a sentence chosen by `code`. */
export class PeerError extends Error {
  override readonly name = 'PeerError';
  readonly code: PeerErrorCode;
  readonly retryable: boolean;
  readonly retryAfterMs?: number | undefined;
  /** No answer came to a try, so nobody knows: an act may have happened all the same. Sent again with its intent it does no harm. */
  readonly mayHaveHappened: boolean;

  constructor(code: PeerErrorCode, message: string = code, options: PeerErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.retryable = options.retryable ?? retryableCodes.includes(code);
    this.retryAfterMs = options.retryAfterMs;
    this.mayHaveHappened = options.mayHaveHappened ?? unanswered.includes(code);
  }

  get [brand](): boolean {
    return true;
  }

  /** Whether `value` is a PeerError of this or another copy of the library. */
  static is(value: unknown): value is PeerError {
    return !!(value as Partial<PeerError> | undefined)?.[brand];
  }
}
