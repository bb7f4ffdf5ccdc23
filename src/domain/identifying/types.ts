export type IdentifyingKind = 'name' | 'phone' | 'email' | 'handle' | 'link' | 'address' | 'postcode' | 'id-number' | 'date' | 'organisation';

/** A passage that could tell who the writer or another person is. */
export interface Identifying {
  /** Where it begins, in UTF-16 units of the text as it was written. */
  start: number;
  /** Where it ends; the unit at `end` is no longer part of it. */
  end: number;
  kind: IdentifyingKind;
  /** `possible`: the words around it would have to decide. */
  confidence: 'likely' | 'possible';
  /** Words in the language of the text that can stand in its place. */
  suggestion: string;
}

/** What stands around a match, for a rule that has to decide. */
export interface Around {
  /** Up to 48 characters before it. */
  before: string;
  /** Up to 24 characters after it. */
  after: string;
}

/** What a rule makes of a match. */
export interface Seen {
  /** Absent: the words of the pack for this kind. */
  suggestion?: string;
  /** Only possibly identifying. */
  unsure?: boolean;
  /** Where in the match the passage begins and ends, where that is not all of it. */
  from?: number;
  to?: number;
}

/**
 * How one kind of thing is found. The pattern must be global and Unicode (`gu`) and must not repeat anything without a
 * bound (no `*`, `+` or `{n,}`), so that a text of any shape is read in time proportional to its length.
 */
export interface IdentifyingRule {
  kind: IdentifyingKind;
  pattern: RegExp;
  /** Nothing: the match is harmless. Its text is folded: plain quotes and hyphens, nothing invisible. */
  look(match: RegExpExecArray, around: Around): Seen | undefined;
}

/** The telephone numbers of a country, as digits without spaces. */
export interface Numbering {
  /** ISO 3166 code. */
  country: string;
  /** Numbers as people dial them inside the country. */
  inland: RegExp;
  /** Help lines and other numbers that belong to nobody in particular. */
  open: RegExp;
}

/** What a language, and the countries where it is spoken, add. Where two rules overlap, the first one wins. */
export interface IdentifyingPack {
  /** Language subtag, such as `en`. */
  language: string;
  /** Frequent small words in lower case: they tell which language a text is in, and are no names when capitalised. */
  smallWords: ReadonlySet<string>;
  /** Words for digits, for numbers that are spelt out: `{ one: '1' }`. */
  digits: Readonly<Record<string, string>>;
  /** Words that repeat the digit after them: `{ double: 2 }`. */
  times: Readonly<Record<string, number>>;
  /** Words that stand for noughts after a digit: `{ hundred: '00' }`. */
  noughts: Readonly<Record<string, string>>;
  numbering: readonly Numbering[];
  /** Ends like this: what comes next is a telephone number, whatever it looks like. */
  calling: RegExp;
  /** Ends like this: what comes next is said to be something ("my number is …"). */
  being: RegExp;
  /** What may stand in the place of each kind; the second, where there is one, after "is". */
  words: Readonly<Record<IdentifyingKind, readonly [words: string, afterIs?: string]>>;
  /** Rules for the numbers and postcodes of its countries, read in texts of every language. */
  formats: readonly IdentifyingRule[];
  /** Rules for texts in this language. */
  rules: readonly IdentifyingRule[];
}
