import { createHash } from 'node:crypto';
import { nextStart } from 'peer-support-elements/backend';
import type { Schedule, Session } from 'peer-support-elements/domain';
import type { SessionTable } from './tables.ts';

/*
 * Following a rule takes a while, and most groups meet every week: a hundred thousand of them share a few hundred rules.
 * Where a rule says nothing that counts from its first day, that day matters only until it is over; after that, all sessions
 * with the same rule, hour, length and zone have one rhythm, and are looked at once.
 */

/** Rules whose days are the same whatever day they began on, once they have. */
const steady = /^FREQ=(?:DAILY|WEEKLY(?:;BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)?|MONTHLY;BYDAY=-?[1-5](?:MO|TU|WE|TH|FR|SA|SU))$/;
const hour = 60 * 60 * 1000;
const day = 24 * hour;
/** Longer ago than this, the first day of a rule matters no more, even to a list that somebody began to read weeks ago: also the longest session is over. */
const longAgo = 100 * day;
/** Before this nobody met. */
const never = Date.UTC(1000, 0);
/** Times are computed for a while ago, so that they hold for those too who began to read a list then. */
const back = hour;
const step = hour / 6;
const mostKept = 20_000;
const mostMoments = 6;
const shared = 6 * hour;

/** The longest time between the beginning of a session and its end. A longer one is a mistake in the list. */
export const longest = 32 * day;

/** What is kept of when a session meets. */
export type Times = Pick<SessionTable, 'rhythm' | 'schedule' | 'next' | 'until' | 'computed'>;

/** Answers `nextStart` of the library as of one moment, for many sessions. */
export class Starts {
  readonly from: number;
  readonly #known = new Map<string, number>();

  constructor(from: number) {
    this.from = from;
  }

  /** Infinity: not again. */
  of({ rhythm, schedule }: Pick<SessionTable, 'rhythm' | 'schedule'>): number {
    const known = this.#known.get(rhythm!);
    if (known !== undefined) return known;
    const next = this.#next(rhythm!, schedule!);
    if (this.#known.size < mostKept) this.#known.set(rhythm!, next);
    return next;
  }

  /** What comes next some hours before, and is not over yet, comes next: those who ask for moments close by share it. */
  #next(rhythm: string, text: string): number {
    const early = Math.floor(this.from / shared) * shared;
    const next = early === this.from ? -Infinity : startsAt(early).of({ rhythm, schedule: text });
    if (next === Infinity) return next;
    const schedule = JSON.parse(text) as Schedule;
    return ending(next, schedule).until! > this.from ? next : nextStart({ schedule, status: 'on' }, this.from);
  }
}

const moments = new Map<number, Starts>();

/** What is known of this moment. The last ones are remembered, because many sessions are asked for the same one. */
export function startsAt(from: number): Starts {
  const starts = moments.get(from) ?? new Starts(from);
  moments.delete(from);
  moments.set(from, starts);
  if (moments.size > mostMoments) moments.delete(moments.keys().next().value!);
  return starts;
}

/** When a session meets, as of an instant. One that meets once needs no schedule: its time never changes. */
export function timesOf({ schedule, status }: Pick<Session, 'schedule' | 'status'>, now: number): Times {
  if (!schedule || status === 'paused' || status === 'ended') return { rhythm: null, schedule: null, next: null, until: null, computed: null };
  if (!schedule.rule && !schedule.extra?.length) {
    return { rhythm: null, schedule: null, ...ending(nextStart({ schedule, status: 'on' }, never), schedule), computed: null };
  }
  const kept = settled(schedule, now);
  const text = JSON.stringify(kept);
  const rhythm = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { rhythm, schedule: text, ...nextOf(rhythm, text, kept, now) };
}

/** The next start, until when that stays the next one, and from when on it was that. */
function nextOf(rhythm: string, text: string, schedule: Schedule, now: number): Pick<Times, 'next' | 'until' | 'computed'> {
  const moment = Math.floor(now / step) * step;
  for (const computed of [moment - back, moment]) {
    const next = startsAt(computed).of({ rhythm, schedule: text });
    const found = { ...ending(next, schedule), computed };
    if (found.until === null || found.until > now) return found;
  }
  return { ...ending(new Starts(now).of({ rhythm, schedule: text }), schedule), computed: now };
}

/** One that is under way is the next one until it is over: see `nextStarts` of the library. */
function ending(next: number, { minutes }: Schedule): Pick<Times, 'next' | 'until'> {
  return next === Infinity ? { next: null, until: null } : { next, until: Math.max(next + 1, next + minutes * 60_000) };
}

/** The same schedule, with a first day that it shares with others where that makes no difference. */
function settled({ start, time, minutes, timeZone, rule, except, extra }: Schedule, now: number): Schedule {
  const begun = Date.parse(start);
  const plain = rule !== undefined && steady.test(rule) && !except?.length && !extra?.length;
  const read = !Number.isNaN(begun) && new Date(begun).toISOString().slice(0, 10) === start;
  const shared = plain && read && begun < now - longAgo;
  return {
    // Without days of its own, a weekly rule has the weekday on which it began. The second day of 2000 was a Sunday.
    start: shared ? `2000-01-0${2 + (rule === 'FREQ=WEEKLY' ? new Date(begun).getUTCDay() : 0)}` : start,
    time,
    minutes,
    timeZone,
    ...(rule !== undefined && { rule }),
    ...(except?.length && { except }),
    ...(extra?.length && { extra }),
  };
}
