import { bare, phrases, plain, stems } from './plain.ts';
import type { Distress, DistressTopic, DistressWords } from './types.ts';

const isKnown = /^(en|de)(?![a-z])/i;
/** From where on words together count. Lower: more is heard, and more is heard that is not there. */
const enough = -2;
// A writer under 18: abuse, even if it is past, is then a child at risk.
const underAge = phrases('(i am|im|ich bin) (erst |only )?([5-9]|1[0-7])(?!\\d| (st|mo|we|da|ho))');

/**
 * Whether there is a letter of another script, be it a look-alike, or a sentence of six words without a common one of a
 * known language.
 */
export function hasUnknown(text: string, languages: readonly DistressWords[]): boolean {
  if (/(?![\p{sc=Latn}µ])\p{L}/u.test(text)) return true;
  const common = new Set(languages.flatMap((words) => words.common.split(' ')));
  const passages = bare(text).split(/[.!?\n]/).map((passage) => passage.match(/\p{L}+/gu) ?? []);
  const unknown = passages.filter((words) => !words.some((word) => common.has(word)));
  return unknown.length === passages.length || unknown.some(({ length }) => length > 5);
}

/** What one language finds in a text that was made plain: each topic, and whether it is so now. */
function read(text: string, { figures, turns, past, ongoing, denied, topics }: DistressWords, found: Map<DistressTopic, boolean>): void {
  const [over, still, no] = [phrases(past), phrases(ongoing), new RegExp(denied)];
  const subjects = Object.entries(topics).map(([topic, words]) => [topic as DistressTopic, phrases(words)] as const);
  for (const clause of text.replace(phrases(figures), ' ').replace(phrases(turns), '\n$&').split(/[.!?;\n]/)) {
    const isPast = clause.search(over) >= 0 && clause.search(still) < 0;
    for (const [topic, words] of subjects) {
      for (const { index } of clause.matchAll(words)) found.set(topic, found.get(topic) || (!isPast && !no.test(clause.slice(Math.max(0, index - 80), index))));
    }
  }
}

const isIn = (text: string, common: string): boolean => (bare(text).match(/\p{L}+/gu) ?? []).some((word) => common.split(' ').includes(word));

/** Whether the words of a sentence, all together, are those of distress, where no phrase has decided it and it is not about the past. */
function soundsLikeIt(text: string, { common, words: { start, weights }, past, ongoing, figures, topics }: DistressWords): boolean {
  const known = new Map(weights.flatMap(([weight, words]) => words.split(' ').map((word) => [word, weight] as const)));
  const [over, still, figure, ...said] = [past, ongoing, figures, ...Object.values(topics)].map(phrases) as [RegExp, RegExp, RegExp, ...RegExp[]];
  return text.split(/[.!?\n]/).some((sentence) => {
    if (stems(sentence).reduce((sum, word) => sum + (known.get(word) ?? 0), start) <= enough || !isIn(sentence, common)) return false;
    const sound = plain(sentence);
    return (sound.search(over) < 0 || sound.search(still) >= 0) && [figure, ...said].every((words) => sound.search(words) < 0);
  });
}

/** `noticeDistress` with chosen languages. */
export function noticeWith(text: string, locale: string, languages: readonly DistressWords[]): Distress {
  if (!text.trim()) return { topics: [], urgent: false };
  const found = new Map<DistressTopic, boolean>();
  const sound = plain(text);
  for (const words of languages) read(sound, words, found);
  if (found.has('abuse') && sound.search(underAge) >= 0) found.set('child-at-risk', true);
  if (![...found.values()].includes(true) && languages.some((words) => soundsLikeIt(text, words))) found.set('unclear', true);
  if (!isKnown.test(locale) || hasUnknown(text, languages)) found.set('unchecked', true);
  return { topics: [...found.keys()], urgent: [...found.values()].includes(true) };
}
