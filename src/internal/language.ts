import { locales, type Locale } from '../locales/index.ts';
import type { Catalog } from './localize.ts';

/** Words, formats and direction of one element. */
export interface Language extends Catalog {
  /** The tag asked for; `locale` may be English when there are no words for it. */
  asked: string;
  dir: 'ltr' | 'rtl';
  schedule?: Locale['schedule'];
}

/** The nearest `lang` around an element, across shadow roots; English where nobody says. */
export function askedLanguage(element: Element): string {
  for (let at: Element | undefined = element; at; at = (at.getRootNode() as ShadowRoot).host) {
    const named: Element | null = at.closest('[lang]');
    if (named) return named.getAttribute('lang') || 'en';
  }
  return 'en';
}

/** English, which needs nothing to be fetched. */
export const english: Language = { asked: 'en', locale: 'en', dir: 'ltr' };

/**
 * The language for a tag. Without words for it, or when they cannot be fetched, it is English with the formats of the
 * region: `en-FR` for `fr-FR`.
 */
export async function language(asked: string): Promise<Language> {
  const found = { ...english, asked };
  try {
    const { language, region } = new Intl.Locale(asked);
    found.locale = language === 'en' ? asked : region ? `en-${region}` : 'en';
    return { ...found, locale: asked, ...(await locales[language]!()).default };
  } catch {
    // The page works in English rather than not at all, and asks again next time.
    return found;
  }
}
