import { shownDatabase } from '../config/load.ts';
import { openStore } from '../store/index.ts';
import { openLedger } from '../ledger.ts';
import { type Command, configured, say } from './command.ts';

export const migrate: Command = {
  summary: 'Brings the tables of the database to this version',
  usage: '[options]',
  help: 'Makes the database if there is none. Does nothing to one that is up to date, and refuses one that is newer than this program.',
  async run(values) {
    const { config } = configured(values);
    const ledger = await openLedger(config.ledger);
    const store = await openStore(config.database, { ledger });
    try {
      const { from, to } = await store.migrate();
      say(from === to ? `${shownDatabase(config.database)} is up to date (version ${to}).` : `${shownDatabase(config.database)} went from version ${from} to ${to}.`);
      return 0;
    } finally {
      await store.close();
      await ledger.close();
    }
  },
};
