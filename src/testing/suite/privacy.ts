import type { Credential } from '../../adapters/adapter.ts';
import { PeerError } from '../../client/errors.ts';
import { ok, same } from '../assertions.ts';
import { findScores } from '../no-scoreboard.ts';
import { type Ground, type Test, testsOf, without } from './ground.ts';

const stranger: Credential = { kind: 'member', token: 'conformance-secret-4f1c9a' };

/** What must not be in a record. */
export function privacyTests(ground: Ground): Test[] {
  const { options, sample, can } = ground;
  const test = testsOf(ground);
  const credential = options.credential ?? stranger;
  const hides = (value: unknown, where: string) =>
    ok(!(JSON.stringify(value) ?? '').includes(credential.token), `The credential is in ${where}.`);

  return [
    test('keeps credentials out of what is read', without(ground, 'list'), async (bench) => {
      const answer = await known(options.credential, () => bench.list({}, { credential }));
      hides(answer, 'a list');
    }),
    test('keeps credentials out of what is stored', without(ground, 'create'), async (bench) => {
      const record = await known(options.credential, () => bench.create(sample.draft!(1), { credential }));
      hides(record, 'the answer');
      if (record) hides(await bench.peek(record.id), 'the store');
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
