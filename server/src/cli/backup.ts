import { writeBackup } from '../backup.ts';
import { toldBackup } from '../upkeep.ts';
import { migrations } from '../store/migrations/index.ts';
import { type Command, configured, say, tell, withStore } from './command.ts';
import { writeWhole } from './output.ts';

export const backup: Command = {
  summary: 'Writes everything into one file, while the server runs',
  usage: 'FILE [--replace]',
  help: `Writes the database as it is at one moment. The file appears when it is whole, and only you can read it.
The ledger is no part of it: keep a copy of that elsewhere.

  --replace   Takes the place of a file of that name`,
  options: { replace: { type: 'boolean' } },
  file: true,
  async run(values, path) {
    const loaded = configured(values);
    const { counts, days } = await withStore(loaded, async (store) => {
      let counts: Record<string, number> = {};
      await writeWhole(path, values.replace === true, async (file) => {
        const made = new Date().toISOString();
        ({ counts } = await writeBackup(store, file.createWriteStream({ autoClose: false }), { schema: migrations.length, made }));
      });
      return { counts, days: await toldBackup({ store, spaces: loaded.config.spaces }) };
    });
    say(`${path}: ${Object.entries(counts).map(([table, count]) => `${count} ${table}`).join(', ') || 'nothing yet'}.`);
    if (days !== undefined) tell(`People are told that backups live for ${days} days: delete this one by ${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}.`);
    return 0;
  },
};
