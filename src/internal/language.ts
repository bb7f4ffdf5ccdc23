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
  for (let at: Element | null = element; at; ) {
    const named: Element | null = at.closest('[lang]');
    if (named) return named.getAttribute('lang') || 'en';
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}

/** `en-FR` for `fr-FR` without French words: English sentences, the formats of the region. */
function englishFor(asked: string): string {
  try {
    const { language, region } = new Intl.Locale(asked);
    return language === 'en' ? asked : region ? `en-${region}` : 'en';
  } catch {
    return 'en';
  }
}

const loaded = new Map<string, Locale>();
const nameOf = (asked: string) => asked.split('-')[0]!.toLowerCase();

/** The language for a tag, at once when its words are here. */
export function languageNow(asked: string): Language | undefined {
  if (!locales[nameOf(asked)]) return { asked, locale: englishFor(asked), dir: 'ltr' };
  const words = loaded.get(nameOf(asked));
  return words && { asked, locale: asked, ...words };
}

/** The language for a tag; English when its words cannot be fetched. */
export async function language(asked: string): Promise<Language> {
  try {
    loaded.set(nameOf(asked), (await locales[nameOf(asked)]!()).default);
  } catch {
    // The page works in English rather than not at all, and asks again next time.
  }
  return languageNow(asked) ?? { asked, locale: englishFor(asked), dir: 'ltr' };
}

const listeners = new Set<() => void>();
let observer: MutationObserver | undefined;

/** Calls back when a `lang` attribute of the page changes. One observer serves every element. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  if (!observer) {
    observer = new MutationObserver(() => listeners.forEach((each) => each()));
    observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  }
  return () => {
    listeners.delete(listener);
    if (!listeners.size) {
      observer?.disconnect();
      observer = undefined;
    }
  };
}
