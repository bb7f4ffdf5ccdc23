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

/** What a rule makes of a match. */
export interface Seen {
  /** Absent: the words of the pack for this kind. */
  say?: string;
  /** Only possibly identifying. */
  unsure?: boolean;
  /** It belongs to nobody in particular: nothing in it is looked at again by this rule. */
  open?: boolean;
  /** Where in the match the passage begins and ends, where that is not all of it. */
  from?: number;
  to?: number;
}

/**
 * How one kind of thing is found: its kind, the source of its pattern with the signs of `pattern.ts`, whether a match could
 * tell who somebody is and what of it (default: all of it), and flags (default `gu`). The source must not repeat anything
 * without a bound (no `*`, `+` or `{n,}`), so that a text of any shape is read in time proportional to its length.
 */
export type IdentifyingRule = readonly [
  kind: IdentifyingKind,
  source: string,
  /** The text is folded: plain quotes and hyphens, nothing invisible. `before` are up to 48 characters, `after` up to 24. */
  look?: (match: RegExpExecArray, before: string, after: string) => Seen | false | '' | undefined,
  flags?: 'giu',
];

/**
 * The telephone numbers of a country (ISO 3166), as digits without spaces: as people dial them inside it; help lines and
 * others that belong to nobody in particular.
 */
export type Numbering = readonly [country: string, inland: RegExp, open: RegExp];

/**
 * What a language, and the countries where it is spoken, add. All strings but the suggestions are sources of patterns:
 * alternatives with `|` between them, in groups that do not capture; see `pattern.ts` for the signs in them.
 */
export interface IdentifyingPack {
  /** Language subtag, such as `en`. */
  language: string;
  /** Frequent small words, lower case, spaces between them: they tell which language a text is in. */
  small: string;
  /** More words that may have a capital and are no names: days, peoples, medicines, people by their role. */
  ordinary: string;
  /** Endings of words that are no names: of medicines, and of nouns where they have capitals. */
  endings: string;
  /** Whether nouns have capitals. */
  capitals?: true;
  /**
   * First names that are found without a cue, in lower case and without accents, spaces between them. A short list on purpose: names that are also words
   * (Grace, Mark), places (Sydney) or months are left to the cues.
   */
  firstNames: string;
  /** Words for the digits from 0 to 9, each in a group that captures. */
  digits: string;
  /** Words that say the digit after them two and three times, and the one that adds two noughts. */
  twice: string;
  thrice: string;
  hundred: string;
  numbering: readonly Numbering[];
  /** What comes before a telephone number. */
  calling: string;
  /** Words for "is": another suggestion fits after them. */
  is: string;

  /** Names of the months, spaces between them. */
  months: string;
  /** What stands between the number of a day and its month; days in words, with what follows them. */
  nth: string;
  ordinals: string;
  /** Whether "May 3rd" is a day. */
  monthFirst?: true;
  /** Words before a day, and what takes their place before a month. */
  on: Readonly<Record<string, string>>;
  /** Days that mean the same to everybody, as `d-m` with spaces around each. */
  feasts: string;
  /** Words before a day of birth. */
  born: string;

  /** "My", "older" and "brother": then comes a name. */
  whose: string;
  sorts: string;
  relatives: string;
  /** What may stand between them and the name, beside a comma: words that say it is one ("'s name is"), and "called". */
  naming: string;
  called: string;
  doctors: string;
  titles: string;
  /** What comes before a name: "my name is". */
  cues: string;
  /** What mostly does: "I told", "thank you". */
  maybe: string;
  /** What only people do, after a name: "said". */
  acts: string;

  /** What ends the name of a place, what ends that of a company, what begins the name of a place. */
  places: string;
  companies: string;
  heads: string;
  /** Words that make no name with those: "General Hospital". */
  generic: string;
  /** "I work at". */
  employed: string;
  /** Words before the number of a file, a passport, an account. */
  papers: string;

  /** What may stand in the place of each kind. */
  words: Readonly<Record<IdentifyingKind, string>>;
  /** What may stand after "is" for a number, an address on the net or a postcode. */
  hidden: string;
  /** What may stand for a name that is given ("my name is …"), for "I am …", for a doctor and a company. */
  renamed: string;
  am: string;
  me: string;
  doctor: string;
  company: string;
  /** A place by its kind, such as `hospital`. */
  near(kind: string): string;

  /** Numbers and postcodes of its countries, read in texts of every language. */
  formats: readonly IdentifyingRule[];
  /** What has no common form: streets. */
  rules: readonly IdentifyingRule[];
}
