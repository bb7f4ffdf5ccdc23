import { helps, isCode, type Help } from './checkin-words.ts';
import { isEmpty } from './said.ts';
import { type CheckinAudience, checkinAudiences } from './space.ts';
import { isTimeZone, offsetAt, toInstant } from './zone.ts';

const dayMs = 864e5;

export { type CheckinAudience, checkinAudiences };
export { isEmpty, saidOf } from './said.ts';

/** How long it stays: until the end of the writer's day, for seven days, or until the writer removes it. */
export const checkinStays = ['today', 'week', 'kept'] as const;
export type CheckinStays = (typeof checkinStays)[number];

/** How somebody is. Everything can be left out, but not all of it. A check-in begins a conversation; it measures nothing. */
export interface Checkin {
  /** Codes of words, several at once, in no order that means something. */
  feelings: string[];
  /** The writer's own words, plain text. */
  words?: string;
  energy?: string;
  need?: string;
  help?: Help;
  audience: CheckinAudience;
  stays: CheckinStays;
  /** When, ISO 8601 with `Z` or an offset. On the writer's device the offset keeps the day that it was there; what is sent has `Z`: an offset says where somebody is. */
  at: string;
}

export const checkinLimits = { feelings: 24, words: 2000, people: 20 } as const;

export type CheckinFault = 'not-a-checkin' | 'empty' | 'feelings' | 'words' | 'energy' | 'need' | 'help' | 'audience' | 'stays' | 'at' | 'unknown-key';

const keys = ['feelings', 'words', 'energy', 'need', 'help', 'audience', 'stays', 'at'];
const moment = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether it is a moment as check-ins write it, on a day that exists. */
export function isMoment(at: unknown): at is string {
  if (typeof at !== 'string' || !moment.test(at)) return false;
  // Engines read 30 February as 2 March.
  return new Date(`${at.slice(0, 10)}T00:00Z`).toISOString().startsWith(at.slice(0, 10)) && Number.isFinite(Date.parse(at));
}

/** The day of a check-in where its writer was, `YYYY-MM-DD`. */
export const dayOf = ({ at }: Pick<Checkin, 'at'>): string => at.slice(0, 10);

const optional = (value: unknown, test: (value: unknown) => boolean) => value === undefined || test(value);

const tests: Record<'feelings' | 'words' | 'energy' | 'need' | 'help' | 'audience' | 'stays' | 'at', (value: unknown) => boolean> = {
  feelings: (value) => Array.isArray(value) && value.length <= checkinLimits.feelings && value.every(isCode) && new Set(value).size === value.length,
  words: (value) => optional(value, (words) => typeof words === 'string' && words.length <= checkinLimits.words && !/\p{Surrogate}/u.test(words)),
  energy: (value) => optional(value, isCode),
  need: (value) => optional(value, isCode),
  help: (value) => optional(value, (help) => helps.includes(help as Help)),
  audience: (value) => checkinAudiences.includes(value as CheckinAudience),
  stays: (value) => checkinStays.includes(value as CheckinStays),
  at: isMoment,
};

/** What is wrong with something that should be a check-in; empty when it is one. Codes of words that are not known any more are none. */
export function checkinFaults(value: unknown): CheckinFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['not-a-checkin'];
  const given = value as Record<string, unknown>;
  const faults: CheckinFault[] = (Object.keys(tests) as (keyof typeof tests)[]).filter((key) => !tests[key](given[key]));
  if (Object.keys(given).some((key) => !keys.includes(key))) faults.push('unknown-key');
  return !faults.length && isEmpty(given) ? ['empty'] : faults;
}

/**
 * When a check-in is gone, in milliseconds; undefined if it stays until it is removed. `today` ends with the day in the writer's
 * time zone, which must be one of the IANA database. It is for the backend alone: the end of a day says where somebody is.
 */
export function untilOf({ stays, at }: Pick<Checkin, 'stays' | 'at'>, timeZone: string): number | undefined {
  const from = Date.parse(at);
  if (stays === 'kept') return undefined;
  if (stays === 'week') return from + 7 * dayMs;
  if (!isTimeZone(timeZone)) throw new RangeError(`No time zone: ${timeZone}`);
  const offset = offsetAt(timeZone, from);
  const midnight = (Math.floor((from + offset) / dayMs) + 1) * dayMs;
  const end = toInstant(timeZone, midnight);
  // Where clocks go back over midnight, the day ends twice; whoever writes after the first end means the second.
  return end > from ? end : midnight - offset;
}

/** A check-in as a backend holds it. Nothing of this but the words is for those who read it. */
export interface SentCheckin extends Checkin {
  /** Whoever wrote it. */
  by: string;
  /** Whom it was written to, where the audience is `people`: exactly those named before sending. */
  people?: readonly string[];
  /** Where the audience is `group`. */
  group?: string;
  /** In a space without names: nobody reads it, its words go into batches (`batchesOf`). It stays so, whatever the space decides later. */
  nameless?: boolean;
  /** Greeters who were named before sending, in case nobody answers. */
  greeters?: readonly string[];
  /** From when they see it, in milliseconds. */
  greetersFrom?: number;
  /** Whether anybody answered. */
  answered?: boolean;
  /** Milliseconds; absent: it stays. */
  until?: number;
}

/** Somebody who asks, as things are now. */
export interface Onlooker {
  person: string;
  /** Groups that they are in or facilitate, and since when, in milliseconds. Whoever left and came back is in it since they came back. */
  groups?: Readonly<Record<string, number>>;
  /** Whether they agree to be chosen and to get check-ins of others. */
  takes?: boolean;
  /** Whether they agree to greet. */
  greets?: boolean;
}

const own = (groups: Onlooker['groups'] = {}, group: string | undefined) => (group !== undefined && Object.hasOwn(groups, group) ? groups[group] : undefined);

/**
 * Whether somebody may see a check-in: the only rule there is. What has expired is there for nobody, its writer too. A group is those
 * who were in it when it was written and still are, facilitators no more than members: who comes later was in no audience
 * that was named. Whoever took back that they can be chosen sees nothing any more.
 */
export function visibleTo(checkin: SentCheckin, who: Onlooker, now: number): boolean {
  if (checkin.until !== undefined && now >= checkin.until) return false;
  if (checkin.by === who.person) return true;
  if (checkin.audience === 'me' || checkin.nameless) return false;
  if (greets(checkin, who, now)) return true;
  if (checkin.audience === 'people') return who.takes === true && !!checkin.people?.includes(who.person);
  const since = own(who.groups, checkin.group);
  return since !== undefined && since <= Date.parse(checkin.at);
}

/** A greeter who was named sees what nobody answered, once its time has come. */
const greets = ({ greeters, greetersFrom, answered }: SentCheckin, { person, greets: agrees }: Onlooker, now: number): boolean =>
  agrees === true && !answered && greetersFrom !== undefined && now >= greetersFrom && !!greeters?.includes(person);

/** Whether a check-in goes when its writer leaves a group: all that were written to it do, at once. */
export const goesWithGroup = ({ audience, group }: Pick<SentCheckin, 'audience' | 'group'>, left: string): boolean => audience === 'group' && group === left;
