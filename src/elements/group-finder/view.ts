import type { Engine } from '../../domain/engine.ts';
import { days, type Choice, type Filter } from '../../domain/finder.ts';
import type { Way } from '../../domain/group.ts';
import type { ScheduleWords } from '../../domain/words/types.ts';
import { msg } from '../../internal/localize.ts';
import { dateFormat } from './times.ts';

/** What a piece of the finder's picture needs beside the group it shows. */
export interface View {
  /** BCP 47 tag for `Intl`. */
  locale: string;
  /** Grammar of schedules in that language; English if it is absent. */
  schedule?: ScheduleWords | undefined;
  /** Follows the schedules of the list, and says them. */
  engine: Engine;
  /** The moment the picture is true for, in milliseconds. */
  now: number;
  /** The visitor's IANA zone. */
  zone: string;
}

/** The prefix in the page's query where its owner names none. */
export const usualPrefix = 'gf';

export const ways = (): Record<Way, string> => ({
  'in-person': msg('In person'),
  online: msg('Online'),
  hybrid: msg('In person and online'),
});

export interface FilterView {
  name: Filter;
  label: string;
  open: boolean;
  /** Worked out where they are needed: for a filter that is open, and for what is chosen. */
  choices(): readonly Choice[];
  chosen: readonly string[];
  /** Tag for the words of choices, which are made only for those that are on the page. */
  locale: string;
}

export const filterLabels = (): Record<Filter, string> => ({
  day: msg('Day'),
  time: msg('Time of day'),
  way: msg('How to meet'),
  topic: msg('Topic'),
  audience: msg('Who it is for'),
  language: msg('Language'),
  access: msg('Access'),
});

const timesOfDay = (): Record<string, string> => ({
  morning: msg('Morning'),
  afternoon: msg('Afternoon'),
  evening: msg('Evening'),
  night: msg('Night'),
});

/** The words for a choice of a filter. Topics, audience and access are shown as the list writes them. */
export function choiceWords(filter: Filter, value: string, locale: string): string {
  if (filter === 'time') return timesOfDay()[value] ?? value;
  if (filter === 'way') return ways()[value as Way] ?? value;
  if (filter === 'language') return languageName(value, locale);
  // 2024-01-01 was a Monday.
  if (filter === 'day') return dateFormat(locale, 'UTC', { weekday: 'long' }).format(Date.UTC(2024, 0, 1 + days.indexOf(value as never)));
  return value;
}

/** The name of a language, such as "Polish" for `pl`. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
