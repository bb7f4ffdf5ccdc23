import type { TokenSource } from '../adapter.ts';

export interface HttpAdapterOptions {
  /** Address of the backend, without `/v1`. https, or http on this machine. Relative ones are the page's. */
  src: string;
  /** Name by which people know the service. Default: the host of `src`. */
  service?: string | undefined;
  /** The host's own sign-in. Its token never goes with what is sent anonymously. */
  getToken?: TokenSource | undefined;
  /** Default: the page's own. */
  fetch?: typeof fetch | undefined;
  /** How long one try may take, in milliseconds. Default: 15,000. */
  timeoutMs?: number | undefined;
  /** How long a call may take with all its tries and pauses, in milliseconds. Default: 45,000. */
  totalMs?: number | undefined;
  /** How often a call is tried again that may succeed then. Default: 3. */
  retries?: number | undefined;
  /** The longest first pause before trying again, in milliseconds; it doubles with each try. Default: 400. */
  backoffMs?: number | undefined;
  /** A backend that asks for a longer pause is not waited for: the call rejects with `retryAfterMs`. Default: 10,000. */
  longestPauseMs?: number | undefined;
  /** The longest answer that is read, in bytes. Default: 16 MiB. */
  longestAnswer?: number | undefined;
  /** How often in a row a watch connects again in vain before it gives up. Default: 8. */
  watchRetries?: number | undefined;
  /** A watch that has heard nothing for so long connects again, in milliseconds. A backend makes a sign every 15 s. Default: 40,000. */
  silenceMs?: number | undefined;
  /** How long sending waits for its proof of work before it goes without, in milliseconds. Default: 3000. */
  proofMs?: number | undefined;
  /** Allows http to other machines, where everybody on the way reads along. For trying things out only. */
  insecure?: boolean | undefined;
}

/** The options as the parts of the adapter use them. */
export interface Settings {
  readonly base: URL;
  readonly fetch: typeof fetch;
  readonly getToken: TokenSource | undefined;
  readonly timeoutMs: number;
  readonly totalMs: number;
  readonly retries: number;
  readonly backoffMs: number;
  readonly longestPauseMs: number;
  readonly longestAnswer: number;
  readonly watchRetries: number;
  readonly silenceMs: number;
  readonly proofMs: number;
}
