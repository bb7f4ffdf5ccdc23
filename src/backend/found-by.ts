import type { CollectionName } from '../adapters/adapter.ts';
import { groupText } from '../domain/group-text.ts';
import type { Group } from '../domain/group.ts';
import { aboutOf, laneOf, type Report } from '../domain/report.ts';
import type { KeptCheckin } from './kinds/checkin-life.ts';
import type { AnyRecord } from './store.ts';

/*
 * What a record is found by. It stands apart from the acts of the kinds, and all of it in one place: a store has to know it of every row
 * that is put there, also where an act of one collection changes rows of another whose acts nobody has loaded.
 */

/** What is looked for in a record: by name and value, and by words. */
export interface Index {
  terms?: Record<string, readonly string[]>;
  text?: string;
}

/** Under which names and words a store must find a record. */
export const indexOf = (collection: CollectionName, record: AnyRecord): Index => foundBy[collection]?.(record) ?? {};

type Found = string | readonly string[] | false | null | undefined;

/** Values under which something is found, where there are any. */
const terms = (found: Record<string, Found>): Index => ({ terms: Object.fromEntries(Object.entries(found).flatMap(([name, value]) => (value ? [[name, [value].flat()] as const] : []))) });

/** Under what these have in the record. */
const by =
  (...names: string[]) =>
  (record: AnyRecord): Index =>
    terms(Object.fromEntries(names.map((name) => [name, record[name] as Found])));

/** Under these words where the record has something of these names, whatever that is. */
const marked = (record: AnyRecord, words: Record<string, string>) => Object.fromEntries(Object.entries(words).map(([name, word]) => [name, !!record[name] && word]));

const foundBy: { readonly [N in CollectionName]?: (record: AnyRecord) => Index } = {
  groups: (record) => ({ text: groupText(record as unknown as Group) }),
  stories: (record) => {
    const { topics, language, text, helped, line } = record;
    return { ...terms({ topic: topics as string[], language: language as string, ...marked(record, { line: 'yes', helped: 'yes' }) }), text: [text, helped, line].filter(Boolean).join('\n') };
  },
  answers: by('sending', 'story'),
  replies: by('sending', 'story'),
  agreements: by('reply'),
  reports(record) {
    const { state, reason, sending, hid, of } = record as unknown as Report & { of?: string };
    const { kind, id } = aboutOf(record as unknown as Report);
    const waits = state !== 'read' && { lane: `${laneOf(record as unknown as Report)}`, hides: hid && 'now' };
    return terms({ state, [kind]: id, reason, sending, about: of, ...waits });
  },
  rulings: by('report', 'ruling'),
  sendings(record) {
    const { state, audience, story, to } = record as Record<string, string | undefined>;
    return terms({ state, audience, story, to, ...marked(record, { appears: 'later', urgent: 'yes', appeal: 'yes', answered: 'yes' }) });
  },
  links: by('sending', 'other'),
  messages: by('sending', 'from'),
  claims: by('sending', 'report'),
  decisions: (record) => terms({ ...by('sending', 'decision')(record).terms, ...marked(record, { effective: 'later' }) }),
  opinions: (record) => terms({ ...by('sending', 'asked')(record).terms, ...marked(record, { open: 'yes' }) }),
  holds: by('sending', 'told'),
  log: by('act', 'sending', 'report'),
  checkins(record) {
    const { of, to, mine, group, audience, people, companion, unanswered, ends, nameless, ...own } = record as unknown as KeptCheckin & { of?: string; to?: string };
    // In which hour it ends, so that those are found whose time has come.
    if (of === undefined) return terms({ mine, audience, with: people, ends: ends !== undefined && endsIn(ends), nameless: nameless && 'yes', waits: waitsForGreeters(own as KeptCheckin) && 'greeters' });
    return terms(unanswered ? { of, to, unanswered: group } : { of, from: companion, for: companion !== undefined && 'me', group });
  },
  responses: by('about', 'of', 'mine', 'checkin', 'companion'),
  companions: by('state', 'secret'),
  greeters: by('group'),
  batches: by('group', 'of'),
};

/** The hour in which something ends. */
export const endsIn = (ends: number): string => `h${Math.floor(ends / 36e5)}`;

/** Whether greeters have something to be told of, now or later. */
const waitsForGreeters = ({ greets, answered, again, told = [] }: KeptCheckin): boolean => !!greets?.length && !answered && !again && told.length < greets.length;
