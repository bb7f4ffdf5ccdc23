import type { Where } from './find.ts';
import type { Identifying } from './types.ts';

// How the tags of each language begin, words that the other has not, and what looks through texts in it.
const english = [/^en(?![a-z])/i, /\b(?:i|and|my|the|of)\b/gi, () => import('./english.ts')] as const;
const german = [/^de(?![a-z])/i, /\b(?:ich|und|nicht|ist|das|der)\b/gi, () => import('./german.ts')] as const;

/** Whether names and dates of this language are known. Numbers and addresses on the net are looked for in every one. */
export const isRead = (locale: string): boolean => english[0].test(locale) || german[0].test(locale);

/** Looks through one text, with many pauses, and gives what it found. */
export type Reader = (where?: Where) => Generator<void, Identifying[]>;

/** Fetches what looks through a text in its language, which is mostly that of its locale. English where none is known. */
export async function readerOf(text: string, locale: string): Promise<Reader> {
  const [own, other] = german[0].test(locale) ? [german, english] : [english, german];
  const share = ([, small]: typeof own | typeof other) => text.match(small)?.length ?? 0;
  const { reading, pack } = await own[2]();
  const packs = share(other) > share(own) * 3 ? ([(await other[2]()).pack, pack] as const) : ([pack] as const);
  return (where) => reading(text, packs, where);
}
