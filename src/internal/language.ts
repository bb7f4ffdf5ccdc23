import type { Locale, Locales } from '../locales/locale.ts';
import type { Catalog } from './localize.ts';

/** Words, formats and direction of one element. */
export interface Language extends Catalog, Pick<Locale, 'dir' | 'schedule' | 'more'> {
  /** The tag asked for; `locale` may be English when there are no words for it. */
  asked: string;
}

/** The nearest `lang` around an element, across shadow roots; English where nobody says. */
export function askedLanguage(element: Element): string {
  const named = element.closest('[lang]');
  const { host } = element.getRootNode() as ShadowRoot;
  return named || !host ? named?.getAttribute('lang') || 'en' : askedLanguage(host);
}

/** English, which needs nothing to be fetched. */
export const english: Language = { asked: 'en', locale: 'en', dir: 'ltr' };

/** An element with its words, and the pieces of it that were fetched. */
export interface Speaker extends Element {
  locales?: Locales;
  pieces?: object;
}

/**
 * The language that an element is asked for. Without words for it, or when they cannot be fetched, it is English with the
 * formats of the region: `en-FR` for `fr-FR`.
 */
export async function language(speaker: Speaker): Promise<Language> {
  const asked = askedLanguage(speaker);
  let locale = 'en';
  try {
    const { language, region } = new Intl.Locale(asked);
    locale = language === 'en' ? asked : region ? `en-${region}` : locale;
    const words = (await speaker.locales![language]!()).default;
    for (const piece in speaker.pieces) await words.more!(piece);
    return { ...words, asked, locale: asked };
  } catch {
    // The page works in English rather than not at all, and asks again next time.
    return { ...english, asked, locale };
  }
}
