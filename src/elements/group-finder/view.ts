import type { Engine } from '../../domain/engine.ts';
import type { Filter } from '../../domain/finder.ts';
import type { Way } from '../../domain/group.ts';
import type { ScheduleWords } from '../../domain/words/types.ts';
import { msg } from '../../internal/localize.ts';

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

/** The name of a language, such as "Polish" for `pl`. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export interface FilterView {
  name: Filter;
  label: string;
  open: boolean;
  chosen: readonly string[];
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
