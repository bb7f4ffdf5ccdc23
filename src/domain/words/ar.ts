import type { ScheduleWords } from './types.ts';

/** Arabic counts one, two, three to ten, and more in four ways; whole hundreds aside, which nobody waits for. */
const counted = (n: number, one: string, two: string, few: string, many: string) =>
  n === 1 ? one : n === 2 ? two : `${n} ${n % 100 > 2 && n % 100 < 11 ? few : many}`;
const workday = 'من الاثنين إلى الجمعة';
const nths: Record<number, string> = { 1: 'الأول', 2: 'الثاني', 3: 'الثالث', 4: 'الرابع', 5: 'الخامس', '-1': 'الأخير', '-2': 'قبل الأخير' };

const daily = (n: number) => `كل ${counted(n, 'يوم', 'يومين', 'أيام', 'يومًا')}`;
const weekly = (n: number, days: string, many: number) =>
  `كل ${counted(n, 'أسبوع', 'أسبوعين', 'أسابيع', 'أسبوعًا')} ${days === workday ? '' : ['', 'يوم ', 'يومي '][many] ?? 'أيام '}${days}`;
const monthly = (n: number, days: string, byDate: boolean) => {
  const on = `${byDate ? 'في ' : ''}${days}`;
  return n > 1 ? `كل ${counted(n, '', 'شهرين', 'أشهر', 'شهرًا')} ${on}` : `${on} من كل شهر`;
};

export const ar: ScheduleWords = {
  comma: '، ',
  workday,
  everyDay: daily(1),
  every: (days, many) => weekly(1, days, many),
  ofMonth: (days) => monthly(1, days, false),
  daily,
  weekly,
  monthly,
  yearly: (n, days) => `كل ${counted(n, 'سنة', 'سنتين', 'سنوات', 'سنة')} في ${days}`,
  date: (n) => (n > 0 ? `اليوم ${n}` : n === -1 ? 'اليوم الأخير' : undefined),
  nth: (n) => nths[n],
  nthDay: (nth, weekday) => (weekday === workday ? `يوم العمل ${nth} (${workday})` : `يوم ${weekday} ${nth}`),
  inMonth: (days, month) => `${days} من ${month}`,
  months: (names) => `في ${names}`,
  span: (first, last) => `من ${first} إلى ${last}`,
  times: (n) => counted(n, 'مرة واحدة', 'مرتين', 'مرات', 'مرة'),
  until: (date) => `حتى ${date}`,
  certainDates: (time) => `في تواريخ معيّنة، ${time}؛ انظروا المواعيد القادمة أدناه`,
  unknown: 'اسألوا المجموعة عن مواعيدها',
  notOn: (dates) => `لا لقاء في ${dates}`,
  alsoOn: (dates) => `لقاء إضافي في ${dates}`,
};
