/** The engine for every schedule, see `engine.ts`. A finder fetches it for the first schedule that is not plain. */
export { eventsOf } from './calendar-events.ts';
export { describe } from './describe.ts';
export { describeExceptions } from './describe-exceptions.ts';
export { nextStarts, readSchedule } from './schedule.ts';
