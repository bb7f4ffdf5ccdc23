// The server behind the demo: a database that is gone when the demo stops, and sample data that says what it is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { root } from './run.mjs';

const space = 'demo';
const day = 24 * 60 * 60 * 1000;
const you = 'whoever started this demo';

/** What a site decides. Only one person comes to this one, and whoever it is reads what they send. */
const settings = {
  title: 'Companions, an example: nobody but you reads what you send here',
  ages: { from: 18 },
  privacy: 'http://localhost/#help',
  rules: ['Tell your own story, not that of others.', 'No names, and no places by which somebody could be found.'],
  confidentiality: 'This is an example on your own machine: nobody else reads it, and nobody can be sent. If you are in danger, call your local emergency number.',
  replies: true,
  languages: ['en'],
  moderation: 'all',
  moderators: [you],
  safeguarding: you,
  watchHours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '09:00', to: '21:00', timeZone: 'Europe/London' }],
  helplines: ['GB'],
  keptMonths: 12,
  backupDays: 0,
  checkins: { names: true, greetAfterMinutes: 30 },
};

/** Months before this one, so that nothing here is ever too old to be kept. */
const month = (ago) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString().slice(0, 7);
};

const example = { language: 'en', answers: true };
const stories = [
  {
    id: 'example-story-1',
    month: month(1),
    topics: ['Bereavement'],
    notes: ['The death of a brother'],
    text: 'Example, invented for this demo. After my brother died I could not go into the kitchen where we used to talk. I walked past the library on Mill Street three Tuesdays in a row before I went in. Nobody asked me anything. Somebody put the kettle on.',
    helped: 'That I was allowed to say nothing.',
    ...example,
  },
  {
    id: 'example-story-2',
    month: month(2),
    topics: ['Carers'],
    notes: [],
    text: 'Example, invented for this demo. I look after my mother, and for a long time I thought that being tired was a kind of failing. In the group there was a man who laughed about it, kindly. I had forgotten that one could.',
    ...example,
  },
  {
    id: 'example-story-3',
    month: month(2),
    topics: ['Low mood'],
    notes: [],
    text: 'Example, invented for this demo. We walk, we do not talk much. Side by side is easier for me than face to face. Some Saturdays it is the only thing I do that day, and it is enough.',
    ...example,
  },
];

/** The group whose members the page of members plays, and what they do here. `example`: invented people who have been there before. */
const circle = 'leeds-tuesday-circle-28zw';
const members = [
  { as: 'mina' },
  { as: 'jo' },
  { as: 'gwen', facilitates: true },
  {
    as: 'sam',
    greets: 'Sam (an example)',
    checkin: { feelings: ['tired', 'hopeful'], words: 'Example, invented for this demo. The mornings are still long, but yesterday I slept through.', energy: 'worn-out', need: 'company', help: 'been-there', name: 'Sam (an example)' },
  },
  { as: 'ade', checkin: { feelings: ['cut-off', 'sad'], words: 'Example, invented for this demo. The first birthday without him. I would like somebody to know.', need: 'being-heard', help: 'listen', name: 'Ade (an example)' } },
];

/** Asks through the protocol, as whoever has this token. */
const asking = (handler, token) => async (method, path, body) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }) };
  const answer = await handler(new Request(`http://localhost/peer/v1/${path}?space=${space}`, { method, headers, ...(body && { body: JSON.stringify(body) }) }), {});
  if (!answer.ok) throw new Error(`The server answered ${answer.status} to ${path}.`);
  return answer.json();
};

/** Lets the members in, and says as examples what two of them said. Answers what gives a token to whoever comes as one of them. */
async function gather({ store, handler }, { credentialHash, newId, seedRow }) {
  const tokens = new Map(members.map(({ as }) => [as, newId()]));
  const enter = async ({ as, facilitates }) => {
    const owner = await credentialHash(tokens.get(as));
    if (facilitates) return store.putToken({ hash: owner, space, role: 'facilitator', owner: newId(), groups: [circle], expires: Date.now() + day });
    // Whoever has left comes in anew.
    return store.write(space, async (tx) => {
      if (!(await tx.owned('memberships', owner))) await tx.put('memberships', seedRow('memberships', { id: newId(), group: circle, joined: Date.now() }, 0, owner));
    });
  };
  for (const each of members) await enter(each);
  for (const { as, greets, checkin } of members) {
    const ask = asking(handler, tokens.get(as));
    if (greets) await ask('POST', 'greeters', { group: circle, name: greets });
    if (checkin) await ask('POST', 'checkins', { ...checkin, audience: 'group', group: circle, stays: 'kept', timeZone: 'Europe/London' });
  }
  return async (as) => {
    const member = members.find((each) => each.as === as && !each.checkin);
    if (!member) return undefined;
    if (!member.facilitates) await enter(member);
    return tokens.get(as);
  };
}

/** What a portal's own sign-in would be. Here whoever started the demo is everybody. */
const signIn = (tokenOf) => async (request, response) => {
  const token = request.method === 'POST' ? await tokenOf(new URL(request.url, 'http://localhost').pathname.slice('/sign-in/'.length)) : undefined;
  response.writeHead(token ? 200 : 404, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(token ? { token } : {}));
};

/** Reads what waits as the staff would, through the protocol, and publishes it. Answers whether there was anything. */
async function publishWaiting(handler, token) {
  const ask = asking(handler, token);
  const { items } = await ask('GET', 'sendings');
  const waiting = items.filter(({ state }) => state === 'sent' || state === 'again');
  for (const { id } of waiting) {
    await ask('POST', 'claims', { sending: id });
    const { rev } = await ask('GET', `sendings/${id}`);
    await ask('POST', 'decisions', { sending: id, rev, decision: 'publish' });
  }
  return waiting.length > 0;
}

/**
 * Starts it. `service` answers what begins with `/peer/`, `signIn` what begins with `/sign-in/`; with `token` somebody is its
 * staff; `publish` plays them.
 */
export async function startDemoServer() {
  // Only now: they are there once everything is built.
  const [{ run }, { spaceConfig }, backend] = await Promise.all([
    import('../server/dist/run.js'),
    import('../server/dist/config/space.js'),
    import('peer-support-elements/backend'),
  ]);
  const { credentialHash, newId, seedRow } = backend;
  const folder = mkdtempSync(join(tmpdir(), 'peer-support-demo-'));
  const feeds = [{ name: 'groups', src: join(root, 'demo/groups.csv'), timeZone: 'Europe/London', country: 'GB' }];
  const config = {
    database: join(folder, 'peer-support.sqlite'),
    ledger: join(folder, 'peer-support.ledger'),
    trustedProxies: [],
    hsts: false,
    spaces: { [space]: spaceConfig.parse({ settings, origins: [], feeds }) },
  };
  const complain = (fields, message) => console.error(message, fields);
  const running = await run({ config, basePath: '/peer', log: { info() {}, warn: complain, error: complain } });
  await running.store.write(space, async (tx) => {
    for (const [place, story] of stories.entries()) await tx.put('stories', seedRow('stories', story, place));
  });
  const token = newId();
  await running.store.putToken({ hash: await credentialHash(token), space, role: 'moderator', owner: newId(), groups: [], expires: Date.now() + day });
  await running.listsRead();
  const tokenOf = await gather(running, backend);
  return {
    token,
    signIn: signIn(tokenOf),
    publish: () => publishWaiting(running.handler, token),
    service: getRequestListener((request, { incoming }) => running.handler(request, { address: incoming.socket.remoteAddress })),
    async close() {
      await running.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
