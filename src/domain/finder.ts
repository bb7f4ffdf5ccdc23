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

/** The values of filters that are the same for every list, in the order they are shown. */
const codes: { readonly [filter in Filter]?: readonly string[] } = { day: days, time: times, way: allWays };
/** Where a group keeps the labels that the other filters compare. */
const labels = { topic: 'topics', audience: 'audience', language: 'languages', access: 'access' } as const;

/** An entry is a session, or a group without any. */
const sessionsOf = ({ sessions }: Group): readonly (Session | undefined)[] => (sessions.length ? sessions : [undefined]);

/** Labels that differ only in case and accents are one choice; of languages the country does not matter. */
const valueOf = (filter: Filter, label: string) => fold((filter === 'language' ? label.split('-')[0]! : label).trim());

/** The same few labels come again and again, so what is read from one is kept. */
function kept<T>(read: (label: string) => T): (label: string) => T {
  const known = new Map<string, T>();
  return (label) => {
    let found = known.get(label);
    if (found === undefined) known.set(label, (found = read(label)));
    return found;
  };
}

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
  // Plain arrays, of small whole numbers where that can be, keep the heap small.
  readonly #owner: number[] = [];
  readonly #session: (Session | undefined)[] = [];
  readonly #start: number[] = [];
  #codes: (readonly string[])[] = [];
  /** Each list of codes that occurs, once. */
  readonly #lists: Record<string, readonly string[]> = {};
  /** All entries by their starts. */
  #order?: number[] | undefined;

  /** @param zone - The visitor's IANA zone: of online sessions, and of those whose own zone is not known. */
  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Takes in groups and finds their next sessions, in small steps to be run in slices. */
  *add(groups: readonly Group[], now: number): Generator<void, void> {
    // Many groups meet at the same time, and a reader may give them the same schedule.
    const known = new Map<Schedule, number>();
    const starts: number[] = [];
    for (const group of groups) {
      for (const session of sessionsOf(group)) starts.push(this.#next(session, now, known));
      yield;
    }
    // Nothing is taken in before everything could be read.
    let next = 0;
    for (const group of groups) {
      const number = this.groups.push(group) - 1;
      for (const session of sessionsOf(group)) {
        this.#owner.push(number);
        this.#session.push(session);
        this.#start.push(starts[next++]!);
      }
    }
    this.#order = undefined;
    yield;
    this.#sorted();
    yield;
  }

  /** Moves on sessions that are over. True when any did, so that the list should be read again. */
  advance(now: number): boolean {
    let moved = false;
    this.#start.forEach((start, entry) => {
      if (start * minuteMs >= now || this.row(entry).end! > now) return;
      this.#start[entry] = this.#next(this.#session[entry], now);
      moved = true;
    });
    if (moved) (this.#order = undefined), (this.#codes = []);
    return moved;
  }

  /** The group of an entry that `select` gave. */
  groupOf(entry: number): Group {
    return this.groups[this.#owner[entry]!]!;
  }

  /** Reads an entry that `select` gave. */
  row(entry: number): Row {
    const session = this.#session[entry];
    const minute = this.#start[entry]!;
    const start = minute * minuteMs;
    return {
      group: this.groupOf(entry),
      session,
      zone: session?.schedule && session.way !== 'online' ? onClock(session.schedule, this.#zone).timeZone : this.#zone,
      ...(minute < appointment && { start, end: start + session!.schedule!.minutes * minuteMs }),
    };
  }

  /**
   * The entries that answer, in order. Day, time and way must be answered by one and the same session.
   * @param mask - What a search found, one byte for each group; `criteria.text` itself is not read.
   */
  select(criteria: Criteria, mask?: Uint8Array): number[] {
    const tests = filters
      .filter((filter) => criteria[filter]?.length)
      .map((filter) => {
        const { [filter]: fixed } = codes;
        // Codes of day, time and way stand in one list: "evening" is no way of meeting.
        const wanted = criteria[filter]!.map((label) => valueOf(filter, label)).filter((value) => !fixed || fixed.includes(value));
        const answers = kept((label) => wanted.includes(valueOf(filter, label)));
        return (entry: number) => this.#labels(filter, entry).some(answers);
      });
    // Groups that are not yet listed.
    const left = mask?.slice() ?? new Uint8Array(this.groups.length).fill(1);
    return this.#sorted().filter((entry) => {
      const owner = this.#owner[entry]!;
      return left[owner] && tests.every((test) => test(entry)) && left[owner]--;
    });
  }

  /** Whether a filter has more than one choice. Stops at the second. */
  offers(filter: Filter): boolean {
    return this.#values(filter, 2).size > 1;
  }

  /** The choices of a filter that find something: days, times and ways in their order, the others as `compare` puts labels. */
  choices(filter: Filter, compare: (a: string, b: string) => number): Choice[] {
    const found = this.#values(filter);
    return codes[filter]?.filter((code) => found.has(code)).map((code) => [code, code]) ?? [...found].sort(([, a], [, b]) => compare(a, b));
  }

  #sorted(): number[] {
    return (this.#order ??= [...new Float64Array(this.#start).map((start, entry) => start * mostEntries + entry).sort()]
      .map((key) => key % mostEntries)
      .filter((entry) => this.#start[entry]! < over));
  }

  /** The values of a filter that are in the list, `most` of them at most, and how the list writes them. */
  #values(filter: Filter, most?: number): Map<string, string> {
    const found = new Map<string, string>();
    const { [filter]: fixed } = codes;
    const enough = most ?? fixed?.length ?? Infinity;
    const read = kept((label) => valueOf(filter, label));
    for (let entry = 0; entry < this.#owner.length && found.size < enough; entry++) {
      for (const label of this.#start[entry] === over ? [] : this.#labels(filter, entry)) {
        const value = read(label);
        if (value && !found.has(value) && (!fixed || fixed.includes(value))) found.set(value, filter === 'language' ? value : label.trim());
      }
    }
    return found;
  }

  /** What is compared of an entry: labels of its group, or the codes of its session's day, time and way together. */
  #labels(filter: Filter, entry: number): readonly string[] {
    return filter in codes ? (this.#codes[entry] ??= this.#read(entry)) : this.groupOf(entry)[labels[filter as keyof typeof labels]];
  }

  /** Way, time of day and days of an entry, by the clock that is shown. */
  #read(entry: number): readonly string[] {
    const { session, start, zone } = this.row(entry);
    const found: string[] = session?.way === 'hybrid' ? [...allWays] : [session?.way ?? ''];
    if (start !== undefined) {
      const { rule = '', timeZone } = onClock(session!.schedule!, this.#zone);
      const local = start + offsetAt(zone, start);
      const day = Math.floor(local / dayMs);
      // An evening in New York is the next morning in Tokyo, and so are all the days of its rule.
      const shift = day - Math.floor((start + offsetAt(timeZone, start)) / dayMs);
      const own = (weekday: number) => days.at((weekday - shift) % 7)!;
      const named = (/BYDAY=([^;]*)/.exec(rule)?.[1] ?? (/FREQ=DAILY(?!.*INTERVAL)/.test(rule) ? days.join() : own(day + 3))).toLowerCase();
      const hour = Math.floor(local / 36e5) % 24;
      found.push(
        times.at([5, 12, 17, 21].filter((from) => from <= hour).length - 1)!,
        ...days.filter((_, weekday) => named.includes(own(weekday).slice(0, 2))),
      );
    }
    return (this.#lists[found.join()] ??= found);
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
}

/** How near a session is: under way, starting within the hour (`minutes`, at least 1), or later. */
export type Phase = { name: 'now' } | { name: 'soon'; minutes: number } | { name: 'later' };

export function phase(start: number, end: number, now: number): Phase {
  const minutes = Math.ceil((start - now) / minuteMs);
  if (minutes > 60 || end <= now) return { name: 'later' };
  return minutes > 0 ? { name: 'soon', minutes } : { name: 'now' };
}
