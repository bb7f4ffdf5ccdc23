import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SpaceSettings } from 'peer-support-elements/domain';
import { roles } from 'peer-support-elements/backend';
import { credential, Desk, expect, metricsToken, settings, spaces, story } from '../support/desk.ts';

/*
 * What people are told before they write, held where it has to hold: at the server.
 */

const deskOf = (own: SpaceSettings) => new Desk({ spaces: { default: { ...spaces.default!, settings: own } } });
const without = (name: keyof SpaceSettings) => Object.fromEntries(Object.entries(settings).filter(([key]) => key !== name)) as unknown as SpaceSettings;

describe('a site', () => {
  for (const name of ['ages', 'privacy', 'title', 'languages', 'moderation', 'helplines', 'keptMonths', 'backupDays'] as const) {
    it(`does not start without ${name}: nothing that was decided for people has a value by default`, () => {
      assert.throws(() => deskOf(without(name)), new RegExp(`Space "default": these settings are missing or not right: ${name}\\.`));
    });
  }

  it('does not start with ages that end before they begin, or a privacy notice that is no address', () => {
    assert.throws(() => deskOf({ ...settings, ages: { from: 18, to: 13 } }), /not right: ages\./);
    assert.throws(() => deskOf({ ...settings, privacy: 'javascript:alert(1)' }), /not right: privacy\./);
  });

  for (const [what, own, reason] of [
    ['no moderator', { ...settings, moderators: [] }, 'no-moderator'],
    ['nobody for safeguarding', without('safeguarding'), 'no-safeguarding'],
    ['no hours in which somebody reads', { ...settings, watchHours: [] }, 'no-watch-hours'],
    ['no ground rules', without('rules'), 'no-rules'],
    ['no word of the limits of confidentiality', without('confidentiality'), 'no-confidentiality'],
  ] as [string, SpaceSettings, string][]) {
    it(`with ${what} takes no words, says why, and lets people take theirs back`, async () => {
      const before = new Desk();
      const { record, receipt } = await before.send();
      const desk = new Desk({ store: before.store, spaces: { default: { ...spaces.default!, settings: own } } });
      const member = await desk.member('walk');
      for (const [as, more] of [[undefined, {}], [member, { audience: 'group', group: 'walk', consents: [] }]] as const) {
        const { status, json } = await desk.ask('POST', '/v1/sendings', { as, body: { ...story(), ...more } });
        assert.deepEqual([status, json.type, json.retryable], [503, '/v1/problems/unavailable', false]);
      }
      assert.equal((await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: { text: 'New words.' } })).status, 503);
      const { json } = await desk.ask('GET', '/v1/spaces/default');
      assert.deepEqual([json.open, json.closed], [false, [reason]]);
      expect(204, await desk.ask('DELETE', `/v1/sendings/${record.id}`, { as: receipt }));
    });
  }

  for (const [what, ages, mixed] of [
    ['of adults', { from: 18 }, false],
    ['of minors', { from: 13, to: 17 }, false],
    ['that mixes adults and minors', { from: 16 }, true],
    ['that mixes minors and those who have just come of age', { from: 13, to: 18 }, true],
  ] as const) {
    it(`${what} ${mixed ? 'refuses' : 'takes'} what only some may read`, async () => {
      const desk = deskOf({ ...settings, ages });
      const member = await desk.member('walk');
      for (const audience of ['group', 'facilitator']) {
        const { status, json } = await desk.ask('POST', '/v1/sendings', { as: member, body: { ...story(), audience, group: 'walk', consents: [] } });
        assert.equal(status, mixed ? 403 : 201, audience);
        if (mixed) assert.equal(json.type, '/v1/problems/forbidden');
      }
      assert.equal((await desk.ask('POST', '/v1/sendings', { body: story() })).status, 201, 'what everyone may read is read by somebody first');
      const { json } = await desk.ask('GET', '/v1/spaces/default');
      assert.deepEqual(json.audiences, mixed ? ['everyone'] : ['everyone', 'group', 'facilitator']);
    });
  }
});

describe('what is anonymous', () => {
  it('is refused with a name beside it, from the challenge on', async () => {
    const desk = new Desk();
    const named = [await desk.member(), await desk.member('walk'), await desk.staff('facilitator', { groups: ['walk'] }), await desk.staff('moderator'), await desk.staff('admin'), (await credential('Receipt')).header, (await credential('Invite')).header];
    for (const as of named) {
      for (const [path, body] of [['/v1/sendings', story()], ['/v1/challenges', undefined]] as const) {
        const { status, json } = await desk.ask('POST', path, { as, body });
        assert.deepEqual([status, json.type], [403, '/v1/problems/forbidden'], `${path} ${as.split(' ')[0]}`);
      }
    }
    assert.equal((await desk.ask('POST', '/v1/challenges', { as: 'nonsense' })).status, 403);
    assert.deepEqual((await desk.ask('GET', '/v1/sendings', { as: await desk.staff('moderator') })).json.items, []);
  });

  it('needs no cookie, sets none, and is the same with and without', async () => {
    const desk = new Desk();
    const [plain, with_] = [await desk.ask('GET', '/v1/stories'), await desk.ask('GET', '/v1/stories', { headers: { cookie: 'session=maria' } })];
    assert.deepEqual([with_.status, with_.text, with_.headers.get('set-cookie')], [plain.status, plain.text, null]);
  });

  it('shows its month, an id of its own and nothing that was counted, in no header either', async () => {
    const at = Date.parse('2026-05-04T10:11:12.345Z');
    const desk = new Desk({ now: () => at });
    const { record } = await desk.publish();
    for (const { text, headers } of [await desk.ask('GET', '/v1/stories'), await desk.ask('GET', `/v1/stories/${record.story}`), await desk.ask('POST', '/v1/stories/search', { body: { text: 'better' } })]) {
      assert.match(text, /"month":"2026-05"/);
      const all = text + JSON.stringify([...headers].filter(([name]) => name !== 'x-request-id'));
      assert.doesNotMatch(all, /2026-05-|04 May|10:11|1777889472/);
      assert.ok(!all.includes(record.id));
      assert.equal(headers.get('last-modified'), null);
    }
  });

  it('comes in an order that does not tell who came first', async () => {
    // Of one month: the newest stand first.
    const at = Date.now();
    const desk = new Desk({ now: () => at });
    const order: string[] = [];
    for (let n = 0; n < 8; n++) order.push((await desk.publish()).record.story);
    const listed = (await desk.ask('GET', '/v1/stories')).json.items.map(({ id }: { id: string }) => id) as string[];
    assert.deepEqual(listed, order.toSorted());
  });
});

describe('what is beside the records', () => {
  for (const [method, path, status] of [
    ['GET', '/v1/openapi.json', 200],
    ['GET', '/v1/problems/invalid', 200],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['GET', '/metrics', 404],
  ] as const) {
    it(`${method} ${path} is the same for every role`, async () => {
      const desk = new Desk();
      const as: Record<string, string | undefined> = {
        visitor: undefined,
        writer: (await credential('Receipt')).header,
        invited: (await credential('Invite')).header,
        member: await desk.member(),
        facilitator: await desk.staff('facilitator'),
        moderator: await desk.staff('moderator'),
        admin: await desk.staff('admin'),
      };
      assert.deepEqual(Object.keys(as), roles.filter((role) => role !== 'local'));
      const answers = await Promise.all(Object.values(as).map((one) => desk.ask(method, path, { as: one })));
      for (const answer of answers) assert.deepEqual([answer.status, answer.text], [status, answers[0]!.text]);
    });
  }

  it('counts open with their own token, which opens nothing else', async () => {
    const desk = new Desk();
    const as = `Bearer ${metricsToken}`;
    assert.equal((await desk.ask('GET', '/metrics', { as })).status, 200);
    for (const path of ['/v1/sendings', '/v1/groups', '/v1/invites']) assert.equal((await desk.ask('GET', path, { as })).status, 401);
  });
});
