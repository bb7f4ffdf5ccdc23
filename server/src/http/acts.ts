import type { CollectionName, Query } from 'peer-support-elements/adapters/adapter.js';
import { type AnyRecord, Backend, type BackendCall, type BackendWrite, PeerError } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import { type Answer, json } from './answer.ts';
import { type BodyLimits, readJson } from './body.ts';
import type { Cursors } from './cursors.ts';
import { sha256 } from './hash.ts';
import { nearestLanguage } from './languages.ts';
import type { Proofs } from './proof.ts';
import { Refusal } from './problems.ts';
import type { Reading } from './reading.ts';
import { asQuery, pageSchema, querySchema, readAddress } from './query.ts';
import type { CollectionRoute } from './routes.ts';
import type { Visit } from './visit.ts';
import type { Known } from './who.ts';

/** Records that may hold many words. */
const longWords: readonly CollectionName[] = ['sendings', 'groups', 'settings'];

/** One act, once it is known who asks. */
export interface Asked {
  visit: Visit;
  route: CollectionRoute;
  id: string;
  known: Known;
}

export interface ActsOptions {
  backend: Backend;
  proofs: Proofs;
  cursors: Cursors;
  /** Largest bodies, in bytes. */
  bodies: BodyLimits;
  reading: Reading;
}

/** The acts of the contract but for watching: from a request to the backend, and back to an answer. */
export class Acts {
  readonly #backend: Backend;
  readonly #proofs: Proofs;
  readonly #cursors: Cursors;
  readonly #bodies: BodyLimits;
  readonly #reading: Reading;

  constructor({ backend, proofs, cursors, bodies, reading }: ActsOptions) {
    this.#backend = backend;
    this.#proofs = proofs;
    this.#cursors = cursors;
    this.#bodies = bodies;
    this.#reading = reading;
  }

  /** Refuses what somebody may never do, so that nothing is read of what they send. */
  may({ route: { collection, act }, known }: Asked): void {
    this.#backend.may(collection, act, known.who);
  }

  async answer(asked: Asked): Promise<Answer> {
    switch (asked.route.act) {
      case 'list':
        return this.#list(asked);
      case 'get':
        return this.#get(asked);
      case 'create':
        return this.#create(asked);
      case 'update':
        return this.#update(asked);
      default:
        return this.#remove(asked);
    }
  }

  /** The query of a search or a watch, from its body. */
  async query({ request }: Visit) {
    return asQuery(parsed(querySchema, await readJson(request, this.#bodies.others)));
  }

  async #list({ visit, route, known }: Asked): Promise<Answer> {
    const address = readAddress(visit.url.searchParams, route.body === 'none');
    const query = route.body === 'query' ? await this.query(visit) : asQuery(parsed(pageSchema, address));
    return this.#tagged(await this.#page(route.collection, query, callOf(visit, known)));
  }

  async #get({ visit, route, id, known }: Asked): Promise<Answer> {
    readAddress(visit.url.searchParams, false);
    const call = callOf(visit, known);
    await this.#reading.begin(route.collection, call);
    const record = isId(id) ? await this.#backend.get(route.collection, id, call) : null;
    if (!record) throw new Refusal('not-found');
    this.#reading.end(route.collection, call, [record]);
    const rev = revOf(record);
    return rev.etag ? json(200, record, rev) : this.#tagged(record);
  }

  async #create({ visit, route, known }: Asked): Promise<Answer> {
    readAddress(visit.url.searchParams, false);
    const { collection } = route;
    const intent = await intentOf(visit, known);
    const draft = await readJson(visit.request, this.#limitOf(collection));
    const flags = await this.#flags(visit, collection, draft, known);
    const record = await this.#backend.create(collection, draft, { ...callOf(visit, known), intent, flags });
    const space = new URLSearchParams({ space: visit.space });
    return json(201, record, { ...revOf(record), location: `${collection}/${encodeURIComponent(record.id)}?${space}` });
  }

  async #update({ visit, route, id, known }: Asked): Promise<Answer> {
    readAddress(visit.url.searchParams, false);
    const rev = baseOf(visit);
    if (rev === undefined) throw new Refusal('invalid', { status: 428, fields: ['If-Match'], detail: 'A change names in If-Match the state it is based on.' });
    const intent = await intentOf(visit, known);
    const patch = await readJson(visit.request, this.#limitOf(route.collection));
    if (!isId(id)) throw new Refusal('not-found');
    const record = await this.#backend.update(route.collection, id, patch, { ...callOf(visit, known), intent, rev });
    return json(200, record, revOf(record));
  }

  async #remove({ visit, route, id, known }: Asked): Promise<Answer> {
    readAddress(visit.url.searchParams, false);
    const rev = baseOf(visit);
    const intent = await intentOf(visit, known);
    if (!isId(id)) throw new Refusal('not-found');
    await this.#backend.remove(route.collection, id, { ...callOf(visit, known), intent, ...(rev !== undefined && { rev }) });
    return { status: 204 };
  }

  /** A page, with cursors that say nothing to whoever holds them. */
  async #page(collection: CollectionName, query: Query, call: BackendCall) {
    const { space } = call;
    const { cursor } = query;
    const asked = cursor === undefined ? query : { ...query, cursor: await this.#cursors.meant(space, collection, cursor) };
    await this.#reading.begin(collection, call);
    const { items, next } = await this.#backend.list(collection, asked, call);
    this.#reading.end(collection, call, items);
    return { items, next: next === null ? null : await this.#cursors.told(space, collection, next) };
  }

  #limitOf(collection: CollectionName): number {
    return longWords.includes(collection) ? this.#bodies.words : this.#bodies.others;
  }

  /** A proof is asked of those who send without a name, and used up only by what can be taken. */
  async #flags({ request, space }: Visit, collection: CollectionName, draft: unknown, { who }: Known): Promise<BackendWrite['flags']> {
    if (collection !== 'sendings' || who.role !== 'visitor' || !schemas.sendings.draft.safeParse(draft).success) return [];
    return this.#proofs.flags(space, request.headers.get('peer-proof'));
  }

  /** What has no rev is known by its bytes, which say no more than they show. */
  async #tagged(value: unknown): Promise<Answer> {
    const answer = json(200, value);
    return { ...answer, headers: { ...answer.headers, etag: `"${(await sha256(answer.body as string)).slice(0, 27)}"` } };
  }
}

const callOf = ({ space, request, config }: Visit, { who }: Known): BackendCall => ({ space, who, locale: nearestLanguage(request.headers.get('accept-language'), config?.settings.languages) });

function parsed<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false; error: unknown } }, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new PeerError('invalid', 'query', { cause: result.error });
}

/** Whether anything can be kept under this id. What cannot is as if it were not there. */
const isId = (id: string) => id.length >= 1 && id.length <= 200 && !/[\u0000-\u001f\u007f\p{Cs}]/u.test(id);

function revOf({ rev }: AnyRecord): Record<string, string> {
  return typeof rev === 'string' && /^[\x21\x23-\x7e]+$/.test(rev) ? { etag: `"${rev}"` } : {};
}

/** The state that a change is based on. */
function baseOf({ request }: Visit): string | undefined {
  const header = request.headers.get('if-match');
  if (header === null) return undefined;
  const rev = /^"([\x21\x23-\x7e]{1,200})"$/.exec(header.trim())?.[1];
  if (rev === undefined) throw new Refusal('invalid', { status: 400, fields: ['If-Match'], detail: 'If-Match names one state, in quotation marks.' });
  return rev;
}

/** The intent of a write. It is kept hashed with whose it is: no one is answered what somebody else did, and nothing that was put into it is kept. */
async function intentOf({ request }: Visit, { who }: Known): Promise<string> {
  const key = request.headers.get('idempotency-key') ?? '';
  if (!/^[!-~]{1,200}$/.test(key)) throw new Refusal('invalid', { fields: ['Idempotency-Key'], detail: 'Every write carries an Idempotency-Key of 1 to 200 visible characters.' });
  return sha256(JSON.stringify([who.owner ?? '', key]));
}
