import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createHandler } from '../../src/index.ts';
import { credential, Desk, expect, group, jwtSecret, settings, spaces, story } from '../support/desk.ts';

const secret = new TextEncoder().encode(jwtSecret);
const whole = { iss: 'https://clinic.example', aud: 'peer-support', sub: 'maria@clinic.example', exp: Math.floor(Date.now() / 1000) + 300 };

async function signed(payload: JWTPayload, { alg = 'HS256', key = secret as Parameters<SignJWT['sign']>[0] } = {}) {
  return `Bearer ${await new SignJWT(payload).setProtectedHeader({ alg }).sign(key)}`;
}

/** What somebody with this token is answered when they ask for what only members and the staff have. */
async function status(desk: Desk, as: string, space = 'default') {
  return (await desk.ask('GET', '/v1/groups', { as, space })).status;
}

describe("a token of the host's own sign-in", () => {
  it('opens what its role may', async () => {
    const desk = new Desk();
    const sendings = async (payload: JWTPayload) => (await desk.ask('GET', '/v1/sendings', { as: await signed({ ...whole, ...payload }) })).status;
    assert.deepEqual(await Promise.all([{}, { role: 'member' }, { role: 'facilitator' }, { role: 'moderator' }, { role: 'admin' }].map(sendings)), [403, 403, 200, 200, 403]);
  });

  it('brings the groups it names', async () => {
    const desk = new Desk();
    const { record } = await desk.publish({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
    const read = async (groups: unknown) => (await desk.ask('GET', `/v1/stories/${record.story}`, { as: await signed({ ...whole, groups }) })).status;
    assert.deepEqual([await read(['swim', 'walk']), await read(['swim']), await read([]), await read('walk'), await read([{ id: 'walk' }]), await read({ walk: true })], [200, 404, 404, 404, 404, 404]);
  });

  it('makes a member of whoever holds it, whatever role it names, until somebody says that tokens name the staff', async () => {
    const tokens = { issuer: whole.iss, audience: whole.aud, secret: jwtSecret };
    const desk = (more: object) => new Desk({ spaces: { default: { settings, origins: [], tokens: { ...tokens, ...more } } } });
    const roleWith = async (more: object, payload: JWTPayload) => {
      const as = await signed({ ...whole, ...payload });
      const here = desk(more);
      const [sendings, invites] = [await here.ask('GET', '/v1/sendings', { as }), await here.ask('GET', '/v1/invites', { as })];
      assert.equal(await status(here, as), 200);
      return ({ '403 403': 'member', '200 200': 'facilitator', '200 403': 'moderator', '403 200': 'admin' } as Record<string, string>)[`${sendings.status} ${invites.status}`];
    };
    for (const role of ['facilitator', 'moderator', 'admin']) {
      assert.equal(await roleWith({}, { role }), 'member');
      assert.equal(await roleWith({ staffRoles: false, roleClaim: 'role' }, { role }), 'member');
      assert.equal(await roleWith({ staffRoles: true }, { role }), role);
      assert.equal(await roleWith({ staffRoles: true, roleClaim: 'https://clinic.example/peer' }, { role }), 'member');
      assert.equal(await roleWith({ staffRoles: true, roleClaim: 'https://clinic.example/peer' }, { 'https://clinic.example/peer': role }), role);
    }
  });

  for (const role of ['superuser', 'Admin', 'administrator', ['admin'], { admin: true }, 'local', 'writer', 'visitor', '', null, 7]) {
    it(`makes a member of whoever holds it, and never more, when its role is ${JSON.stringify(role)}`, async () => {
      const desk = new Desk();
      const as = await signed({ ...whole, role });
      const ask = async (method: string, path: string, body?: unknown) => (await desk.ask(method, path, { as, body })).status;
      assert.deepEqual([await status(desk, as), await ask('GET', '/v1/sendings'), await ask('GET', '/v1/invites'), await ask('POST', '/v1/groups', group())], [200, 403, 403, 403]);
    });
  }

  it('names groups in a claim of another name where the sign-in uses this one for something else', async () => {
    const desk = new Desk({ spaces: { default: { ...spaces.default!, tokens: { ...spaces.default!.tokens!, groupsClaim: 'peer_groups' } } } });
    const { record } = await desk.publish({ as: await desk.member('walk'), audience: 'group', group: 'walk' });
    const read = async (payload: JWTPayload) => (await desk.ask('GET', `/v1/stories/${record.story}`, { as: await signed({ ...whole, ...payload }) })).status;
    assert.deepEqual([await read({ groups: ['walk'] }), await read({ peer_groups: ['walk'] })], [404, 200]);
  });

  for (const [what, payload] of [
    ['ended', { exp: Math.floor(Date.now() / 1000) - 60 }],
    ['never ends', { exp: undefined }],
    ['has not begun', { nbf: Math.floor(Date.now() / 1000) + 600 }],
    ['is from somebody else', { iss: 'https://evil.example' }],
    ['is from nobody', { iss: undefined }],
    ['is for another service', { aud: 'billing' }],
    ['is for no service', { aud: undefined }],
    ['is about nobody', { sub: undefined }],
    ['is about somebody without a name', { sub: '' }],
  ] as [string, JWTPayload][]) {
    it(`opens nothing if it ${what}`, async () => assert.equal(await status(new Desk(), await signed({ ...whole, ...payload })), 401));
  }

  it('opens nothing if it is signed with something else, or not at all', async () => {
    const desk = new Desk();
    const other = new TextEncoder().encode('another secret of more than 32 characters');
    const { privateKey } = await generateKeyPair('RS256');
    const good = await signed(whole);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const none = btoa('{"alg":"none"}').replace(/=+$/, '');
    for (const as of [
      await signed(whole, { key: other }),
      await signed(whole, { alg: 'RS256', key: privateKey }),
      `Bearer ${new UnsecuredJWT(whole).setIssuer(whole.iss).encode()}`,
      `${head}.${body}.`,
      `Bearer ${none}.${body}.${signature}`,
      `Bearer ${none}.${body}.`,
      `${head}.${btoa(JSON.stringify({ ...whole, role: 'admin' })).replace(/=+$/, '')}.${signature}`,
      'Bearer a.b.c',
      'Bearer ..',
    ]) {
      assert.equal(await status(desk, as), 401, as);
    }
    assert.equal(await status(desk, good), 200);
  });

  it('opens nothing in another space, as if it were made up', async () => {
    const desk = new Desk();
    const as = await signed(whole);
    const [here, madeUp] = [await desk.ask('GET', '/v1/groups', { as, space: 'other' }), await desk.ask('GET', '/v1/groups', { as: 'Bearer made.up.token', space: 'other' })];
    assert.deepEqual([here.status, here.text, here.headers.get('www-authenticate')], [401, madeUp.text, madeUp.headers.get('www-authenticate')]);
  });

  it('leaves no name behind: what its holder does is under an opaque one, the same each time', async () => {
    const desk = new Desk();
    const claims = await Promise.all(
      ['maria@clinic.example', 'maria@clinic.example', 'tom@clinic.example'].map(async (sub) => {
        const { record } = await desk.send();
        return expect(201, await desk.ask('POST', '/v1/claims', { as: await signed({ ...whole, sub, role: 'moderator' }), body: { sending: record.id } })).json.by as string;
      }),
    );
    assert.equal(claims[0], claims[1]);
    assert.notEqual(claims[0], claims[2]);
    assert.match(claims[0]!, /^[\w-]{43}$/);
  });

  it('is not let beside what is sent anonymously', async () => {
    const desk = new Desk();
    for (const as of [await signed(whole), await desk.member(), await desk.staff('moderator'), await desk.staff('admin'), (await credential('Receipt')).header, await signed({ ...whole, role: 'admin' })]) {
      const { status: refused, json } = await desk.ask('POST', '/v1/sendings', { as, body: story() });
      assert.deepEqual([refused, json.type], [403, '/v1/problems/forbidden']);
    }
  });
});

describe("the host's public keys", () => {
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let server: ReturnType<typeof createServer>;
  let asked = 0;
  let broken = false;
  let url = '';

  before(async () => {
    keys = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
    server = createServer((_, response) => {
      asked++;
      response.writeHead(broken ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}/keys`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const desk = () => new Desk({ spaces: { default: { settings, origins: [], tokens: { issuer: whole.iss, audience: whole.aud, jwksUrl: url } } } });
  const withKey = async (payload: JWTPayload, alg = 'ES256', key: Parameters<SignJWT['sign']>[0] = keys.privateKey) => `Bearer ${await new SignJWT(payload).setProtectedHeader({ alg, kid: 'one' }).sign(key)}`;

  it('check tokens, and are fetched once', async () => {
    const here = desk();
    asked = 0;
    for (let time = 0; time < 3; time++) assert.equal(await status(here, await withKey(whole)), 200);
    assert.equal(asked, 1);
  });

  it('are never taken for a shared secret', async () => {
    const text = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)));
    assert.equal(await status(desk(), await withKey(whole, 'HS256', text)), 401);
  });

  it('that cannot be fetched say nothing about a token: it may hold later', async () => {
    broken = true;
    const { status: answered, json, headers } = await desk().ask('GET', '/v1/groups', { as: await withKey(whole) });
    broken = false;
    assert.deepEqual([answered, json.type, json.retryable, headers.get('retry-after')], [503, '/v1/problems/unavailable', true, '30']);
  });

  it('are fetched for nobody but whoever shows a token', async () => {
    asked = 0;
    const here = desk();
    await here.ask('GET', '/v1/groups');
    await here.ask('POST', '/v1/sendings', { body: story(`See ${url}`) });
    await here.ask('GET', '/v1/groups', { as: 'Bearer opaque' });
    assert.equal(asked, 0);
  });
});

describe('a token of the staff', () => {
  it('holds until it ends or is taken away', async () => {
    let now = Date.now();
    const desk = new Desk({ now: () => now });
    const as = await desk.staff('moderator', { expires: now + 1000 });
    assert.equal(await status(desk, as), 200);
    now += 1000;
    assert.equal(await status(desk, as), 401);
    const other = await desk.staff('moderator', { expires: now + 1000 });
    for (const { hash } of await desk.store.tokens('default')) await desk.store.removeToken(hash);
    assert.equal(await status(desk, other), 401);
  });

  it('is kept as a hash that opens nothing', async () => {
    const desk = new Desk();
    await desk.staff('admin');
    const [{ hash } = { hash: '' }] = await desk.store.tokens('default');
    assert.equal(await status(desk, `Bearer ${hash}`), 401);
  });
});

describe('a membership', () => {
  it('comes of an invitation, once', async () => {
    const desk = new Desk();
    const invite = await credential('Invite');
    expect(201, await desk.ask('POST', '/v1/invites', { as: await desk.staff('admin'), body: { expires: '2999-12-31', secret: invite.hash } }));
    const redeem = async () => (await desk.ask('POST', '/v1/memberships', { as: invite.header, body: { secret: (await credential('Bearer')).hash } })).status;
    assert.deepEqual([await redeem(), await redeem()], [201, 404]);
    assert.equal((await desk.ask('POST', '/v1/memberships', { as: (await credential('Invite')).header, body: { secret: invite.hash } })).status, 404);
  });

  it('opens nothing with its hash, or as another kind of credential', async () => {
    const desk = new Desk();
    const member = await desk.member('walk');
    const { record } = await desk.publish({ as: member, audience: 'group', group: 'walk' });
    const read = async (as: string) => (await desk.ask('GET', `/v1/stories/${record.story}`, { as })).status;
    assert.equal(await read(member), 200);
    for (const scheme of ['Receipt', 'Invite']) assert.equal(await read(member.replace('Bearer', scheme)), 404);
  });
});

describe('a credential that is none', () => {
  for (const as of ['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'token', `Bearer ${'x'.repeat(8193)}`, 'Receipt', 'Digest x', 'Bearer é']) {
    it(`("${as.slice(0, 20)}") is told to sign in again`, async () => {
      const { status: answered, json, headers } = await new Desk().ask('GET', '/v1/groups', { as });
      assert.deepEqual([answered, json.type], [401, '/v1/problems/signed-out']);
      assert.match(headers.get('www-authenticate')!, /^Bearer/);
    });
  }

  it('of a receipt finds nothing, like one that is not there', async () => {
    const desk = new Desk();
    const { record } = await desk.send();
    const { header } = await credential('Receipt');
    const [there, absent] = [await desk.ask('GET', `/v1/sendings/${record.id}`, { as: header }), await desk.ask('GET', '/v1/sendings/absent', { as: header })];
    assert.deepEqual([there.status, there.text], [404, absent.text]);
  });
});

describe('a configuration that would let in too much', () => {
  const { store } = new Desk();
  const make = (tokens: object) => () => createHandler({ store, spaces: { clinic: { settings, origins: [], tokens } } });
  const base = { issuer: 'https://clinic.example', audience: 'peer-support' };
  for (const [what, tokens, told] of [
    ['no audience', { issuer: base.issuer, secret: jwtSecret }, /audience/],
    ['no issuer', { audience: base.audience, secret: jwtSecret }, /issuer/],
    ['no key', base, /secret or the address/],
    ['two keys', { ...base, secret: jwtSecret, jwksUrl: 'https://clinic.example/keys' }, /secret or the address/],
    ['a short secret', { ...base, secret: 'short' }, /shorter than 32/],
  ] as const) {
    it(`(${what}) is refused at the start, in words that do not repeat it`, () => {
      assert.throws(make(tokens), (error: Error) => told.test(error.message) && !error.message.includes('short\'') && !error.message.includes(jwtSecret));
    });
  }

  it('(a limit that there is not) is refused, with those that there are', () => {
    const misspelt = { default: { settings, origins: [], limits: { sending: 10 } } };
    assert.throws(() => createHandler({ store, spaces: misspelt }), /no limit "sending", only reads, searches, writes, sendings, answers, reports, challenges, texts, watches/);
  });

  it('(a proxy that is no network) is refused too', () => {
    assert.throws(() => createHandler({ store, spaces, trustedProxies: ['proxy.example'] }), /is not a network/);
  });
});
