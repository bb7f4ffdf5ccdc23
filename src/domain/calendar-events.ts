import type { Schedule } from './group.ts';
import { dayMs, weekdays } from './plain-schedule.ts';
import { isRegular } from './regular.ts';
import { type FullPlan, sorted, visitDays } from './schedule.ts';
import { toInstant, unknownZone } from './zone.ts';

/** One event of a calendar: the day it begins on, and how it is repeated. */
export interface CalendarEvent {
  day: number;
  /** The value of RRULE. */
  rule?: string | undefined;
  /** Days of EXDATE and of RDATE. */
  except?: number[];
  extra?: number[];
}

/** Sessions at 24:00 by the month cannot be said in a rule: their dates are listed. Five years of weeks. */
const mostListed = 260;

/** The first days of a rule, cancelled ones too, as far as its UNTIL and COUNT go. */
function ruleDays(schedule: Schedule, plan: FullPlan, isEnough: (days: number[]) => boolean): number[] {
  const days: number[] = [];
  visitDays(schedule, plan, plan.start, (day) => {
    days.push(day);
    return isEnough(days);
  });
  return days;
}

/**
 * The rule for a calendar that knows no 24:00: its dates are those the sessions begin on, the day after. Undefined if it
 * cannot be moved by a day. `skipped` occurrences before DTSTART are taken off COUNT.
 */
function ruleText({ timeZone }: Schedule, plan: FullPlan, skipped: number, localTime: (wall: number) => string): string | undefined {
  const { COUNT, UNTIL } = plan.rule!;
  let { text } = plan.rule!;
  if (plan.time === dayMs) {
    if (/MONTH|YEAR/.test(text)) return;
    if (!/WKST/.test(text)) text += ';WKST=MO';
    const codes = weekdays.split('|');
    text = text.replace(new RegExp(`\\b(${weekdays})\\b`, 'g'), (code) => codes[(codes.indexOf(code) + 1) % 7]!);
  }
  if (COUNT) text = text.replace(/COUNT=\d+/, `COUNT=${COUNT - skipped}`);
  if (UNTIL) {
    const { at, kind } = UNTIL;
    // RFC 5545 wants UTC here, but for floating times.
    const until = localTime(kind === 'utc' ? at : toInstant(timeZone, kind === 'date' ? at + plan.time : at));
    text = text.replace(/UNTIL=\w+/, `UNTIL=${until}${timeZone === unknownZone ? '' : 'Z'}`);
  }
  return text;
}

/** The events of a session, the one that it is first; the others are days that were added before it begins. */
export function eventsOf(schedule: Schedule, plan: FullPlan, localTime: (wall: number) => string): CalendarEvent[] {
  const { start, rule, except, extra } = plan;
  const isOn = (day: number) => !except.includes(day);
  const added = sorted(extra).filter((day) => day >= start && isOn(day) && !isRegular(schedule, plan, day));

  const upToFirst = rule ? ruleDays(schedule, plan, (days) => isOn(days.at(-1)!)) : [start];
  const first = upToFirst.filter(isOn)[0] ?? added[0];
  if (first === undefined) return [];
  const early = added.filter((day) => day < first).map((day) => ({ day }));
  const later = added.filter((day) => day > first);
  const text = rule && upToFirst.some(isOn) && ruleText(schedule, plan, upToFirst.length - 1, localTime);
  if (text) {
    const cancelled = sorted(except).filter((day) => day > first && isRegular(schedule, plan, day));
    return [{ day: first, rule: text, except: cancelled, extra: later }, ...early];
  }
  const listed = rule ? ruleDays(schedule, plan, (days) => days.length >= mostListed).filter(isOn) : [];
  // Without a rule the first day is listed too: not every reader takes it from DTSTART.
  const all = sorted([first, ...listed, ...later]);
  return [{ day: first, extra: all[1] === undefined ? [] : all }, ...early];
}
