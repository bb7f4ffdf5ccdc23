import type { IdentifyingPack } from './types.ts';

type Language = 'en' | 'de';
const packs: Readonly<Record<Language, () => Promise<IdentifyingPack>>> = {
  en: async () => (await import('./en.ts')).english,
  de: async () => (await import('./de.ts')).german,
};

// Words of one language that the other has not.
const small: Readonly<Record<Language, RegExp>> = { en: /\b(?:i|and|my|the|of)\b/gi, de: /\b(?:ich|und|nicht|ist|das|der)\b/gi };

const known = (locale: string): string | undefined => /^(?:en|de)(?![a-z])/i.exec(locale)?.[0].toLowerCase();

/** Whether names and dates of this language are known. Numbers and addresses on the net are looked for in every one. */
export const isRead = (locale: string): boolean => !!known(locale);

/** What is needed to read a text: the pack of its language, which is mostly that of its locale. English where none is known. */
export async function packsFor(text: string, locale: string): Promise<[IdentifyingPack, ...IdentifyingPack[]]> {
  const [own, other]: Language[] = known(locale) === 'de' ? ['de', 'en'] : ['en', 'de'];
  const share = (language: Language) => text.match(small[language])?.length ?? 0;
  const pack = await packs[own!]();
  return share(other!) > share(own!) * 3 ? [await packs[other!](), pack] : [pack];
}
