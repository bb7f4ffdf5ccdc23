import type { IdentifyingKind, IdentifyingRule } from './types.ts';

/** A source of a pattern, backslashes and all. */
export const raw = String.raw;

/**
 * A rule from a source with these signs: `‹` and `›` are the edges of a word, `§` is a word with a capital. A space inside
 * is a space of the text.
 */
export const edges = (source: string): string => source.replace(/‹/g, raw`(?<![\p{L}\d])`).replace(/›/g, raw`(?![\p{L}\d])`);

export const rule = (kind: IdentifyingKind, source: string, look: IdentifyingRule['look'] = () => ({}), flags = 'gu'): IdentifyingRule => ({
  kind,
  pattern: new RegExp(edges(source).replace(/§/g, raw`\p{Lu}\p{L}{1,20}(?:['-]\p{Lu}\p{L}{1,20})?`), flags),
  look,
});

/** The same words, also at the beginning of a sentence. */
export const anyCase = (words: string): string => words.replace(/(?<=^|\|)\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);

export const setOf = (...words: string[]): ReadonlySet<string> => new Set(words.join(' ').split(' '));
