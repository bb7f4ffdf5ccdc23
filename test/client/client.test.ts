import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Abilities, Call, Credential, PeerAdapter, Query, Schemas, Watcher, WriteCall } from '../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import { type ClientQuery, createPeerClient, newIntent, type PeerClientOptions } from '../../src/client/client.ts';
import { PeerError, type PeerErrorCode } from '../../src/client/errors.ts';
import { groups } from '../adapters/sample-groups.ts';

const every: Abilities = {
  reach: 'shared',
  service: 'Example service',
  collections: {
    groups: { list: { where: ['topic'], text: true, near: true, box: true, after: true, sort: ['name'] }, get: true, create: true, update: true, remove: true, watch: true },
  },
};
const readOnly: Abilities = { reach: 'page', collections: { groups: { list: {} } } };
const group = groups.records[0]!;

/** An adapter that answers what a test wants and remembers what it was asked. */
function fake(over: Partial<PeerAdapter> = {}) {
  const calls: unknown[][] = [];
  const note =
    (name: string, answer: unknown) =>
    async (...args: unknown[]) => {
      calls.push([name, ...args]);
      return answer as never;
    };
  const adapter: PeerAdapter = {
    spec: 1,
    name: 'fake',
    can: every,
    list: note('list', { items: [], next: null }),
    get: note('get', null),
    create: note('create', group),
    update: note('update', group),
    remove: note('remove', undefined),
    watch: (...args) => void calls.push(['watch', ...args]),
    ...over,
  };
  const last = () => calls.at(-1)!;
  return { adapter, calls, last, lastCall: () => last().at(-1) as WriteCall & { rev?: string } };
}

const client = (over: Partial<PeerAdapter> = {}, options: Partial<PeerClientOptions> = {}) => {
  const made = fake(over);
  return { ...made, client: createPeerClient({ adapter: made.adapter, ...options }) };
};

const code = (wanted: PeerErrorCode) => (error: unknown) => {
  assert.ok(PeerError.is(error), `a PeerError, not ${String(error)}`);
  assert.equal(error.code, wanted, error.message);
  return true;
};

describe('the client', () => {
  it('tells of its adapter', () => {
    const { client: made } = client({}, { space: 'site', locale: 'de' });
    assert.deepEqual(
      { adapter: made.adapter, reach: made.reach, space: made.space, locale: made.locale, service: made.can.service },
      { adapter: 'fake', reach: 'shared', space: 'site', locale: 'de', service: 'Example service' },
    );
    assert.equal(made.groups, made.collection('groups'));
  });

  it('refuses an adapter of another contract', () => {
    assert.throws(() => client({ spec: 2 as 1 }), code('unsupported'));
  });

  it('gives each call its signal, space and language, and no credential that nobody gave', async () => {
    const { client: made, lastCall } = client({}, { space: 'site', locale: 'cy' });
    const { signal } = new AbortController();
    await made.groups.list({}, { signal });
    assert.deepEqual(lastCall(), { signal, space: 'site', locale: 'cy' });
    await made.groups.get('x');
    assert.ok(lastCall().signal instanceof AbortSignal);
    assert.equal(lastCall().signal.aborted, false);
  });
});

describe('queries', () => {
  const asked: [given: ClientQuery | undefined, passed: Query][] = [
    [undefined, { limit: 100 }],
    [{ limit: 7, text: 'tea' }, { limit: 7, text: 'tea' }],
    [{ text: '  ', cursor: '' }, { limit: 100 }],
    [{ where: { topic: [] }, sort: undefined }, { limit: 100 }],
    [{ where: { topic: [], colour: '' } as never }, { limit: 100 }],
    [{ where: { topic: ['a', 'b'] }, cursor: 'c' }, { limit: 100, where: { topic: ['a', 'b'] }, cursor: 'c' }],
    [{ near: { latitude: 0, longitude: -180, km: 0 } }, { limit: 100, near: { latitude: 0, longitude: -180, km: 0 } }],
    [{ box: [170, -20, -170, 20] }, { limit: 100, box: [170, -20, -170, 20] }],
  ];
  for (const [given, passed] of asked) {
    it(`passes ${JSON.stringify(given)} on as ${JSON.stringify(passed)}`, async () => {
      const { client: made, last } = client();
      await made.groups.list(given);
      assert.deepEqual(last().slice(0, 3), ['list', 'groups', passed]);
    });
  }

  const refused: [query: unknown, as: PeerErrorCode, can?: Abilities][] = [
    [{ limit: 0 }, 'invalid'],
    [{ limit: 1.5 }, 'invalid'],
    [{ limit: -1 }, 'invalid'],
    [{ limit: Infinity }, 'invalid'],
    [{ near: { latitude: 91, longitude: 0 } }, 'invalid'],
    [{ near: { latitude: NaN, longitude: 0 } }, 'invalid'],
    [{ near: { latitude: 0, longitude: 0, km: -1 } }, 'invalid'],
    [{ box: [0, 10, 1, 5] }, 'invalid'],
    [{ box: [0, 0, 200, 1] }, 'invalid'],
    [{ after: 'next week' }, 'invalid'],
    [{ where: { colour: 'red' } }, 'unsupported'],
    [{ sort: 'popularity' }, 'unsupported'],
    [{ colour: 'red' }, 'unsupported'],
    [{ text: 'tea' }, 'unsupported', readOnly],
    [{ where: { topic: 'tea' } }, 'unsupported', readOnly],
    [{ near: { latitude: 0, longitude: 0 } }, 'unsupported', readOnly],
    [{ box: [0, 0, 1, 1] }, 'unsupported', readOnly],
    [{ after: '2026-01-01T00:00:00Z' }, 'unsupported', readOnly],
    [{ sort: 'name' }, 'unsupported', readOnly],
  ];
  for (const [query, as, can = every] of refused) {
    it(`refuses ${JSON.stringify(query)} as ${as}${can === readOnly ? ' where it is not offered' : ''}, without a call`, async () => {
      const { client: made, calls } = client({ can });
      await assert.rejects(made.groups.list(query as ClientQuery), code(as));
      assert.equal(calls.length, 0);
    });
  }
});

describe('what is not offered', () => {
  const acts: [name: string, act: (groups: ReturnType<typeof createPeerClient>['groups']) => Promise<unknown>][] = [
    ['get', (all) => all.get('x')],
    ['create', (all) => all.create(groups.draft!(1))],
    ['update', (all) => all.update('x', {}, { rev: 'r' })],
    ['remove', (all) => all.remove('x')],
    ['watch', (all) => new Promise((_, reject) => all.watch({}, { ready() {}, change() {}, error: reject }, { signal: new AbortController().signal }))],
  ];
  for (const [name, act] of acts) {
    it(`refuses to ${name} in a collection that is only listed`, async () => {
      const { client: made, calls } = client({ can: readOnly });
      await assert.rejects(act(made.groups), code('unsupported'));
      assert.equal(calls.length, 0);
    });
    if (name !== 'get') {
      it(`refuses to ${name} when the adapter promised it and has no such method`, async () => {
        const { client: made } = client({ [name]: undefined });
        await assert.rejects(act(made.groups), code('unsupported'));
      });
    }
  }

  it('refuses a collection that the adapter does not have', async () => {
    const { client: made } = client();
    for (const name of ['stories', '__proto__']) await assert.rejects(made.collection(name as 'groups').list(), code('unsupported'));
  });
});

describe('what comes back', () => {
  const schemas = async (): Promise<Schemas> => (await import('../../src/client/schemas/index.ts')).schemas;
  const bad = { ...group, id: 'bad', url: 'javascript:alert(1)' };
  const list = (items: unknown, next: unknown = null) => async () => ({ items, next }) as never;

  it('sets one bad item of a list aside and says which and why', async () => {
    const { client: made } = client({ schemas, list: list([group, bad, null, 'text', { ...group, id: 'other' }], 'more') });
    const { items, next, problems } = await made.groups.list();
    assert.deepEqual(items.map(({ id }) => id), [group.id, 'other']);
    assert.equal(next, 'more');
    assert.deepEqual(problems.map(({ row, field, code: kind }) => ({ row, field, kind })), [
      { row: 'bad', field: 'url', kind: 'bad-data' },
      { row: 3, field: undefined, kind: 'bad-data' },
      { row: 4, field: undefined, kind: 'bad-data' },
    ]);
    assert.ok(problems.every(({ message }) => !message.includes('alert')), 'a problem does not repeat what the item holds');
  });

  it('strips what the schema does not know', async () => {
    const { client: made } = client({ schemas, get: async () => ({ ...group, rev: 'r1', popularity: 7, contact: { phone: '116 123', home: 'secret' } }) });
    assert.deepEqual(await made.groups.get(group.id), { ...group, rev: 'r1', contact: { phone: '116 123' } });
  });

  it('trusts the items of an adapter without schemas, if they have an id', async () => {
    const { client: made } = client({ list: list([{ id: 'a' }, { name: 'no id' }, 7]) });
    const { items, problems } = await made.groups.list();
    assert.deepEqual(items, [{ id: 'a' }]);
    assert.deepEqual(problems.map(({ row, field }) => [row, field]), [[2, 'id'], [3, 'id']]);
  });

  it('passes on what the adapter had to leave out itself', async () => {
    const problem = { row: 3, code: 'no-name', message: 'This row has no name.' };
    const { client: made } = client({ list: async () => ({ items: [{ id: 'a' }], next: null, problems: [problem] }) });
    assert.deepEqual((await made.groups.list()).problems, [problem]);
  });

  for (const [what, answer] of Object.entries({ 'no list': null, 'an object': {}, 'items that are no list': { items: {}, next: null }, 'a cursor that is none': { items: [], next: 3 }, 'no cursor': { items: [] } })) {
    it(`refuses ${what} as bad data`, async () => {
      const { client: made } = client({ list: async () => answer as never });
      await assert.rejects(made.groups.list(), code('bad-data'));
    });
  }

  it('refuses one bad record as bad data', async () => {
    const { client: made } = client({ schemas, get: async () => bad, create: async () => bad, update: async () => undefined });
    await assert.rejects(made.groups.get('bad'), code('bad-data'));
    await assert.rejects(made.groups.create(groups.draft!(1)), code('bad-data'));
    await assert.rejects(made.groups.update('bad', {}, { rev: 'r' }), code('bad-data'));
  });

  it('takes nothing for null', async () => {
    for (const nothing of [null, undefined]) {
      const { client: made } = client({ schemas, get: async () => nothing });
      assert.equal(await made.groups.get('x'), null);
    }
  });

  it('loads the schemas when they are needed, once, and again after a failure', async () => {
    let loads = 0;
    const { client: made } = client({
      list: list([group]),
      schemas: async () => {
        if (++loads === 1) throw new TypeError('Failed to fetch dynamically imported module');
        return schemas();
      },
    });
    assert.equal(loads, 0);
    await assert.rejects(made.groups.list(), code('unavailable'));
    await Promise.all([made.groups.list(), made.groups.list()]);
    await made.groups.list();
    assert.equal(loads, 2);
  });
});

describe('errors', () => {
  it('lets a PeerError through untouched', async () => {
    const error = new PeerError('rate-limited', 'slow down', { retryAfterMs: 3000 });
    const { client: made } = client({ list: () => Promise.reject(error) });
    await assert.rejects(made.groups.list(), (caught) => caught === error);
  });

  for (const [what, list] of Object.entries({
    'a foreign error': () => Promise.reject(new TypeError('boom')),
    'one thrown at once': () => {
      throw new TypeError('boom');
    },
  })) {
    it(`wraps ${what}, and keeps it as the cause`, async () => {
      const { client: made } = client({ list: list as PeerAdapter['list'] });
      await assert.rejects(made.groups.list(), (error) => {
        code('unavailable')(error);
        assert.match((error as Error).message, /fake: boom/);
        assert.ok((error as Error).cause instanceof TypeError);
        return true;
      });
    });
  }

  it('does not call once the signal is aborted, and rejects with its reason', async () => {
    const { client: made, calls } = client();
    for (const reason of [new Error('I left'), 'a word', undefined]) {
      const signal = AbortSignal.abort(reason);
      for (const call of [made.groups.list({}, { signal }), made.groups.get('x', { signal }), made.groups.create(groups.draft!(1), { signal })]) {
        await assert.rejects(call, (error) => error === signal.reason);
      }
    }
    assert.equal(calls.length, 0);
  });

  it('lets an abort on the way through untouched', async () => {
    const controller = new AbortController();
    const hang = (_collection: unknown, _query: unknown, { signal }: Call) =>
      new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    const { client: made } = client({ list: hang });
    const call = made.groups.list({}, controller);
    await Promise.resolve();
    controller.abort();
    await assert.rejects(call, (error) => error === controller.signal.reason && (error as Error).name === 'AbortError');
  });

  it('answers no read that came back after the abort', async () => {
    const controller = new AbortController();
    const { client: made } = client({
      get: async () => {
        controller.abort();
        return group;
      },
    });
    await assert.rejects(made.groups.get('x', controller), (error) => error === controller.signal.reason);
  });
});

describe('credentials', () => {
  const member: Credential = { kind: 'member', token: 'm' };
  const receipt: Credential = { kind: 'receipt', token: 'r' };
  const cases: [what: string, own: PeerClientOptions['credential'], given: Credential | null | undefined, sent: Credential | undefined][] = [
    ["sends the client's own", member, undefined, member],
    ['asks a function for it', async () => member, undefined, member],
    ['sends none when the function has none', () => undefined, undefined, undefined],
    ["sends the call's instead", member, receipt, receipt],
    ['sends none for an anonymous call', () => member, null, undefined],
  ];
  for (const [what, credential, given, sent] of cases) {
    it(what, async () => {
      const { client: made, lastCall } = client({}, { credential });
      await made.groups.list({}, { credential: given });
      assert.equal(lastCall().credential, sent);
      assert.equal('credential' in lastCall(), sent !== undefined);
    });
  }

  it('does not ask for a member’s token when the call is anonymous', async () => {
    let asked = 0;
    const { client: made } = client({}, { credential: () => (asked++, member) });
    await made.groups.list({}, { credential: null });
    assert.equal(asked, 0);
  });
});

describe('writing', () => {
  it('gives each act an intent of its own', async () => {
    const { client: made, calls } = client();
    await made.groups.create(groups.draft!(1));
    await made.groups.create(groups.draft!(1));
    await made.groups.update('x', { name: 'n' }, { rev: 'r' });
    await made.groups.remove('x');
    const intents = calls.map((call) => (call.at(-1) as WriteCall).intent);
    assert.equal(new Set(intents).size, 4);
    for (const intent of intents) assert.match(intent, /^[\da-f-]{32,36}$/);
  });

  it('takes the intent of a retry', async () => {
    const { client: made, lastCall } = client();
    const intent = newIntent();
    await made.groups.create(groups.draft!(1), { intent });
    assert.equal(lastCall().intent, intent);
    await made.groups.remove('x', { intent, rev: 'r7' });
    assert.deepEqual([lastCall().intent, lastCall().rev], [intent, 'r7']);
  });

  it('makes ids where the page may not make UUIDs', async (t) => {
    const { crypto } = globalThis;
    t.mock.getter(globalThis, 'crypto', () => ({ getRandomValues: crypto.getRandomValues.bind(crypto) }) as Crypto);
    assert.match(newIntent(), /^[\da-f]{32}$/);
    assert.notEqual(newIntent(), newIntent());
  });

  it('changes nothing without the rev that the change is based on', async () => {
    const { client: made, calls, lastCall } = client();
    await assert.rejects(made.groups.update('x', {}, {} as never), code('invalid'));
    assert.equal(calls.length, 0);
    await made.groups.update('x', { name: 'n' }, { rev: 'r1' });
    assert.equal(lastCall().rev, 'r1');
  });

  it('answers a write that happened, even when it was given up meanwhile', async () => {
    const controller = new AbortController();
    const { client: made } = client({
      create: async () => {
        controller.abort();
        return group;
      },
    });
    assert.equal((await made.groups.create(groups.draft!(1), controller)).id, group.id);
  });

  it('calls the methods on the adapter itself', async () => {
    class Own {
      readonly spec = 1;
      readonly name = 'own';
      readonly can = every;
      readonly #secret = group;
      list = async () => ({ items: [], next: null });
      get = async () => null;
      async create() {
        return this.#secret;
      }
    }
    assert.equal((await createPeerClient({ adapter: new Own() }).groups.create(groups.draft!(1))).id, group.id);
  });
});

describe('pages', () => {
  it('goes from the first page to the last', async () => {
    const made = createPeerClient({ adapter: memoryAdapter({ records: { groups: groups.records } }) });
    const seen: string[][] = [];
    for await (const { items } of made.groups.pages({ limit: 4 })) seen.push(items.map(({ id }) => id));
    assert.deepEqual(seen, [groups.records.slice(0, 4).map(({ id }) => id), groups.records.slice(4).map(({ id }) => id)]);
  });

  it('begins where it is told, and stops when the reader does', async () => {
    const asked: (string | undefined)[] = [];
    const { client: made } = client({
      list: async (_collection, { cursor }) => {
        asked.push(cursor);
        return { items: [], next: `${cursor}+` };
      },
    });
    for await (const { next } of made.groups.pages({ cursor: 'a' })) if (next === 'a+++') break;
    assert.deepEqual(asked, ['a', 'a+', 'a++']);
  });

  it('does not go round in circles', async () => {
    const { client: made } = client({ list: async () => ({ items: [], next: 'same' }) });
    await assert.rejects(async () => {
      for await (const _ of made.groups.pages());
    }, code('bad-data'));
  });
});

describe('watching', () => {
  const listen = () => {
    const told: unknown[] = [];
    const on: Watcher = { ready: () => told.push('ready'), change: (ids) => told.push(ids), error: (error) => told.push(error) };
    return { told, on };
  };
  const turn = () => new Promise((resolve) => setTimeout(resolve));

  it('tells what the adapter tells, until it is given up', async () => {
    const { client: made, last } = client();
    const { told, on } = listen();
    const controller = new AbortController();
    made.groups.watch({ where: { topic: 'tea' } }, on, controller);
    await turn();
    const [, , query, inner] = last() as [string, string, Query, Watcher];
    assert.deepEqual(query, { limit: 100, where: { topic: 'tea' } });
    inner.ready();
    inner.change(['a']);
    controller.abort();
    inner.change(['b']);
    inner.error(new PeerError('offline'));
    assert.deepEqual(told, ['ready', ['a']]);
  });

  it('tells of errors as PeerErrors', async () => {
    for (const watch of [
      (_c: unknown, _q: unknown, on: Watcher) => on.error(new TypeError('boom') as never),
      () => {
        throw new TypeError('boom');
      },
    ]) {
      const { client: made } = client({ watch });
      const { told, on } = listen();
      made.groups.watch({}, on, new AbortController());
      await turn();
      assert.equal(told.length, 1);
      code('unavailable')(told[0]);
    }
  });

  it('tells nothing of a watch that was given up before', async () => {
    const { client: made, calls } = client();
    const { told, on } = listen();
    made.groups.watch({}, on, { signal: AbortSignal.abort() });
    await turn();
    assert.deepEqual([told, calls], [[], []]);
  });
});
