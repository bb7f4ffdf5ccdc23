import type { Distress, DistressTopic } from './distress.ts';

/** What sounds like distress without saying what of (`unclear`) is heard where nothing is heavy to read: it brings support to its writer, and waits for no reader. */
const shown: readonly DistressTopic[] = ['unclear', 'unchecked'];

/** Why words are not shown before somebody asks for them. `unchecked`: nobody could look at them. */
export type Fold = 'heavy' | 'unchecked';

/** Fewer words than these in a known alphabet are shown, also where no language is recognised in them: "Rain, again." */
const fewest = 6;

/**
 * Whether the words of a check-in wait for a press: others read them unasked, maybe in a bad hour. What is heavy waits, and what
 * nobody here can read; it is one press away for everybody, and nothing is taken from anybody.
 */
export function foldOf(words: string, { topics }: Distress): Fold | undefined {
  if (topics.some((topic) => !shown.includes(topic))) return 'heavy';
  if (!topics.includes('unchecked')) return undefined;
  const known = !/(?![\p{sc=Latn}µ])\p{L}/u.test(words);
  return known && (words.match(/\p{L}+/gu) ?? []).length < fewest ? undefined : 'unchecked';
}
