/**
 * How one language says when a group meets. Names of days and months, times, dates and lists come from `Intl`; numbers
 * are written in Western digits and turned into those of the locale. Sentences begin in lower case where the language
 * allows: the beginning is capitalised at the end. These are the words for plain schedules.
 */
export interface PlainWords {
  /** Between the parts of a sentence, with its space. */
  comma: string;
  /** Any one day from Monday to Friday. */
  workday: string;
  everyDay: string;
  /** Every week on `days`, a list of `many` weekdays, or `workday`. */
  every(days: string, many: number): string;
  /** Every month on `days`, made of `nthDay`. */
  ofMonth(days: string): string;
  /** "First" to "fifth", -1 for "last", -2; undefined when there is no plain word. */
  nth(n: number): string | undefined;
  /** `nth` is a list, `weekday` one name, several joined by "or", or `workday`. */
  nthDay(nth: string, weekday: string): string;
}

/** All words of a language. Only English has its plain ones apart, because they come with a finder's first load. */
export interface ScheduleWords extends PlainWords {
  /** Every `n` days, more than one. */
  daily(n: number): string;
  /** Every `n` weeks, more than one, on `days`, a list of `many` weekdays. */
  weekly(n: number, days: string, many: number): string;
  /** Every `n` months on `days`, made of `date` or of `nthDay`. */
  monthly(n: number, days: string, byDate: boolean): string;
  /** Every `n` years on `days`, a list of dates or made by `inMonth`. */
  yearly(n: number, days: string): string;
  /** The day of the month, -1 for the last; undefined when there is no plain word. */
  date(n: number): string | undefined;
  /** `days` (made by `nthDay`) of the month of that name. */
  inMonth(days: string, month: string): string;
  /** Only in these months. */
  months(names: string): string;
  /** Only in the months from one to another. */
  span(first: string, last: string): string;
  /** `n` times in all. */
  times(n: number): string;
  until(date: string): string;
  /** For rules that take too many words; `time` is the clock. */
  certainDates(time: string): string;
  /** For schedules that cannot be read. */
  unknown: string;
  notOn(dates: string): string;
  alsoOn(dates: string): string;
}
