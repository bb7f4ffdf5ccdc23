import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { httpAdapter } from 'peer-support-elements/adapters/http.js';
import type { Watcher, WriteCall } from 'peer-support-elements/adapters/adapter.js';
import { credentialHash, newId } from 'peer-support-elements/backend';
import { createHandler, type ServerStore } from '../../src/index.ts';
import { settings } from '../support/desk.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { line } from '../support/line.ts';
import { served } from '../support/serve.ts';
import { ready } from '../support/stores.ts';

/** How many changes one instance makes while a client of the other listens. */
const changes = process.env.SOAK ? 10_000 : 1000;
const writers = 8;
const cuts = 4;

const spaces = { default: { settings, origins: [] } };
const limits = { reads: { count: 1e9, seconds: 60 }, searches: { count: 1e9, seconds: 60 }, writes: { count: 1e9, seconds: 60 } };
const token = 'an-admin-of-these-tests';
const call = (): WriteCall => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: newId(), credential: { kind: 'staff', token } });
const group = (n: number) => ({ name: `Group ${n}`, topics: [], audience: [], languages: ['en'], access: [], sessions: [] });

describe('two servers on one PostgreSQL', () => {
  let postgres: TestPostgres;
  let stores: ServerStore[];

  before(async () => {
    postgres = await startPostgres();
    const database = await postgres.database();
    stores = await Promise.all([ready(database), ready(database)]);
    await stores[0]!.putToken({ hash: await credentialHash(token), space: 'default', role: 'admin', owner: 'admin', groups: [], expires: Date.now() + 3_600_000 });
  });

  after(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await postgres.stop();
  });

  it(`tell a client of one, once and in order, the ${changes} changes made at the other, although the line is cut ${cuts} times`, async (t) => {
    const [here, there] = await Promise.all(stores.map((store) => served(createHandler({ store, spaces, limits }))));
    const cable = await line(there!.src);
    const writing = httpAdapter({ src: here!.src, insecure: true });
    const listening = httpAdapter({ src: cable.src, insecure: true });

    const told: string[] = [];
    const failed: unknown[] = [];
    let arrived = () => {};
    const stop = new AbortController();
    await new Promise<void>((resolve) => {
      const on: Watcher = { ready: resolve, change: (ids) => (told.push(...ids), arrived()), error: (error) => failed.push(error) };
      listening.watch!('groups', { limit: 100 }, on, { ...call(), signal: stop.signal });
    });

    const made: string[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: writers }, async () => {
        while (next < changes) {
          const n = next++;
          if (n % Math.ceil(changes / (cuts + 1)) === Math.ceil(changes / (cuts + 1)) - 1) cable.cut();
          const { id } = (await writing.create!('groups', group(n), call())) as { id: string };
          made.push(id);
        }
      }),
    );
    const deadline = Date.now() + 30_000;
    while (told.length < changes && !failed.length && Date.now() < deadline) await new Promise<void>((resolve) => ((arrived = resolve), setTimeout(resolve, 1000)));
    // Whatever would come twice has a moment to come.
    await new Promise((resolve) => setTimeout(resolve, 300));
    stop.abort();

    const committed = [];
    for (let from = 0; ; ) {
      const events = (await stores[0]!.events('default', from, 1000))!;
      if (!events.length) break;
      committed.push(...events.filter(({ collection }) => collection === 'groups').map(({ id }) => id));
      from = events.at(-1)!.number;
    }
    assert.deepEqual(failed, []);
    assert.equal(made.length, changes);
    assert.deepEqual(told, committed);
    assert.deepEqual([...told].sort(), [...made].sort());
    t.diagnostic(`${changes} changes, ${told.length} told, in the order in which they were made, over ${cuts + 1} connections`);

    await Promise.all([writing.close?.(), listening.close?.(), cable.close(), here!.close(), there!.close()]);
  });

  it('lets one of two the same acts happen, wherever they are sent', async () => {
    const handlers = stores.map((store) => createHandler({ store, spaces, limits }));
    for (let round = 0; round < 20; round++) {
      const intent = newId();
      const body = JSON.stringify(group(round));
      const send = (n: number) =>
        handlers[n]!(
          new Request('http://localhost/v1/groups?space=default', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': intent, authorization: `Bearer ${token}` },
            body,
          }),
          { address: '127.0.0.1' },
        );
      const answers = await Promise.all([send(0), send(1)]);
      assert.deepEqual(answers.map(({ status }) => status), [201, 201]);
      const [one, two] = (await Promise.all(answers.map((answer) => answer.json()))) as { id: string }[];
      assert.equal(one!.id, two!.id);
    }
    for (const handler of handlers) handler.close();
  });

  it('count the acts of one address together', async () => {
    const few = { ...limits, writes: { count: 10, seconds: 3600 } };
    // Counts begin anew with each hour, which does not come meanwhile.
    const at = Date.now();
    const handlers = stores.map((store) => createHandler({ store, spaces, limits: few, now: () => at }));
    const statuses = [];
    for (let n = 0; n < 14; n++) {
      const answer = await handlers[n % 2]!(
        new Request('http://localhost/v1/groups?space=default', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': newId(), authorization: `Bearer ${token}` },
          body: JSON.stringify(group(n)),
        }),
        { address: '198.51.100.7' },
      );
      statuses.push(answer.status);
    }
    assert.deepEqual(statuses, [...Array(10).fill(201), ...Array(4).fill(429)]);
    for (const handler of handlers) handler.close();
  });
});
