import type { IdentifyingPack } from './types.ts';

const packs: Readonly<Record<string, () => Promise<IdentifyingPack>>> = {
  de: async () => (await import('./de.ts')).german,
  en: async () => (await import('./en.ts')).english,
};

// Words of one language that the other has not.
const small: Readonly<Record<string, RegExp>> = { de: /\b(?:ich|und|nicht|ist|das|der|ein)\b/gi, en: /\b(?:i|and|not|my|the|to|of)\b/gi };

/** The language of a tag, where it has a pack of its own. */
const known = (locale: string): string | undefined => Object.keys(packs).find((language) => new RegExp(`^${language}(?![a-z])`, 'i').test(locale));

/** Whether names and dates of this language are known. Numbers and addresses on the net are looked for in every one. */
export const isRead = (locale: string): boolean => known(locale) !== undefined;

/** What is needed to read a text: the pack of its language, which is mostly that of its locale. English where none is known. */
export async function packsFor(text: string, locale: string): Promise<[IdentifyingPack, ...IdentifyingPack[]]> {
  const own = known(locale) ?? 'en';
  const share = (language: string) => text.match(small[language]!)?.length ?? 0;
  const other = Object.keys(packs).find((language) => share(language) > share(own) * 3);
  const pack = await packs[own]!();
  return other ? [await packs[other]!(), pack] : [pack];
}
