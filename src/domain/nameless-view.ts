import type { SentCheckin } from './checkin.ts';
import { isTimeZone, offsetAt, toInstant } from './zone.ts';

/*
 * What a group sees where a space wants no names: words of the vocabulary, in batches.
 *
 * Time is cut at fixed wall-clock times. What was written between two of them is one batch: shown at the second, and gone at
 * the third. A batch is a set of words: no lines (they would be a number of people), no numbers, no order but the alphabet. A kind
 * of words (feelings, say) is in it only when at least five different people said something of that kind.
 *
 * Why no two batches can be subtracted from each other to find somebody:
 * - Each check-in is in one stretch of time only, so no two batches share one; what follows never changes what was shown.
 * - A batch depends on nothing outside of its stretch: a stretch with too few people is shown never, and is not
 *   added to the next (an observer would see the old words beside a few new ones).
 * - It is whole or gone. Taking back, changing or losing one check-in after its release hides the batch for good; a batch
 *   without that person's words would be the difference. Whatever ends before the batch does is not in it from the start, so
 *   that no word goes at somebody's midnight.
 * - It is the same for everybody of the group and at every moment, so asking again, or by another member, tells nothing new.
 *
 * What it does not protect from: members who put together what they themselves wrote (four of five know the fifth's words); a
 * group in which all say the same; a word that everybody knows to be one person's; that a batch is there says that at least
 * five wrote, that it is hidden says that one of them took something back, and anybody can hide one in this way. Accounts that
 * one person made for others count as people: whoever lets members in has to prevent that.
 */

/** When batches are released. */
export interface ReleasePlan {
  /** `HH:MM` on the wall clock, 24 hours; at least three hours apart, so that it is never live. */
  times: readonly string[];
  /** IANA name. */
  timeZone: string;
  /** How many different people, at least. Never below 5. Default 5. */
  people?: number;
}

export const fewestPeople = 5;
const fewestHoursApart = 3;
const dayMs = 864e5;

const minuteOf = (time: string): number => {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return Number(hour) * 60 + Number(minute);
};

/** What is wrong with a plan, by the name of what has to be changed; empty when it can be used. */
export function planFaults({ times, timeZone, people = fewestPeople }: ReleasePlan): (keyof ReleasePlan)[] {
  const minutes = times.map(minuteOf).sort((a, b) => a - b);
  const apart = minutes.every((minute, at) => (minutes[at + 1] ?? minutes[0]! + 1440) - minute >= fewestHoursApart * 60);
  const faults: (keyof ReleasePlan)[] = [];
  if (!times.length || !apart) faults.push('times');
  if (!isTimeZone(timeZone)) faults.push('timeZone');
  if (!Number.isInteger(people) || people < fewestPeople) faults.push('people');
  return faults;
}

/** Releases of the days around a moment, in order. */
function releasesAround({ times, timeZone }: ReleasePlan, moment: number): number[] {
  const today = Math.floor((moment + offsetAt(timeZone, moment)) / dayMs);
  const found = [-2, -1, 0, 1, 2].flatMap((days) => times.map((time) => toInstant(timeZone, (today + days) * dayMs + minuteOf(time) * 6e4)));
  // Two times within an hour that the clocks leave out are one.
  return [...new Set(found)].sort((a, b) => a - b);
}

/** From when until when what is written at a moment is shown, in milliseconds, if enough people write. */
export function slotOf(plan: ReleasePlan, at: number): { from: number; to: number } {
  const releases = releasesAround(plan, at);
  const next = releases.findIndex((release) => release > at);
  return { from: releases[next]!, to: releases[next + 1]! };
}

type Said = Pick<SentCheckin, 'at' | 'by' | 'audience' | 'nameless' | 'group' | 'feelings' | 'energy' | 'need' | 'help' | 'until'>;

/** Whether a check-in can be in a batch at all: it is for the group, without a name, and lasts as long as its batch. Whoever writes is told before. */
export function fitsBatch(checkin: Said, plan: ReleasePlan): boolean {
  if (checkin.audience !== 'group' || !checkin.nameless) return false;
  return checkin.until === undefined || checkin.until >= slotOf(plan, Date.parse(checkin.at)).to;
}

export const wordKinds = ['feelings', 'energies', 'needs', 'helps'] as const;
export type WordKind = (typeof wordKinds)[number];

/** What can be read in a stretch of time. Kinds that too few people spoke of are absent. */
export interface Batch extends Partial<Record<WordKind, readonly string[]>> {
  /** When the first of it could be written, in milliseconds. Who came into the group later does not read it. */
  since: number;
  /** Released, in milliseconds. */
  from: number;
  /** Gone, in milliseconds. */
  to: number;
}

const saidBy = ({ feelings, energy, need, help }: Said): Record<WordKind, readonly string[]> => ({
  feelings,
  energies: energy ? [energy] : [],
  needs: need ? [need] : [],
  helps: help ? [help] : [],
});

/** The words of one kind, once each, if enough people said any. Only those of the vocabulary: others could be somebody's own. */
function wordsOf(kind: WordKind, slot: readonly Said[], known: Known, people: number): string[] | undefined {
  const speakers = new Set<string>();
  const words = new Set<string>();
  for (const each of slot) {
    for (const word of saidBy(each)[kind]) {
      if (!known[kind].has(word)) continue;
      speakers.add(each.by);
      words.add(word);
    }
  }
  return speakers.size >= people ? [...words].sort() : undefined;
}

/** The words that may be shown, by kind. */
export type Known = Readonly<Record<WordKind, ReadonlySet<string>>>;

export interface BatchOptions {
  plan: ReleasePlan;
  known: Known;
  now: number;
  /** Releases of batches that are hidden, as `hidesBatch` gave them. They stay hidden: the check-in itself is erased. */
  hidden?: ReadonlySet<number>;
}

/**
 * The batch that one group reads now, if there is one. `checkins` are those of this group; a backend gives all that were written in
 * the stretch of time and are there still. Throws a RangeError for a plan that cannot be used: fewer people are never shown by mistake.
 */
export function batchOf(checkins: readonly Said[], { plan, known, now, hidden }: BatchOptions): Batch | undefined {
  const faults = planFaults(plan);
  if (faults.length) throw new RangeError(`This plan of releases cannot be used: ${faults.join(', ')}`);
  const releases = releasesAround(plan, now);
  const next = releases.findIndex((release) => release > now);
  const [since, from, to] = releases.slice(next - 2, next + 1) as [number, number, number];
  if (hidden?.has(from)) return undefined;
  const slot = checkins.filter((each) => Date.parse(each.at) >= since && Date.parse(each.at) < from && fitsBatch(each, plan));
  const found = wordKinds.flatMap((kind) => {
    const words = wordsOf(kind, slot, known, plan.people ?? fewestPeople);
    return words ? [[kind, words] as const] : [];
  });
  return found.length ? { since, from, to, ...Object.fromEntries(found) } : undefined;
}

/**
 * The release whose batch has to be hidden for good when this check-in is taken back, changed or lost now; undefined if none was
 * shown yet. A backend keeps it in the same transaction that erases the check-in: it says nothing about anybody. What was
 * changed counts as written at the moment of the change.
 */
export function hidesBatch(checkin: Said, plan: ReleasePlan, now: number): number | undefined {
  if (!fitsBatch(checkin, plan)) return undefined;
  const { from, to } = slotOf(plan, Date.parse(checkin.at));
  return now >= from && now < to ? from : undefined;
}
