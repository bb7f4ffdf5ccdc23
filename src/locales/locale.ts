import type { ScheduleWords } from '../domain/words/types.ts';

/** Sentences of one language: English → translation. */
export interface Words {
  readonly sentences: Readonly<Record<string, string>>;
}

/** What a language brings for one element. */
export interface Locale extends Words {
  readonly dir: 'ltr' | 'rtl';
  /** The grammar of schedules, where the element tells when a group meets. */
  readonly schedule?: ScheduleWords;
  /** Brings the words of a piece, if it has any of its own; every element with pieces has it. What does not come stays in English until it is asked for again. */
  more?(piece: string): Promise<unknown>;
}

/** The words of an element in the languages beside English, the source. */
export type Locales = Readonly<Record<string, () => Promise<{ default: Locale }>>>;
