import type { Checkin } from './checkin.ts';
import type { WatchHours } from './space.ts';
import { openAt } from './watch-hours.ts';

/** Whether somebody wants to be left in peace at a moment. Hours that cannot be computed are quiet: a message can wait, sleep cannot. */
export function isQuiet(hours: readonly WatchHours[], now: number): boolean {
  return openAt(hours, now)?.open !== false;
}

/** When somebody may be told of what is there from a moment on, in milliseconds: then, or when their quiet hours end. Undefined: never. */
export function tellAt(hours: readonly WatchHours[], from: number): number | undefined {
  const opening = openAt(hours, from);
  if (!opening) return undefined;
  return opening.open ? opening.change : from;
}

/** How a space has greeters see what nobody answered. */
export interface GreetingPlan {
  /** Hours without an answer. */
  afterHours: number;
}

/** From when greeters who were named before sending see a check-in that nobody answered. What only its writer sees never reaches them. */
export const greetersFrom = ({ audience, at }: Pick<Checkin, 'audience' | 'at'>, { afterHours }: GreetingPlan): number | undefined =>
  audience === 'me' || !(afterHours > 0) ? undefined : Date.parse(at) + afterHours * 36e5;

/** A check-in that waits for an answer. */
export interface Waiting {
  /** From when greeters see it, in milliseconds. */
  greetersFrom?: number | undefined;
  answered?: boolean | undefined;
  /** When it is gone. Absent: it stays. */
  until?: number | undefined;
  help?: Checkin['help'] | undefined;
}

/**
 * When a greeter is told of a check-in, in milliseconds; undefined: not at all. Whoever wants nothing from anybody is left alone, and
 * nobody is told of what will be gone. The sender sees no countdown.
 */
export function greeterToldAt({ greetersFrom: from, answered, until = Infinity, help }: Waiting, quiet: readonly WatchHours[]): number | undefined {
  if (from === undefined || answered || help === 'nothing') return undefined;
  const when = tellAt(quiet, from);
  return when !== undefined && when < until ? when : undefined;
}
