/** The engine for every schedule, see `engine.ts`. A finder fetches it for the first schedule that is not plain. */
export { describe } from './describe.ts';
export { describeExceptions } from './describe-exceptions.ts';
export { isRegular } from './regular.ts';
export { nextStarts, readSchedule, visitDays } from './schedule.ts';
