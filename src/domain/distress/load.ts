import { hasUnknown, noticeWith } from './read.ts';
import type { Distress, DistressWords } from './types.ts';

const english = async (): Promise<DistressWords> => (await import('./en.ts')).english;
const german = async (): Promise<DistressWords> => (await import('./de.ts')).german;

// Words of one language that a text in the other hardly has: "die" and "war" are words of both.
const inEnglish = /\b(?:i|i'm|im|my|me|the|and)\b/i;
const inGerman = /\b(?:ich|mich|mir|nicht|und|mein)\b/i;

/**
 * `noticeDistress` for pages: it fetches the words of one language, and the other only for a text that may be in it. Where
 * they cannot be fetched, the text is unchecked, and so urgent.
 */
export async function noticeDistressIn(text: string, locale: string): Promise<Distress> {
  const [first, other, sign] = /^de(?![a-z])/i.test(locale) ? [german, english, inEnglish] as const : [english, german, inGerman] as const;
  try {
    const own = await first();
    return noticeWith(text, locale, sign.test(text) || hasUnknown(text, [own]) ? [own, await other()] : [own]);
  } catch {
    return { topics: ['unchecked'], urgent: true };
  }
}
