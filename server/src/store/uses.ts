import { sql } from 'kysely';
import type { Connection, Database } from './database.ts';

interface Kind {
  space: string;
  collection: string;
  reader: string;
  /** By word: how much more often, or less, it is used. */
  changes: Map<string, number>;
}

/**
 * How often each word is used, counted while rows are written and put down once at the end: the same few words stand in most
 * rows, and would be written again for each of them.
 */
export class Uses {
  readonly #kinds = new Map<string, Kind>();

  /** @param by - 1 for words that are used once more, -1 for words that are not any more. */
  count({ space, collection, reader }: Omit<Kind, 'changes'>, words: readonly string[], by: 1 | -1): void {
    const name = JSON.stringify([space, collection, reader]);
    const { changes } = this.#kinds.get(name) ?? { changes: new Map<string, number>() };
    this.#kinds.set(name, { space, collection, reader, changes });
    for (const word of words) changes.set(word, (changes.get(word) ?? 0) + by);
  }

  async write(database: Database, connection: Connection): Promise<void> {
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
