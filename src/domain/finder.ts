import { type Engine, plain } from './engine.ts';
import type { Group, Schedule, Session, Way } from './group.ts';
import { fold } from './search.ts';
import { offsetAt, onClock } from './zone.ts';

/** Days of the week as they are written in filters and addresses, in the order they are shown. */
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Times of day: from 5:00, from 12:00, from 17:00, from 21:00. */
export const times = ['morning', 'afternoon', 'evening', 'night'] as const;
export const allWays: readonly Way[] = ['in-person', 'online', 'hybrid'];

/** What is asked for. Several values in one filter: any of them. Several filters: all of them. */
export interface Criteria {
  text?: string;
  day?: readonly string[];
  time?: readonly string[];
  way?: readonly string[];
  topic?: readonly string[];
  audience?: readonly string[];
  /** BCP 47 tags; `en` and `en-GB` are one choice. */
  language?: readonly string[];
  access?: readonly string[];
}

export type Filter = Exclude<keyof Criteria, 'text'>;
export const filters: readonly Filter[] = ['day', 'time', 'way', 'topic', 'audience', 'language', 'access'];

/** A choice of a filter: the value to compare by, and how the list itself writes it. */
export type Choice = readonly [value: string, label: string];

/** One group in the list, with the session it is listed by. */
export interface Row {
  group: Group;
  /** Absent when the list has no session for the group. */
  session: Session | undefined;
  /** Milliseconds. Absent: by appointment, or paused. */
  start?: number;
  end?: number;
  /** The zone whose clock is shown: in person the place's, online the visitor's, unknown zones the visitor's. */
  zone: string;
}

const minuteMs = 6e4;
const dayMs = 864e5;
// Starts are kept as small whole numbers, minutes since 1970, which cost four bytes in an array. Beyond all dates:
const appointment = 2 ** 30 - 4;
const paused = appointment + 1;
/** Ended, or no date left: not listed. */
const over = appointment + 2;
/** More entries than any list has; a start and an entry fit in one number, which sorts fast. */
const mostEntries = 2 ** 21;

/** Where a group keeps the labels that a filter compares. */
const labels = { topic: 'topics', audience: 'audience', language: 'languages', access: 'access' } as const;
type Label = keyof typeof labels;
const labelNames = Object.keys(labels) as Label[];
const codes: { readonly [filter in Filter]?: readonly string[] } = { day: days, time: times, way: allWays };

/** Labels that differ only in case and accents are one choice; of languages the country does not matter. */
const valueOf = (filter: Filter, label: string) => fold((filter === 'language' ? label.split('-')[0]! : label).trim());
const waysOf = (session: Session | undefined): readonly string[] => (session?.way === 'hybrid' ? allWays : [session?.way ?? '']);

/**
 * The groups of a list in the order of their next sessions, and what can be asked of them. A group is listed once, by
 * the first of its sessions that answers. Numbers returned by `select` name that session; `row` reads them.
 *
 * Order: under way, then soonest; then by appointment; then paused. Equal ones stay in the order of the list. Groups
 * that ended, or have no date left, are not listed.
 */
export class GroupRows {
  readonly groups: Group[] = [];
  /** Reads the schedules. The plain one makes `add` throw `needsRules` before any of its groups is taken in; then set the other one. */
  engine: Engine = plain;
  readonly #zone: string;
  // An entry is a session, or a group without any. Plain arrays of small whole numbers keep the heap small.
  readonly #first: number[] = [];
  readonly #owner: number[] = [];
  readonly #start: number[] = [];
  #facets: number[] = [];
  #all?: Uint32Array | undefined;

  /** @param zone - The visitor's IANA zone: of online sessions, and of those whose own zone is not known. */
  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Takes in groups and finds their next sessions, in small steps to be run in slices. */
  *add(groups: readonly Group[], now: number): Generator<void, void> {
    // Many groups meet at the same time, and a reader may give them the same schedule.
    const known = new Map<Schedule, number>();
    const starts: number[] = [];
    for (const { sessions } of groups) {
      for (let i = 0; i < (sessions.length || 1); i++) starts.push(this.#next(sessions[i], now, known));
      yield;
    }
    // Nothing is taken in before everything could be read.
    for (const group of groups) {
      this.#first.push(this.#owner.length);
      const number = this.groups.push(group) - 1;
      for (let i = 0; i < (group.sessions.length || 1); i++) this.#owner.push(number);
    }
    for (const start of starts) this.#start.push(start);
    this.#all = undefined;
  }

  /** Moves on sessions that are over. True when any did, so that the list should be read again. */
  advance(now: number): boolean {
    let moved = false;
    this.#start.forEach((start, entry) => {
      if (start * minuteMs >= now || this.row(entry).end! > now) return;
      this.#start[entry] = this.#next(this.#session(entry), now);
      moved = true;
    });
    if (moved) (this.#all = undefined), (this.#facets = []);
    return moved;
  }

  /** Reads an entry that `select` gave. */
  row(entry: number): Row {
    const session = this.#session(entry);
    const minute = this.#start[entry]!;
    const start = minute * minuteMs;
    return {
      group: this.groups[this.#owner[entry]!]!,
      session,
      zone: this.#shown(session),
      ...(minute < appointment && { start, end: start + session!.schedule!.minutes * minuteMs }),
    };
  }

  /**
   * The entries that answer, in order. Day, time and way must be answered by one and the same session.
   * @param mask - What a search found, one byte for each group; `criteria.text` itself is not read.
   */
  select(criteria: Criteria, mask?: Uint8Array): Uint32Array {
    const group = this.#groupTest(criteria);
    const session = this.#sessionTest(criteria);
    if (!group && !session) {
      this.#all ??= this.#sorted();
      return mask ? this.#all.filter((entry) => mask[this.#owner[entry]!]) : this.#all;
    }
    return this.#sorted((number) => !(mask && !mask[number]) && (!group || group(this.groups[number]!)), session);
  }

  /** The choices that find something: days, times and ways in their order, the others as `compare` puts labels. */
  facets(compare: (a: string, b: string) => number): Record<Filter, Choice[]> {
    return Object.fromEntries(filters.map((filter) => [filter, this.#choices(filter, compare)])) as Record<Filter, Choice[]>;
  }

  #sorted(group?: (number: number) => boolean, session?: (entry: number) => boolean): Uint32Array {
    const keys = new Float64Array(this.groups.length);
    let count = 0;
    for (let number = 0; number < keys.length; number++) {
      const entry = group && !group(number) ? -1 : this.#listed(number, session);
      if (entry >= 0) keys[count++] = this.#start[entry]! * mostEntries + entry;
    }
    const found = new Uint32Array(count);
    keys.subarray(0, count).sort().forEach((key, i) => (found[i] = key % mostEntries));
    return found;
  }

  /** The first session of a group that answers, or -1. */
  #listed(number: number, answers?: (entry: number) => boolean): number {
    let first = over;
    let found = -1;
    for (let entry = this.#first[number]!; this.#owner[entry] === number; entry++) {
      if (this.#start[entry]! < first && (!answers || answers(entry))) first = this.#start[(found = entry)]!;
    }
    return found;
  }

  #groupTest(criteria: Criteria): ((group: Group) => boolean) | undefined {
    const tests = labelNames
      .filter((name) => criteria[name]?.length)
      .map((name) => {
        const wanted = criteria[name]!.map((label) => valueOf(name, label));
        const known = new Map<string, boolean>();
        return (group: Group) =>
          group[labels[name]].some((label) => {
            if (!known.has(label)) known.set(label, wanted.includes(valueOf(name, label)));
            return known.get(label);
          });
      });
    return tests.length ? (group) => tests.every((test) => test(group)) : undefined;
  }

  #sessionTest({ day = [], time = [], way = [] }: Criteria): ((entry: number) => boolean) | undefined {
    if (!day.length && !time.length && !way.length) return;
    const dayBits = bitsOf(days, day);
    const timeBits = bitsOf(times, time) << 7;
    return (entry) =>
      (!way.length || waysOf(this.#session(entry)).some((each) => way.includes(each))) &&
      (!day.length || !!(this.#facet(entry) & dayBits)) &&
      (!time.length || !!(this.#facet(entry) & timeBits));
  }

  #choices(filter: Filter, compare: (a: string, b: string) => number): Choice[] {
    const { [filter]: fixed } = codes;
    const found = new Map<string, string>();
    // The same few labels come again and again.
    const seen = new Set<string>();
    for (let entry = 0; entry < this.#owner.length && found.size !== fixed?.length; entry++) {
      for (const label of this.#start[entry] === over ? [] : this.#labels(filter, entry)) {
        if (seen.has(label)) continue;
        seen.add(label);
        const value = valueOf(filter, label);
        if (value && !found.has(value)) found.set(value, filter === 'language' ? value : label.trim());
      }
    }
    return [...found].sort(fixed ? ([a], [b]) => fixed.indexOf(a) - fixed.indexOf(b) : ([, a], [, b]) => compare(a, b));
  }

  #labels(filter: Filter, entry: number): readonly string[] {
    if (filter === 'way') return waysOf(this.#session(entry));
    if (filter === 'day') return days.filter((_, at) => this.#facet(entry) & (1 << at));
    if (filter === 'time') return times.filter((_, at) => this.#facet(entry) & (128 << at));
    return this.groups[this.#owner[entry]!]![labels[filter]];
  }

  /** Days (bits 0 to 6, from Monday) and time of day (bits 7 to 10) of an entry, by the clock that is shown. */
  #facet(entry: number): number {
    return (this.#facets[entry] ??= this.#bits(entry));
  }

  #bits(entry: number): number {
    const start = this.#start[entry]! * minuteMs;
    const session = this.#session(entry);
    if (this.#start[entry]! >= appointment || !session?.schedule) return 0;
    const { rule = '', timeZone } = onClock(session.schedule, this.#zone);
    const zone = this.#shown(session);
    const local = start + offsetAt(zone, start);
    const day = Math.floor(local / dayMs);
    // An evening in New York is the next morning in Tokyo, and so are all the days of its rule.
    const shift = day - Math.floor((start + offsetAt(timeZone, start)) / dayMs);
    const named = /BYDAY=([^;]*)/.exec(rule)?.[1] ?? (/FREQ=DAILY(?!.*INTERVAL)/.test(rule) ? weekdays : '');
    const found = named.match(/[A-Z]{2}/g)?.map((code) => weekdays.indexOf(code) / 2 + shift) ?? [day + 3];
    const hour = Math.floor(local / 36e5) % 24;
    const time = hour < 5 ? 3 : hour < 12 ? 0 : hour < 17 ? 1 : hour < 21 ? 2 : 3;
    return found.reduce((bits, weekday) => bits | (1 << ((weekday + 7) % 7)), 128 << time);
  }

  #next(session: Session | undefined, now: number, known?: Map<Schedule, number>): number {
    const { status, schedule } = session ?? {};
    if (status === 'ended') return over;
    const next = schedule ? (known?.get(schedule) ?? this.#nextOf(onClock(schedule, this.#zone), now)) : appointment;
    if (schedule) known?.set(schedule, next);
    // Its schedule was read all the same, for the engine that its details need.
    return status === 'paused' ? paused : next;
  }

  #nextOf(schedule: Schedule, now: number): number {
    const [start] = this.engine.nextStarts(schedule, now);
    // A schedule that cannot be read has no dates, but there may still be a group to ask.
    return start !== undefined ? Math.floor(start / minuteMs) : this.engine.readSchedule(schedule) ? over : appointment;
  }

  #shown(session: Session | undefined): string {
    return session?.schedule && session.way !== 'online' ? onClock(session.schedule, this.#zone).timeZone : this.#zone;
  }

  #session(entry: number): Session | undefined {
    const owner = this.#owner[entry]!;
    return this.groups[owner]!.sessions[entry - this.#first[owner]!];
  }
}

const weekdays = 'MOTUWETHFRSASU';
const bitsOf = (all: readonly string[], chosen: readonly string[]) => all.reduce((bits, value, at) => bits | (+chosen.includes(value) << at), 0);

/** How near a session is: under way, starting within the hour (`minutes`, at least 1), or later. */
export type Phase = { name: 'now' } | { name: 'soon'; minutes: number } | { name: 'later' };

export function phase(start: number, end: number, now: number): Phase {
  if (start <= now) return { name: now < end ? 'now' : 'later' };
  const minutes = Math.ceil((start - now) / minuteMs);
  return minutes <= 60 ? { name: 'soon', minutes } : { name: 'later' };
}

/** Milliseconds until the phase of any of the rows reads differently; Infinity when none will. */
export function nextChange(rows: Iterable<Pick<Row, 'start' | 'end'>>, now: number): number {
  let least = Infinity;
  for (const { start, end } of rows) {
    if (start === undefined || end === undefined || end <= now) continue;
    const wait = start - now;
    least = Math.min(least, wait <= 0 ? end - now : wait > 60 * minuteMs ? wait - 60 * minuteMs : wait % minuteMs || minuteMs);
  }
  return least;
}
