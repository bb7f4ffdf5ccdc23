import type { CheckinWord } from './checkin-words.ts';

/** The name of a host's word in a language: that of the tag, of its language, English, or whatever there is. */
export function labelIn({ code, label }: CheckinWord, locale: string): string {
  const language = locale.split('-')[0]!;
  const near = Object.keys(label).find((tag) => tag.toLowerCase() === locale.toLowerCase()) ?? Object.keys(label).find((tag) => tag.split('-')[0]!.toLowerCase() === language.toLowerCase());
  return label[near ?? 'en'] ?? Object.values(label)[0] ?? code;
}

/** Words in the order of the alphabet of a language, which says nothing about them. */
export function inAlphabet<T extends { name: string }>(words: readonly T[], locale: string): T[] {
  const { compare } = new Intl.Collator(locale);
  return [...words].sort((a, b) => compare(a.name, b.name));
}
