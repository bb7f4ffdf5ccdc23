import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Credential, RecordOf, WriteCall } from '../../src/adapters/adapter.ts';
import { LocalAdapter } from '../../src/adapters/local.ts';
import { memoryAdapter, type MemoryOptions, type MemoryPeerAdapter } from '../../src/adapters/memory.ts';
import { memoryStore } from '../../src/backend/index.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import type { SpaceSettings } from '../../src/domain/space.ts';
import type { Membership } from '../../src/domain/member.ts';
import type { Claim, Sending } from '../../src/domain/story.ts';
import { sendings } from './sample-stories.ts';
import { receipt, spaceSettings } from './samples.ts';

type Stored<T> = T & { rev: string };
const call = (credential?: Credential, over: Partial<WriteCall> = {}): WriteCall => ({
  signal: new AbortController().signal,
  space: 'default',
  locale: 'en',
  intent: crypto.randomUUID(),
  ...(credential && { credential }),
  ...over,
});
const code = (wanted: PeerErrorCode, message = /./) => (error: unknown) => PeerError.is(error) && error.code === wanted && message.test(error.message);
const as = (kind: Credential['kind'], token: string): Credential => ({ kind, token });
const turn = () => new Promise((resolve) => setTimeout(resolve));

const member = as('member', 'what the member comes back with');
const fay = as('staff', 'fay');
const mo = as('staff', 'mo');
const ada = as('staff', 'ada');
const staff: NonNullable<MemoryOptions['staff']> = { fay: { role: 'facilitator', groups: ['leeds'] }, mo: { role: 'moderator' }, ada: { role: 'admin' } };

const place = (over: MemoryOptions = {}): MemoryPeerAdapter => memoryAdapter({ settings: spaceSettings, ...over });
const draft = sendings.draft!(1);
const toLeeds = { ...draft, audience: 'group', group: 'leeds', consents: [] };
const send = (adapter: MemoryPeerAdapter, sent: unknown = draft, credential?: Credential) => adapter.create!('sendings', sent, call(credential)) as Promise<Stored<Sending>>;

describe('who a credential makes its holder, where records are kept in the page', () => {
  it('a receipt opens what it belongs to, and nothing else', async () => {
    const adapter = place();
    const { id, rev } = await send(adapter);
    assert.equal(((await adapter.get('sendings', id, call(receipt))) as Sending).text, draft.text);
    assert.equal(await adapter.get('sendings', id, call(as('receipt', 'another'))), null);
    await assert.rejects(adapter.get('sendings', id, call()), code('signed-out'));
    await assert.rejects(adapter.update!('sendings', id, { text: 'x' }, { ...call(as('receipt', 'another')), rev }), code('not-found'));
    await assert.rejects(send(adapter, draft, receipt), code('forbidden'), 'a new sending is not tied to an old one');
  });

  it('the hash of a receipt opens nothing', async () => {
    const adapter = place();
    const { id } = await send(adapter);
    assert.equal(await adapter.get('sendings', id, call(as('receipt', draft.receipt!))), null);
  });

  it('an invitation makes a member, who is known by her own credential from then on', async () => {
    const adapter = place({ staff });
    const invitation = as('invite', 'the words on the slip');
    const secret = await credentialHash(invitation.token);
    await adapter.create!('invites', { group: 'leeds', expires: '2999-12-31', secret }, call(ada));
    await assert.rejects(send(adapter, toLeeds, member), code('forbidden'), 'not a member yet');
    const { id } = (await adapter.create!('memberships', { secret: await credentialHash(member.token) }, call(invitation))) as Membership;
    const sent = await send(adapter, toLeeds, member);
    assert.equal(sent.group, 'leeds');
    await assert.rejects(send(adapter, draft, member), code('forbidden'), 'what everyone may read is sent without a token');
    await adapter.create!('claims', { sending: sent.id }, call(fay));
    const { rev } = (await adapter.get('sendings', sent.id, call(fay))) as Stored<Sending>;
    await adapter.create!('decisions', { sending: sent.id, rev, decision: 'publish' }, call(fay));
    const read = async (who?: Credential) => (await adapter.list('stories', { limit: 9 }, call(who))).items.length;
    assert.deepEqual([await read(member), await read(), await read(receipt)], [1, 0, 0]);
    await adapter.remove!('memberships', id, call(member));
    assert.equal(await read(member), 0, 'she has left');
  });

  it('members are those of the space that is asked', async () => {
    const adapter = place({ records: { memberships: [{ id: 'm', group: 'leeds' }] }, owners: { memberships: { m: await credentialHash(member.token) } } });
    assert.equal((await send(adapter, toLeeds, member)).state, 'sent');
    await assert.rejects(adapter.create!('sendings', toLeeds, call(member, { space: 'another' })), code('forbidden'));
  });

  it('somebody of the staff is what the page says, each with a name of their own', async () => {
    const adapter = place({ staff });
    const { id } = await send(adapter);
    assert.equal(await adapter.get('sendings', id, call(fay)), null, 'a facilitator sees her groups');
    await assert.rejects(adapter.get('sendings', id, call(ada)), code('forbidden'), 'an administrator reads no words');
    const claim = (await adapter.create!('claims', { sending: id }, call(mo))) as Claim;
    assert.ok(claim.by && !claim.by.includes(mo.token));
    for (const token of ['nobody', 'constructor', '']) await assert.rejects(adapter.get('sendings', id, call(as('staff', token))), code('signed-out'));
  });

  it('whoever comes as staff is a moderator where the page says nothing', async () => {
    const adapter = place();
    const { id } = await send(adapter);
    assert.equal(((await adapter.get('sendings', id, call(as('staff', 'anything')))) as Sending).id, id);
  });
});

describe('what the page decides for the space', () => {
  it('is shown without those who are reached by it', async () => {
    const space = (await place().get('spaces', 'default', call())) as RecordOf<'spaces'>;
    assert.deepEqual([space.id, space.open, space.title], ['default', true, spaceSettings.title]);
    assert.equal(await place().get('spaces', 'another', call()), null);
    assert.equal(await memoryAdapter().get('spaces', 'default', call()), null, 'nothing was decided');
  });

  it('lets nothing be sent while it is not there', () => assert.rejects(send(memoryAdapter()), code('unavailable', /no-settings/)));

  it('that is wrong is said by name where it matters, and stops nothing else', async () => {
    const { ages: _, ...rest } = spaceSettings;
    const adapter = place({ settings: { ...rest, privacy: 'javascript:alert(1)' } as SpaceSettings });
    for (const attempt of [() => send(adapter), () => adapter.get('spaces', 'default', call())]) await assert.rejects(attempt, code('invalid', /ages.*privacy|privacy.*ages/));
    assert.deepEqual((await adapter.list('groups', { limit: 1 }, call())).items, []);
  });
});

describe('time, where records are kept in the page', () => {
  it('gives back a claim that nobody came back to, before the queue is read', async () => {
    let now = Date.parse('2026-03-31T10:00:00Z');
    const adapter = place({ now: () => now });
    const { id } = await send(adapter);
    await adapter.create!('claims', { sending: id }, call(mo));
    const waiting = async () => (await adapter.list('sendings', { limit: 9, where: { state: 'sent' } }, call(mo))).items.length;
    assert.equal(await waiting(), 0);
    now += 25 * 60 * 60 * 1000;
    assert.equal(await waiting(), 1);
  });
});

describe('a watch, where records are kept in the page', () => {
  const watching = async (adapter: MemoryPeerAdapter, credential: Credential | undefined, query: object = {}) => {
    const told: string[] = [];
    await new Promise<void>((ready, error) => adapter.watch!('sendings', { limit: 1, sort: undefined, ...query } as never, { ready, change: (ids) => told.push(...ids), error }, call(credential)));
    return told;
  };

  it('tells a facilitator of her groups and of nothing else', async () => {
    const records = { memberships: [{ id: 'm', group: 'leeds' }, { id: 'n', group: 'york' }] };
    const hash = await credentialHash(member.token);
    const adapter = place({ staff, records, owners: { memberships: { m: hash, n: hash } } });
    const [hers, all] = [await watching(adapter, fay), await watching(adapter, mo)];
    const everyone = await send(adapter);
    const york = await send(adapter, { ...toLeeds, group: 'york' }, member);
    const leeds = await send(adapter, toLeeds, member);
    await turn();
    assert.deepEqual(hers, [leeds.id]);
    assert.deepEqual(all.sort(), [everyone.id, york.id, leeds.id].sort());
  });

  it('tells what comes into the queue and what leaves it', async () => {
    const adapter = place();
    const told = await watching(adapter, mo, { where: { state: 'sent' } });
    const { id } = await send(adapter);
    await turn();
    await adapter.create!('claims', { sending: id }, call(mo));
    await turn();
    assert.deepEqual(told, [id, id]);
    const { rev } = (await adapter.get('sendings', id, call(mo))) as Stored<Sending>;
    await adapter.create!('decisions', { sending: id, rev, decision: 'publish' }, call(mo));
    await turn();
    assert.deepEqual(told, [id, id], 'it was not in the queue');
  });

  it('is not for visitors', async () => {
    await assert.rejects(watching(place(), undefined), code('signed-out'));
    await assert.rejects(watching(place(), receipt), code('forbidden'));
  });
});

describe('what is kept in the page of what was sent', () => {
  it('is a fingerprint of each act, not its words', async () => {
    const adapter = place();
    const act = call();
    const { id, rev } = (await adapter.create!('sendings', draft, act)) as Stored<Sending>;
    await adapter.update!('sendings', id, { text: 'Other words' }, { ...call(receipt), rev });
    assert.equal(((await adapter.create!('sendings', draft, act)) as Sending).text, 'Other words', 'the act is known again');
    await assert.rejects(adapter.create!('sendings', { ...draft, receipt: 'another'.padEnd(43, '-') }, act), code('conflict'));
    assert.ok(!JSON.stringify(adapter.snapshot('sendings')).includes(draft.text));
  });

  it('is so on pages without https too, where an act is known again all the same', async () => {
    const secure = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    const { randomUUID, getRandomValues } = crypto;
    Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { randomUUID: randomUUID.bind(crypto), getRandomValues: getRandomValues.bind(crypto) } });
    try {
      const store = memoryStore();
      const adapter = new LocalAdapter({ name: 'memory', reach: 'page', store, settings: spaceSettings });
      const act = call();
      const first = (await adapter.create!('sendings', draft, act)) as Stored<Sending>;
      assert.deepEqual(await adapter.create!('sendings', draft, act), first);
      await assert.rejects(adapter.create!('sendings', { ...draft, text: `${draft.text}!` }, act), code('conflict'));
      const marker = await store.write('default', (tx) => tx.marker(act.intent));
      assert.match(marker!.body, /^[0-9a-z]{1,11}$/);
    } finally {
      Object.defineProperty(globalThis, 'crypto', secure);
    }
  });
});
