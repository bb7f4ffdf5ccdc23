import { type AnyRecord, Backend, type CollectionName, kinds } from 'peer-support-elements/backend';
import { schemas } from 'peer-support-elements/schemas';
import type { ServerStore } from '../store.ts';
import { type Command, configured, say, spaceNamed, tell, text, UsageError, withStore } from './command.ts';
import { writeWhole } from './output.ts';

/** What members tell themselves and each other is theirs to export, and nobody else's. */
const theirs: readonly string[] = ['checkins', 'responses', 'companions', 'greeters', 'batches'];
const names = Object.keys(kinds).filter((name) => name !== 'spaces' && !theirs.includes(name)) as CollectionName[];

/** What somebody who gets the file holds in their hands. */
const holds: Partial<Record<CollectionName, string>> = {
  sendings: 'what people wrote, also what was not published and what they wrote to their group alone',
  replies: 'what readers wrote to people, also what was shown to nobody else',
  links: 'which stories are by the same person, who told the staff so',
  messages: 'what the staff and people wrote to each other',
  reports: 'what people told the staff about stories, replies, check-ins and what the staff wrote, in confidence',
  rulings: 'what the staff wrote about reports',
  decisions: 'what the staff wrote to people',
  claims: 'who of the staff reads what',
  presences: 'who of the staff is at their desk (no names)',
  opinions: 'what the staff wrote to each other about what people sent',
  settings: 'what was decided for the space at its desk, with whom moderators and safeguarding are reached by and who is on duty',
  holds: 'copies of what people wrote in danger, which nobody else may see, also of what they took back since',
  log: 'what each of the staff did, by opaque names',
  alarms: 'since when something urgent waits',
  invites: 'who was invited to which group (no way in: those are kept by their holders)',
  memberships: 'how many belong to which group',
};

export const exportRecords: Command = {
  summary: 'Writes the records of a collection as lines of JSON',
  usage: '--space NAME --collection NAME [--output FILE]',
  help: `  --space NAME        Of which site
  --collection NAME   ${names.join(', ')}
  --output FILE       File to write, which only you can read; the standard output when not given
  --replace           Takes the place of a file of that name`,
  options: { space: { type: 'string' }, collection: { type: 'string' }, output: { type: 'string' }, replace: { type: 'boolean' } },
  async run(values) {
    const loaded = configured(values);
    const space = spaceNamed(loaded, text(values, 'space'));
    const collection = text(values, 'collection') as CollectionName;
    if (!names.includes(collection)) throw new UsageError(`Which collection? Say --collection and one of: ${names.join(', ')}.`);
    if (holds[collection]) tell(`This holds ${holds[collection]}. Keep it as you would keep a letter to you, and delete it when you are done.`);
    return withStore(loaded, async (store) => {
      // Before, so that nothing leaves without it.
      await new Backend({ store, schemas: async () => schemas, settings: () => undefined }).note(space, { act: 'export', what: collection });
      const output = text(values, 'output');
      if (output === undefined) {
        for await (const record of records(store, space, collection)) say(JSON.stringify(record));
        return 0;
      }
      await writeWhole(output, values.replace === true, async (file) => {
        for await (const record of records(store, space, collection)) await file.write(`${JSON.stringify(record)}\n`);
      });
      return 0;
    });
  },
};

/** Every record as it is kept, without what only the backend knows: what a report leads to is in no file. Whose it is, that is the hash of a credential, is not part of it. */
async function* records(store: ServerStore, space: string, collection: CollectionName): AsyncGenerator<AnyRecord> {
  const { hidden = [] } = kinds[collection] as { hidden?: readonly string[] };
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 500, ...(cursor && { cursor }) };
    const { rows, next } = await store.read(space, (tx) => tx.list(collection, { query, now: 0, locale: 'en' }));
    for (const { record } of rows) yield Object.fromEntries(Object.entries(record).filter(([name]) => !hidden.includes(name))) as AnyRecord;
    if (!next) return;
    cursor = next;
  }
}
