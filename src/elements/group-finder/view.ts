import type { Way } from '../../domain/group.ts';
import type { ScheduleWords } from '../../domain/words/types.ts';
import { msg } from '../../internal/localize.ts';

/** What a piece of the finder's picture needs beside the group it shows. */
export interface View {
  /** BCP 47 tag for `Intl`. */
  locale: string;
  /** Grammar of schedules in that language. */
  schedule: ScheduleWords;
  /** The moment the picture is true for, in milliseconds. */
  now: number;
  /** The visitor's IANA zone. */
  zone: string;
}

export const ways = (): Record<Way, string> => ({
  'in-person': msg('In person'),
  online: msg('Online'),
  hybrid: msg('In person and online'),
});
