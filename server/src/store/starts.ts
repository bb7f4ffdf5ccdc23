import { nextStart } from 'peer-support-elements/backend';
import type { Schedule, Session } from 'peer-support-elements/domain';

/*
 * Following a rule takes a while, and most groups meet every week: a hundred thousand of them share a few hundred rules.
 * Where a rule says nothing that counts from its first day, that day matters only until it is over.
 */

/** Rules whose days are the same whatever day they began on, once they have. */
const steady = /^FREQ=(?:DAILY|WEEKLY(?:;BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)?|MONTHLY;BYDAY=-?[1-5](?:MO|TU|WE|TH|FR|SA|SU))$/;
const dayMs = 24 * 60 * 60 * 1000;
/** Longer ago than this before the moment that is asked for, the first day of a rule matters no more: also the longest session is over. */
const longAgo = 70 * dayMs;
const mostKept = 20_000;

/** Answers `nextStart` of the library as of one moment, for many sessions. */
export class Starts {
  readonly from: number;
  readonly #known = new Map<string, number>();

  constructor(from: number) {
    this.from = from;
  }

  of(session: Pick<Session, 'schedule' | 'status'>): number {
    const { schedule, status } = session;
    if (!schedule || status === 'paused' || status === 'ended') return Infinity;
    const shape = this.#shape(schedule);
    if (shape === undefined) return nextStart(session, this.from);
    const known = this.#known.get(shape);
    if (known !== undefined) return known;
    const next = nextStart(session, this.from);
    if (this.#known.size < mostKept) this.#known.set(shape, next);
    return next;
  }

  #shape({ start, time, minutes, timeZone, rule, except, extra }: Schedule): string | undefined {
    const begun = Date.parse(start);
    if (Number.isNaN(begun) || new Date(begun).toISOString().slice(0, 10) !== start) return undefined;
    if (!rule || !steady.test(rule) || except?.length || extra?.length || !(begun < this.from - longAgo)) return undefined;
    // Without days of its own, a weekly rule has the weekday on which it began.
    return `${rule === 'FREQ=WEEKLY' ? new Date(begun).getUTCDay() : ''} ${rule} ${time} ${minutes} ${timeZone}`;
  }
}

let last: Starts | undefined;

/** What is known of this moment. The last one is remembered, because many sessions are asked for the same one. */
export const startsAt = (from: number): Starts => (last?.from === from ? last : (last = new Starts(from)));
