import type { Act, Credential } from '../../adapters/adapter.ts';
import { PeerError } from '../../client/errors.ts';
import { ok, refused, same } from '../assertions.ts';
import { findScores } from '../no-scoreboard.ts';
import { type Bench, credentialOf, type Ground, target, type Test, testsOf, without } from './ground.ts';

/** Some that a backend may take from somebody it does not know. */
const strangers: readonly Credential[] = [
  { kind: 'member', token: 'conformance-secret-4f1c9a' },
  { kind: 'staff', token: 'conformance-secret-4f1c9a' },
];

/** What must not be in a record. */
export function privacyTests(ground: Ground): Test[] {
  const { options, sample, can } = ground;
  const test = testsOf(ground);
  const own = (act: Act) => credentialOf(options, ground.collection, act);
  const hides = (value: unknown, { token }: Credential, where: string) => ok(!(JSON.stringify(value) ?? '').includes(token), `The credential is in ${where}.`);
  const brought = (act: Act): readonly Credential[] => [own(act) ?? strangers].flat();
  /** Somebody else with the same kind of credential. */
  const other = (act: Act) => ({ kind: own(act)?.kind ?? 'member', token: 'conformance-another-77b0' }) as Credential;
  // A credential for the whole backend says nothing about what is private in it; one for reading this collection does.
  const opened = without(ground, 'get') ?? (sample.credentials?.get ? undefined : `the sample says nothing of who alone may read ${ground.collection}`);

  return [
    test('keeps credentials out of what is read', without(ground, 'list'), async (bench) => {
      for (const credential of brought('list')) hides(await known(own('list'), () => bench.list({}, { credential })), credential, 'a list');
    }),
    test('keeps credentials out of what is stored', without(ground, 'create'), async (bench) => {
      for (const credential of brought('create')) {
        const record = await known(own('create'), () => bench.create(sample.draft!(1), { credential }));
        hides(record, credential, 'the answer');
        if (record) hides(await bench.peek(record.id), credential, 'the store');
      }
    }),
    test('is to others as if it were not there', opened, async (bench) => {
      const { id } = await target(bench, ground);
      const answer = await known(undefined, () => bench.get(id, { credential: other('get') }));
      same(answer ?? null, null, 'the record, read with the credential of somebody else');
      const anonymous = await known(undefined, () => bench.adapter.get(ground.collection, id, anonymously(bench)));
      same(anonymous ?? null, null, 'the record, read by nobody in particular');
    }),
    test('is not changed or removed by others', opened ?? (can.update || can.remove ? undefined : without(ground, 'update')), async (bench) => {
      const { id, rev } = await target(bench, ground);
      const refusals = ['not-found', 'forbidden', 'signed-out'] as const;
      if (can.update) await refused(bench.update(id, sample.patch!(1), rev, { credential: other('update') }), [...refusals], 'a change by somebody else');
      if (can.remove) await refused(bench.remove(id, { credential: other('remove') }), [...refusals], 'a removal by somebody else');
      same((await bench.get(id))?.rev, rev, 'rev of the record');
    }),
    test('tells when it was by the month, and not more', ground.collection === 'stories' ? without(ground, 'list', 'get') : 'only what is published anonymously hides its time', async (bench) => {
      const answer = await bench.list({ limit: 1 });
      for (const record of [...answer.items, await bench.get(sample.records[0]!.id)]) same(timesIn(record as object), [], 'times in a story');
      for (const text of [answer.next!, ...readings(answer.next!)]) same(finerThanMonth(text), [], 'times in a cursor');
    }),
    test('keeps no score', undefined, async (bench) => {
      const values: unknown[] = can.list ? [await bench.list()] : [];
      if (can.get) values.push(...(await Promise.all(sample.records.map(({ id }) => bench.get(id)))));
      if (can.create) values.push(await bench.create(sample.draft!(1)));
      same(findScores(values), [], 'what looks like a score');
    }),
  ];
}

/** A backend may refuse a credential that it does not know: then there is nothing to be seen. */
async function known<T>(own: Credential | undefined, attempt: () => Promise<T>): Promise<T | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (!own && PeerError.is(error) && /^(signed-out|forbidden)$/.test(error.code)) return undefined;
    throw error;
  }
}

const anonymously = ({ space }: Bench) => ({ signal: new AbortController().signal, space, locale: 'en' });

/** Times finer than a month in what a backend adds to the words of people, who may write what they like. */
export function timesIn(story: object): string[] {
  const { text: _, helped: __, topics: ___, notes: ____, ...added } = story as Record<string, unknown>;
  return finerThanMonth(JSON.stringify(added));
}

/** Days, clocks, and numbers that count seconds or milliseconds since 1970, in this century. */
export function finerThanMonth(text: string): string[] {
  const days = text.match(/\b\d{4}-\d\d-\d\d|\b\d\d:\d\d\b/g) ?? [];
  const instants = (text.match(/(?<![\d.\w-])\d{10}(\d{3})?(?![\d\w-])/g) ?? []).filter((number) => /^[1-3]/.test(number));
  return [...days, ...instants];
}

/** What a cursor may say under the usual wrappings. */
export function readings(cursor: string): string[] {
  const ways = [decodeURIComponent, (text: string) => atob(text.replace(/-/g, '+').replace(/_/g, '/')), (text: string) => decodeURIComponent(atob(text))];
  return ways.flatMap((read) => {
    try {
      return [read(cursor)];
    } catch {
      return [];
    }
  });
}
