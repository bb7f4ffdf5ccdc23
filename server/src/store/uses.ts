import { sql } from 'kysely';
import type { Connection, Database } from './database.ts';
import type { Found } from './derived.ts';

interface Kind {
  space: string;
  collection: string;
  reader: string;
  /** By word: how much more often, or less, it is used. */
  changes: Map<string, number>;
}

/** So many rows wait for one another. */
const mostWaiting = 200;

/**
 * What is put down once at the end, and not with each row that is written: how often each word is used, because the same few
 * words stand in most rows; and what rows are found by, where the database is asked over a network.
 */
export class Uses {
  readonly #kinds = new Map<string, Kind>();
  readonly #waiting: Found[] = [];

  /** @param by - 1 for words that are used once more, -1 for words that are not any more. */
  count({ space, collection, reader }: Omit<Kind, 'changes'>, words: readonly string[], by: 1 | -1): void {
    const name = JSON.stringify([space, collection, reader]);
    const { changes } = this.#kinds.get(name) ?? { changes: new Map<string, number>() };
    this.#kinds.set(name, { space, collection, reader, changes });
    for (const word of words) changes.set(word, (changes.get(word) ?? 0) + by);
  }

  /** Keeps what a row is found by until there is that of many. */
  async later(database: Database, connection: Connection, found: Found): Promise<void> {
    this.#waiting.push(found);
    if (this.#waiting.length >= mostWaiting) await this.flush(database, connection);
  }

  /** Writes what rows are found by. */
  async flush(database: Database, connection: Connection): Promise<void> {
    if (this.#waiting.length) await database.indexAll!(connection, this.#waiting.splice(0));
  }

  async write(database: Database, connection: Connection): Promise<void> {
    await this.flush(database, connection);
    for (const kind of this.#kinds.values()) {
      const byChange = Map.groupBy(kind.changes.keys(), (word) => kind.changes.get(word)!);
      for (const [change, words] of byChange) {
        if (change > 0) await add(database, connection, kind, words, change);
        if (change < 0) await take(database, connection, kind, words, -change);
      }
    }
    this.#kinds.clear();
  }
}

async function add(database: Database, connection: Connection, { space, collection, reader }: Kind, words: readonly string[], by: number): Promise<void> {
  await connection.all(sql`
    insert into vocabulary (space, collection, word, reader, uses)
    select ${space}, ${collection}, w.value, ${reader}, ${sql.lit(by)} from ${database.each(words)} as w where true
    on conflict (space, collection, word, reader) do update set uses = vocabulary.uses + ${sql.lit(by)}`);
}

/** A word that nobody uses any more is forgotten: it may be a name. */
async function take(database: Database, connection: Connection, { space, collection, reader }: Kind, words: readonly string[], by: number): Promise<void> {
  const these = sql`space = ${space} and collection = ${collection} and reader = ${reader} and ${database.anyOf(sql`word`, words)}`;
  await connection.all(sql`update vocabulary set uses = uses - ${sql.lit(by)} where ${these}`);
  await connection.all(sql`delete from vocabulary where ${these} and uses < 1`);
}
