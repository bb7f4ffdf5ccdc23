import type { PlainWords } from './types.ts';

const nths: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', '-1': 'last' };

/** English for plain schedules, which comes with a finder's first load. */
export const en: PlainWords = {
  comma: ', ',
  workday: 'weekday (Monday to Friday)',
  everyDay: 'every day',
  every: (days) => `every ${days}`,
  ofMonth: (days) => `${days} of the month`,
  nth: (n) => nths[n],
  nthDay: (nth, weekday) => `${nth} ${weekday}`,
};
