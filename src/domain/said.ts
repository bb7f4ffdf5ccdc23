import type { Checkin } from './checkin.ts';

/** What somebody says in a check-in. Everything can be left out, but not all of it. */
export type Said = Pick<Checkin, 'feelings' | 'words' | 'energy' | 'need' | 'help'>;

/** The same where what is left out may stand there as undefined. */
type SaidOrNot = { [K in keyof Said]?: Said[K] | undefined };

/** Whether nothing at all is said. */
export const isEmpty = ({ feelings, words, energy, need, help }: SaidOrNot): boolean => !feelings?.length && !words?.trim() && !energy && !need && !help;

/** What is said in something that has more: a record, a draft. What was left out is left out. */
export const saidOf = ({ feelings, words, energy, need, help }: SaidOrNot & Pick<Said, 'feelings'>): Said => ({ feelings, ...(words && { words }), ...(energy && { energy }), ...(need && { need }), ...(help && { help }) });
