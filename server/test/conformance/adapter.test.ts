import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from 'peer-support-elements/adapters/adapter.js';
import { httpAdapter } from 'peer-support-elements/adapters/http.js';
import { newId, PeerError } from 'peer-support-elements/backend';
import { until } from '../../../test/setup/until.ts';
import { Desk, group, story } from '../support/desk.ts';
import { served, type Served } from '../support/serve.ts';

/** What the http adapter and the server promise only together. */

const call = (over: Partial<Call> = {}) => ({ signal: new AbortController().signal, space: 'default', locale: 'en', intent: newId(), ...over });

describe('the http adapter and the server', () => {
  it('agree on what a proof of work is', async (t) => {
    const desk = new Desk({ proofMaxNumber: 2000 });
    const { src, close } = await served(desk.handler);
    t.after(close);
    const http = httpAdapter({ src });
    const as = { kind: 'staff', token: (await desk.staff('moderator')).slice('Bearer '.length) } as const;
    http.prepare!('sendings', call());
    const proven = (await http.create!('sendings', story('With a proof.'), call())) as { id: string };
    const bare = (await httpAdapter({ src, proofMs: 0 }).create!('sendings', story('Without.'), call())) as { id: string };
    const flags = async (id: string) => ((await http.get('sendings', id, call({ credential: as }))) as { flags?: string[] }).flags;
    assert.deepEqual([await flags(proven.id), await flags(bare.id)], [undefined, ['no-proof']]);
  });

  it('take a story once whose answers are lost, with one proof that stays good for it', async (t) => {
    const desk = new Desk({ proofMaxNumber: 2000 });
    const { src, close } = await served(desk.handler);
    t.after(close);
    let lost = 2;
    const lossy: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (!/\/sendings/.test(String(url)) || init?.method !== 'POST' || lost-- <= 0) return response;
      throw new TypeError('the connection was lost');
    };
    const { id } = (await httpAdapter({ src, fetch: lossy, backoffMs: 1 }).create!('sendings', story(), call())) as { id: string };
    const as = { kind: 'staff', token: (await desk.staff('moderator')).slice('Bearer '.length) } as const;
    const { items } = await httpAdapter({ src }).list('sendings', { limit: 10 }, call({ credential: as }));
    assert.deepEqual(items.map((item) => [(item as { id: string }).id, (item as { flags?: string[] }).flags]), [[id, undefined]]);
  });

  it('lose no change while the server is started anew', async (t) => {
    let desk = new Desk();
    let server: Served = await served(desk.handler);
    const { src } = server;
    const moved: typeof fetch = (url, init) => fetch(String(url).replace(src, server.src), init);
    const http = httpAdapter({ src, fetch: moved, backoffMs: 5 });
    t.after(async () => {
      await http.close!();
      await server.close();
    });
    const told: string[] = [];
    http.watch!('groups', { limit: 1 }, { ready: () => told.push('ready'), change: (ids) => told.push(...ids), error: ({ code }) => told.push(code) }, call());
    await until(() => told.includes('ready'), 'it is ready');
    const as = await desk.staff('moderator');
    const { store } = desk;
    await server.close();
    desk = new Desk({ store });
    const { json: made } = await desk.ask('POST', '/v1/groups', { as, body: group() });
    server = await served(desk.handler);
    await until(() => told.includes(made.id), 'it is told what happened meanwhile');
    assert.deepEqual(told, ['ready', made.id]);
  });

  it('tell a stranger with a wrong receipt what they tell of a story that is not there', async (t) => {
    const desk = new Desk({ proofMaxNumber: 50 });
    const { src, close } = await served(desk.handler);
    t.after(close);
    const http = httpAdapter({ src });
    const { record } = await desk.send();
    const wrong = call({ credential: { kind: 'receipt', token: newId() } });
    assert.deepEqual([await http.get('sendings', record.id, wrong), await http.get('sendings', newId(), wrong)], [null, null]);
    await assert.rejects(http.remove!('sendings', record.id, wrong), (error) => PeerError.is(error) && error.code === 'not-found');
  });
});
