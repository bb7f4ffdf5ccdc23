import { forgetFeed, importFeed } from '../feeds/import.ts';
import { feedKey, type FeedState, statesOf } from '../feeds/state.ts';
import type { ServerStore } from '../store.ts';
import { type Command, configured, say, spaceNamed, text, UsageError, withStore } from './command.ts';
import { table } from './table.ts';

export const feeds: Command = {
  summary: 'Shows the lists of groups that are imported, and how they do',
  usage: '[--run | --forget NAME --space NAME]',
  help: `  --run           Reads every list now
  --forget NAME   Takes away the groups of a list that is not in the configuration any more
  --space NAME    Of which site`,
  options: { run: { type: 'boolean' }, forget: { type: 'string' }, space: { type: 'string' } },
  async run(values) {
    const loaded = configured(values);
    const { spaces } = loaded.config;
    const forget = text(values, 'forget');
    return withStore(loaded, async (store) => {
      if (forget !== undefined) {
        const space = spaceNamed(loaded, text(values, 'space'));
        if (spaces[space]!.feeds.some((feed) => feedKey(feed) === forget)) throw new UsageError(`“${forget}” is in the configuration. Take it out there first, and start the server anew.`);
        if (!(await statesOf(store, space)).some(({ id }) => id === `feed:${forget}`)) throw new UsageError(`There is no list “${forget}” in the space “${space}”.`);
        const count = await forgetFeed(store, space, forget);
        say(count === 1 ? '1 group was taken away.' : `${count} groups were taken away.`);
        return 0;
      }
      if (values.run) {
        for (const [space, { feeds }] of Object.entries(spaces)) for (const feed of feeds) await importFeed({ store, space, feed, force: true, signal: new AbortController().signal });
      }
      const reports = (await Promise.all(Object.entries(spaces).map(([space, { feeds }]) => reportsOf(store, space, feeds.map(feedKey))))).flat();
      say(reports.length ? table(['Space', 'List', 'From', 'Groups', 'Last read', 'How it is'], reports.map(cells)) : 'No list is imported.');
      return reports.some(({ wrong }) => wrong) ? 1 : 0;
    });
  },
};

export interface FeedReport {
  space: string;
  list: string;
  from: string;
  groups: number;
  /** ISO 8601; absent: never. */
  read?: string;
  how: string;
  wrong: boolean;
}

const cells = ({ space, list, from, groups, read, how }: FeedReport) => [space, list, from, String(groups), read?.slice(0, 16).replace('T', ' ') ?? 'never', how];

const why: Record<string, string> = {
  unreachable: 'it cannot be reached',
  timeout: 'it takes too long',
  'too-large': 'it is too large',
  'redirected-elsewhere': 'it leads to another host, which is not followed',
  'redirected-nowhere': 'it leads nowhere',
  'too-many-redirects': 'it leads from one address to the next',
  'no-file': 'there is no such file',
  'file-not-readable': 'the file cannot be read',
  empty: 'it is empty, or no list',
  'sheet-not-published': 'it is the page on which a sheet is edited: publish the sheet, and take the link you are given',
  shrank: 'more than half of its groups are gone (mayShrink allows that)',
  'reading-too-long': 'reading it took too long',
  'reading-failed': 'it could not be read through',
  'taken-over': 'it took too long, and another instance went on',
};

/** How the lists of a space do, those that are configured and those that are left. */
export async function reportsOf(store: ServerStore, space: string, keys: readonly string[]): Promise<FeedReport[]> {
  const states = new Map((await statesOf(store, space)).map((state) => [state.id.slice('feed:'.length), state]));
  const configured = keys.map((key) => reportOf(space, key, states.get(key), true));
  return [...configured, ...[...states].filter(([key]) => !keys.includes(key)).map(([key, state]) => reportOf(space, key, state, false))];
}

function reportOf(space: string, list: string, state: FeedState | undefined, configured: boolean): FeedReport {
  if (!state) return { space, list, from: '', groups: 0, how: 'not read yet', wrong: false };
  const { from, groups, failure, failures, problems, read } = state;
  const kinds = Object.entries(problems).map(([code, count]) => `${code} ${count}`);
  const told = !configured
    ? 'not in the configuration any more, its groups are still shown'
    : failure
      ? `${why[failure] ?? failure}, ${failures === 1 ? 'once' : `${failures} times`}; the last good copy is shown`
      : kinds.length
        ? `rows to look at: ${kinds.join(', ')}`
        : 'well';
  return { space, list, from, groups, ...(read !== undefined && { read: new Date(read).toISOString() }), how: told, wrong: !!failure || !configured };
}
