import type { SpaceSettings } from './space.ts';

/*
 * How long words stay is a promise in months, made when they are published or given back to their writer. Whatever is
 * decided for a space later holds for later promises: nothing goes before its month is over, and nothing stays silently.
 */

/** What is promised to a writer. Both are `YYYY-MM`. */
export interface Promised {
  /** The last month in which it is there. */
  until: string;
  /** From this month on its writer is asked whether it is still right. */
  review: string;
}

/** Why something is not there any more: its time was over, or the story that it answered has gone. */
export const goneReasons = ['time', 'story-gone'] as const;
export type GoneReason = (typeof goneReasons)[number];

/** So many months a receipt still opens a page that says that something has gone, and why. */
export const goneSaidMonths = 12;

/** So many months before its end a writer is asked, where nothing else is decided. */
const reviewMonths = 2;

const hour = 60 * 60 * 1000;

/** `YYYY-MM` of a moment, in UTC. */
export const monthOf = (now: number): string => new Date(now).toISOString().slice(0, 7);

/** How many months have gone by until a month. */
export const monthsUntil = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

/** So many months later, or earlier. */
export function monthsAfter(month: string, months: number): string {
  const at = monthsUntil(month) - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** Whether a month is over wherever on earth somebody reads "until March": where the day begins last, that is twelve hours after UTC. */
export const isMonthOver = (month: string, now: number): boolean => monthsUntil(monthOf(now - 12 * hour)) > monthsUntil(month);

/** What can be promised of something of this month. Who is asked for how long is never more than half of the time that it stays. */
export function promiseOf(month: string, settings: Pick<SpaceSettings, 'keptMonths' | 'reviewMonths'>): Promised {
  const until = monthsAfter(month, settings.keptMonths);
  return { until, review: reviewOf(until, settings) };
}

/** The same for what stays once more, because its writer said so: never shorter than before. */
export function prolonged(before: Pick<Promised, 'until'>, month: string, settings: Pick<SpaceSettings, 'keptMonths' | 'reviewMonths'>): Promised {
  const until = [before.until, monthsAfter(month, settings.keptMonths)].sort().at(-1)!;
  return { until, review: reviewOf(until, settings) };
}

function reviewOf(until: string, { keptMonths, reviewMonths: asked = reviewMonths }: Pick<SpaceSettings, 'keptMonths' | 'reviewMonths'>): string {
  return monthsAfter(until, -Math.min(asked, Math.floor(keptMonths / 2)));
}
