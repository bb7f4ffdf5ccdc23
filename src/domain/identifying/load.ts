import type { IdentifyingPack } from './types.ts';

// How the tags of each language begin, words that the other has not, and its pack.
const english = [/^en(?![a-z])/i, /\b(?:i|and|my|the|of)\b/gi, async (): Promise<IdentifyingPack> => (await import('./en.ts')).english] as const;
const german: typeof english = [/^de(?![a-z])/i, /\b(?:ich|und|nicht|ist|das|der)\b/gi, async () => (await import('./de.ts')).german];

/** Whether names and dates of this language are known. Numbers and addresses on the net are looked for in every one. */
export const isRead = (locale: string): boolean => english[0].test(locale) || german[0].test(locale);

/** What is needed to read a text: the pack of its language, which is mostly that of its locale. English where none is known. */
export async function packsFor(text: string, locale: string): Promise<[IdentifyingPack, ...IdentifyingPack[]]> {
  const [own, other] = german[0].test(locale) ? [german, english] : [english, german];
  const share = ([, small]: typeof english) => text.match(small)?.length ?? 0;
  const pack = await own[2]();
  return share(other) > share(own) * 3 ? [await other[2](), pack] : [pack];
}
