import { abilities } from '../client/abilities.ts';
import { PeerError } from '../client/errors.ts';
import { type Abilities, type Act, type AdapterOptions, assertCan, type Call, type CollectionName, type ListAnswer, type PeerAdapter, type Query, type Schemas, type Watcher, type WriteCall } from './adapter.ts';
import { baseOf, recordPath } from './http/address.ts';
import type { HttpAdapterOptions, Settings } from './http/options.ts';
import type { Proofs } from './http/proof.ts';
import { type Ask, jsonOf, Wire } from './http/wire.ts';

export type { HttpAdapterOptions } from './http/options.ts';

/**
 * Asks a backend over HTTP. What may pass is tried again by itself, writes too: they carry their intent, so that they happen
 * once. Nothing secret stands in an address, nothing is logged, and no cookie or referrer is sent.
 * Throws a `PeerError` (`invalid`) for a `src` that is missing or not safe.
 */
export function httpAdapter(options: HttpAdapterOptions): PeerAdapter {
  return new HttpAdapter(options);
}

/** For `<peer-support adapter="http" src="…">`. */
export function create({ src, getToken }: AdapterOptions): PeerAdapter {
  const [address, ...others] = [src ?? []].flat();
  if (others.length) throw new PeerError('invalid', 'http: src is one address');
  return httpAdapter({ src: address!, getToken });
}

/** What everybody may read and a cache may keep. */
const open: readonly CollectionName[] = ['groups'];

class HttpAdapter implements PeerAdapter {
  readonly spec = 1;
  readonly name = 'http';
  readonly can: Abilities;

  readonly #closing = new AbortController();
  readonly #wire: Wire;
  #proofs?: Promise<Proofs | undefined> | undefined;

  constructor(options: HttpAdapterOptions) {
    const settings = settingsOf(options);
    this.can = abilities('shared', options.service ?? settings.base.hostname);
    this.#wire = new Wire(settings, this.#closing.signal);
  }

  async schemas(collection?: CollectionName): Promise<Schemas> {
    // Whoever reads stories, or begins to write one, does not wait for the schemas of everything else.
    if (collection === 'stories') return import('../client/schemas/story.ts');
    if (collection === 'spaces') return import('../client/schemas/spaces.ts');
    return (await import('../client/schemas/index.ts')).schemas;
  }

  async list(collection: CollectionName, query: Query, call: Call): Promise<ListAnswer> {
    this.#check(collection, 'list', call, query);
    const { limit, cursor, ...asked } = query;
    const plain = Object.values(asked).every((value) => value === undefined);
    // What people look for stands in no address.
    const ask: Ask = plain
      ? { method: 'GET', path: collection, params: { limit, cursor }, open: open.includes(collection) }
      : { method: 'POST', path: `${collection}/search`, body: json(query) };
    const { items, next } = Object(await this.#json(ask, call)) as Partial<ListAnswer>;
    if (!Array.isArray(items) || !(next === null || (typeof next === 'string' && next))) throw new PeerError('bad-data', 'http: the answer is not a list');
    return { items, next };
  }

  async get(collection: CollectionName, id: string, call: Call): Promise<unknown> {
    this.#check(collection, 'get', call);
    const path = recordPath(collection, id);
    if (!path) return null;
    try {
      return await this.#record({ method: 'GET', path }, call);
    } catch (error) {
      if (PeerError.is(error) && error.code === 'not-found') return null;
      throw error;
    }
  }

  async create(collection: CollectionName, draft: unknown, call: WriteCall): Promise<unknown> {
    this.#check(collection, 'create', call);
    const ask = { method: 'POST', path: collection, body: json(draft), headers: this.#headers(call) } as const;
    // Anonymous means anonymous: nobody's name stands beside what everyone may read. Who sends so shows a proof of work instead.
    const anonymous = collection === 'sendings' && this.#isAnonymous(draft, call);
    if (!anonymous) return this.#record(ask, call);
    const proof = await this.#wire.during(call.signal, async (signal) => (await this.#proving())?.of(call.space, call.intent, signal));
    return this.#record({ ...ask, headers: { ...ask.headers, 'peer-proof': proof }, anonymous }, call);
  }

  async update(collection: CollectionName, id: string, patch: unknown, call: WriteCall & { rev: string }): Promise<unknown> {
    this.#check(collection, 'update', call);
    return this.#record({ method: 'PATCH', path: written(collection, id), body: json(patch), headers: this.#headers(call, call.rev ?? '') }, call);
  }

  async remove(collection: CollectionName, id: string, call: WriteCall & { rev?: string }): Promise<void> {
    this.#check(collection, 'remove', call);
    await this.#wire.send({ method: 'DELETE', path: written(collection, id), headers: this.#headers(call, call.rev) }, call, async () => {});
  }

  watch(collection: CollectionName, query: Query, on: Watcher, call: Call): void {
    const closing = this.#closing.signal;
    const begun = !closing.aborted;
    const watching = async () => {
      this.#check(collection, 'watch', call, query);
      const ask: Ask = { method: 'POST', path: `${collection}/watch`, body: json(query) };
      // Reading comes first; what watches is fetched after it.
      const { watchChanges } = await import('./http/watch.ts').catch(notHere);
      call.signal.throwIfAborted();
      closing.throwIfAborted();
      await watchChanges(this.#wire, ask, on, call);
    };
    watching().catch((error: unknown) => {
      // What was being watched when the adapter was closed ends in silence.
      if (!call.signal.aborted && !(begun && closing.aborted)) on.error(error as PeerError);
    });
  }

  prepare(collection: CollectionName, { space, signal }: Call): void {
    if (collection === 'sendings' && !signal.aborted) void this.#proving().then((proofs) => proofs?.prepare(space));
  }

  close(): void {
    this.#closing.abort(closed());
  }

  #check(collection: string, act: Act, { signal }: Call, query?: Query) {
    signal.throwIfAborted();
    // Of this, nothing has left.
    if (this.#closing.signal.aborted) throw closed(false);
    assertCan(this.can, collection, act, query);
  }

  /** What makes proofs, fetched once somebody writes. Undefined: it cannot be fetched, and what is sent goes without. */
  #proving(): Promise<Proofs | undefined> {
    return (this.#proofs ??= import('./http/proof.ts').then(
      ({ Proofs }) => new Proofs(this.#wire, this.#closing.signal),
      () => (this.#proofs = undefined),
    ));
  }

  /** So is a reply to what everyone may read. Which story that is, the backend knows: whoever calls says that no name goes along. */
  #isAnonymous(draft: unknown, { anonymous, credential }: Call): boolean {
    const { audience } = Object(draft) as { audience?: unknown };
    return audience === 'everyone' || (audience === 'writer' && (anonymous === true || !(credential ?? this.#wire.settings.getToken)));
  }

  #json(ask: Ask, call: Call): Promise<unknown> {
    return this.#wire.send(ask, call, (response) => jsonOf(response, this.#wire.settings.longestAnswer));
  }

  async #record(ask: Ask, call: Call): Promise<unknown> {
    const record = await this.#json(ask, call);
    if (typeof record !== 'object' || record === null || Array.isArray(record)) throw new PeerError('bad-data', 'http: the answer is not a record');
    return record;
  }

  #headers({ intent }: WriteCall, rev?: string): Record<string, string> {
    if (!/^[\x21-\x7e]{1,200}$/.test(intent)) throw new PeerError('invalid', 'http: an intent is 1 to 200 letters, digits and signs of ASCII');
    if (rev === '') throw new PeerError('invalid', 'http: a change needs the rev that it is based on');
    // No backend of ours ever gave such a rev.
    if (rev !== undefined && !/^[\x21\x23-\x7e]+$/.test(rev)) throw new PeerError('conflict', 'http: changed since');
    return { 'idempotency-key': intent, ...(rev !== undefined && { 'if-match': `"${rev}"` }) };
  }
}

const notHere = (cause: unknown): never => {
  throw new PeerError('unavailable', 'http: a part of this library could not be loaded', { cause });
};

const closed = (mayHaveHappened = true) => new PeerError('unavailable', 'http: closed', { retryable: false, mayHaveHappened });

function written(collection: string, id: string): string {
  const path = recordPath(collection, id);
  if (!path) throw new PeerError('not-found', `${collection}: no such record`);
  return path;
}

/** What is sent, as it is now: the caller may change it afterwards. */
function json(value: unknown): string {
  try {
    const text = JSON.stringify(value) as string | undefined;
    if (text !== undefined) return text;
  } catch {
    // Told below.
  }
  throw new PeerError('invalid', 'http: this cannot be sent');
}

function settingsOf(options: HttpAdapterOptions): Settings {
  return {
    base: baseOf(options.src, options.insecure),
    // Looked up for each request: a page may wrap it later.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    getToken: options.getToken,
    timeoutMs: options.timeoutMs ?? 15_000,
    totalMs: options.totalMs ?? 45_000,
    retries: options.retries ?? 3,
    backoffMs: options.backoffMs ?? 400,
    longestPauseMs: options.longestPauseMs ?? 10_000,
    longestAnswer: options.longestAnswer ?? 16 * 1024 * 1024,
    watchRetries: options.watchRetries ?? 8,
    silenceMs: options.silenceMs ?? 40_000,
    proofMs: options.proofMs ?? 3000,
  };
}
