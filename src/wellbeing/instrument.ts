/** One question or statement, in the words of its authors. They are never changed: another wording is another instrument. */
export interface InstrumentItem {
  /** What is kept beside an answer. */
  code: string;
  text: string;
}

/** How an item is answered: a named category, or a whole number of a range whose ends have names. */
export type InstrumentAnswers =
  | { kind: 'category'; options: readonly { code: string; text: string }[] }
  | { kind: 'range'; from: number; to: number; ends: readonly [from: string, to: string] };

/**
 * What may be made of the answers. `category`: the category itself, no number. `each`: every answer by itself; they are never
 * added or averaged. `sum`: the plain sum of all.
 */
export type Scoring = 'category' | 'each' | 'sum';

/** An instrument as data. The words are in the language of the instrument; a translation is a version of its own, with its own source. */
export interface Instrument {
  /** Lower-case letters, digits and hyphens. */
  id: string;
  name: string;
  version: string;
  /** BCP 47 tag of its words. */
  language: string;
  /** Where it was published. */
  source: { title: string; url: string };
  licence: { name: string; url: string; /** Why it may be shown here, and what is asked for it. */ note: string };
  /** Shown wherever the items are shown. */
  attribution: string;
  /** For whom it was made and tested. */
  population: string;
  /** The stretch of time that it asks about, in words; where it names none, that it does not. */
  recall: string;
  introduction?: string;
  items: readonly InstrumentItem[];
  answers: InstrumentAnswers;
  scoring: Scoring;
  /** What it does not say. Shown before somebody answers. */
  limits: readonly string[];
  /** How the wording was compared with what was published, and when. */
  checked: string;
  /** Answers and what has to come of them. */
  vectors: readonly TestVector[];
}

export type InstrumentAnswer = string | number;
/** Answers by the code of their item. */
export type AnswerSheet = Readonly<Record<string, InstrumentAnswer | undefined>>;

/** What came of complete answers: words and numbers, no band, no verdict. It belongs to whoever answered, and is never shown to a group. */
export type Result =
  | { instrument: string; version: string; kind: 'category'; category: string }
  | { instrument: string; version: string; kind: 'each'; values: Readonly<Record<string, number>> }
  | { instrument: string; version: string; kind: 'sum'; sum: number; from: number; to: number };

export interface TestVector {
  answers: AnswerSheet;
  /** Undefined: these answers give no result. */
  result: { category: string } | { values: Readonly<Record<string, number>> } | { sum: number } | undefined;
}

const own = (sheet: AnswerSheet, code: string) => (Object.hasOwn(sheet, code) ? sheet[code] : undefined);

function fits(answer: InstrumentAnswer | undefined, answers: InstrumentAnswers): boolean {
  if (answers.kind === 'category') return answers.options.some(({ code }) => code === answer);
  return Number.isInteger(answer) && (answer as number) >= answers.from && (answer as number) <= answers.to;
}

/**
 * What comes of answers; undefined where one is missing, is outside of what the instrument knows, or belongs to no item of it.
 * Nothing is filled in, rounded or moved to another scale: half an answer is no lower answer.
 */
export function score(instrument: Instrument, sheet: AnswerSheet): Result | undefined {
  const { id, version, items, answers, scoring } = instrument;
  const given = items.map(({ code }) => own(sheet, code));
  const known = new Set(items.map(({ code }) => code));
  if (Object.keys(sheet).some((code) => !known.has(code)) || !given.every((answer) => fits(answer, answers))) return undefined;
  const of = { instrument: id, version };
  if (scoring === 'category') return { ...of, kind: scoring, category: given[0] as string };
  const numbers = given as number[];
  if (scoring === 'each') return { ...of, kind: scoring, values: Object.fromEntries(items.map(({ code }, at) => [code, numbers[at]!])) };
  const { from, to } = answers as Extract<InstrumentAnswers, { kind: 'range' }>;
  return { ...of, kind: scoring, sum: numbers.reduce((sum, each) => sum + each, 0), from: from * items.length, to: to * items.length };
}
