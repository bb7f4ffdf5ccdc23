/**
 * Finding words in many short texts.
 *
 * Every word asked for must begin a word of the text; order, case and accents do not matter. Scripts written without
 * spaces (Chinese, Japanese, Thai, …) are matched anywhere, by pairs of signs.
 */

/** Letters that Unicode does not take apart although people type them so. */
const SPELT: Record<string, string> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ',
  ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ٱ: 'ا',
};
// Accents, Hebrew points, Arabic vowel signs and stretching, soft hyphens and joiners go. Vowel signs of Indic scripts
// stay: without them other words come out.
const FOLDED = new RegExp(
  `[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf-\\u05c7\\u0640\\u064b-\\u0670\\u06f0-\\u06f9\\u00ad\\u200b-\\u200f'’${Object.keys(SPELT).join('')}]`,
  'g',
);
const UNSPACED = '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u9fff]';
const SPACED = `(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}]`;
// Two signs, or the last one of a run without spaces; else a word. The look-ahead lets the pairs overlap.
const WORDS = new RegExp(`${UNSPACED}(?=(${UNSPACED}?))|(?:${SPACED})+`, 'gu');

/** The text as it is compared: lower case, without accents, ß as ss, `men's` as `mens`, digits as 0–9. */
export const fold = (text: string): string =>
  text.toLowerCase().replace(/['’](?=[st]\b)|[^\0-\x7f’]+/g, (run) =>
    run
      .normalize('NFKD')
      .toLowerCase()
      .replace(FOLDED, (c) => SPELT[c] ?? (/\p{N}/u.test(c) ? `${c.charCodeAt(0) & 15}` : '')),
  );

const split = (folded: string): string[] =>
  /[^\0-\x7f]/.test(folded)
    ? Array.from(folded.matchAll(WORDS), ([sign, next]) => sign + (next ?? ''))
    : (folded.match(/[a-z0-9]+/g) ?? []);

/** The words of a text, folded. */
export const words = (text: string): string[] => split(fold(text));

/** Two signs inside a word, not at the beginning of one. */
const INSIDE = new RegExp(`${SPACED}(?!${UNSPACED})[^]$`, 'u');

/** The next place at which a word of a folded text begins with the term, or -1. */
export function beginning(folded: string, term: string, from = 0): number {
  let at = folded.indexOf(term, from);
  // Two before, because some letters are two units long.
  while (at > 0 && INSIDE.test(folded.slice(Math.max(0, at - 2), at + 1))) at = folded.indexOf(term, at + 1);
  return at;
}

/** What a question found. */
export interface Found {
  /** One byte for each record: 1 where every word was found. */
  readonly mask: Uint8Array;
  /** Beginnings of words, for `marker.ts`: those asked for, or those found instead of a misspelt one. */
  readonly terms: readonly string[];
}

/** So many words of a question count, and so many of them are taken for slips: each costs a look through every word there is. */
export const mostWords = 16;
export const mostSlips = 4;

/** The words of a question that count, each once. */
export const askedWords = (query: string): string[] => [...new Set(words(query))].slice(0, mostWords);

/** Finds what a misspelt word may mean among all words of the texts: see `slips.ts`. */
export type Nearest = (search: SearchIndex, term: string) => readonly string[];

/**
 * Finds records by their words. It answers at once by reading all texts, and for long lists from an index once that is
 * built (see `word-index.ts`); both give the same answer.
 */
export class SearchIndex {
  /** How many records there are. */
  count: number;
  /** Folded texts, as far as they were needed. */
  texts: string[] = [];
  /** All words of all texts in order, once somebody needed them. */
  words?: readonly string[] | undefined;
  /** The index: gives the records with words that begin with a term. One may come several times. */
  index?: ((term: string) => ArrayLike<number>) | undefined;
  readonly #text: (record: number) => string;

  /** @param text - Gives the searchable text of a record. */
  constructor(text: (record: number) => string, count = 0) {
    this.#text = text;
    this.count = count;
  }

  /** Takes in more records. If there was an index, it has to be built again. */
  add(count: number): void {
    this.count += count;
    this.index = this.words = undefined;
  }

  /** The words of a record, folded. */
  wordsOf(record: number): string[] {
    return split(this.#fold(record));
  }

  /**
   * The records that hold every word of the question. A word that begins no word at all is taken for a slip and
   * replaced by those that `nearest` gives; after the fourth such word they find nothing. Of a question count the first
   * sixteen words.
   */
  find(query: string, nearest?: Nearest): Found {
    let mask: Uint8Array | undefined;
    const terms: string[] = [];
    let slips = 0;
    for (const term of askedWords(query)) {
      const held = new Uint8Array(this.count);
      const hold = (word: string) => {
        const records = this.index?.(word) ?? this.#scan(word);
        for (let i = 0; i < records.length; i++) held[records[i]!] = 1;
        return records.length && terms.push(word);
      };
      if (!hold(term) && nearest && term.length > 3 && slips++ < mostSlips) nearest(this, term).forEach(hold);
      if (mask) for (let i = 0; i < held.length; i++) held[i]! &= mask[i]!;
      mask = held;
    }
    return { mask: mask ?? new Uint8Array(this.count).fill(1), terms };
  }

  #scan(term: string): number[] {
    const found: number[] = [];
    for (let record = 0; record < this.count; record++) if (beginning(this.#fold(record), term) >= 0) found.push(record);
    return found;
  }

  /** Makes the texts ready for the first question, in small steps to be run in slices. */
  *fold(): Generator<void, void> {
    for (let record = 0; record < this.count; record++) {
      this.#fold(record);
      yield;
    }
  }

  #fold(record: number): string {
    return (this.texts[record] ??= fold(this.#text(record)));
  }
}
