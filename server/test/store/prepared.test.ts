import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Row } from 'peer-support-elements/backend';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { ready } from '../support/stores.ts';
import { wayTo } from '../support/way.ts';

let server: TestPostgres;
before(async () => {
  server = await startPostgres();
});
after(() => server?.stop());

/** Names of the statements that were parsed, for each connection, and of those that were run, read off what a client sends. */
interface Heard {
  parsed: string[][];
  bound: string[];
}

/** Reads messages of PostgreSQL's protocol: after the first, each is a letter, a length and a body that begins with names. */
function listener({ parsed, bound }: Heard): (bytes: Buffer) => void {
  const own: string[] = [];
  parsed.push(own);
  let rest = Buffer.alloc(0);
  let started = false;
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const at = started ? 1 : 0;
      if (rest.length < at + 4) return;
      const end = at + rest.readUInt32BE(at);
      if (rest.length < end) return;
      const kind = started ? String.fromCharCode(rest[0]!) : '';
      const names = rest.subarray(at + 4, end).toString('latin1').split('\0');
      if (kind === 'P') own.push(names[0]!);
      if (kind === 'B') bound.push(names[1]!);
      started = true;
      rest = rest.subarray(end);
    }
  };
}

it('what is asked again and again is parsed once on each connection', async (t) => {
  const heard: Heard = { parsed: [], bound: [] };
  const { address, close } = await wayTo(await server.database(), () => listener(heard));
  const store = await ready(address);
  t.after(() => store.close().then(close));
  const row = (n: number): Row => ({ id: `c${n}`, rev: 'r', key: n, reader: 'staff', record: { id: `c${n}`, sending: `s${n}` } });
  const ask = async (n: number) => {
    await store.write('a', (tx) => tx.put('claims', row(n)));
    await store.read('a', (tx) => tx.list('claims', { query: { limit: 5, where: { sending: `s${n}` } }, now: 0, locale: 'en' }));
    await store.read('a', (tx) => tx.get('claims', `c${n}`));
  };
  for (let n = 0; n < 50; n++) await ask(n);
  assert.ok(heard.bound.length >= 150, `${heard.bound.length} statements were run`);
  assert.deepEqual(heard.bound.filter((name) => !name), [], 'each has a name');
  for (const names of heard.parsed) assert.equal(new Set(names).size, names.length, 'and is parsed once');
});
