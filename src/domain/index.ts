export type { Group, Place, Schedule, Session, Way } from './group.ts';
export { toICalendar, type CalendarOptions } from './calendar.ts';
export { checkSchedule, nextOccurrences, type ScheduleFault } from './schedule.ts';
export { describeSchedule } from './describe-all.ts';
export { isTimeZone } from './zone.ts';
