/** A source of a pattern, backslashes and all. */
export const raw = String.raw;

/** What the signs in a source stand for: the edges of a word, the beginning of one that hangs on nothing, and a word with a capital. */
const signs: Readonly<Record<string, string>> = {
  '‹': raw`(?<![\p{L}\d])`,
  '«': raw`(?<![\p{L}\d_@.+-])`,
  '›': raw`(?![\p{L}\d])`,
  '§': raw`\p{Lu}\p{L}{1,20}(?:['-]\p{Lu}\p{L}{1,20})?`,
};

/** A pattern from a source with these signs. A space inside is a space of the text. */
export const patternOf = (source: string, flags = 'iu'): RegExp => new RegExp(source.replace(/[‹«›§]/g, (sign) => signs[sign]!), flags);

export const setOf = (...words: string[]): ReadonlySet<string> => new Set(words.join(' ').split(' '));
