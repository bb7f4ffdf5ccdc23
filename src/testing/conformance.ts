import type {
  Abilities,
  Act,
  CollectionAbilities,
  CollectionName,
  Credential,
  DraftOf,
  PatchOf,
  PeerAdapter,
  Query,
  RecordOf,
} from '../adapters/adapter.ts';
import { abortTests } from './suite/aborts.ts';
import { circleTests } from './suite/circle.ts';
import { deskTests } from './suite/desk.ts';
import type { AnySample, Ground, Test, Topic } from './suite/ground.ts';
import { lifeTests } from './suite/life.ts';
import { listTests } from './suite/lists.ts';
import { privacyTests } from './suite/privacy.ts';
import { readerTests } from './suite/readers.ts';
import { recordTests } from './suite/records.ts';
import { settingsTests } from './suite/settings.ts';
import { spaceTests } from './suite/spaces.ts';
import { contractTests } from './suite/whole.ts';
import { watchTests } from './suite/watches.ts';
import { intentTests, writeTests } from './suite/writes.ts';

/** The caller's test runner: `describe` and `it` of node:test, Mocha, Vitest, Jest or another that is called like them. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  it: ((name: string, body: () => Promise<void>) => unknown) & {
    skip?: (name: string, body: () => Promise<void>) => unknown;
  };
}

/** What the suite works with in one collection. */
export interface Sample<N extends CollectionName> {
  /** What a fresh adapter holds in `seed.space`: five or more records with different ids, if the collection can be listed. */
  records: readonly RecordOf<N>[];
  /** A draft that is accepted; a different one for each `n`. Needed where records can be created. */
  draft?(n: number): DraftOf<N>;
  /** What a record holds of a draft, if that is not all of it. Default: all of it. */
  becomes?(draft: DraftOf<N>): object;
  /** A change that is accepted; a different one for each `n`. Needed where records can be changed. */
  patch?(n: number): PatchOf<N>;
  /** Drafts that are refused as `invalid`. */
  invalid?: readonly unknown[];
  /** Queries, and the ids of those of `records` that each finds: some, and not all; in this order if the query has `sort` or `near`. */
  found?: readonly { query: Omit<Query, 'limit' | 'cursor'>; ids: readonly string[] }[];
  /** False: what is created waits for a person first, and cannot be read at once. Default: true. */
  immediate?: boolean;
  /** Who does what, where one caller may not do everything; null is nobody in particular. Default: `credential` of the options. */
  credentials?: { readonly [A in Act]?: Credential | null };
}

/** What a fresh adapter starts from. */
export interface Seed {
  /** The space that holds `records`. */
  space: string;
  /** A second space of the same backend, empty. */
  otherSpace: string;
  records: { readonly [N in CollectionName]?: readonly RecordOf<N>[] };
}

export interface ConformanceOptions {
  /** Name of the adapter, for the names of the tests. */
  name: string;
  /** What the adapter offers. Tests of what is missing here are skipped, so the suite also checks that the adapter says the same. */
  can: Abilities;
  /** Makes a fresh adapter that holds what the seed says. Called for every test; the suite closes it afterwards. */
  create(seed: Seed): PeerAdapter | Promise<PeerAdapter>;
  sample: { readonly [N in CollectionName]?: Sample<N> };
  /** Reads what was really stored, past the adapter: a row of the database, say. Null or undefined: nothing. */
  peek?(at: { adapter: PeerAdapter; collection: CollectionName; id: string; space: string }): unknown;
  /** Tests or whole topics that do not apply, by their name, each with the reason. The reason is shown. */
  skip?: Readonly<Record<string, string>>;
  /** Goes with every call, for a backend that answers nobody else. */
  credential?: Credential;
  /** A second one of the staff, beside whoever lists the sendings, for what two do at one desk. Without it those tests are skipped. */
  colleague?: Credential;
  /** An administrator of both spaces, for what they decide. Without one those tests are skipped. */
  administrator?: Credential;
  /**
   * Members of one group, one of another, and who facilitates the first, for what members tell each other. `settings.checkins` of the
   * space has names. Without them those tests are skipped.
   */
  members?: { readonly group: string; readonly one: Credential; readonly other: Credential; readonly outsider: Credential; readonly facilitator?: Credential };
  /**
   * Collections that the suite cannot fill by itself, because others have to act before: with the reason, which is shown.
   * They need no sample. What is refused and what the whole adapter promises is checked for them too.
   */
  unsampled?: { readonly [N in CollectionName]?: string };
  /** Names of the two spaces. Default: `conformance-a` and `conformance-b`. */
  spaces?: readonly [string, string];
  /** How long to wait for a watch to tell something, in milliseconds. Default: 2000. */
  patience?: number;
  /** How long to listen before it is believed that a watch tells nothing, in milliseconds. Default: 60. */
  quiet?: number;
}

/**
 * Checks an adapter against the contract, as tests of the caller's own runner:
 *
 *     import { describe, it } from 'node:test';
 *     adapterConformance({ describe, it }, { name, can, create, sample });
 *
 * What an adapter does not offer is shown as skipped, with the reason in its name. Throws for options that would let
 * tests pass unrun: a collection without a sample, a `skip` without a reason or of a test that there is not.
 * With stories, sendings, claims and decisions, and a credential of the staff that lists the sendings, a sending is
 * followed through its whole life, and with answers, replies, reports and messages also what readers do with it. With
 * check-ins and `members`, it is followed whom they reach, and how they go.
 */
export function adapterConformance(runner: Runner, options: ConformanceOptions): void {
  const topics = topicsOf(options);
  const { skip = {} } = options;
  for (const name of Object.keys(options.unsampled ?? {})) {
    if (!Object.hasOwn(options.can.collections, name)) throw new Error(`adapterConformance: there is no collection "${name}" to be unsampled`);
  }
  const names = new Set(topics.flatMap(({ name, tests }) => [name, ...tests.map((test) => test.name)]));
  for (const [name, reason] of Object.entries(skip)) {
    if (!names.has(name)) throw new Error(`adapterConformance: there is no test or topic "${name}" to be skipped`);
    if (!reason.trim()) throw new Error(`adapterConformance: skipping "${name}" needs a reason`);
  }
  runner.describe(`${options.name} keeps the adapter contract`, () => {
    for (const { name, of, tests } of topics) {
      runner.describe(of ? `${of}: ${name}` : name, () => {
        for (const test of tests) register(runner, test, skip[test.name] ?? skip[name] ?? test.skip);
      });
    }
  });
}

function register({ it }: Runner, { name, run }: Test, reason: string | undefined) {
  if (!reason) it(name, run);
  // A runner without a way to skip shows the test under a name that says it was not run.
  else (it.skip ?? it)(`${name} (skipped: ${reason})`, async () => {});
}

function topicsOf(options: ConformanceOptions): Topic[] {
  if (!Object.keys(options.can.collections).length) throw new Error('adapterConformance: an adapter offers at least one collection');
  const topics: Topic[] = [{ name: 'the whole', tests: contractTests(options) }];
  for (const [collection, abilities] of Object.entries(options.can.collections) as [CollectionName, CollectionAbilities][]) {
    const reason = unsampled(options, collection);
    if (reason !== undefined) {
      topics.push({ of: collection, name: 'the suite', tests: [{ name: `works with ${collection}`, skip: reason, run: async () => {} }] });
      continue;
    }
    const ground = groundOf(options, collection, abilities);
    topics.push(
      { of: collection, name: 'lists', tests: listTests(ground) },
      { of: collection, name: 'records', tests: recordTests(ground) },
      { of: collection, name: 'spaces', tests: spaceTests(ground) },
      { of: collection, name: 'aborts', tests: abortTests(ground) },
      { of: collection, name: 'writes', tests: writeTests(ground) },
      { of: collection, name: 'intents', tests: intentTests(ground) },
      { of: collection, name: 'watches', tests: watchTests(ground) },
      { of: collection, name: 'privacy', tests: privacyTests(ground) },
    );
  }
  if (options.can.collections.sendings && options.sample.sendings) {
    topics.push({ of: 'sendings', name: 'life', tests: lifeTests(options) }, { of: 'stories', name: 'readers', tests: readerTests(options) }, { of: 'claims', name: 'desk', tests: deskTests(options) });
    if (options.can.collections.settings && options.can.collections.spaces) topics.push({ of: 'settings', name: 'desk', tests: settingsTests(options) });
  }
  if (options.can.collections.checkins) topics.push({ of: 'checkins', name: 'what members tell each other', tests: circleTests(options) });
  return topics;
}

function unsampled(options: ConformanceOptions, collection: CollectionName): string | undefined {
  const reason = options.unsampled?.[collection];
  if (reason === undefined) return undefined;
  if (options.sample[collection]) throw new Error(`adapterConformance: ${collection} has a sample and is unsampled`);
  if (!reason.trim()) throw new Error(`adapterConformance: ${collection} without a sample needs a reason`);
  return reason;
}

function groundOf(options: ConformanceOptions, collection: CollectionName, can: CollectionAbilities): Ground {
  const sample = options.sample[collection] as AnySample | undefined;
  const lacks =
    !sample ? 'a sample'
    : can.list && sample.records.length < 5 ? 'at least five records in its sample'
    : can.get && !can.list && !can.create && !sample.records.length ? 'a record in its sample'
    : can.create && !sample.draft ? 'drafts in its sample'
    : can.update && !sample.patch ? 'patches in its sample'
    : undefined;
  if (lacks) throw new Error(`adapterConformance: ${collection} needs ${lacks}`);
  for (const { query, ids } of sample!.found ?? []) {
    const all = sample!.records.length;
    if (!ids.length || (!query.sort && !query.near && ids.length >= all)) {
      throw new Error(`adapterConformance: ${collection}: the query ${JSON.stringify(query)} must find some of the records, not all`);
    }
  }
  return { options, collection, can, sample: sample! };
}
