import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { schemas, spaceSettings } from 'peer-support-elements/schemas';
import * as z from 'zod';
import { type FeedState } from '../../src/feeds/state.ts';
import { fields } from '../../src/store/fields.ts';
import type { NotedHead } from '../../src/log-heads.ts';
import type { LedgerEntry } from '../../src/store.ts';

const text = readFileSync(new URL('../../../docs/data.md', import.meta.url), 'utf8');

/** Fields of the document, each with the cells beside it. */
const rows = [...text.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, field, rest]) => ({ field: field!, cells: rest!.split('|').map((cell) => cell.trim()) }));

type Json = { type?: string; items?: Json; properties?: Record<string, Json>; anyOf?: Json[]; allOf?: Json[] };

/** Paths of everything that a schema lets through. */
function pathsOf(schema: Json, before: string): string[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((part) => pathsOf(part, before));
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [`${before}.${name}`, ...pathsOf(part, `${before}.${name}`)]);
  return [...own, ...inner];
}

const jsonOf = (schema: unknown) => z.toJSONSchema(schema as Parameters<typeof z.toJSONSchema>[0], { unrepresentable: 'any', io: 'input' }) as Json;

const columns = Object.entries(fields).flatMap(([table, of]) => Object.keys(of).map((column) => `${table}.${column}`));
// What the file says of a setting has the fields of that setting, which stand there once.
const again = /^settings\.file\./;
const recordFields = Object.entries(schemas).flatMap(([name, of]) => Object.values(of).flatMap((schema) => pathsOf(jsonOf(schema), name))).filter((field) => !again.test(field));
const shown = new Set(Object.keys(schemas.spaces.record.shape));
const settings = Object.keys(spaceSettings.shape).filter((name) => !shown.has(name)).map((name) => `settings.${name}`);
const ledger = Object.keys({ space: '', collection: '', id: '', at: 0, edition: 0 } satisfies Required<LedgerEntry>).map((name) => `ledger.${name}`);
const heads = Object.keys({ space: '', place: 0, hash: '', at: '' } satisfies Required<NotedHead>).map((name) => `heads.${name}`);
const everyFeed: Required<FeedState> = { id: '', from: '', due: 0, lease: { run: '', until: 0 }, how: '', etag: '', lastModified: '', read: 0, groups: 0, failure: '', failures: 0, problems: {} };
const feeds = [...Object.keys(everyFeed), 'lease.run', 'lease.until'].map((name) => `feeds.${name}`);

const all = [...new Set([...columns, ...recordFields, ...settings, ...ledger, ...heads, ...feeds])].sort();

describe('the document of what is stored', () => {
  it('has every table, collection and setting before it', () => {
    for (const name of ['rows.body', 'tokens.hash', 'sendings.consents.version', 'groups.sessions.place.latitude', 'sendings.receipt', 'settings.safeguarding', 'ledger.id', 'feeds.lease.until']) assert.ok(all.includes(name), name);
  });

  it('lists every field that is stored', () => {
    const listed = new Set(rows.map(({ field }) => field));
    assert.deepEqual(all.filter((field) => !listed.has(field)), []);
  });

  it('lists no field that does not exist, and none twice', () => {
    // A column and a field of a record may have one name; the document then has both.
    const twice = new Set(columns.filter((column) => [...recordFields, ...feeds].includes(column)));
    const counts = new Map<string, number>();
    for (const { field } of rows) counts.set(field, (counts.get(field) ?? 0) + 1);
    assert.deepEqual([...counts.keys()].filter((field) => !all.includes(field)), []);
    assert.deepEqual([...counts].filter(([field, count]) => count !== (twice.has(field) ? 2 : 1)), []);
  });

  it('says of each field what it is for, who can read it, where it is, how long, and how it goes', () => {
    for (const { field, cells } of rows) {
      assert.equal(cells.length, 5, field);
      for (const cell of cells) assert.ok(cell.length > 3, `${field}: ${cell}`);
      assert.match(cells[2]!, /page|device|server|backup|ledger|configuration|Not kept/, field);
    }
  });

  it('says the same of a column as the store does', () => {
    for (const [table, of] of Object.entries(fields)) {
      for (const [column, purpose] of Object.entries(of)) {
        assert.ok(rows.some(({ field, cells }) => field === `${table}.${column}` && cells[0] === purpose.replaceAll("'", '’')), `${table}.${column}`);
      }
    }
  });
});
