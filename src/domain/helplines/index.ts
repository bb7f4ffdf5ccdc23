import { au } from './au.ts';
import { ca } from './ca.ts';
import { de } from './de.ts';
import { gb } from './gb.ts';
import { ie } from './ie.ts';
import { nz } from './nz.ts';
import type { HelpCountry } from './types.ts';
import { us } from './us.ts';

export { checkedOn, freshness, type Freshness } from './checked.ts';
export { readHelpLines } from './read.ts';
export type * from './types.ts';

/** What is known for each country, by its ISO 3166-1 alpha-2 code. It comes with the code, so that it is there without a line. */
export const helplines: Readonly<Record<string, HelpCountry>> = { AU: au, CA: ca, DE: de, GB: gb, IE: ie, NZ: nz, US: us };

/** Lists of help lines of other countries, kept by others. */
export const directories = [
  { name: 'Find A Helpline', url: 'https://findahelpline.com/' },
  { name: 'Befrienders Worldwide', url: 'https://befrienders.org/' },
] as const;

/** Codes of countries in a text, each once, in its order; `UK` is GB. `unknown` are those there is nothing for. */
export function countriesIn(text: string): { known: string[]; unknown: string[] } {
  const codes = (text.toUpperCase().match(/[^\s,;]+/g) ?? []).map((code) => (code === 'UK' ? 'GB' : code));
  const each = [...new Set(codes)];
  return { known: each.filter((code) => Object.hasOwn(helplines, code)), unknown: each.filter((code) => !Object.hasOwn(helplines, code)) };
}
