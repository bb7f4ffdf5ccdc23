import type { Act, Call, CollectionAbilities, CollectionName, Credential, ListAnswer, PeerAdapter, Query, WriteCall } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { ok } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';

export interface Test {
  /** A sentence. Names a test of one collection for `skip`. */
  name: string;
  /** Why it does not apply to this adapter. */
  skip?: string | undefined;
  run: () => Promise<void>;
}

export interface Topic {
  /** The collection; absent for what concerns the whole adapter. */
  of?: string;
  name: string;
  tests: Test[];
}

export type AnyRecord = Record<string, unknown> & { id: string; rev?: string };

/** A sample of whichever collection. */
export interface AnySample {
  records: readonly AnyRecord[];
  draft?(n: number): Record<string, unknown>;
  becomes?(draft: Record<string, unknown>): Record<string, unknown>;
  patch?(n: number): Record<string, unknown>;
  invalid?: readonly unknown[];
  found?: readonly { query: Partial<Query>; ids: readonly string[] }[];
  immediate?: boolean;
  credentials?: { readonly [A in Act]?: Credential | null };
}

/** What the tests of one collection stand on. */
export interface Ground {
  options: ConformanceOptions;
  collection: CollectionName;
  can: CollectionAbilities;
  sample: AnySample;
}

/** A fresh adapter, and the calls that the tests make of it. Every method takes the space, which is the seeded one by default. */
export class Bench {
  readonly adapter: PeerAdapter;
  readonly space: string;
  readonly otherSpace: string;
  readonly #options: ConformanceOptions;
  readonly #collection: CollectionName;

  constructor(adapter: PeerAdapter, options: ConformanceOptions, collection: CollectionName) {
    this.adapter = adapter;
    this.#options = options;
    this.#collection = collection;
    [this.space, this.otherSpace] = spacesOf(options);
  }

  call(act: Act, over: Partial<Call> = {}): Call {
    const credential = credentialOf(this.#options, this.#collection, act);
    return { signal: new AbortController().signal, space: this.space, locale: 'en', ...(credential && { credential }), ...over };
  }

  write(act: Act, over: Partial<WriteCall> = {}): WriteCall {
    return { ...this.call(act, over), intent: over.intent ?? newId() };
  }

  /** The same adapter, seen from another collection. */
  beside(collection: CollectionName): Bench {
    return new Bench(this.adapter, this.#options, collection);
  }

  list(query: Partial<Query> = {}, over?: Partial<Call>): Promise<ListAnswer> {
    return this.adapter.list(this.#collection, { limit: 100, ...query }, this.call('list', over));
  }

  get(id: string, over?: Partial<Call>) {
    return this.adapter.get(this.#collection, id, this.call('get', over)) as Promise<AnyRecord | null>;
  }

  create(draft: unknown, over?: Partial<WriteCall>) {
    return this.adapter.create!(this.#collection, draft, this.write('create', over)) as Promise<AnyRecord>;
  }

  update(id: string, patch: unknown, rev: string, over?: Partial<WriteCall>) {
    return this.adapter.update!(this.#collection, id, patch, { ...this.write('update', over), rev }) as Promise<AnyRecord>;
  }

  remove(id: string, over?: Partial<WriteCall> & { rev?: string }) {
    return this.adapter.remove!(this.#collection, id, { ...this.write('remove', over), ...(over?.rev !== undefined && { rev: over.rev }) });
  }

  /** Every item of a list, page by page. `between` runs after the first page. */
  async all(query: Partial<Query> = {}, over?: Partial<Call>, between?: () => Promise<unknown>): Promise<AnyRecord[]> {
    const items: AnyRecord[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 1000; page++) {
      const answer = await this.list({ ...query, ...(cursor !== undefined && { cursor }) }, over);
      const { limit = 100 } = query;
      ok(Array.isArray(answer.items), 'A list answers with items.');
      ok(answer.items.length <= limit, `No more than ${limit} items were asked for, ${answer.items.length} came.`);
      items.push(...(answer.items as AnyRecord[]));
      if (answer.next === null) return items;
      ok(typeof answer.next === 'string' && answer.next, 'The next page is a cursor, or null.');
      cursor = answer.next;
      if (page === 0) await between?.();
    }
    throw new Error('The list does not come to an end.');
  }

  async ids(query?: Partial<Query>, over?: Partial<Call>): Promise<string[]> {
    return (await this.all(query, over)).map(({ id }) => id);
  }

  /** What was really stored, if the caller gave a way to see it. */
  peek(id: string, space = this.space): Promise<unknown> {
    return Promise.resolve(this.#options.peek?.({ adapter: this.adapter, collection: this.#collection, id, space }));
  }
}

/** Who does this in this collection. Undefined: nobody in particular. */
export function credentialOf({ sample, credential }: ConformanceOptions, collection: CollectionName, act: Act): Credential | undefined {
  const own = (sample[collection] as AnySample | undefined)?.credentials?.[act];
  return own === null ? undefined : (own ?? credential);
}

export const spacesOf = ({ spaces }: ConformanceOptions) => spaces ?? (['conformance-a', 'conformance-b'] as const);

/** A fresh adapter as the caller makes it. */
export async function fresh(options: ConformanceOptions): Promise<PeerAdapter> {
  const [space, otherSpace] = spacesOf(options);
  const records = Object.fromEntries(Object.entries(options.sample).map(([name, sample]) => [name, structuredClone(sample.records)]));
  return options.create({ space, otherSpace, records });
}

/** Makes tests of one collection. */
export function testsOf(ground: Ground) {
  const { options, collection } = ground;
  return (name: string, skip: string | false | undefined, body: (bench: Bench) => Promise<void>): Test => ({
    name,
    skip: skip || undefined,
    async run() {
      const adapter = await fresh(options);
      try {
        await body(new Bench(adapter, options, collection));
      } finally {
        await adapter.close?.();
      }
    },
  });
}

/** Why a test does not apply: the first of these abilities that the collection does not have. */
export function without({ can, collection }: Ground, ...acts: (keyof CollectionAbilities)[]): string | undefined {
  const missing = acts.find((act) => !can[act]);
  return missing && `${collection} cannot ${missing === 'list' ? 'be listed' : { get: 'be read one by one', create: 'be created', update: 'be changed', remove: 'be removed', watch: 'be watched' }[missing]} here`;
}

/** Why there is nothing to read in a fresh adapter. */
export const empty = ({ sample, collection }: Ground): string | undefined =>
  sample.records.length ? undefined : `the sample has no ${collection} that are there from the beginning`;

/** Why what was created cannot be read at once. */
export const waits = ({ sample, collection }: Ground): string | undefined =>
  sample.immediate === false ? `new ${collection} wait for a person first` : undefined;

/** The part of the record that the draft or patch speaks of, to be compared with it. */
export const partOf = (record: object, like: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (record as Record<string, unknown>)[key]]));

/** A patch as it shows in the record: what it removes is absent. */
export const applied = (patch: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, value === null ? undefined : value]));

/** What a record must hold of a draft. */
export const kept = ({ sample }: Ground, draft: Record<string, unknown>): Record<string, unknown> => sample.becomes?.(draft) ?? draft;

/** A record that is there, with its `rev`: one of the sample, or a new one where there is none. */
export async function target(bench: Bench, { sample }: Ground): Promise<AnyRecord & { rev: string }> {
  const first = sample.records[0];
  const record = first ? await bench.get(first.id) : await bench.create(sample.draft!(1));
  ok(record, 'A record of the sample is there.');
  ok(typeof record.rev === 'string' && record.rev, 'A record that can be changed has a rev.');
  return record as AnyRecord & { rev: string };
}

export const sorted = (ids: readonly string[]): string[] => [...ids].sort();
