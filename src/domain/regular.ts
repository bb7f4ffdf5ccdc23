import type { Schedule } from './group.ts';
import { dayMs, type Plan } from './plain-schedule.ts';
import { nextStarts } from './schedule.ts';
import { toInstant } from './zone.ts';

/** Whether the rule, or the start of a schedule without one, gives this day, cancelled or not. */
export function isRegular(schedule: Schedule, plan: Plan, day: number): boolean {
  const begin = toInstant(schedule.timeZone, day * dayMs + plan.time);
  return nextStarts({ ...schedule, minutes: 0, except: [], extra: [] }, begin)[0] === begin;
}
