import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import pg from 'pg';
import type { CollectionName, Credential, RecordOf } from 'peer-support-elements/adapters/adapter.js';
import { seedRow } from 'peer-support-elements/backend';
import type { Seed } from 'peer-support-elements/testing';
import { httpSuite, type StartedServer } from '../../../test/adapters/http.suite.ts';
import { members, memberships, owners, samples, spaceNames, spaceSettings, staff } from '../../../test/adapters/samples.ts';
import { createHandler, type SpaceConfig } from '../../src/index.ts';
import type { ServerStore } from '../../src/store.ts';
import { generous, jwtSecret } from '../support/desk.ts';
import { served } from '../support/serve.ts';
import { type Kind, kinds, ready } from '../support/stores.ts';

/** The samples say whose they are by the hash of a credential. */
const ownerOf = (collection: string, id: string) => (owners as Record<string, Record<string, string>>)[collection]?.[id];

async function fill(store: ServerStore, { space, otherSpace, records }: Seed) {
  let arrival = 0;
  for (const each of [space, otherSpace]) {
    await store.write(each, async (tx) => {
      for (const { owner, ...membership } of memberships) await tx.put('memberships', seedRow('memberships', membership, arrival++, owner));
    });
  }
  for (const [collection, list] of Object.entries(records) as [CollectionName, readonly RecordOf<CollectionName>[]][]) {
    if (collection === 'spaces') continue;
    await store.write(space, async (tx) => {
      for (const record of list) await tx.put(collection, seedRow(collection, record, arrival++, ownerOf(collection, record.id)));
    });
  }
}

/** Two spaces of one host, whose sign-in opens both: the suite has one credential for its staff. */
const tokens = { issuer: 'https://peers.example.org', audience: 'conformance', secret: jwtSecret, staffRoles: true };
const spaces = Object.fromEntries(spaceNames.map((name): [string, SpaceConfig] => [name, { settings: spaceSettings, origins: [], tokens }]));

async function signedIn(subject: string, claims: Record<string, unknown> = { role: 'moderator' }): Promise<Credential> {
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(tokens.issuer)
    .setAudience(tokens.audience)
    .setSubject(subject)
    .setExpirationTime('2h')
    .sign(new TextEncoder().encode(jwtSecret));
  return { kind: 'staff', token };
}
const moderator = await signedIn('sample-moderator');
const colleague = await signedIn('another-moderator');
const facilitator = await signedIn('sample-facilitator', { role: 'facilitator', groups: [members.group] });
const administrator = await signedIn('an-administrator', { role: 'admin' });

/** What only the staff may do. */
const byStaff: Partial<Record<CollectionName, object>> = { groups: { create: moderator, update: moderator, remove: moderator } };

/** The samples, with a credential that this server knows in the place of theirs. */
const withModerator = Object.fromEntries(
  Object.entries(samples).map(([name, sample]) => {
    const { credentials = {} } = sample as { credentials?: Record<string, Credential | null> };
    const known = Object.entries(credentials).map(([act, one]) => [act, one === staff ? moderator : one]);
    return [name, { ...sample, credentials: { ...Object.fromEntries(known), ...byStaff[name as CollectionName] } }];
  }),
) as typeof samples;

/** Where each test finds an empty database. One of PostgreSQL is emptied, because making one takes longer than most tests. */
function emptied({ name, place }: Kind): () => Promise<string> {
  if (name === 'sqlite') return place;
  let made: Promise<string> | undefined;
  return async () => {
    const used = made !== undefined;
    const address = await (made ??= place());
    if (!used) return address;
    const client = new pg.Client(address);
    await client.connect();
    const { rows } = await client.query<{ name: string }>("select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'meta'");
    await client.query(`truncate ${rows.map((table) => table.name).join(', ')}`);
    await client.end();
    return address;
  };
}

async function start(place: Promise<string>, seed: Seed): Promise<StartedServer> {
  const store = await ready(await place);
  await fill(store, seed);
  const { src, close } = await served(createHandler({ store, spaces, limits: { ...generous, watches: 1000 }, proofMaxNumber: 50 }));
  return {
    src,
    async peek(collection, id, space) {
      const row = await store.read(space, (tx) => tx.get(collection as CollectionName, id));
      return row && { ...row.record, rev: row.rev };
    },
    async close() {
      await close();
      await store.close();
    },
  };
}

for (const kind of kinds()) {
  const place = emptied(kind);
  httpSuite({ describe, it }, (seed) => start(place(), seed), { name: `http over ${kind.name}`, sample: withModerator, colleague, administrator, members: { ...members, facilitator } });
}
