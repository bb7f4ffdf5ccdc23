export { inAlphabet, labelIn } from './word-names.ts';

/*
 * The words of a check-in. A check-in begins a conversation; it measures nothing. So nothing here ranks: no numbers, colours or
 * faces that mean something, no order from good to bad, none by how often a word is chosen. Words are kept as codes, and shown in the
 * language of whoever reads them.
 */

/** Our own choice, for spaces that bring no words of their own. Several may be chosen at once. */
export const feelings = [
  'afraid', 'angry', 'ashamed', 'at-ease', 'content', 'curious', 'cut-off', 'disappointed', 'empty', 'grateful', 'guilty', 'hopeful',
  'hurt', 'joyful', 'longing', 'numb', 'overwhelmed', 'proud', 'relieved', 'restless', 'sad', 'tender', 'tired', 'torn',
] as const;
export type Feeling = (typeof feelings)[number];

/** How much there is in somebody today. No scale: two of these words do not say which is more. */
export const energies = ['lively', 'steady', 'up-and-down', 'wired', 'worn-out'] as const;
export type Energy = (typeof energies)[number];

/** What would do somebody good. */
export const needs = ['being-heard', 'closeness', 'company', 'distraction', 'food', 'fresh-air', 'practical-help', 'quiet', 'rest', 'safety', 'sleep', 'time'] as const;
export type Need = (typeof needs)[number];

/** What others can do. Answers follow it: advice is for those who asked for it. */
export const helps = ['listen', 'been-there', 'ideas', 'nothing'] as const;
export type Help = (typeof helps)[number];

/** A word that a host brings. */
export interface CheckinWord {
  /** Lower-case letters, digits and hyphens; what is kept. Once used, it must not come to mean something else. */
  code: string;
  /** What people see, by BCP 47 tag. */
  label: Readonly<Record<string, string>>;
}

/** Words of a host in place of ours. A list that is absent is ours. */
export interface Vocabulary {
  feelings?: readonly CheckinWord[];
  energies?: readonly CheckinWord[];
  needs?: readonly CheckinWord[];
}

export type VocabularyFault = 'not-a-list' | 'too-many' | 'too-few' | 'code' | 'code-twice' | 'label' | 'label-twice' | 'ranks' | 'unknown-key';

export interface VocabularyProblem {
  /** Place in the list, from 0; absent when it is about the whole list. */
  at?: number;
  fault: VocabularyFault;
  /** A language, a key or a code. */
  what?: string;
}

/** Most words of one list: more cannot be looked through in a bad hour. */
export const mostWords = 60;
const longestLabel = 60;

/** Whether something can be the code of a word, ours or a host's. */
export const isCode = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(value) && value.length <= 40;

/** Numbers, pictures, stars and bars: two people read the same face differently, and a number is a grade. */
const ranking = /\p{N}|\p{Extended_Pictographic}|[\u2580-\u27bf★☆%#]|[<>+=]/u;
/** Signs that nobody sees, or that turn the line around. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function labelFault(text: unknown): VocabularyFault | undefined {
  // A joiner belongs to the spelling of Persian and of Indic scripts.
  if (typeof text !== 'string' || !/\p{L}/u.test(text) || text.length > longestLabel || unseen.test(text.replace(/[\u200c\u200d]/g, ''))) return 'label';
  return ranking.test(text) ? 'ranks' : undefined;
}

function wordProblems(word: unknown, at: number): VocabularyProblem[] {
  if (typeof word !== 'object' || word === null) return [{ at, fault: 'code' }];
  const { code, label, ...more } = word as Record<string, unknown>;
  const problems: VocabularyProblem[] = Object.keys(more).map((what) => ({ at, fault: 'unknown-key', what }));
  if (!isCode(code)) problems.push({ at, fault: 'code' });
  const labels = typeof label === 'object' && label !== null ? Object.entries(label) : [];
  if (!labels.length) problems.push({ at, fault: 'label' });
  for (const [what, text] of labels) {
    const fault = isTag(what) ? labelFault(text) : 'label';
    if (fault) problems.push({ at, fault, what });
  }
  return problems;
}

function isTag(tag: string): boolean {
  try {
    return !!new Intl.Locale(tag);
  } catch {
    return false;
  }
}

function repeated(list: readonly CheckinWord[]): VocabularyProblem[] {
  const seen = new Set<string>();
  const again = (key: string) => seen.has(key) || !seen.add(key);
  return list.flatMap(({ code, label }, at) => [
    ...(again(code) ? [{ at, fault: 'code-twice' as const, what: code }] : []),
    ...Object.entries(label).flatMap(([tag, text]) => (again(`${tag} ${text.normalize('NFKC').trim().toLowerCase()}`) ? [{ at, fault: 'label-twice' as const, what: tag }] : [])),
  ]);
}

/**
 * What is wrong with a host's list; empty when it can be used. Each word needs a name that can be seen and read out, and nothing
 * that ranks: keys such as `colour`, `value` or `icon` are refused, not ignored, so that nobody believes they do something.
 */
export function vocabularyProblems(list: unknown): VocabularyProblem[] {
  if (!Array.isArray(list)) return [{ fault: 'not-a-list' }];
  if (list.length < 2) return [{ fault: 'too-few' }];
  if (list.length > mostWords) return [{ fault: 'too-many' }];
  const problems = list.flatMap(wordProblems);
  return problems.length ? problems : repeated(list as CheckinWord[]);
}
