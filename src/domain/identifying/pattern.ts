import type { IdentifyingPack } from './types.ts';

/** A source of a pattern, backslashes and all. */
export const raw = String.raw;

/** What the signs in a source stand for: the edges of a word, the beginning of one that hangs on nothing, and a word with a capital. */
const signs: Readonly<Record<string, string>> = {
  '‹': raw`(?<![\p{L}\d])`,
  '›': raw`(?![\p{L}\d])`,
  '«': raw`(?<![\p{L}\d@.-])`,
  '§': raw`\p{Lu}\p{L}{1,20}(?:['-]\p{Lu}\p{L}{1,20})?`,
};

export type PatternOf = (source: string, flags?: string) => RegExp;

/** Makes patterns of sources with these signs, and with words of a pack by their names: `<relatives>`. A space is a space of the text. */
export function patternsOf(pack: IdentifyingPack): PatternOf {
  const words = pack as unknown as Readonly<Record<string, string>>;
  const full = (source: string): string => source.replace(/[‹›«§]|<(\w+)>/g, (sign, name: string) => (name ? `(?:${full(words[name]!)})` : signs[sign]!));
  return (source, flags = 'iu') => new RegExp(full(source), flags);
}

export const setOf = (...words: string[]): ReadonlySet<string> => new Set(words.join(' ').split(' '));
