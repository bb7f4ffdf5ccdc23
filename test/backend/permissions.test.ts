import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Act, CollectionName } from '../../src/adapters/adapter.ts';
import { permissions, readersOf, type Role, roles, type Who } from '../../src/backend/index.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { groups } from '../adapters/sample-groups.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import type { SharedCheckin } from '../../src/domain/checkin-share.ts';
import type { Sending } from '../../src/domain/story.ts';
import { draft, Place, refusal } from './support/backend.ts';

const acts = ['list', 'get', 'create', 'update', 'remove', 'watch'] as const satisfies readonly Act[];
const collections = [
  'groups', 'spaces', 'settings', 'presences', 'alarms', 'stories', 'answers', 'replies', 'agreements', 'reports', 'rulings', 'sendings', 'links', 'messages', 'claims', 'decisions', 'opinions', 'holds', 'log', 'invites', 'memberships',
  'checkins', 'responses', 'companions', 'greeters', 'batches',
] as const satisfies readonly CollectionName[];

/** Who may do what, written down once more: `own` is what is theirs and nothing else; an act that is not here is offered to nobody. */
const all = roles.join(' ');
const table: Record<(typeof collections)[number], Partial<Record<Act, string>>> = {
  groups: { list: all, get: all, watch: all, create: 'local moderator admin', update: 'local moderator admin', remove: 'local moderator admin' },
  spaces: { get: all },
  settings: { get: 'facilitator moderator admin', watch: 'facilitator moderator admin', update: 'admin' },
  stories: { list: all, get: all, watch: 'facilitator moderator' },
  presences: { create: 'facilitator moderator', update: 'facilitator:own moderator:own', remove: 'facilitator:own moderator:own' },
  alarms: { list: 'facilitator moderator', get: 'facilitator moderator', remove: 'facilitator moderator', watch: 'facilitator moderator' },
  answers: { list: 'writer:own', create: 'visitor local member facilitator' },
  replies: { list: all.replace('writer', 'writer:own') },
  agreements: { list: 'writer:own', create: 'writer', remove: 'writer:own' },
  reports: {
    list: 'writer:own member:own facilitator moderator',
    get: 'writer:own member:own facilitator moderator',
    create: 'visitor local writer member facilitator moderator',
    watch: 'facilitator moderator',
  },
  rulings: { list: 'facilitator moderator', get: 'facilitator moderator', create: 'facilitator moderator', watch: 'facilitator moderator' },
  links: { list: 'writer:own facilitator moderator', create: 'writer', remove: 'writer:own' },
  messages: {
    list: 'writer:own facilitator moderator',
    get: 'writer:own facilitator moderator',
    create: 'writer facilitator moderator',
    watch: 'facilitator moderator',
  },
  sendings: {
    list: 'writer:own facilitator moderator',
    get: 'writer:own facilitator moderator',
    create: 'visitor local member',
    update: 'writer:own',
    remove: 'writer:own',
    watch: 'facilitator moderator',
  },
  claims: { list: 'facilitator moderator', get: 'facilitator moderator', create: 'facilitator moderator', remove: 'facilitator:own moderator:own', watch: 'facilitator moderator' },
  decisions: { list: 'facilitator moderator', get: 'facilitator moderator', create: 'facilitator moderator', remove: 'facilitator:own moderator:own', watch: 'facilitator moderator' },
  opinions: { list: 'facilitator moderator', get: 'facilitator moderator', create: 'facilitator moderator', watch: 'facilitator moderator' },
  holds: {
    list: 'writer:own facilitator moderator admin',
    get: 'facilitator moderator admin',
    create: 'facilitator moderator',
    update: 'facilitator moderator admin',
    remove: 'facilitator moderator admin',
    watch: 'facilitator moderator admin',
  },
  log: { list: 'admin', get: 'admin', create: 'facilitator moderator admin', watch: 'admin' },
  invites: { list: 'facilitator admin', get: 'facilitator admin', create: 'facilitator admin', remove: 'facilitator admin' },
  memberships: { list: 'member:own facilitator admin', get: 'member:own facilitator admin', create: 'invited', remove: 'member:own facilitator admin' },
  checkins: { list: 'local member facilitator', get: 'local member facilitator', create: 'local member', update: 'local member:own', remove: 'local member:own', watch: 'local member facilitator' },
  responses: { list: 'member:own facilitator:own', get: 'member:own facilitator:own', create: 'member facilitator', remove: 'member:own facilitator:own', watch: 'member facilitator' },
  companions: { list: 'member:own', get: 'member:own', create: 'member', remove: 'member:own', watch: 'member' },
  greeters: { list: 'member facilitator', get: 'member facilitator', create: 'member', update: 'member:own', remove: 'member:own', watch: 'member facilitator' },
  batches: { list: 'member facilitator', get: 'member facilitator', watch: 'member facilitator' },
};

const who = (role: Role): Who => ({
  role,
  ...(role !== 'visitor' && role !== 'local' && { owner: 'me' }),
  ...((role === 'member' || role === 'facilitator') && { groups: ['leeds', 'hull'] }),
});

const words = { text: 'Words', topics: [], notes: [], language: 'en', answers: false };
const sending: Omit<Sending, 'id'> = { ...words, state: 'sent', audience: 'group', group: 'leeds', consents: [] };
const hash = 'h'.repeat(43);
const future = '2030-01-01T00:00:00Z';
const past = '2026-03-01T00:00:00Z';
const checkin: Omit<SharedCheckin, 'id'> = { mine: 'yes', feelings: ['hopeful'], audience: 'me', stays: 'kept', timeZone: 'Europe/London', at: past };
/** What opens one more sending of the same writer. */
const otherCredential = 'another-receipt';
const otherHash = await credentialHash(otherCredential);

/** One record of everything that is `me`'s and of the group in Leeds, and the same of somebody else. */
function place(): Place {
  const made = new Place();
  for (const [mine, owner] of [['mine', 'me'], ['theirs', 'them']] as const) {
    made.seed('groups', { ...groups.records[0]!, id: mine });
    made.seed('stories', { ...words, answers: true, id: mine, month: '2026-03', group: 'leeds' });
    made.seed('stories', { ...words, answers: true, id: `open-${mine}`, month: '2026-03' });
    made.seed('sendings', { ...sending, id: mine }, owner);
    made.seed('sendings', { ...sending, id: `claimed-${mine}`, state: 'claimed' }, owner);
    made.seed('sendings', { ...sending, id: `other-${mine}` }, mine === 'mine' ? otherHash : `${owner}-other`);
    made.seed('claims', { id: mine, sending: `claimed-${mine}`, by: owner, until: future }, owner);
    made.seed('presences', { id: mine, until: future }, owner);
    made.seed('answers', { id: mine, sending: mine, kind: 'thank-you', month: '2026-03' }, owner);
    made.seed('replies', { id: mine, sending: mine, offered: true, text: 'Words back', language: 'en', month: '2026-03' }, owner);
    made.seed('replies', { id: `shown-${mine}`, sending: mine, story: mine, offered: true, text: 'Words back', language: 'en', month: '2026-03' }, owner);
    made.seed('agreements', { id: mine, reply: `shown-${mine}` }, owner);
    made.seed('reports', { id: mine, story: mine, reason: 'other', state: 'waiting', sent: '2026-03-01T00:00:00Z' }, owner);
    made.seed('reports', { id: `claimed-${mine}`, story: mine, reason: 'other', state: 'waiting' }, owner);
    made.seed('claims', { id: `report-${mine}`, report: `claimed-${mine}`, by: owner, until: future }, owner);
    made.seed('rulings', { id: mine, report: mine, ruling: 'no-action', by: owner, at: future });
    made.seed('links', { id: mine, sending: mine, other: `claimed-${mine}` }, owner);
    made.seed('messages', { id: mine, sending: mine, from: 'staff', text: 'Thank you', month: '2026-03', at: future }, owner);
    made.seed('decisions', { id: mine, sending: mine, decision: 'publish', by: owner, at: future, effective: future }, owner);
    made.seed('alarms', { id: mine, since: future, next: future });
    made.seed('opinions', { id: mine, sending: `claimed-${mine}`, by: 'somebody', at: future, open: true }, 'somebody');
    made.seed('holds', { id: mine, sending: mine, review: '2026-05-01', reason: 'child', by: owner, at: '2026-03-01T00:00:00Z', tell: 'now', words: 'A note', copy: { ...words, audience: 'group', messages: [] } }, owner);
    made.seed('log', { id: mine, act: 'open', by: owner, at: future, place: 1, before: '', hash: 'a'.repeat(64) });
    made.seed('invites', { id: mine, group: 'leeds', expires: '2030-01-01', redeemed: false }, owner);
    made.seed('memberships', { id: mine, group: 'leeds' }, owner);
    made.seed('checkins', { ...checkin, id: mine }, owner);
    made.seed('checkins', { ...checkin, id: `device-${mine}` });
    made.seed('responses', { id: mine, mine: 'yes', checkin: 'shown', kind: 'been-there' }, owner);
    made.seed('companions', { id: mine, state: 'joined', own: 'Kit', name: 'Sam' }, owner);
    made.seed('greeters', { id: mine, group: 'leeds', name: 'Kit' }, owner);
    made.seed('batches', { id: mine, group: 'leeds', from: past, to: future, feelings: ['hopeful'] });
  }
  // What the group has of somebody else's.
  const { mine: _, stays: __, timeZone: ___, ...shown } = checkin;
  made.store.seed('site', 'checkins', { id: 'shown', rev: 'r', key: 9, reader: 'group:leeds', record: { ...shown, audience: 'group', group: 'leeds', id: 'shown', of: 'theirs' } });
  // They have no group of their own: they are for whom the sending or the story is.
  for (const collection of ['claims', 'decisions', 'reports', 'rulings', 'messages', 'links', 'opinions', 'alarms', 'holds'] as const) {
    for (const row of made.store.rows('site', collection)) made.store.seed('site', collection, { ...row, reader: 'staff:leeds' });
  }
  return made;
}

async function attempt(at: Place, role: Role, collection: CollectionName, act: Act, id: string): Promise<unknown> {
  const { backend } = at;
  const call = at.call(who(role));
  const rev = at.store.rows('site', collection).find((row) => row.id === id)?.rev ?? (collection === 'settings' ? 'unsaved' : 'none');
  const claimed = at.store.rows('site', 'sendings').find((row) => row.id === 'claimed-mine')!;
  const drafts: Partial<Record<CollectionName, unknown>> = {
    groups: groups.draft!(1),
    sendings: role === 'member' || role === 'local' ? { ...draft, audience: 'group', group: 'leeds', consents: [] } : draft,
    presences: {},
    answers: { story: role === 'member' || role === 'facilitator' ? 'mine' : 'open-mine', kind: 'been-there' },
    agreements: { reply: 'mine' },
    reports: role === 'writer' ? { reply: 'mine', reason: 'hurtful' } : { story: role === 'member' || role === 'facilitator' ? 'mine' : 'open-mine', reason: 'worried' },
    rulings: { report: 'claimed-mine', ruling: 'no-action' },
    links: { sending: 'mine', receipt: otherCredential },
    messages: { sending: 'mine', text: 'More words' },
    claims: { sending: 'mine' },
    decisions: { sending: 'claimed-mine', rev: claimed.rev, decision: 'publish' },
    opinions: { asked: 'mine', advises: 'publish' },
    holds: { sending: 'claimed-mine', reason: 'danger-self' },
    log: role === 'admin' ? { act: 'export', what: 'log' } : { act: 'open', sending: 'mine' },
    invites: { group: 'leeds', expires: '2030-01-01', secret: hash },
    memberships: { secret: hash },
    checkins: { feelings: ['tired'], audience: 'me', stays: 'kept', timeZone: 'Europe/London' },
    responses: { checkin: 'shown', kind: 'heard' },
    companions: { own: 'Kit', offer: hash },
    greeters: { group: 'hull', name: 'Kit' },
  };
  if (collection === 'batches') at.settings = { ...spaceSettings, checkins: { names: false, releases: { times: ['08:00'], timeZone: 'Europe/London' } } };
  if (act === 'list') return backend.list(collection, { limit: 100 }, call);
  if (act === 'get') return backend.get(collection, id, call);
  if (act === 'create') return backend.create(collection, drafts[collection], call);
  if (act === 'update') return backend.update(collection, id, ({ groups: { name: 'n' }, presences: {}, settings: { title: 'Other' }, holds: { review: '2026-06-01', because: 'It goes on.' } } as Partial<Record<CollectionName, object>>)[collection] ?? { text: 'other' }, { ...call, rev });
  if (act === 'remove') return backend.remove(collection, id, call);
  return backend.mayWatch(collection, { limit: 1 }, call.who);
}

describe('who may do what', () => {
  for (const collection of collections) {
    for (const act of acts) {
      for (const role of roles) {
        const cell = table[collection][act];
        const right = cell?.split(' ').find((each) => each.split(':')[0] === role);
        const may = !cell ? 'is offered to nobody' : right ? (right.endsWith(':own') ? 'may, with what is theirs' : 'may') : 'may not';
        it(`${collection}: ${act}: a ${role} ${may}`, async () => {
          const at = place();
          const id = collection === 'spaces' || collection === 'settings' ? 'site' : collection === 'checkins' && role === 'local' ? 'device-mine' : collection === 'stories' && role !== 'member' && role !== 'facilitator' ? 'open-mine' : 'mine';
          if (!cell) return assert.equal(await refusal(() => attempt(at, role, collection, act, id) as Promise<unknown>), 'unsupported');
          if (!right) {
            const before = JSON.stringify(collections.map((each) => at.store.rows('site', each)));
            const refused = await refusal(() => attempt(at, role, collection, act, id) as Promise<unknown>);
            assert.equal(refused, role === 'visitor' || role === 'local' ? 'signed-out' : 'forbidden');
            return assert.equal(JSON.stringify(collections.map((each) => at.store.rows('site', each))), before, 'nothing happened');
          }
          const answer = (await attempt(at, role, collection, act, id)) as { id: string; items?: unknown[] } | undefined;
          if (act === 'list') assert.ok(answer!.items!.length >= 1, 'there is something to see');
          if (act === 'list' && right.endsWith(':own')) {
            const { items } = answer as { items: { id: string }[] };
            assert.ok(items.every(({ id: found }) => found.endsWith('mine')), 'nothing of anybody else is listed');
          }
          if (act === 'get') assert.equal(answer!.id, id);
          if (act === 'remove') assert.ok(!at.store.rows('site', collection).some((row) => row.id === id));
          if (!right.endsWith(':own') || act === 'list') return undefined;
          const others = act === 'get' ? assert.equal(await attempt(at, role, collection, act, 'theirs'), null) : assert.equal(await refusal(() => attempt(at, role, collection, act, 'theirs') as Promise<unknown>), 'not-found');
          return others;
        });
      }
    }
  }

  it('is written down for nobody else and nothing else', () => {
    const told = Object.fromEntries(
      Object.entries(permissions).map(([collection, byAct]) => [
        collection,
        Object.fromEntries(
          Object.entries(byAct).map(([act, rights]) => [act, roles.flatMap((role) => (rights[role] ? [`${role}${rights[role] === 'own' ? ':own' : ''}`] : [])).join(' ')]),
        ),
      ]),
    );
    const sorted = (value: object): unknown => Object.fromEntries(Object.entries(value).sort().map(([key, inner]) => [key, typeof inner === 'object' ? sorted(inner) : inner]));
    assert.deepEqual(sorted(told), sorted(table));
  });
});

describe('a facilitator', () => {
  const york: Who = { role: 'facilitator', owner: 'yo', groups: ['york'] };

  it('sees nothing of the groups of others, in no way', async () => {
    const at = place();
    for (const collection of ['sendings', 'links', 'messages', 'reports', 'rulings', 'claims', 'decisions', 'opinions', 'holds', 'alarms', 'invites', 'memberships'] as const) {
      assert.deepEqual(await at.ids(collection, york), [], collection);
      if (collection === 'links') continue;
      assert.equal(await at.get(collection, 'mine', york), null, collection);
    }
    assert.equal(await refusal(() => at.claim('mine', york)), 'not-found');
    const { rev } = at.store.rows('site', 'sendings').find(({ id }) => id === 'claimed-mine')!;
    assert.equal(await refusal(() => at.create('decisions', { sending: 'claimed-mine', rev, decision: 'publish' }, york)), 'not-found');
    for (const collection of ['invites', 'memberships'] as const) assert.equal(await refusal(() => at.backend.remove(collection, 'mine', at.call(york))), 'not-found');
    assert.equal(at.store.rows('site', 'memberships').length, 2);
  });

  it('invites to her own groups, and to nothing else', async () => {
    const at = place();
    const invite = (group?: string) => at.create('invites', { ...(group && { group }), expires: '2030-01-01', secret: hash }, york);
    assert.equal((await invite('york')).group, 'york');
    assert.equal(await refusal(() => invite('leeds')), 'forbidden');
    assert.equal(await refusal(() => invite()), 'forbidden');
  });

  it('does not see what was sent to all, which moderators read', async () => {
    const at = new Place();
    const { id } = await at.send();
    assert.equal(await at.get('sendings', id, york), null);
    assert.equal((await at.get('sendings', id, { role: 'moderator', owner: 'mo' }))!.id, id);
  });
});

describe('what is meant for whom', () => {
  const leeds = ['leeds'];
  const cases: [who: Who, readers: string[] | undefined][] = [
    [{ role: 'visitor' }, ['everyone']],
    [{ role: 'local', groups: leeds }, ['everyone', 'local']],
    [{ role: 'writer', owner: 'me', groups: leeds }, ['everyone']],
    [{ role: 'invited', groups: leeds }, ['everyone']],
    [{ role: 'member' }, ['everyone']],
    [{ role: 'member', groups: leeds }, ['everyone', 'group:leeds']],
    [{ role: 'member', owner: 'me', groups: leeds }, ['everyone', 'person:me', 'group:leeds']],
    [{ role: 'facilitator', groups: ['leeds', 'york'] }, ['everyone', 'group:leeds', 'group:york', 'staff:leeds', 'staff:york']],
    [{ role: 'moderator', groups: leeds }, undefined],
    [{ role: 'admin' }, undefined],
  ];
  for (const [caller, readers] of cases) {
    it(`a ${caller.role} of ${caller.groups?.join(' and ') ?? 'no group'} reads ${readers?.join(', ') ?? 'whatever their rights say'}`, () => {
      assert.deepEqual(readersOf(caller), readers);
    });
  }
});

describe('a write', () => {
  it('needs an intent, and a change the rev that it is based on', async () => {
    const at = place();
    const local: Who = { role: 'local' };
    assert.equal(await refusal(() => at.create('groups', groups.draft!(1), local, { intent: '' })), 'invalid');
    assert.equal(await refusal(() => at.backend.update('groups', 'mine', { name: 'n' }, { ...at.call(local), rev: '' })), 'invalid');
    assert.equal(at.store.rows('site', 'groups').length, 2);
  });
});

describe('a sending', () => {
  it('shows its writer neither when it came nor what was checked, and the staff both', async () => {
    const at = new Place();
    const { id } = await at.send(draft, { role: 'visitor' }, { flags: ['no-proof'] });
    const own = (await at.get('sendings', id, { role: 'writer', owner: draft.receipt! }))!;
    assert.deepEqual([own.sent, own.flags, 'receipt' in own], [undefined, undefined, false]);
    const seen = (await at.get('sendings', id, { role: 'moderator', owner: 'mo' }))!;
    assert.deepEqual([seen.sent, seen.flags, 'receipt' in seen], ['2026-03-31T10:00:00.000Z', ['no-proof'], false]);
  });
});
