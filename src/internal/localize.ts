/** The words of one language, and the tag they are in. */
export interface Catalog {
  /** BCP 47 tag that `Intl` formats with. */
  locale: string;
  /** English sentence → sentence of this language. Absent for English, the source. */
  sentences?: Readonly<Record<string, string>>;
}

/** What `fill` can put into a sentence. */
export type Values = Record<string, string | number>;

/** The extractor of `@lit/localize-tools` finds calls by this property of the function's type. */
type Branded<F> = F & { _LIT_LOCALIZE_MSG_?: never };

// The language belongs to an element, not to the module: two finders on a page may speak two languages.
// Rendering is synchronous, so the element sets its catalog here for the length of one render.
let current: Catalog = { locale: 'en' };

/** Runs `body` with the words of `catalog`. */
export function withCatalog<T>(catalog: Catalog, body: () => T): T {
  const before = current;
  current = catalog;
  try {
    return body();
  } finally {
    current = before;
  }
}

/**
 * A sentence shown to people. The argument is one string literal in English, which is also its key. `{name}` and
 * `{count, plural, one {# group} other {# groups}}` (ICU MessageFormat) are filled by `fill`.
 */
export const msg: Branded<(sentence: string) => string> = (sentence) => current.sentences?.[sentence] ?? sentence;

/** Puts values into the places of a sentence: `fill(msg('Starts in {minutes} minutes'), { minutes: 20 })`. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)(?:, plural(,(?:\s*[\w=]+ ?\{[^{}]*\})+)\s*)?\}/g, (_, name: string, forms?: string) => {
    const value = values[name];
    const shown = typeof value === 'number' ? new Intl.NumberFormat(current.locale).format(value) : (value ?? '');
    if (!forms) return shown;
    const kind = new Intl.PluralRules(current.locale).select(value as number);
    const form = (key: unknown) => forms.match(`[,\\s]${key} ?{([^}]*)}`)?.[1];
    return (form(`=${value}`) ?? form(kind) ?? form('other') ?? '').replace('#', shown);
  });
}
