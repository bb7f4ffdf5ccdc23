import { en as plain } from './plain-en.ts';
import type { ScheduleWords } from './types.ts';

const every = (n: number, unit: string) => `every ${n > 1 ? (n > 2 ? `${n} ${unit}s` : `second ${unit}`) : unit}`;

export const en: ScheduleWords = {
  ...plain,
  daily: (n) => every(n, 'day'),
  weekly: (n, days, many) => (n > 2 || many > 1 ? `${every(n, 'week')} on ${days}` : every(n, days)),
  monthly: (n, days, byDate) => (n > 1 ? `${every(n, 'month')} on the ${days}` : `${byDate ? 'on the ' : ''}${plain.ofMonth(days)}`),
  yearly: (n, days) => `${every(n, 'year')} on ${days}`,
  date: (n) => (n > 0 ? n + ((n > 3 && n < 21) || n % 10 > 3 ? 'th' : ['th', 'st', 'nd', 'rd'][n % 10]!) : n === -1 ? 'last day' : undefined),
  nth: (n) => (n === -2 ? 'second-to-last' : plain.nth(n)),
  inMonth: (days, month) => `the ${days} in ${month}`,
  months: (names) => `in ${names}`,
  span: (first, last) => `from ${first} to ${last}`,
  times: (n) => (n > 1 ? `${n} times` : 'once'),
  until: (date) => `until ${date}`,
  certainDates: (time) => `on certain dates, ${time}; see the next dates below`,
  unknown: 'ask the group when it meets',
  notOn: (dates) => `not on ${dates}`,
  alsoOn: (dates) => `also on ${dates}`,
};
