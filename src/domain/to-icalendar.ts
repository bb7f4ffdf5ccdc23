import { calendarFile, type CalendarOptions } from './calendar.ts';
import type { Group, Session } from './group.ts';
import * as rules from './rules.ts';

/**
 * A calendar file (RFC 5545) with one session, or with all sessions of a group that have a schedule. Paused and ended
 * sessions, schedules that cannot be read or have no dates left out, and empty when nothing is left. With `reveal: 'ask'`
 * the area is all that is said of the place, and nothing of the way to join online.
 *
 * The same session has the same UID in every file, so that adding it again changes it in the calendar instead of doubling it.
 * Times of an unknown zone are floating. Changes of the clocks are given for twenty years, and for good where they keep to a rule.
 */
export const toICalendar = (group: Group, session?: Session, options?: CalendarOptions): string => calendarFile(rules, group, session, options);
