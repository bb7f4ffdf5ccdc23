import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Act, CollectionName } from 'peer-support-elements/adapters/adapter.js';
import { type Right, type Role, roles, rightOf } from 'peer-support-elements/backend';
import { collectionNames, collectionRoutes, type CollectionRoute, ways } from '../../src/http/routes.ts';
import { type Answered, credential, Desk, expect, group, settings, spaces, story } from '../support/desk.ts';

const asking = roles.filter((role) => role !== 'local');

/** Written down here once more: whoever changes the rules has to mean it. `a` is everything meant for them, `o` their own, `-` nothing. */
const expected: Record<string, string> = {
  //                    visitor writer invited member facilitator moderator admin
  'groups list': 'a a a a a a a',
  'groups get': 'a a a a a a a',
  'groups watch': 'a a a a a a a',
  'groups create': '- - - - - a a',
  'groups update': '- - - - - a a',
  'groups remove': '- - - - - a a',
  'spaces get': 'a a a a a a a',
  'settings get': '- - - - a a a',
  'settings watch': '- - - - a a a',
  'settings update': '- - - - - - a',
  'presences create': '- - - - a a -',
  'presences update': '- - - - o o -',
  'presences remove': '- - - - o o -',
  'alarms list': '- - - - a a -',
  'alarms get': '- - - - a a -',
  'alarms watch': '- - - - a a -',
  'alarms remove': '- - - - a a -',
  'stories list': 'a a a a a a a',
  'stories get': 'a a a a a a a',
  'stories watch': '- - - - a a -',
  'answers list': '- o - - - - -',
  'answers create': 'a - - a a - -',
  'replies list': 'a o a a a a a',
  'agreements list': '- o - - - - -',
  'agreements create': '- a - - - - -',
  'agreements remove': '- o - - - - -',
  'reports list': '- o - o a a -',
  'reports get': '- o - o a a -',
  'reports create': 'a a - a a a -',
  'reports watch': '- - - - a a -',
  'rulings list': '- - - - a a -',
  'rulings get': '- - - - a a -',
  'rulings create': '- - - - a a -',
  'rulings watch': '- - - - a a -',
  'links list': '- o - - a a -',
  'links create': '- a - - - - -',
  'links remove': '- o - - - - -',
  'messages list': '- o - - a a -',
  'messages get': '- o - - a a -',
  'messages create': '- a - - a a -',
  'messages watch': '- - - - a a -',
  'sendings create': 'a - - a - - -',
  'sendings get': '- o - - a a -',
  'sendings update': '- o - - - - -',
  'sendings remove': '- o - - - - -',
  'sendings list': '- o - - a a -',
  'sendings watch': '- - - - a a -',
  'claims create': '- - - - a a -',
  'claims get': '- - - - a a -',
  'claims list': '- - - - a a -',
  'claims watch': '- - - - a a -',
  'claims remove': '- - - - o o -',
  'decisions create': '- - - - a a -',
  'decisions get': '- - - - a a -',
  'decisions list': '- - - - a a -',
  'decisions watch': '- - - - a a -',
  'decisions remove': '- - - - o o -',
  'opinions create': '- - - - a a -',
  'opinions get': '- - - - a a -',
  'opinions list': '- - - - a a -',
  'opinions watch': '- - - - a a -',
  'log create': '- - - - a a a',
  'holds create': '- - - - a a -',
  'holds get': '- - - - a a a',
  'holds list': '- o - - a a a',
  'holds update': '- - - - a a a',
  'holds remove': '- - - - a a a',
  'holds watch': '- - - - a a a',
  'log get': '- - - - - - a',
  'log list': '- - - - - - a',
  'log watch': '- - - - - - a',
  'invites create': '- - - - a - a',
  'invites get': '- - - - a - a',
  'invites list': '- - - - a - a',
  'invites remove': '- - - - a - a',
  'memberships create': '- - a - - - -',
  'memberships get': '- - - o a - a',
  'memberships list': '- - - o a - a',
  'memberships remove': '- - - o a - a',
  'checkins list': '- - - a a - -',
  'checkins get': '- - - a a - -',
  'checkins create': '- - - a - - -',
  'checkins update': '- - - o - - -',
  'checkins remove': '- - - o - - -',
  'checkins watch': '- - - a a - -',
  'responses list': '- - - o o - -',
  'responses get': '- - - o o - -',
  'responses create': '- - - a a - -',
  'responses remove': '- - - o o - -',
  'responses watch': '- - - a a - -',
  'companions list': '- - - o - - -',
  'companions get': '- - - o - - -',
  'companions create': '- - - a - - -',
  'companions remove': '- - - o - - -',
  'companions watch': '- - - a - - -',
  'greeters list': '- - - a a - -',
  'greeters get': '- - - a a - -',
  'greeters create': '- - - a - - -',
  'greeters update': '- - - o - - -',
  'greeters remove': '- - - o - - -',
  'greeters watch': '- - - a a - -',
  'batches list': '- - - a a - -',
  'batches get': '- - - a a - -',
  'batches watch': '- - - a a - -',
};

const letter = (right: Right | undefined) => (right === 'all' ? 'a' : right === 'own' ? 'o' : '-');

describe('who may do what', () => {
  it('is as it is written down here', () => {
    const table = Object.fromEntries(collectionRoutes.map(({ collection, act }) => [`${collection} ${act}`, asking.map((role) => letter(rightOf(role, collection, act))).join(' ')]));
    assert.deepEqual(table, expected);
  });
});

/** Somebody of each role, and records that are theirs, or not. */
interface Scene {
  desk: Desk;
  as: Record<Exclude<Role, 'local'>, string | undefined>;
}

/** A group reads words in batches where there are no names, and check-ins where there are. */
const nameless = { default: { ...spaces.default!, settings: { ...settings, checkins: { names: false, releases: { times: ['08:00'], timeZone: 'Europe/London' } } } }, other: spaces.other! };

async function scene(collection?: CollectionName): Promise<Scene> {
  const desk = new Desk(collection === 'batches' ? { spaces: nameless } : {});
  const as = {
    visitor: undefined,
    writer: (await credential('Receipt')).header,
    invited: (await credential('Invite')).header,
    member: await desk.member('walk'),
    facilitator: await desk.staff('facilitator', { groups: ['walk'] }),
    moderator: await desk.staff('moderator'),
    admin: await desk.staff('admin'),
  };
  return { desk, as };
}

const day = '2999-12-31';

async function bodyFor({ desk }: Scene, collection: CollectionName, role: Role): Promise<{ body: unknown; as?: string }> {
  const { hash } = await credential('Bearer');
  switch (collection) {
    case 'groups':
      return { body: group() };
    case 'sendings':
      return { body: role === 'member' ? { ...story(), audience: 'group', group: 'walk', consents: [] } : story() };
    case 'claims':
      return { body: { sending: (await groupSending(desk)).id } };
    case 'opinions':
      return { body: { asked: (await askedAbout(desk)).id, advises: 'publish' } };
    case 'holds':
      return { body: { sending: (await groupSending(desk)).id, reason: 'child' } };
    case 'log':
      return { body: role === 'admin' ? { act: 'export', what: 'log' } : { act: 'open', sending: (await groupSending(desk)).id } };
    case 'presences':
      return { body: {} };
    case 'answers':
      return { body: { story: await storyFor(desk, role), kind: 'thank-you' } };
    case 'reports':
      if (role === 'writer') {
        const { receipt, reply } = await replied(desk);
        return { body: { reply, reason: 'hurtful' }, as: receipt };
      }
      return { body: { story: await storyFor(desk, role), reason: 'worried' } };
    case 'rulings':
      return { body: { report: (await groupReport(desk)).report.id, ruling: 'no-action' } };
    case 'agreements': {
      const { receipt, reply } = await replied(desk);
      return { body: { reply }, ...(role === 'writer' && { as: receipt }) };
    }
    case 'links': {
      const { sending, receipt, other } = await twoStories(desk);
      return { body: { sending, receipt: other }, ...(role === 'writer' && { as: receipt }) };
    }
    case 'messages': {
      const { record, receipt } = await sentAndAnswered(desk);
      return { body: { sending: record.id, text: 'Thank you.' }, ...(role === 'writer' && { as: receipt }) };
    }
    case 'decisions': {
      const sending = await groupSending(desk);
      return { body: { sending: sending.id, rev: sending.rev, decision: 'publish' } };
    }
    case 'checkins':
      return { body: { ...checkin, audience: 'me' } };
    case 'responses':
      return { body: { checkin: (await groupCheckin(desk)).shown, kind: 'heard' } };
    case 'companions':
      return { body: { own: 'Kit', offer: hash } };
    case 'greeters':
      return { body: { group: 'walk', name: 'Kit' } };
    case 'invites':
      return { body: { expires: day, secret: hash, group: 'walk' } };
    default: {
      const invite = await credential('Invite');
      expect(201, await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: day, secret: invite.hash, group: 'walk' } }));
      return { body: { secret: hash }, ...(role === 'invited' && { as: invite.header }) };
    }
  }
}

const checkin = { feelings: ['tired'], words: 'A long night.', stays: 'kept', timeZone: 'Europe/London' };

/** A check-in to the group, with the id under which the group finds it. */
async function groupCheckin(desk: Desk, as?: string): Promise<{ id: string; shown: string }> {
  const body = { ...checkin, audience: 'group', group: 'walk' };
  return expect(201, await desk.ask('POST', '/v1/checkins', { as: as ?? (await desk.member('walk')), body })).json;
}

/** A sending to the group, which its facilitator and moderators may read. */
async function groupSending(desk: Desk) {
  const member = await desk.member('walk');
  const { record } = await desk.send({ as: member, audience: 'group', group: 'walk' });
  return record;
}

/** An alarm about what a member of the group sent, and nothing else. */
async function raised(desk: Desk): Promise<{ id: string }> {
  const row = { id: crypto.randomUUID(), rev: 'r', key: 0, reader: 'staff:walk' };
  await desk.store.write('default', (tx) => tx.put('alarms', { ...row, record: { id: row.id, since: '2026-01-01T00:00:00Z', next: '2026-01-01T00:10:00Z' } }));
  return row;
}

/** A question of a moderator about a sending of the group. */
async function askedAbout(desk: Desk): Promise<{ id: string }> {
  const moderator = await desk.staff('moderator');
  const sending = await groupSending(desk);
  expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: sending.id } }));
  return expect(201, await desk.ask('POST', '/v1/opinions', { as: moderator, body: { sending: sending.id } })).json;
}

/** A story that this caller may answer. */
async function storyFor(desk: Desk, role: Role): Promise<string> {
  const known = role === 'member' || role === 'facilitator';
  const { record } = await desk.publish({ answers: true, ...(known && { as: await desk.member('walk'), audience: 'group', group: 'walk' }) });
  return record.story;
}

async function groupReport(desk: Desk) {
  const member = await desk.member('walk');
  const { record } = await desk.publish({ as: member, audience: 'group', group: 'walk' });
  const report = expect(201, await desk.ask('POST', '/v1/reports', { as: member, body: { story: record.story, reason: 'worried' } })).json as { id: string };
  return { report };
}

/** A sending of the group to which the staff has written. */
async function sentAndAnswered(desk: Desk) {
  const sent = await desk.send({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
  const { json } = expect(201, await desk.ask('POST', '/v1/messages', { as: await desk.staff('moderator'), body: { sending: sent.record.id, text: 'It is being read.' } }));
  return { ...sent, message: json as { id: string } };
}

/** Two stories that one person wrote to the group, and what opens the other one. */
async function twoStories(desk: Desk) {
  const member = await desk.member('walk');
  const [one, other] = [await desk.send({ as: member, audience: 'group', group: 'walk' }), await desk.send({ as: member, audience: 'group', group: 'walk' })];
  return { sending: one.record.id, receipt: one.receipt, other: other.receipt.replace('Receipt ', '') };
}

/** A story with a written reply that its writer has got. */
async function replied(desk: Desk) {
  const moderator = await desk.staff('moderator');
  const told = await desk.publish({ answers: true });
  const draft = { ...story('I was there too.'), audience: 'writer', replyTo: told.record.story };
  const { json } = expect(201, await desk.ask('POST', '/v1/sendings', { body: draft }));
  await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: json.id } });
  const { rev } = expect(200, await desk.ask('GET', `/v1/sendings/${json.id}`, { as: moderator })).json;
  expect(201, await desk.ask('POST', '/v1/decisions', { as: moderator, body: { sending: json.id, rev, decision: 'publish' } }));
  const [reply] = expect(200, await desk.ask('GET', '/v1/replies', { as: told.receipt })).json.items as { id: string }[];
  return { ...told, reply: reply!.id };
}

/** What those who may are answered. Whoever decides or holds has to have claimed it first: the rules that say so are reached. */
function answered({ collection, act: name }: CollectionRoute, role: Role): number {
  if (['decisions', 'rulings', 'holds'].includes(collection) && name === 'create') return 409;
  if (collection !== 'holds' || !['update', 'remove'].includes(name)) return done[name];
  // Whoever did not make it ends it only as an administrator; that its writer was told cannot be done twice.
  return role !== 'admin' ? 403 : name === 'update' ? 409 : 204;
}

/** A record of the group that nobody of the scene owns. */
async function strangers({ desk }: Scene, collection: CollectionName): Promise<{ id: string; rev?: string }> {
  switch (collection) {
    case 'groups':
      return expect(201, await desk.ask('POST', '/v1/groups', { as: await desk.staff('admin'), body: group() })).json;
    case 'spaces':
      return { id: 'default' };
    case 'settings':
      return expect(200, await desk.ask('GET', '/v1/settings/default', { as: await desk.staff('admin') })).json;
    case 'stories':
      return { id: (await desk.publish()).record.story };
    case 'sendings':
      return groupSending(desk);
    case 'claims': {
      const sending = await groupSending(desk);
      return expect(201, await desk.ask('POST', '/v1/claims', { as: await desk.staff('moderator'), body: { sending: sending.id } })).json;
    }
    case 'alarms':
      return raised(desk);
    case 'opinions':
      return askedAbout(desk);
    case 'holds': {
      const moderator = await desk.staff('moderator');
      const sending = await groupSending(desk);
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: sending.id } }));
      return expect(201, await desk.ask('POST', '/v1/holds', { as: moderator, body: { sending: sending.id, reason: 'child' } })).json;
    }
    case 'log':
      return expect(201, await desk.ask('POST', '/v1/log', { as: await desk.staff('moderator'), body: { act: 'open', sending: (await groupSending(desk)).id } })).json;
    case 'presences':
      return expect(201, await desk.ask('POST', '/v1/presences', { as: await desk.staff('moderator'), body: {} })).json;
    case 'reports':
      return (await groupReport(desk)).report;
    case 'rulings': {
      const moderator = await desk.staff('moderator');
      const { report } = await groupReport(desk);
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { report: report.id } }));
      return expect(201, await desk.ask('POST', '/v1/rulings', { as: moderator, body: { report: report.id, ruling: 'no-action' } })).json;
    }
    case 'messages':
      return (await sentAndAnswered(desk)).message;
    case 'links': {
      const { sending, receipt, other } = await twoStories(desk);
      return expect(201, await desk.ask('POST', '/v1/links', { as: receipt, body: { sending, receipt: other } })).json;
    }
    case 'agreements': {
      const { receipt, reply } = await replied(desk);
      return expect(201, await desk.ask('POST', '/v1/agreements', { as: receipt, body: { reply } })).json;
    }
    case 'decisions': {
      const moderator = await desk.staff('moderator');
      const sending = await groupSending(desk);
      await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: sending.id } });
      const { rev } = expect(200, await desk.ask('GET', `/v1/sendings/${sending.id}`, { as: moderator })).json;
      return expect(201, await desk.ask('POST', '/v1/decisions', { as: moderator, body: { sending: sending.id, rev, decision: 'publish', grace: true } })).json;
    }
    case 'checkins':
      return { id: (await groupCheckin(desk)).shown, rev: 'r' };
    case 'responses':
      return expect(201, await desk.ask('POST', '/v1/responses', { as: await desk.member('walk'), body: { checkin: (await groupCheckin(desk)).shown, kind: 'heard' } })).json;
    case 'companions':
      return expect(201, await desk.ask('POST', '/v1/companions', { as: await desk.member('walk'), body: { own: 'Kit', offer: (await credential('Bearer')).hash } })).json;
    case 'greeters':
      return expect(201, await desk.ask('POST', '/v1/greeters', { as: await desk.member('walk'), body: { group: 'walk', name: 'Kit' } })).json;
    case 'batches': {
      const record = { id: crypto.randomUUID(), group: 'walk', from: '2026-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z', feelings: ['tired'] };
      await desk.store.write('default', (tx) => tx.put('batches', { id: record.id, rev: 'r', key: 0, reader: 'group:walk', record }));
      return record;
    }
    case 'invites':
      return expect(201, await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: day, secret: (await credential('Invite')).hash, group: 'walk' } })).json;
    default: {
      const invite = await credential('Invite');
      await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: day, secret: invite.hash, group: 'walk' } });
      return expect(201, await desk.ask('POST', '/v1/memberships', { as: invite.header, body: { secret: (await credential('Bearer')).hash } })).json;
    }
  }
}

const patches: Partial<Record<CollectionName, unknown>> = { groups: { name: 'Wednesday walk' }, sendings: { text: 'It is better now.' }, presences: {}, holds: { tell: 'now' }, settings: { title: 'Another name' }, checkins: { energy: 'steady' }, greeters: { name: 'Kim' } };
const done: Record<Act, number> = { list: 200, get: 200, create: 201, update: 200, remove: 204, watch: 200 };

async function act(scene: Scene, route: CollectionRoute, role: Exclude<Role, 'local'>): Promise<Answered> {
  const { desk } = scene;
  const as = scene.as[role];
  const record = route.path === '/:id' ? await strangers(scene, route.collection) : undefined;
  const path = route.pattern.replace(':id', encodeURIComponent(record?.id ?? ''));
  if (route.act === 'watch') {
    const leaving = new AbortController();
    const response = await desk.fetch('POST', path, { as, body: {}, signal: leaving.signal });
    if (response.status !== 200) return { status: response.status, headers: response.headers, text: '', json: await response.json() };
    leaving.abort();
    return { status: 200, headers: response.headers, text: '', json: undefined };
  }
  const made = route.act === 'create' ? await bodyFor(scene, route.collection, role) : undefined;
  const body = made?.body ?? (route.act === 'update' ? patches[route.collection] : route.body === 'query' ? { limit: 10 } : undefined);
  return desk.ask(route.method, path, { as: made?.as ?? as, body, ...(record?.rev && { rev: record.rev }) });
}

for (const collection of collectionNames) {
  describe(`${collection}, asked for over HTTP`, () => {
    let here: Scene;
    before(async () => void (here = await scene(collection)));
    for (const route of collectionRoutes.filter((one) => one.collection === collection)) {
      for (const role of asking) {
        const right = rightOf(role, collection, route.act);
        const outcome = right === 'all' ? 'may' : right === 'own' ? 'finds nothing of others with' : 'may not';
        it(`${role} ${outcome} ${route.method} ${route.pattern}`, async () => {
          const answer = await act(here, route, role);
          const reached = answered(route, role);
          // This member has a membership of their own.
          const ofOthers = (items: { id: string }[]) => (collection === 'memberships' ? items.slice(1) : items);
          if (right === 'own' && route.act === 'list') return assert.deepEqual([answer.status, ofOthers(answer.json.items)], [200, []]);
          const refused = role === 'visitor' ? 401 : 403;
          assert.equal(answer.status, right === 'all' ? reached : right === 'own' ? 404 : refused, answer.text);
          if (!right) assert.equal(answer.json.type, `/v1/problems/${role === 'visitor' ? 'signed-out' : 'forbidden'}`);
          return undefined;
        });
      }
    }
    for (const route of collectionRoutes.filter((one) => one.collection === collection)) {
      it(`a moderator of another space may not ${route.method} ${route.pattern}, and finds nothing of it in their own`, async () => {
        const as = await here.desk.staff('moderator', { space: 'other' });
        const answer = await act({ ...here, as: { ...here.as, moderator: as } }, route, 'moderator');
        assert.deepEqual([answer.status, answer.json.type], [401, '/v1/problems/signed-out']);
        if (route.act !== 'get' && route.act !== 'remove') return;
        const { id } = await strangers(here, collection);
        const own = await here.desk.ask(route.method, `/v1/${collection}/${encodeURIComponent(id)}`, { as, space: 'other' });
        assert.equal(own.status, rightOf('moderator', collection, route.act) ? 404 : 403, own.text);
      });
    }
    for (const { act: name, method, path } of ways) {
      if (collectionRoutes.some((route) => route.collection === collection && route.act === name)) continue;
      if (collectionRoutes.some((route) => route.collection === collection && route.method === method && route.path === path)) continue;
      it(`${name} is not offered to anybody`, async () => {
        const answer = await here.desk.ask(method, `/v1/${collection}${path.replace(':id', 'x')}`, { as: here.as.admin, body: method === 'GET' || method === 'DELETE' ? undefined : {} });
        assert.equal(answer.status, 405);
        assert.equal(answer.json.type, '/v1/problems/unsupported');
        assert.ok(!answer.headers.get('allow')!.split(', ').includes(method));
      });
    }
  });
}

describe('what belongs to somebody else', () => {
  it('is not there for the writer of another story', async () => {
    const desk = new Desk();
    const { record } = await desk.send();
    const { receipt } = await desk.send();
    const asked = [
      await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }),
      await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: { text: 'mine' } }),
      await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }),
    ];
    const absent = await desk.ask('GET', '/v1/sendings/absent', { as: receipt });
    for (const { status, text } of asked) assert.deepEqual([status, text], [404, absent.text]);
  });

  it('is open to its own writer, who can read, change and withdraw it', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    const { json } = expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }));
    assert.deepEqual([json.sent, json.flags], [undefined, undefined]);
    const changed = expect(200, await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: json.rev, body: { text: 'Changed.' } }));
    assert.equal(changed.json.text, 'Changed.');
    expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    expect(404, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }));
  });

  it('is not there for the facilitator of another group', async () => {
    const desk = new Desk();
    const sending = await groupSending(desk);
    const facilitator = await desk.staff('facilitator', { groups: ['swim'] });
    expect(404, await desk.ask('GET', `/v1/sendings/${sending.id}`, { as: facilitator }));
    expect(404, await desk.ask('POST', '/v1/claims', { as: facilitator, body: { sending: sending.id } }));
    const { json } = expect(200, await desk.ask('GET', '/v1/sendings', { as: facilitator }));
    assert.deepEqual(json.items, []);
    const invited = await desk.ask('POST', '/v1/invites', { as: facilitator, body: { expires: day, secret: (await credential('Invite')).hash, group: 'walk' } });
    expect(403, invited);
  });

  it('shows a group story to its members and to nobody else', async () => {
    const desk = new Desk();
    const { record } = await desk.publish({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
    expect(200, await desk.ask('GET', `/v1/stories/${record.story}`, { as: await desk.member('walk') }));
    for (const as of [undefined, await desk.member('swim'), await desk.member(), await desk.staff('facilitator', { groups: ['swim'] })]) {
      expect(404, await desk.ask('GET', `/v1/stories/${record.story}`, { as }));
      assert.deepEqual(expect(200, await desk.ask('GET', '/v1/stories', { as })).json.items, []);
      assert.deepEqual(expect(200, await desk.ask('POST', '/v1/stories/search', { as, body: { text: 'better' } })).json.items, []);
    }
  });

  it('is linked by both receipts, and what opens the other story stands in no address, answer or log', async () => {
    const lines: string[] = [];
    const write = (...said: unknown[]) => void lines.push(JSON.stringify(said));
    const desk = new Desk({ log: { info: write, warn: write, error: write } });
    const { sending, receipt, other } = await twoStories(desk);
    const wrong = await desk.ask('POST', '/v1/links', { as: receipt, body: { sending, receipt: `${other.slice(0, -2)}AA` } });
    const absent = await desk.ask('POST', '/v1/links', { as: receipt, body: { sending: 'absent', receipt: other } });
    assert.deepEqual([wrong.status, wrong.text], [404, absent.text]);
    const made = expect(201, await desk.ask('POST', '/v1/links', { as: receipt, body: { sending, receipt: other } }));
    const seen = expect(200, await desk.ask('POST', '/v1/links/search', { as: await desk.staff('moderator'), body: { where: { sending }, limit: 10 } }));
    assert.equal(seen.json.items.length, 1);
    assert.ok(lines.length, 'something was logged');
    for (const text of [made.text, made.headers.get('location')!, seen.text, wrong.text, ...lines]) assert.ok(!text.includes(other), text);
  });

  it('is not found by guessing the second receipt, for whoever guesses is stopped', async () => {
    // Counts begin anew with each minute, which does not come meanwhile.
    const at = Date.now();
    const desk = new Desk({ limits: { writes: { count: 3, seconds: 60 } }, now: () => at });
    const { record, receipt } = await desk.send();
    const guess = async () => (await desk.ask('POST', '/v1/links', { as: receipt, body: { sending: record.id, receipt: (await credential('Receipt')).header.slice(8) } })).status;
    assert.deepEqual([await guess(), await guess(), await guess(), await guess()], [404, 404, 404, 429]);
  });

  it('is nothing that a moderator of another space has a credential for', async () => {
    const desk = new Desk();
    const { record } = await desk.send();
    const moderator = await desk.staff('moderator', { space: 'other' });
    expect(404, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: moderator, space: 'other' }));
    const refused = await desk.ask('GET', `/v1/sendings/${record.id}`, { as: moderator });
    const unknown = await desk.ask('GET', `/v1/sendings/${record.id}`, { as: 'Bearer nobody' });
    assert.deepEqual([refused.status, refused.text], [401, unknown.text]);
  });

  it('lets a member leave, and nobody else take her out but the hosts', async () => {
    const desk = new Desk();
    const invite = await credential('Invite');
    const member = await credential('Bearer');
    await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: day, secret: invite.hash } });
    const { json } = expect(201, await desk.ask('POST', '/v1/memberships', { as: invite.header, body: { secret: member.hash } }));
    expect(404, await desk.ask('DELETE', `/v1/memberships/${json.id}`, { as: await desk.member() }));
    expect(204, await desk.ask('DELETE', `/v1/memberships/${json.id}`, { as: member.header }));
    expect(401, await desk.ask('GET', '/v1/groups', { as: member.header }));
  });
});
