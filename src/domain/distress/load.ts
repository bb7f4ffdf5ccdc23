import { hasUnknown, noticeWith } from './read.ts';
import type { Distress, DistressWords } from './types.ts';

const english = async (): Promise<DistressWords> => (await import('./en.ts')).english;
const german = async (): Promise<DistressWords> => (await import('./de.ts')).german;

/**
 * `noticeDistress` for pages: it fetches the words of one language, and the other only for a text that is not in it. Where
 * they cannot be fetched, the text is unchecked, and so urgent.
 */
export async function noticeDistressIn(text: string, locale: string): Promise<Distress> {
  const [first, other] = /^de(?![a-z])/i.test(locale) ? [german, english] : [english, german];
  try {
    const own = await first();
    return noticeWith(text, locale, hasUnknown(text, [own]) ? [own, await other()] : [own]);
  } catch {
    return { topics: ['unchecked'], urgent: true };
  }
}
