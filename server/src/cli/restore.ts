import { Backend, type Store } from 'peer-support-elements/backend';
import type { SavedSettings } from 'peer-support-elements/domain';
import { schemas } from 'peer-support-elements/schemas';
import { rowsOf, verifyBackup } from '../backup.ts';
import { shownDatabase } from '../config/load.ts';
import { ledgerExists, openLedger } from '../ledger.ts';
import { type Heads, readHeads } from '../log-heads.ts';
import { replay, type Replayed } from '../replay.ts';
import { openStore } from '../store/index.ts';
import { migrations } from '../store/migrations/index.ts';
import type { SpaceConfig } from '../config/space.ts';
import type { Dumped, ServerStore } from '../store.ts';
import { type Command, configured, olderThanLeft, say, tell, Trouble } from './command.ts';

export const restore: Command = {
  summary: 'Loads a backup into an empty database',
  usage: 'FILE [options]',
  help: `Checks the whole file, loads it into a database that is new or empty, and takes away again what was withdrawn
since, as the ledger says. No server may use the database meanwhile. When it fails, nothing was loaded; when it is cut off
after that, the next start takes away what it had not.

  --without-ledger   The ledger is lost: what was withdrawn or changed after the backup comes back
  --old              The backup is older than backups are kept: what was withdrawn long ago may come back
  --with-tokens      Tokens of the staff work again, also those that were revoked since`,
  options: { 'without-ledger': { type: 'boolean' }, old: { type: 'boolean' }, 'with-tokens': { type: 'boolean' } },
  file: true,
  async run(values, path) {
    const { config } = configured(values);
    const { header, end } = await verifyBackup(path);
    if (header.schema > migrations.length) throw new Trouble('This backup was made by a newer program. Use that one.');
    if (!values['without-ledger'] && !(await ledgerExists(config.ledger))) {
      throw new Trouble(`There is no ledger at ${config.ledger}: what was withdrawn after the backup was made would come back. Name it with --ledger, or say --without-ledger if it is lost.`);
    }
    const days = await longestBackup(config.spaces, path);
    if (!values.old && days !== undefined && Date.parse(header.made) < Date.now() - days * 86_400_000) {
      throw new Trouble(`The backup is of ${header.made.slice(0, 10)}, and backups are kept for ${days} days: the ledger may not go back so far. Say --old to load it all the same.`);
    }
    const ledger = await openLedger(config.ledger);
    const store = await openStore(config.database, { ledger });
    try {
      await store.hold('loading');
      await store.migrate();
      await store.load(values['with-tokens'] ? rowsOf(path) : withoutTokens(rowsOf(path)));
      await noteRestore(store.unread, Object.keys(config.spaces), await readHeads(config.logHeads));
      const replayed = await replay({ store, ledger, settings: (space) => config.spaces[space]?.settings });
      report(shownDatabase(config.database), end.counts, replayed);
      if (end.counts.tokens && !values['with-tokens']) tell('Tokens of the staff were left out, because some may have been revoked since. Make new ones: peer-support-server token');
      return await checked(store);
    } finally {
      await store.close();
      await ledger.close();
    }
  },
};

/** Entries that were written after the backup was made are not there: that has to be seen from the log. */
async function noteRestore(store: Store, spaces: readonly string[], { heads }: Heads): Promise<void> {
  const backend = new Backend({ store, schemas: async () => schemas, settings: () => undefined });
  for (const space of spaces) await backend.note(space, { act: 'restore' }, { begun: !heads.some((head) => head.space === space) });
}

async function* withoutTokens(rows: AsyncIterable<Dumped>): AsyncGenerator<Dumped> {
  for await (const row of rows) if (row.table !== 'tokens') yield row;
}

function report(database: string, { rows = 0 }: Record<string, number>, { erased, distrusted }: Replayed): void {
  say(`${rows} ${rows === 1 ? 'record is' : 'records are'} back in ${database}. The ledger took ${erased} of them away again.`);
  if (distrusted) tell(olderThanLeft(distrusted));
}

async function checked(store: ServerStore): Promise<number> {
  const wrong = await store.check();
  for (const sentence of wrong) tell(sentence);
  return wrong.length ? 1 : 0;
}

/** How long backups are kept: as the file says, or an administrator said before this one was made, whichever is longer. */
async function longestBackup(spaces: Readonly<Record<string, Pick<SpaceConfig, 'settings'>>>, path: string): Promise<number | undefined> {
  const days = Object.values(spaces).map(({ settings }) => settings.backupDays);
  if (!days.length) return undefined;
  for await (const { table, row } of rowsOf(path)) {
    if (table === 'rows' && row.collection === 'settings') days.push((JSON.parse(row.body as string) as SavedSettings).longestBackup ?? 0);
  }
  return Math.max(...days);
}
