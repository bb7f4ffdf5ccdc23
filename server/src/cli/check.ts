import { stat } from 'node:fs/promises';
import { checkLog } from 'peer-support-elements/backend';
import { feedKey } from '../feeds/state.ts';
import { ledgerExists, openLedger } from '../ledger.ts';
import { type Heads, readHeads } from '../log-heads.ts';
import type { ServerStore } from '../store.ts';
import { isPostgres, type Loaded, shownDatabase } from '../config/load.ts';
import { type Command, configured, messageOf, say, withStore } from './command.ts';
import { type FeedReport, reportsOf } from './feeds.ts';
import { table } from './table.ts';

interface Finding {
  what: string;
  ok: boolean;
  result: string;
}

export const check: Command = {
  summary: 'Says whether the configuration, the database, the ledger, the logs and the lists are well',
  usage: '[--json]',
  help: `Changes nothing; the server can be running. Ends with 1 when something is wrong.

  --json   Prints the result as JSON`,
  options: { json: { type: 'boolean' } },
  async run(values) {
    const loaded = configured(values);
    const findings = [...configuration(loaded), ...(await ledger(loaded)), ...(await database(loaded))];
    const ok = findings.every((finding) => finding.ok);
    if (values.json) say(JSON.stringify({ ok, findings }, null, 2));
    else say(`${table(['What', '', 'Result'], findings.map(({ what, ok, result }) => [what, ok ? 'ok' : 'WRONG', result]))}\n\n${ok ? 'All is well.' : 'Something is wrong.'}`);
    return ok ? 0 : 1;
  },
};

function configuration({ config: { spaces }, file, warnings }: Loaded): Finding[] {
  const names = Object.keys(spaces);
  return [
    { what: 'Configuration', ok: true, result: `${file ?? 'no file'}; ${names.length ? `spaces: ${names.join(', ')}` : 'no space'}` },
    // Closed sending is a decision that nobody has made yet, and nothing that broke.
    ...warnings.map((result) => ({ what: 'Configuration', ok: true, result: `Note: ${result}` })),
  ];
}

async function ledger({ config }: Loaded): Promise<Finding[]> {
  const what = 'Ledger';
  if (!(await ledgerExists(config.ledger))) return [{ what, ok: false, result: `There is none at ${config.ledger}: after a restore, what was withdrawn would come back.` }];
  const opened = await openLedger(config.ledger);
  try {
    const wrong = await opened.check();
    if (wrong.length) return wrong.map((result) => ({ what, ok: false, result }));
    let entries = 0;
    for await (const _ of opened.entries()) entries++;
    return [{ what, ok: true, result: `${config.ledger}: ${entries} ${entries === 1 ? 'entry' : 'entries'}` }];
  } finally {
    await opened.close();
  }
}

async function database(loaded: Loaded): Promise<Finding[]> {
  const what = 'Database';
  const { database, spaces, logHeads } = loaded.config;
  try {
    return await withStore(loaded, async (store) => {
      const wrong = [...(await store.check()), ...(await permissions(database))];
      const lists = (await Promise.all(Object.entries(spaces).map(([space, { feeds }]) => reportsOf(store, space, feeds.map(feedKey))))).flat();
      const found = wrong.length ? wrong.map((result) => ({ what, ok: false, result })) : [{ what, ok: true, result: shownDatabase(database) }];
      return [...found, ...(await logs(store, Object.keys(spaces), await readHeads(logHeads))), ...lists.map(listed)];
    });
  } catch (error) {
    return [{ what, ok: false, result: messageOf(error) }];
  }
}

async function logs(store: ServerStore, spaces: readonly string[], { heads, wrong }: Heads): Promise<Finding[]> {
  const found: Finding[] = wrong.map((result) => ({ what: 'Log', ok: false, result }));
  for (const space of spaces) {
    const own = heads.filter((head) => head.space === space);
    const faults = await checkLog(store, space, own);
    const noted = own.map(({ at }) => at).sort().at(-1);
    const well = `whole${noted ? `; last noted outside of the database on ${noted.slice(0, 10)}` : ''}`;
    found.push({ what: `Log of ${space}`, ok: !faults.length, result: faults.length ? `${faults.join('; ')}.` : well });
  }
  return found;
}

const listed = ({ space, list, groups, how, wrong }: FeedReport): Finding => ({ what: `List ${list} of ${space}`, ok: !wrong, result: `${groups} ${groups === 1 ? 'group' : 'groups'}; ${how}` });

async function permissions(database: string): Promise<string[]> {
  if (isPostgres(database) || process.platform === 'win32') return [];
  return (await stat(database)).mode & 0o077 ? [`Others on this machine can read ${database}. Run: chmod 600 ${database}`] : [];
}
