import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { credentialHash, newId } from 'peer-support-elements/backend';
import { openApi } from '../../src/http/openapi.ts';
import { collectionPaths, otherPaths } from '../../src/http/routes.ts';
import type { ServerStore } from '../../src/store.ts';
import { credential, Desk, group, story } from '../support/desk.ts';
import { kinds, ready } from '../support/stores.ts';

/** Requests for each database. `FUZZ=…` for another number, `SEED=…` to see one run again. */
const requests = Number(process.env.FUZZ ?? (process.env.SOAK ? 20_000 : 2000));
const seed = Number(process.env.SEED ?? (process.env.SOAK ? Date.now() % 1_000_000 : 20_260_504));

type Json = Record<string, unknown>;

/** Numbers by chance that come again with the same seed (mulberry32). */
class Chance {
  #state: number;
  constructor(from: number) {
    this.#state = from;
  }
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(most: number): number {
    return Math.floor(this.number() * most);
  }
  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }
  maybe(probability: number): boolean {
    return this.number() < probability;
  }
}

const strings = ['', ' ', 'a', 'walk', '\u0000', '\ud800', '\udfff', '\u202e\u200b', '💥', 'é'.repeat(300), 'x'.repeat(25_000), "' or 1=1 --", '"; drop table rows; --', '%', '_%', '*', 'a AND OR NOT NEAR(', '"unclosed', '(((', 'col:word', '-', '^', '\\', '../../etc/passwd', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '__proto__', 'constructor', 'null', 'NaN', '1e999', '2026-02-30', '9999-12-31T23:59:59Z', '-271821-04-20', 'P1D', 'en', 'de-DE-x-a', '\r\nset-cookie: a=b', '=1+1', 'İ', 'ﷺ'.repeat(50), 'a\u0300'.repeat(100)];
const numbers = [0, 1, -1, 0.5, 1e9, 1e21, -1e308, 1e308, 2 ** 31, 2 ** 53, 2 ** 63, 90, 180, -180, 360, 1e-320];

function anything(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth > 3 ? 5 : 7);
  if (kind === 0) return null;
  if (kind === 1) return chance.maybe(0.5);
  if (kind === 2) return chance.one(numbers);
  if (kind < 5) return chance.one(strings);
  if (kind === 5) return Array.from({ length: chance.below(5) }, () => anything(chance, depth + 1));
  return Object.fromEntries(Array.from({ length: chance.below(5) }, () => [chance.one(strings).slice(0, 300), anything(chance, depth + 1)]));
}

const { components } = JSON.parse(openApi()) as { components: { schemas: Record<string, Json> } };

/** Something that a schema mostly allows. */
function fitting(schema: Json, chance: Chance, depth = 0): unknown {
  if (chance.maybe(0.04) || depth > 8) return anything(chance);
  const { $ref, anyOf, enum: values, type, properties = {}, required = [], items, prefixItems, minimum, maximum } = schema as Json & { $ref?: string; anyOf?: Json[]; enum?: unknown[]; properties?: Record<string, Json>; required?: string[]; items?: Json; prefixItems?: Json[]; minimum?: number; maximum?: number };
  if ($ref) return fitting(components.schemas[$ref.split('/').at(-1)!]!, chance, depth + 1);
  if (anyOf) return fitting(chance.one(anyOf), chance, depth + 1);
  if ('const' in schema) return schema.const;
  if (values) return chance.one(values);
  if (type === 'boolean') return chance.maybe(0.5);
  if (type === 'number' || type === 'integer') return chance.maybe(0.3) ? chance.one(numbers) : Math.round(((minimum ?? 0) + chance.number() * (Math.min(maximum ?? 100, 1000) - (minimum ?? 0))) * (type === 'integer' ? 1 : 100)) / (type === 'integer' ? 1 : 100);
  if (type === 'string') return chance.one([...strings, 'en', '2026-05-04', '19:00', 'Europe/London', 'x'.repeat(43), 'https://a.example/', newId()]);
  if (type === 'array') return prefixItems ? prefixItems.map((one) => fitting(one, chance, depth + 1)) : Array.from({ length: chance.below(4) }, () => fitting(items ?? {}, chance, depth + 1));
  if (type === 'object') return Object.fromEntries(Object.entries(properties).filter(([name]) => (required.includes(name) ? !chance.maybe(0.03) : chance.maybe(0.4))).map(([name, one]) => [name, fitting(one, chance, depth + 1)]));
  return anything(chance);
}

/** A draft that is good, but for one thing perhaps. */
function nearly(draft: Json, chance: Chance): unknown {
  const names = Object.keys(draft);
  return chance.maybe(0.5) ? { ...draft, [chance.one([...names, 'extra', '__proto__'])]: anything(chance) } : draft;
}

interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: BodyInit;
}

interface Ammunition {
  ids: string[];
  credentials: string[];
  cursors: string[];
  revs: string[];
}

const patterns = [...collectionPaths.flatMap(({ pattern, methods }) => (methods.length ? [pattern, pattern] : [pattern])), ...Object.keys(otherPaths), '/', '/v1', '/v1/', '/v1/groups/a/b', '//v1/groups'];
const methodNames = ['GET', 'GET', 'POST', 'POST', 'POST', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PUT', 'PROPFIND'];
const latin = (text: string) => text.replace(/[^\t\x20-\x7e]/g, '?').slice(0, 3000).trim();
const escaped = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?').slice(0, 500));

function shot(chance: Chance, { ids, credentials, cursors, revs }: Ammunition): Shot {
  const pattern = chance.one(patterns);
  const allowed = [...collectionPaths.filter((one) => one.pattern === pattern).flatMap(({ methods }) => methods)];
  const method = allowed.length && chance.maybe(0.93) ? chance.one(allowed) : chance.one(methodNames);
  const id = chance.maybe(0.7) ? encodeURIComponent(chance.one(ids)) : chance.maybe(0.5) ? escaped(chance.one(strings)) : chance.one(['%', '%00', '%ff%fe', '%2e%2e', '%c0%af', '%E0%A4%A', '%F0%9F%92%A5', '.', '%25']);
  const search = new URLSearchParams();
  if (chance.maybe(0.4)) search.set('space', chance.maybe(0.7) ? chance.one(['default', 'other']) : latin(chance.one(strings)).slice(0, 300));
  const page = /GET|HEAD/.test(method) && !pattern.includes(':') ? 0.4 : 0.02;
  if (chance.maybe(page)) search.set('limit', chance.maybe(0.7) ? String(chance.one([1, 2, 200, 1000, ...numbers])) : latin(chance.one(strings)).slice(0, 100));
  if (chance.maybe(page)) search.set('cursor', cursor(chance, cursors));
  if (chance.maybe(0.02)) search.append(latin(chance.one(strings)).slice(0, 50), 'x');
  const headers: Record<string, string> = {};
  const put = (name: string, probability: number, value: () => string) => {
    if (chance.maybe(probability)) headers[name] = latin(value());
  };
  put('authorization', pattern === '/v1/sendings' && method === 'POST' ? 0.3 : 0.75, () => (chance.maybe(0.93) ? chance.one(credentials) : `${chance.one(['Bearer', 'Receipt', 'Invite', 'Basic', ''])} ${chance.one(strings)}`));
  put('idempotency-key', 0.97, () => (chance.maybe(0.95) ? String(chance.number()) : chance.one(strings)));
  put('if-match', 0.5, () => (chance.maybe(0.7) ? `"${chance.one(revs)}"` : chance.one(strings)));
  put('if-none-match', 0.2, () => chance.one(['*', '"x"', ...strings]));
  put('last-event-id', 0.3, () => (chance.maybe(0.5) ? String(chance.below(2 ** 52)) : chance.one(strings)));
  put('accept-language', 0.3, () => chance.one(strings));
  put('peer-proof', 0.2, () => (chance.maybe(0.5) ? btoa(JSON.stringify(anything(chance)).replace(/[^\x00-\xff]/g, '')) : chance.one(strings)));
  put('origin', 0.2, () => chance.one(['https://charity.example', 'null', ...strings]));
  put('x-forwarded-for', 0.1, () => chance.one(strings));
  const made: Shot = { method, path: `${pattern.replace(/:\w+/, id)}${search.size ? `?${search}` : ''}`, headers };
  if (/GET|HEAD/.test(method)) return made;
  const body = bodyOf(pattern, method, chance);
  headers['content-type'] = chance.maybe(0.95) ? 'application/json' : latin(chance.one(strings));
  return { ...made, body };
}

function cursor(chance: Chance, cursors: readonly string[]): string {
  if (chance.maybe(0.3) && cursors.length) return chance.one(cursors);
  if (chance.maybe(0.2)) return latin(chance.one(strings));
  return btoa(encodeURIComponent(JSON.stringify([chance.one([...numbers, anything(chance)]), chance.one([...numbers, ...strings, null]), chance.one(strings)]).replace(/\\ud[89a-f]../gi, '')));
}

function bodyOf(pattern: string, method: string, chance: Chance): BodyInit {
  const text = JSON.stringify(bodyValue(pattern, method, chance)) ?? '';
  if (chance.maybe(0.05)) return text.slice(0, chance.below(text.length + 1));
  if (chance.maybe(0.03)) return '['.repeat(chance.below(100_000));
  if (chance.maybe(0.02)) return text + ' '.repeat(70_000);
  if (chance.maybe(0.02)) return new Uint8Array(Array.from({ length: 50 }, () => chance.below(256)));
  return text;
}

const places = ['id', 'topic', 'audience', 'access', 'led', 'language', 'way', 'area', 'status', 'state', 'sending', 'decision'];

/** A query of which each part by itself may be good. */
function queryOf(collection: string, chance: Chance): Json {
  const query: Json = { limit: chance.one([1, 2, 50, 200, 5000]) };
  const coordinate = () => chance.one([0, 51.5, -0.12, 90, -90, 180, -180, 1e-9]);
  if (chance.maybe(0.4)) query.where = { [chance.maybe(0.9) ? chance.one(places) : chance.one(strings).slice(0, 50)]: chance.maybe(0.5) ? chance.one(strings).slice(0, 200) : [chance.one(strings).slice(0, 200), 'walking', 'en'] };
  if (chance.maybe(0.4)) query.text = chance.one(strings).slice(0, 500);
  if (collection !== 'groups' && chance.maybe(0.9)) return chance.maybe(0.3) ? { ...query, cursor: cursor(chance, []) } : query;
  if (chance.maybe(0.2)) query.near = { latitude: coordinate(), longitude: coordinate(), ...(chance.maybe(0.5) && { km: chance.one([0, 1, 20_000]) }) };
  if (chance.maybe(0.2)) query.box = [coordinate(), coordinate(), coordinate(), coordinate()];
  if (chance.maybe(0.2)) query.after = chance.one(['2026-05-04T10:00:00Z', '0000-01-01', '9999-12-31T23:59:59Z', '2026-05-04T10:00', ...strings]);
  if (chance.maybe(0.3)) query.sort = chance.one(['next', 'near', 'name', 'name', 'next', ...strings.slice(0, 3)]);
  if (chance.maybe(0.3)) query.cursor = cursor(chance, []);
  return chance.maybe(0.1) ? (fitting(components.schemas.Query!, chance) as Json) : query;
}

function bodyValue(pattern: string, method: string, chance: Chance): unknown {
  if (chance.maybe(0.1)) return anything(chance);
  const [, , collection = '', last] = pattern.split('/');
  if (last === 'search' || last === 'watch') return queryOf(collection, chance);
  if (chance.maybe(0.6) && method === 'PATCH') return { [chance.one(['text', 'name', 'helped', 'topics', 'about'])]: chance.one([null, 'Other.', ['sleep'], ...strings]) };
  if (chance.maybe(0.7) && collection === 'sendings') return nearly(story(chance.one(strings)), chance);
  if (chance.maybe(0.7) && collection === 'groups') return nearly(group(chance.one(strings)), chance);
  const name = collection && collection[0]!.toUpperCase() + collection.slice(1) + (method === 'PATCH' ? 'Patch' : 'Draft');
  return fitting(components.schemas[name] ?? {}, chance);
}

/** Stands in all that is not for those who shoot. */
const words = 'WORDSOFSOMEBODYELSE';

/** Two spaces with people and their words in them, of which nothing may be seen by others. */
async function peopled(store: ServerStore): Promise<{ desk: Desk; ammunition: Ammunition; admin: string }> {
  const desk = new Desk({ store });
  const admin = await desk.staff('admin');
  const hidden = await desk.send({ text: `${words} one` });
  const published = await desk.publish({ text: 'For everybody.' });
  const member = await desk.member('walk');
  const inGroup = await desk.publish({ as: member, audience: 'group', group: 'walk', text: `${words} two` });
  const elsewhere = await desk.send({ space: 'other', text: `${words} three` });
  const made = await desk.ask('POST', '/v1/groups', { as: admin, body: group() });
  const stranger = (await credential('Receipt')).header;
  const token = newId();
  await store.putToken({ hash: await credentialHash(token), space: 'default', role: 'facilitator', owner: 'f', groups: ['swim'], expires: Date.now() + 3_600_000 });
  const { json } = await desk.ask('GET', '/v1/groups?limit=1');
  return {
    desk,
    admin,
    ammunition: {
      ids: [hidden.record.id, published.record.id, published.record.story, inGroup.record.id, inGroup.record.story, elsewhere.record.id, made.json.id, 'default', 'other', 'search', 'watch'],
      // None of them opens those words, but for the administrator's, who may read what a group may.
      credentials: [admin, stranger, `Bearer ${token}`, await desk.member('swim'), (await credential('Invite')).header],
      cursors: [json.next].filter(Boolean) as string[],
      revs: [hidden.record.rev, made.json.rev, 'x'],
    },
  };
}

/** What a request was answered, if that is not as it has to be. */
async function fire(desk: Desk, { method, path, headers, body }: Shot, admin: string): Promise<{ status: number; wrong?: string }> {
  const leaving = new AbortController();
  const request = new Request(new URL(path.replace(/^\/\//, '/%2F'), 'https://server.example'), { method, headers, signal: leaving.signal, ...(body !== undefined && { body, duplex: 'half' }) } as RequestInit);
  const response = await desk.handler(request, { address: '192.0.2.1' });
  const { status } = response;
  if (response.headers.get('content-type') === 'text/event-stream') {
    leaving.abort();
    return { status };
  }
  const text = await response.text();
  const problem = status >= 400;
  const wrong =
    status >= 500 ? 'it failed'
    : text.includes(words) && headers.authorization !== admin ? "it tells other people's words"
    : /\bat [\w/.]+:\d+|node_modules|\.ts:\d|SQLITE|syntax error|relation "/i.test(text) ? 'it tells of the inside'
    : problem && method !== 'HEAD' && response.headers.get('content-type') !== 'application/problem+json' ? 'it is no problem document'
    : response.headers.get('x-content-type-options') !== 'nosniff' ? 'it is not guarded'
    : undefined;
  return { status, ...(wrong && { wrong: `${wrong}: ${status} ${text.slice(0, 300)}` }) };
}

describe('whatever anybody sends', () => {
  const open: ServerStore[] = [];
  after(() => Promise.all(open.map((store) => store.close())));
  for (const { name, place } of kinds()) {
    it(`${requests} times to a server over ${name}: it answers, tells nothing it should not, and stays`, async () => {
      const store = await ready(await place());
      open.push(store);
      const { desk, ammunition, admin } = await peopled(store);
      const chance = new Chance(seed);
      const statuses = new Map<number, number>();
      for (let n = 0; n < requests; n++) {
        const one = shot(chance, ammunition);
        const { status, wrong } = await fire(desk, one, admin);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        assert.equal(wrong, undefined, `request ${n} of seed ${seed}: ${JSON.stringify({ ...one, body: typeof one.body === 'string' ? one.body.slice(0, 1000) : '…' })}`);
      }
      assert.equal((await desk.ask('GET', '/v1/stories')).json.items.some(({ text }: { text: string }) => text === 'For everybody.'), true);
      assert.equal((await desk.ask('POST', '/v1/sendings', { body: story() })).status, 201);
      assert.deepEqual(await store.check(), []);
      // It has to get behind the door, or nothing was tried.
      for (const status of [200, 201, 400, 401, 403, 404, 405, 422, 428]) assert.ok(statuses.get(status), `nothing was answered ${status}: ${JSON.stringify([...statuses])}`);
    });
  }
});
