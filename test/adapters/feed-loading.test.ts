import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call, PeerAdapter } from '../../src/adapters/adapter.ts';
import { create, feedAdapter } from '../../src/adapters/feed.ts';
import { createPeerClient } from '../../src/client/client.ts';
import { PeerError } from '../../src/client/errors.ts';
import type { Group } from '../../src/domain/group.ts';
import { groups } from './sample-groups.ts';

const src = 'https://lists.example.org/groups.json';
const call = (signal = new AbortController().signal): Call => ({ signal, space: 'any', locale: 'en' });
const code = (wanted: string) => (error: unknown) => PeerError.is(error) && error.code === wanted;
const ids = async (adapter: PeerAdapter, signal?: AbortSignal) => (await adapter.list('groups', { limit: 100 }, call(signal))).items.map((item) => (item as Group).id);
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** A server whose answers the test gives, one by one. */
function server() {
  const requests: { url: string; signal: AbortSignal; answer: (response: Response | Error) => void }[] = [];
  const fetch = (input: unknown, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init!.signal!;
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      requests.push({ url: String(input), signal, answer: (response) => (response instanceof Error ? reject(response) : resolve(response)) });
    });
  return { requests, fetch: fetch as typeof globalThis.fetch };
}

const list = () => Response.json(groups.records);

describe('the feed adapter', () => {
  it('needs an address or a list', () => {
    assert.throws(() => feedAdapter({}), code('invalid'));
    assert.throws(() => feedAdapter({ src: [] }), code('invalid'));
    assert.throws(() => create({ space: 'site' }), code('invalid'));
  });

  it('fetches nothing before it is asked, and then once for all', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    await turn();
    assert.equal(requests.length, 0);
    const both = Promise.all([ids(adapter), adapter.get('groups', 'york', call())]);
    await turn();
    requests[0]!.answer(list());
    const [all, york] = await both;
    assert.equal(all.length, groups.records.length);
    assert.equal((york as Group).name, 'Zest');
    await ids(adapter);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]!.url, src);
  });

  it('goes on for the others when one caller gives up', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    const controller = new AbortController();
    const given = ids(adapter, controller.signal);
    const other = ids(adapter);
    await turn();
    controller.abort();
    await assert.rejects(given, (error) => error === controller.signal.reason);
    assert.equal(requests[0]!.signal.aborted, false);
    requests[0]!.answer(list());
    assert.equal((await other).length, groups.records.length);
  });

  it('breaks off when the last caller has given up, and begins again for the next', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    const controllers = [new AbortController(), new AbortController()];
    const calls = controllers.map(({ signal }) => assert.rejects(ids(adapter, signal), (error) => error === signal.reason));
    await turn();
    controllers[0]!.abort();
    await turn();
    assert.equal(requests[0]!.signal.aborted, false);
    controllers[1]!.abort();
    await Promise.all(calls);
    assert.equal(requests[0]!.signal.aborted, true);
    const next = ids(adapter);
    await turn();
    assert.equal(requests.length, 2);
    requests[1]!.answer(list());
    assert.equal((await next).length, groups.records.length);
  });

  it('tells every caller of a failure, and tries again for the next', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    const calls = [1, 2].map(() => assert.rejects(ids(adapter), code('unavailable')));
    await turn();
    requests[0]!.answer(new Response('', { status: 503 }));
    await Promise.all(calls);
    const next = ids(adapter);
    await turn();
    requests[1]!.answer(list());
    assert.equal((await next).length, groups.records.length);
    assert.equal(requests.length, 2);
  });

  it('refuses what it cannot do without fetching', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    await assert.rejects(adapter.list('groups', { limit: 1, sort: 'popularity' }, call()), code('unsupported'));
    await assert.rejects(adapter.list('stories' as 'groups', { limit: 1 }, call()), code('unsupported'));
    await assert.rejects(adapter.get('groups', 'york', call(AbortSignal.abort())));
    assert.equal(requests.length, 0);
    for (const method of ['create', 'update', 'remove', 'watch', 'schemas'] as const) assert.equal(adapter[method], undefined);
  });

  it('gives up what is under way when it is closed', async () => {
    const { requests, fetch } = server();
    const adapter = feedAdapter({ src, fetch });
    const under = assert.rejects(ids(adapter), code('unavailable'));
    await turn();
    await adapter.close!();
    await under;
    assert.equal(requests[0]!.signal.aborted, true);
    await assert.rejects(ids(adapter), code('unavailable'));
    assert.equal(requests.length, 1);
  });

  it('puts several lists together, and says which one failed', async () => {
    const fetch = (async (url: unknown) => (String(url).includes('broken') ? new Response('', { status: 404 }) : list())) as typeof globalThis.fetch;
    const client = createPeerClient({ adapter: feedAdapter({ src: [src, 'https://broken.example.org/list.json', 'https://other.example.org/groups.json'], fetch }) });
    const { items, problems } = await client.groups.list({ limit: 100 });
    assert.equal(items.length, 2 * groups.records.length);
    assert.equal(new Set(items.map(({ id }) => id)).size, items.length, 'ids of different lists differ');
    assert.deepEqual(problems.map(({ source, lost }) => [source, lost]), [['broken.example.org', true]]);
    assert.match(problems[0]!.message, /\w+ \w+/);
    for (const { id } of items) assert.equal((await client.groups.get(id))?.id, id);
  });

  it('reads a table as people publish it, and reports the rows it had to leave out, once', async () => {
    const data = 'Name,Day,Time,Where\nTea and talk,Tuesday,7pm,"Town Hall, Leeds"\n,Friday,8pm,Nowhere\nWalk,Sunday,10:00,"Park Gate, York"\n';
    const client = createPeerClient({ adapter: feedAdapter({ data, timeZone: 'Europe/London', country: 'GB' }) });
    const pages = [];
    for await (const page of client.groups.pages({ limit: 1 })) pages.push(page);
    assert.deepEqual(pages.map(({ items }) => items.map(({ name }) => name)), [['Tea and talk'], ['Walk']]);
    assert.ok(pages[0]!.problems.some(({ row, lost }) => row === 3 && lost));
    assert.deepEqual(pages[1]!.problems, []);
  });

  it('says that what is no list is bad data', async () => {
    await assert.rejects(ids(feedAdapter({ data: '<html><p>Not here</p></html>' })), code('bad-data'));
    await assert.rejects(ids(feedAdapter({ data: { hello: 'world' } })), code('bad-data'));
  });
});
