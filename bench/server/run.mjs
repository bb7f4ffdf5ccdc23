/**
 * The server beside what it stands on, in one run: a bare Hono handler, and the bare query of the database.
 *
 *   node bench/server/run.mjs                     SQLite and PostgreSQL, 100,000 groups, 3 rounds
 *   node bench/server/run.mjs --quick             SQLite, 5,000 groups, 1 round
 *   node bench/server/run.mjs --database postgres --groups 20000 --rounds 2 --json
 *   node bench/server/run.mjs --only search --searches 300      no lists, posts or memory
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { seedRow } from 'peer-support-elements/backend';
import { readGroups } from 'peer-support-elements/feeds';
import { openStore } from '../../server/src/store/index.ts';
import { startPostgres } from '../../server/test/support/postgres.ts';
import { meetings, random } from '../finder/groups.mjs';
import { load, request } from './load.mjs';
import { sending, stories } from './samples.mjs';

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    groups: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    searches: { type: 'string' },
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
  },
});
const size = Number(values.groups ?? (values.quick ? 5000 : 100_000));
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const databases = values.database ? [values.database] : values.quick ? ['sqlite'] : ['sqlite', 'postgres'];
const lists = values.quick ? 5000 : 30_000;
const posts = values.quick ? 300 : 2000;
const searches = Number(values.searches ?? (values.quick ? 300 : 600));
const onlySearch = values.only === 'search';
if (values.only && !onlySearch) throw new Error('--only knows one thing: search');
const lasting = values.quick ? 10_000 : 100_000;

const say = (text) => process.stderr.write(`${text}\n`);
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A server as a process, which answers with its port. */
async function started(name, args = []) {
  const child = fork(file(name), args, { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ port }] = await once(child, 'message');
  const heap = async () => {
    child.send('memory');
    return (await once(child, 'message'))[0].heap;
  };
  const stop = async () => {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  };
  return { port, heap, stop };
}

/** Groups and stories, past the rules, as a restore would put them there. */
async function fill(database) {
  const nothing = { add: async () => {}, entries: async function* () {}, close: async () => {} };
  const store = await openStore(database, { ledger: nothing });
  await store.migrate();
  const put = async (collection, records) => {
    for (let from = 0; from < records.length; from += 1000) {
      await store.write('default', async (tx) => {
        for (const record of records.slice(from, from + 1000)) await tx.put(collection, seedRow(collection, record, await tx.arrival()));
      });
    }
  };
  await put('groups', readGroups(meetings(size)).groups);
  await put('stories', stories(200));
  await store.sweep(Date.now());
  await store.close();
}

/** What a visitor asks: words, a topic, a way to meet, a place; those that meet soonest. */
function questions(count) {
  const next = random(11);
  const words = ['tea', 'grief', 'walk', 'pain', 'quiet', 'sleep', 'stroke', 'parents', 'music', 'alone'];
  const pick = (list) => list[Math.floor(next() * list.length)];
  return Array.from({ length: count }, (_, n) => {
    if (n % 4 === 0) return { kind: 'word', text: pick(words), sort: 'next', limit: 50 };
    if (n % 4 === 1) return { kind: 'way', where: { way: pick(['online', 'in-person']) }, sort: 'next', limit: 50 };
    if (n % 4 === 2) {
      const [latitude, longitude] = [50 + next() * 7, -5 + next() * 6];
      return { kind: 'box', box: [longitude, latitude, longitude + 0.3, latitude + 0.2], sort: 'next', limit: 50 };
    }
    return { kind: 'both', text: pick(words), where: { way: 'online' }, sort: 'next', limit: 50 };
  });
}

/** The same as one query of the database, without rules, pages or checks: soonest first, the records as they are kept. */
async function bareQueries(kind, database) {
  const open = kind === 'sqlite' ? bareSqlite : barePostgres;
  const clients = await Promise.all(Array.from({ length: kind === 'sqlite' ? 1 : 16 }, () => open(database)));
  const measure = async (asked, atOnce = 1) => {
    const times = [];
    const started = performance.now();
    let sent = 0;
    await Promise.all(clients.slice(0, atOnce).map(async ({ query }) => {
      while (sent < asked.length) {
        const began = performance.now();
        await query(asked[sent++]);
        times.push(performance.now() - began);
      }
    }));
    times.sort((a, b) => a - b);
    return { p50: times[times.length >> 1], p99: times[Math.floor(times.length * 0.99)], rate: (1000 * times.length) / (performance.now() - started) };
  };
  return { measure, close: () => Promise.all(clients.map(({ close }) => close())) };
}

const ways = { online: ['online', 'hybrid'], 'in-person': ['in-person', 'hybrid'] };

/** Parts of the query, by what is asked. */
function where({ text, where: by, box }, mark, matching) {
  const parts = ["s.space = 'default'", 's.next is not null'];
  const given = [];
  const value = (one) => mark(given.push(one));
  if (text) parts.push(`s.row in (${matching(value, text)})`);
  if (by) parts.push(`s.way in (${ways[by.way].map(value).join(', ')})`);
  if (box) parts.push(`s.longitude between ${value(box[0])} and ${value(box[2])}`, `s.latitude between ${value(box[1])} and ${value(box[3])}`);
  return { sql: `select r.body from sessions s join rows r on r.n = s.row where ${parts.join(' and ')} order by s.next, s.id limit 51`, given };
}

function bareSqlite(database) {
  const connection = new DatabaseSync(database, { readOnly: true });
  const prepared = new Map();
  return {
    query(question) {
      const { sql, given } = where(question, () => '?', (value, text) => `select rowid from texts where texts match ${value(`"${text}"*`)}`);
      if (!prepared.has(sql)) prepared.set(sql, connection.prepare(sql));
      return prepared.get(sql).all(...given).map(({ body }) => JSON.parse(body));
    },
    close: () => connection.close(),
  };
}

async function barePostgres(database) {
  const client = new pg.Client(database);
  await client.connect();
  return {
    async query(question) {
      const { sql, given } = where(question, (n) => `$${n}`, (value, text) => `select row from texts where words @@ to_tsquery('simple', ${value(`${text}:*`)})`);
      const { rows } = await client.query({ name: sql.length > 60 ? `q${[...sql].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7)}` : sql, text: sql, values: given });
      return rows.map(({ body }) => (typeof body === 'string' ? JSON.parse(body) : body));
    },
    close: () => client.end(),
  };
}

const list = request('GET', '/v1/stories?space=default&limit=20');
const post = (n) => request('POST', '/v1/sendings?space=default', { headers: { 'idempotency-key': `bench-${process.pid}-${Date.now()}-${n}-0123456789` }, body: JSON.stringify(sending(n)) });
const search = (question) => {
  const { kind: _, ...query } = question;
  return request('POST', '/v1/groups/search?space=default', { body: JSON.stringify(query) });
};

async function measure(kind, database, ledger) {
  say(`${kind}: filling ${size.toLocaleString('en')} groups …`);
  await fill(database);
  const bare = await started('bare.mjs');
  const ours = await started('ours.mjs', [database, ledger]);
  const results = { database: kind, groups: size, rounds: [] };
  const asked = questions(searches);
  const queries = asked.map(search);
  await load({ port: ours.port, requests: 2000, make: () => list });
  await load({ port: bare.port, requests: 2000, make: () => list });
  const direct = await bareQueries(kind, database);
  await direct.measure(asked.slice(0, 160), 16);
  for (let round = 0; round < rounds; round++) {
    say(`${kind}: round ${round + 1} of ${rounds}`);
    const listed = onlySearch ? undefined : { bare: await load({ port: bare.port, requests: lists, make: () => list }), ours: await load({ port: ours.port, requests: lists, make: () => list }) };
    const posted = onlySearch ? undefined : { bare: await load({ port: bare.port, requests: posts, make: post }), ours: await load({ port: ours.port, requests: posts, make: post }) };
    // One after the other, as the bare query is asked, and many at once.
    const found = { bare: await direct.measure(asked), ours: await load({ port: ours.port, requests: searches, connections: 1, make: (n) => queries[n] }) };
    const bareCrowd = await direct.measure(asked, 16);
    const crowded = await load({ port: ours.port, requests: searches, make: (n) => queries[n] });
    results.rounds.push({ listed, posted, found, bareCrowd, crowded });
  }
  await direct.close();
  const heaps = [];
  for (const part of onlySearch ? [] : [0.1, 0.3, 0.3, 0.3]) {
    await load({ port: ours.port, requests: Math.round(lasting * part), make: (n) => (n % 100 ? list : queries[(n / 100) % queries.length]) });
    heaps.push(await ours.heap());
  }
  results.heaps = heaps;
  await Promise.all([bare.stop(), ours.stop()]);
  return results;
}

function table({ database, groups, rounds: all, heaps }) {
  const of = (pick) => median(all.map(pick));
  const row = (what, ours, bare) => ({ database, what, 'ours/s': Math.round(of((r) => ours(r).rate)), 'bare/s': Math.round(of((r) => bare(r).rate)), 'share of rate': of((r) => ours(r).rate / bare(r).rate).toFixed(2), 'p50 ms': of((r) => ours(r).p50).toFixed(2), 'p99 ms': of((r) => ours(r).p99).toFixed(2), 'p99 ours/bare': of((r) => ours(r).p99 / bare(r).p99).toFixed(2) });
  console.table([
    ...(onlySearch ? [] : [row('list stories', (r) => r.listed.ours, (r) => r.listed.bare), row('post a story', (r) => r.posted.ours, (r) => r.posted.bare)]),
    row(`search ${groups} groups, one by one`, (r) => r.found.ours, (r) => r.found.bare),
    row('search, 16 at once', (r) => r.crowded, (r) => r.found.bare),
    ...(database === 'postgres' ? [row('search, 16 at once, beside 16 bare queries at once', (r) => r.crowded, (r) => r.bareCrowd)] : []),
  ]);
  if (!onlySearch) console.log(`heap after ${[0.1, 0.4, 0.7, 1].map((part) => Math.round(lasting * part).toLocaleString('en')).join(', ')} requests: ${heaps.map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`).join(', ')}`);
}

const all = [];
for (const kind of databases) {
  const folder = mkdtempSync(join(tmpdir(), 'peer-support-bench-'));
  const postgres = kind === 'postgres' ? await startPostgres() : undefined;
  try {
    all.push(await measure(kind, (await postgres?.database()) ?? join(folder, 'bench.sqlite'), join(folder, 'bench.ledger')));
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
if (values.json) console.log(JSON.stringify(all));
else all.forEach(table);
