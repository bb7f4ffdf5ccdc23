import type { CollectionName, Credential, DraftOf, RecordOf } from '../adapters/adapter.ts';
import type { PeerClient, WriteOptions } from './client.ts';
import type { PeerError } from './errors.ts';
import { TabOutbox } from './tab-outbox.ts';

/**
 * - `sending`: on its way.
 * - `waiting`: it could not be sent, and can be once there is a connection again. Nothing sends it but the person.
 * - `sent`: the backend said so.
 * - `failed`: the backend refused it. What was written is still here.
 * - `removing`: the person has taken it out, and the device has not let go of it yet, or will not: then there is an `error`.
 */
export type OutboxState = 'sending' | 'waiting' | 'sent' | 'failed' | 'removing';

/** One thing that somebody sends, as they may see it. What they wrote is not in it. */
export interface OutboxItem {
  /** The intent of the act: the same on every try, so that it happens once. */
  readonly id: string;
  readonly collection: CollectionName;
  readonly state: OutboxState;
  /** A try got no answer: it may have arrived all the same. */
  readonly mayHaveArrived: boolean;
  /** What was written also lies where `keepIn` keeps it, and outlives this page there. */
  readonly kept: boolean;
  /**
   * It goes with a credential of this kind, which is not here any more, because none is ever kept: ask the person for it
   * and give it to `sendAgain`. Until then nothing is sent.
   */
  readonly needsCredential?: Credential['kind'];
  /** Why it waits or failed, or why the device still holds it. */
  readonly error?: PeerError;
}

/**
 * What came of sending. `sent` has no record where another tab has sent it. `cancelled`: the person took it back meanwhile,
 * here or in another tab.
 */
export type OutboxResult<N extends CollectionName> =
  | { readonly state: 'sent'; readonly record?: RecordOf<N> }
  | { readonly state: 'waiting' | 'failed'; readonly error: PeerError; readonly mayHaveArrived: boolean }
  | { readonly state: 'cancelled'; readonly mayHaveArrived: boolean };

/**
 * What subscribers hear; never what somebody wrote.
 * - `change`: an item has come, gone, or is in another state, by what was done here or in another tab.
 * - `online`: there is a connection again and something waits: ask the person whether to send it now.
 * - `not-kept`: the store given to `keepIn` failed, or keeping was ended in another tab; `kept` of each item says what is
 *   in this page only.
 */
export type OutboxEvent = { readonly type: 'change'; readonly id: string } | { readonly type: 'online' } | { readonly type: 'not-kept' };

/** What is kept of an item that waits. No credential is. */
export interface KeptItem {
  readonly id: string;
  /** The backend and space that it is for, as text to compare. */
  readonly to: string;
  readonly collection: CollectionName;
  readonly draft: unknown;
  /** With the client's own credential, with none, or with one of this kind that was given for it. */
  readonly goesWith: 'own' | 'nothing' | Credential['kind'];
  readonly mayHaveArrived: boolean;
}

/** Where items wait beyond this page, if the person chose so. `deviceOutbox` is one; what it fails at rejects. */
export interface OutboxStore {
  /** Tabs with stores of the same name share what is kept, tell each other what becomes of it, and send each item in one of them. */
  readonly name: string;
  /** The oldest first. */
  all(): Promise<readonly KeptItem[]>;
  /**
   * Keeps an item, or its new state in its old place. With `known` only if it is still there, because another tab may have
   * taken it out: answers whether it is kept.
   */
  put(item: KeptItem, options: { known: boolean }): Promise<boolean>;
  /** Ids that are not there do no harm. */
  remove(ids: readonly string[]): Promise<void>;
  /** Takes away everything, whoever it is for. */
  clear(): Promise<void>;
}

export type OutboxSendOptions = Pick<WriteOptions, 'intent' | 'credential'>;

export interface OutboxOptions {
  /** Tells by `online` that there is a connection again, and by `pageshow` that the page comes back. Default: the page. */
  connection?: EventTarget;
  /** How long a store may take for one thing before it has failed, in milliseconds. Default: 5000. */
  patience?: number;
}

/** Where what could not be sent waits, seen by the person who wrote it. Everything is in memory, unless `keepIn` was called. */
export interface Outbox {
  /** The oldest first. What was sent stays until `cancel` or `clear`, without what was written. */
  readonly items: readonly OutboxItem[];
  /**
   * Sends a draft, or lets it wait here. Rejects for nothing that happens on the way, see the result; only as `conflict` for
   * an intent that was used for something else.
   */
  send<N extends CollectionName>(collection: N, draft: DraftOf<N>, options?: OutboxSendOptions): Promise<OutboxResult<N>>;
  /**
   * Tries once more what waits or failed. `credential` is for an item that needs one, or whose own was refused. Rejects as
   * `not-found` if the item is not here, as `invalid` for a credential that it does not go with.
   */
  sendAgain(id: string, options?: { credential?: Credential }): Promise<OutboxResult<CollectionName>>;
  /** What was written, to be changed or copied. Undefined once it was sent or taken out, or is not here. */
  draft(id: string): unknown;
  /**
   * Breaks off, forgets what was written and takes the item out, in every tab. It cannot undo what has arrived:
   * `mayHaveArrived` says that it might have. Rejects with a `PeerError` if the device still holds the words: the item then
   * stays as `removing`, and can be cancelled again.
   */
  cancel(id: string): Promise<{ mayHaveArrived: boolean }>;
  /**
   * Breaks off and forgets everything at once, in every tab, and takes all that is kept in the store off the device, for
   * leaving in a hurry. Resolves once it is gone; rejects with a `PeerError` if the device still holds some of it.
   */
  clear(): Promise<void>;
  /**
   * From now on what waits is kept there too, and what was there waits here. Without a store, what was kept is taken away
   * again and waits in this page only. Rejects with a `PeerError`: nothing has changed then. One outbox has one store.
   */
  keepIn(store?: OutboxStore): Promise<void>;
  /** Answers how to stop it. */
  subscribe(listener: (event: OutboxEvent) => void): () => void;
  /** Forgets everything in this page, but not what is kept. */
  close(): void;
}

/** What an outbox needs of a client. */
export type OutboxClient = Pick<PeerClient, 'adapter' | 'can' | 'collection' | 'space'>;

/** An outbox for any client. */
export function createOutbox(client: OutboxClient, options: OutboxOptions = {}): Outbox {
  return new TabOutbox(client, options);
}
