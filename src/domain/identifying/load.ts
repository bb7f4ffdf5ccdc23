import type { IdentifyingPack } from './types.ts';

const packs: Readonly<Record<string, () => Promise<IdentifyingPack>>> = {
  de: async () => (await import('./de.ts')).german,
  en: async () => (await import('./en.ts')).english,
};

/** The language of a tag, where it has a pack of its own. */
const known = (locale: string): string | undefined => Object.keys(packs).find((language) => new RegExp(`^${language}(?![a-z])`, 'i').test(locale));

/** Whether names and dates of this language are known. Numbers and addresses on the net are looked for in every one. */
export const isRead = (locale: string): boolean => known(locale) !== undefined;

/** What is needed to read texts of one language, for pages that load nothing else. English where the language is not known. */
export const packFor = (locale: string): Promise<IdentifyingPack> => packs[known(locale) ?? 'en']!();
