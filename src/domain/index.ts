export type { Group, Place, Schedule, Session, Way } from './group.ts';
export type { CalendarOptions } from './calendar.ts';
export { toICalendar } from './to-icalendar.ts';
export { checkSchedule, type ScheduleFault } from './check-schedule.ts';
export { nextOccurrences } from './schedule.ts';
export { describeSchedule } from './describe-all.ts';
export { isTimeZone } from './zone.ts';
