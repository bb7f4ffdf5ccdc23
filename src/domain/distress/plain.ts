const written: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', ß: 'ss' };

/** Lower case, without marks, apostrophes and invisible characters. */
export const bare = (text: string): string => text.normalize('NFKD').replace(/[\p{Cf}\p{M}'’‘]/gu, '').toLowerCase();

/**
 * A text as it sounds rather than as it is written: spaced letters joined, figures in words read as letters, and doubled
 * letters single.
 */
export const plain = (text: string): string =>
  bare(text)
    .replace(/(?<=\p{L})[\d@$]|[\d@$](?=\p{L})|ß/gu, (sign) => written[sign] ?? sign)
    .replace(/(?<!\p{L})(?:\p{L}[ .*_-]){2,}\p{L}(?!\p{L})/gu, (letters) => letters.replace(/\P{L}/gu, ''))
    .replace(/(\p{L})\1+/gu, '$1');

/**
 * Phrases of plain words with `|` between them, as a pattern: `*` is the rest of a word, ` ~ ` up to five words in between.
 * Doubled letters may be written: they become single, as in the text.
 */
export function phrases(words: string): RegExp {
  const source = words.replace(/([a-z])\1/g, '$1').replace(/ ~/g, '(?:,? [^ ]{1,20}){0,5}').replace(/\*/g, '[a-z]*');
  return new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g');
}

/** Two things in either order, up to five words apart. */
export const near = (one: string, other: string): string => `${one} ~ ${other}|${other} ~ ${one}`;

/** Beginnings of the words of a text, each once: enough to know a word by, whatever its ending. */
export const stems = (text: string): string[] => [...new Set(plain(text).match(/[a-z]{1,40}/g)?.map((word) => word.slice(0, 5)))];
