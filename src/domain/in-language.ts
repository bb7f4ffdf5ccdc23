/**
 * What a space says, in a language: what was translated for it, or for the language that it is a part of; else as it is in
 * the first language of the space, if that is the one, or in English where that was translated, or else as it is.
 */
export function inLanguage<W extends { languages: readonly string[]; translations?: readonly { language: string }[] }>({ translations = [], ...space }: W, locale: string): Omit<W, 'translations'> {
  const main = (tag = '') => tag.toLowerCase().split('-')[0];
  const find = (wanted: string) => translations.find(({ language }) => main(language) === main(wanted));
  const exact = translations.find(({ language }) => language.toLowerCase() === locale.toLowerCase());
  const spoken = exact ?? find(locale) ?? (main(space.languages[0]) === main(locale) ? undefined : find('en'));
  return { ...space, ...spoken };
}
