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
const FOLDED =
  /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u0670\u06f0-\u06f9\u00ad\u200b-\u200f'’ßæœøłđðþıςةىیکٱ]/g;
const WORD = '[\\p{L}\\p{N}\\p{M}]';
const UNSPACED = '[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u9fff]';
// Two signs, or the last one of a run without spaces; else a word. The look-ahead lets the pairs overlap.
const WORDS = new RegExp(`${UNSPACED}(?=(${UNSPACED}?))|(?:(?!${UNSPACED})${WORD})+`, 'gu');

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
const INSIDE = new RegExp(`(?!${UNSPACED})${WORD}(?!${UNSPACED})[^]$`, 'u');

/** The next place at which a word of a folded text begins with the term, or -1. */
function beginning(folded: string, term: string, from = 0): number {
  let at = folded.indexOf(term, from);
  // Two before, because some letters are two units long.
  while (at > 0 && INSIDE.test(folded.slice(Math.max(0, at - 2), at + 1))) at = folded.indexOf(term, at + 1);
  return at;
}

/** What a question found. */
export interface Found {
  /** One byte for each record: 1 where every word was found. */
  readonly mask: Uint8Array;
  /** How many records have a 1. */
  readonly count: number;
  /** Beginnings of words, for `marker`: those asked for, or those found instead of a misspelt one. */
  readonly terms: readonly string[];
}

/** Finds what a misspelt word may mean among all words, which are in order: see `slips.ts`. */
export type Nearest = (words: readonly string[], term: string) => readonly string[];

/**
 * Finds records by their words. It answers at once by reading all texts, and from its own index once `build` is done;
 * both give the same answer.
 */
export class SearchIndex {
  readonly #text: (record: number) => string;
  #count = 0;
  #folded: string[] = [];
  #building?: Generator<void, void> | undefined;
  /** All words in order. The records of word `n` are those from `#from[n]` up to `#from[n + 1]`. */
  #words?: string[] | undefined;
  #from!: Uint32Array;
  #records!: Uint16Array | Uint32Array;

  /** @param text - Gives the searchable text of a record. */
  constructor(text: (record: number) => string, count = 0) {
    this.#text = text;
    this.add(count);
  }

  /** Takes in more records. If there was an index, it has to be built again. */
  add(count: number): void {
    this.#count += count;
    this.#words = undefined;
  }

  /** True when questions are answered from the index. */
  get ready(): boolean {
    return !!this.#words;
  }

  /** Builds the index in small steps, to be run in slices that leave the page free. All callers share one run. */
  build(): Generator<void, void> {
    return (this.#building ??= this.#steps());
  }

  /**
   * The records that hold every word of the question. A word that begins no word at all is taken for a slip and
   * replaced by those that `nearest` gives. That needs the index, so it is then finished at once.
   */
  find(query: string, nearest?: Nearest): Found {
    const mask = new Uint8Array(this.#count);
    const terms: string[] = [];
    // A mask counts words in a byte; nobody types so many.
    const asked = [...new Set(words(query))].slice(0, 99);
    asked.forEach((term, place) => {
      if (this.#raise(mask, place, term)) terms.push(term);
      else if (nearest && term.length > 3) {
        for (const _ of this.build());
        for (const word of nearest(this.#words!, term)) this.#raise(mask, place, word), terms.push(word);
      }
    });
    let count = 0;
    for (let i = 0; i < mask.length; i++) count += mask[i] = +(mask[i] === asked.length);
    return { mask, count, terms };
  }

  /** Counts the term for records that hold it and all terms before. False when no record at all holds it. */
  #raise(mask: Uint8Array, place: number, term: string): boolean {
    if (!this.#words) return this.#scan(mask, place, term);
    const start = this.#from[this.#place(term)]!;
    const end = this.#from[this.#place(`${term}\uffff`)]!;
    for (let i = start; i < end; i++) {
      const record = this.#records[i]!;
      if (mask[record] === place) mask[record] = place + 1;
    }
    return end > start;
  }

  #scan(mask: Uint8Array, place: number, term: string): boolean {
    const spaced = ` ${term}`;
    let any = false;
    for (let record = 0; record < mask.length; record++) {
      const text = this.#fold(record);
      // Nearly every word follows a space; the slow test is for the others.
      if ((!any || mask[record] === place) && (text.includes(spaced) || beginning(text, term) >= 0)) {
        any = true;
        if (mask[record] === place) mask[record] = place + 1;
      }
    }
    return any;
  }

  /** Place of the first word that is not before this one. */
  #place(word: string): number {
    let low = 0;
    let high = this.#words!.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words![middle]! < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #fold(record: number): string {
    return (this.#folded[record] ??= fold(this.#text(record)));
  }

  *#steps(): Generator<void, void> {
    const lists = new Map<string, number[]>();
    // By first letter, so that no step has to sort all words.
    const shelves = new Map<string, string[]>();
    let read = 0;
    let length = 0;
    while (!this.#words) {
      for (; read < this.#count; read++) {
        for (const word of split(this.#fold(read))) {
          const list = lists.get(word);
          if (!list) {
            // A copy, because a slice would keep the whole text in memory.
            const copy = ` ${word}`.slice(1);
            lists.set(copy, [read]);
            const shelf = shelves.get(word[0]!);
            if (shelf) shelf.push(copy);
            else shelves.set(copy[0]!, [copy]);
          } else if (list.at(-1) !== read) list.push(read);
          else continue;
          length++;
        }
        yield;
      }
      const sorted: string[] = [];
      const from = new Uint32Array(lists.size + 1);
      const records = read > 65536 ? new Uint32Array(length) : new Uint16Array(length);
      for (const letter of [...shelves.keys()].sort()) {
        for (const word of shelves.get(letter)!.sort()) {
          const list = lists.get(word)!;
          records.set(list, from[sorted.length]);
          from[sorted.push(word)] = from[sorted.length - 1]! + list.length;
        }
        yield;
      }
      if (read === this.#count) [this.#words, this.#from, this.#records] = [sorted, from, records];
    }
    this.#folded = [];
    this.#building = undefined;
  }
}

/**
 * Gives the ranges `[start, end)` of a text where words begin with one of the terms, for marking. They are positions in
 * the text as written and never part an accent from its letter.
 */
export function marker(terms: readonly string[]): (text: string) => [start: number, end: number][] {
  return (text) => {
    const ranges: [number, number][] = [];
    const folded = fold(text);
    const found = terms.flatMap((term) => {
      const all: [number, number][] = [];
      for (let at = beginning(folded, term); at >= 0; at = beginning(folded, term, at + 1)) all.push([at, at + term.length]);
      return all;
    });
    const at = found[0] && places(text, folded);
    for (const [first, after] of found.sort(([a], [b]) => a - b)) {
      const start = at!(first);
      let end = after;
      while (end < folded.length && at!(end) === at!(end - 1)) end++;
      const last = ranges.at(-1);
      if (last && last[1] >= start) last[1] = Math.max(last[1], at!(end));
      else ranges.push([start, at!(end)]);
    }
    return ranges;
  };
}

/** Where each sign of the folded text stood before. */
function places(text: string, folded: string): (index: number) => number {
  // Letters and dashes that stay one sign each, which is nearly every text.
  if (!/[^\0-\x7f\xb7\xc0-\xc5\xc7-\xdd\xe0-\xe5\xe7-\xfd\u2013-\u201d]/.test(text) && folded.length === text.length) return (index) => index;
  const found: number[] = [];
  for (const { 0: part, 1: plain, index } of text.matchAll(/([ -&(-~]+)(?!\p{M})|.\p{M}*/gsu)) {
    const signs = fold(part);
    // An apostrophe that was dropped for what follows it has no place.
    if (folded.startsWith(signs, found.length)) for (let i = 0; i < signs.length; i++) found.push(index + (plain ? i : 0));
  }
  return (index) => found[index] ?? text.length;
}
