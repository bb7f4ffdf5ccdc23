import type { ScheduleWords } from '../domain/words/types.ts';

/** What a language brings: its sentences, and the grammar of schedules. */
export interface Locale {
  dir: 'ltr' | 'rtl';
  sentences: Readonly<Record<string, string>>;
  schedule: ScheduleWords;
}

/** Languages beside English, the source. Each is fetched when the first element needs it. */
export const locales: Readonly<Record<string, () => Promise<{ default: Locale }>>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
};
