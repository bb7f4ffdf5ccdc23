import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { build } from 'esbuild';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { strictPolicy } from '../../scripts/policy.mjs';
import { serve } from '../../scripts/serve.mjs';
import { createHandler, type HandlerOptions } from '../../server/dist/index.js';
import { openStore } from '../../server/dist/store/index.js';
import type { TestPostgres } from '../../server/test/support/postgres.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import type { SpaceSettings } from '../../src/domain/space.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { root } from './site.ts';

export const token = 'a-moderator-of-these-tests';
const space = 'demo';

/** What an invented clinic decided. Everybody is told of it before they write. */
export const house: SpaceSettings = { ...spaceSettings, title: 'Harbour Clinic', languages: ['en'], backupDays: 0 };

/** Nobody in these tests is held up for asking often. */
export const generous = Object.fromEntries(['reads', 'searches', 'writes', 'sendings', 'answers', 'reports', 'challenges'].map((name) => [name, { count: 1e6, seconds: 60 }])) as HandlerOptions['limits'];
/** Nothing is restored here. */
export const ledger = { add: async () => {}, async *entries() {}, close: async () => {} };

/** A backend that stories go to, and where its data is. */
export interface Place {
  name: string;
  /** Whether the page itself keeps what is sent. */
  onDevice: boolean;
  address: string;
  /** Everything that is kept, as it lies there. */
  kept(page: Page): Promise<string>;
  close(): Promise<void>;
}

/** A card of the host's own, with a copy of Lit of its own. */
const hostScript = `
  import { html, LitElement } from 'lit';
  customElements.define('host-card', class extends LitElement {
    render() { return html\`<p>\${'Open from Monday to Friday'}</p>\`; }
  });
`;

const deviceScript = `document.querySelector('peer-support').settings = ${JSON.stringify(house)};`;

/** The clinic's page of the demo, with another copy of Lit and this provider. */
async function pages(folder: string, provider: string, onDevice: boolean) {
  const { outputFiles } = await build({ stdin: { contents: hostScript, resolveDir: root }, bundle: true, format: 'esm', write: false, conditions: ['production'] });
  writeFileSync(join(folder, 'host.js'), outputFiles[0]!.text);
  // Who asks no server has to be told what is decided.
  writeFileSync(join(folder, 'device.js'), onDevice ? deviceScript : '');
  writeFileSync(join(folder, 'demo.css'), readFileSync(join(root, 'demo/demo.css')));
  const page = readFileSync(join(root, 'demo/clinic.html'), 'utf8')
    .replace('adapter="http" src="/peer" space="demo"', provider)
    .replace('<script', '<script type="module" src="host.js"></script>\n    <script type="module" src="device.js"></script>\n    <script')
    .replace('<h1>', '<host-card></host-card><h1>');
  writeFileSync(join(folder, 'clinic.html'), page);
}

async function open(name: string, provider: string, services: object, kept: Place['kept'], end: () => Promise<unknown>): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-'));
  const onDevice = !Object.keys(services).length;
  await pages(folder, provider, onDevice);
  const { address, close } = await serve({ '/': folder, '/dist/': join(root, 'dist') }, { services, headers: { 'content-security-policy': strictPolicy({ copies: 2 }) } });
  return {
    name,
    onDevice,
    address,
    kept,
    async close() {
      await close();
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Where the data of a server is. */
export interface Data {
  database: string;
  /** Everything that is kept, as it lies there. */
  kept: () => Promise<string>;
  end(): void;
}

/** The real server, in this process, before a database. */
async function server(name: string, { database, kept, end }: Data): Promise<Place> {
  const store = await openStore(database, { ledger });
  await store.migrate();
  await store.putToken({ hash: await credentialHash(token), space, role: 'moderator', owner: 'moderator', groups: [], expires: Date.now() + 3_600_000 });
  const handler = createHandler({ store, spaces: { [space]: { settings: house, origins: [] } }, limits: generous, basePath: '/peer' });
  const service = getRequestListener((request, { incoming }) => handler(request, { address: (incoming as { socket: { remoteAddress?: string } }).socket.remoteAddress }));
  return open(name, `adapter="http" src="/peer" space="${space}"`, { '/peer/': service }, kept, async () => {
    handler.close();
    await store.close();
    end();
  });
}

export function inSqlite(): Data {
  const folder = mkdtempSync(join(tmpdir(), 'clinic-data-'));
  // The file, its log, and whatever else SQLite puts beside it.
  const kept = async () => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return { database: join(folder, 'peer.sqlite'), kept, end: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function inPostgres(postgres: TestPostgres): Promise<Data> {
  const database = await postgres.database();
  return { database, kept: () => everyRow(database), end: () => {} };
}

export const onSqlite = (): Promise<Place> => server('the server on SQLite', inSqlite());
export const onPostgres = async (postgres: TestPostgres): Promise<Place> => server('the server on PostgreSQL', await inPostgres(postgres));

/** Every row of every table, as a dump has them. */
async function everyRow(database: string): Promise<string> {
  const client = new pg.Client(database);
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(`select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
    const rows: string[] = [];
    for (const { name } of tables.rows) rows.push(...(await client.query<{ row: string }>(`select row_to_json(t)::text || t::text as row from ${name} t`)).rows.map(({ row }) => row));
    return rows.join('\n');
  } finally {
    await client.end();
  }
}

export function onDevice(): Promise<Place> {
  const kept = (page: Page) =>
    page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error!) }));
      const found: unknown[] = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name!));
        for (const store of database.objectStoreNames) {
          const all = database.transaction(store).objectStore(store);
          found.push(store, await done(all.getAll()), await done(all.getAllKeys()));
        }
        database.close();
      }
      return JSON.stringify([found, { ...localStorage }, { ...sessionStorage }], (_, value: unknown) => (value instanceof Map || value instanceof Set ? [...value] : value));
    });
  return open('this device', `adapter="browser" space="${space}"`, {}, kept, async () => {});
}
