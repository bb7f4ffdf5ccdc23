import type { ScheduleWords } from './types.ts';

const every = (n: number, second: string, many: string) => (n > 2 ? `alle ${n} ${many}` : second);
const nths: Record<number, string> = { 1: 'ersten', 2: 'zweiten', 3: 'dritten', 4: 'vierten', 5: 'fünften', '-1': 'letzten', '-2': 'vorletzten' };

export const de: ScheduleWords = {
  comma: ', ',
  workday: 'Wochentag (Montag bis Freitag)',
  everyDay: 'jeden Tag',
  every: (days) => `jeden ${days}`,
  ofMonth: (days) => `am ${days} im Monat`,
  daily: (n) => every(n, 'jeden zweiten Tag', 'Tage'),
  weekly: (n, days, many) => (n > 2 || many > 1 ? `${every(n, 'jede zweite Woche', 'Wochen')} am ${days}` : `jeden zweiten ${days}`),
  monthly: (n, days, byDate) =>
    n > 1 ? `${every(n, 'jeden zweiten Monat', 'Monate')} am ${days}` : `am ${days} ${byDate ? 'des Monats' : 'im Monat'}`,
  yearly: (n, days) => `${n > 1 ? every(n, 'jedes zweite Jahr', 'Jahre') : 'jedes Jahr'} am ${days}`,
  date: (n) => (n > 0 ? `${n}.` : n === -1 ? 'letzten Tag' : undefined),
  nth: (n) => nths[n],
  nthDay: (nth, weekday) => `${nth} ${weekday}`,
  inMonth: (days, month) => `${days} im ${month}`,
  months: (names) => `im ${names}`,
  span: (first, last) => `von ${first} bis ${last}`,
  times: (n) => (n > 1 ? `${n}-mal` : 'nur einmal'),
  until: (date) => `bis ${date}`,
  certainDates: (time) => `an bestimmten Tagen, ${time}; die nächsten Termine stehen unten`,
  unknown: 'bitte bei der Gruppe nach den Terminen fragen',
  notOn: (dates) => `nicht am ${dates}`,
  alsoOn: (dates) => `auch am ${dates}`,
};
