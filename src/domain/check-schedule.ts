import type { Schedule } from './group.ts';
import { readDate, readTime } from './plain-schedule.ts';
import { isLength, readSchedule, rulePartsOf, ruleReaders } from './schedule.ts';
import { hasOffsets } from './zone.ts';

/** Why a schedule cannot be read. It has no dates then, rather than wrong ones. */
export interface ScheduleFault {
  /** `bad-…`: not a date, time, length or rule. `unsupported-rule`: RFC 5545 may know the part, this library does not. */
  code: 'bad-date' | 'bad-time' | 'bad-minutes' | 'unknown-zone' | 'bad-rule' | 'unsupported-rule';
  /** Name of the field of the schedule. */
  field: keyof Schedule;
  /** What could not be read: a date, a time, a name, or one part of the rule; the whole rule when its parts do not go together. */
  value?: string;
}

function ruleFault(rule: string): ScheduleFault {
  const names = new Set<string>();
  for (const value of rulePartsOf(rule)) {
    const name = value.split('=')[0]!;
    if (!ruleReaders[name]) return { code: 'unsupported-rule', field: 'rule', value };
    const isNew = !names.has(name);
    names.add(name);
    if (isNew && ruleReaders[name](value.slice(name.length + 1)) !== undefined) continue;
    return { code: isNew && name === 'FREQ' ? 'unsupported-rule' : 'bad-rule', field: 'rule', value };
  }
  return { code: 'bad-rule', field: 'rule', value: rule };
}

/** Why a schedule cannot be read, or undefined when it can. */
export function checkSchedule(schedule: Schedule): ScheduleFault | undefined {
  if (readSchedule(schedule)) return;
  const fault = (code: ScheduleFault['code'], field: keyof Schedule, value: unknown = schedule[field]): ScheduleFault => ({ code, field, value: `${value}` });
  const badDate = (field: 'except' | 'extra') => schedule[field]?.find((date) => Number.isNaN(readDate(date)));
  if (Number.isNaN(readDate(schedule.start))) return fault('bad-date', 'start');
  if (Number.isNaN(readTime(schedule.time))) return fault('bad-time', 'time');
  if (!isLength(schedule.minutes)) return fault('bad-minutes', 'minutes');
  if (!hasOffsets(schedule.timeZone)) return fault('unknown-zone', 'timeZone');
  for (const field of ['except', 'extra'] as const) if (badDate(field) !== undefined) return fault('bad-date', field, badDate(field));
  return ruleFault(schedule.rule!);
}
