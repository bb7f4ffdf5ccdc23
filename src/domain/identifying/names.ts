import { anyCase, rule, setOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule, Seen } from './types.ts';

/**
 * First names that are found without a cue. A short list on purpose: names that are also words (Grace, Mark), places
 * (Sydney) or months are left to the cues.
 */
const firstNames = setOf(
  'Aaron Abigail Adam Ahmed Aisha Alan Alexander Alice Amanda Andrea Andreas Andrew Anja Anna Annika Anthony Antje Aoife Barbara Ben Benjamin Bernd Birgit Brian Callum Catherine Chloe Chris Christine Christopher Ciara Claire Claudia ' +
    'Colin Conor Daniel Darren Dave David Deborah Dennis Dieter Dylan Eileen Elena Elizabeth Ellie Emily Emma Emre Eoin Eric Fabian Fatima Felix Fiona Florian Gareth Gary Geoff George Gisela Graham Hannah Hans Harry Heike Helen Ian Ingrid ' +
    'Isabel Jack Jake James Jan Jane Jason Jennifer Jens Jessica Joanna Joe John Jonas Jonathan Joseph Josh Judith Julia Julie Jürgen Karen Karin Kate Katie Katrin Keith Kelly Kevin Klaus Laura Lauren Lea Lena Leon Liam Linda Lisa Louise Lucy ' +
    'Luke Margaret Maria Marie Markus Martin Matthew Matthias Megan Mehmet Michael Michelle Mike Mohammed Monika Moritz Naomi Nathan Niamh Nicole Nigel Nina Oliver Olivia Patricia Paul Peter Petra Philip Priya Rachel Rebecca Renate Richard ' +
    'Robert Rory Ruth Ryan Sabine Sam Samantha Sandra Sarah Saoirse Sean Sharon Simon Siobhan Sofia Sophie Stefan Stephen Steve Steven Susan Susanne Tanja Thomas Tim Tobias Tom Tracey Ulrike Uwe Vanessa Wendy Werner William Wolfgang Yusuf Zoe',
);

/** What can be a name in the language of a pack. */
export interface Words {
  /** Without what follows an apostrophe. */
  isFirst(word: string | undefined): boolean;
  /** Written with one capital, and not one of the language's own words. */
  mayBe(word: string | undefined): boolean;
}

export function wordsOf({ small, ordinary, noun }: IdentifyingPack): Words {
  const own = setOf(small, ordinary);
  const endings = new RegExp(`.(?:${noun ?? '\\d'})$`);
  return {
    isFirst: (word = '') => firstNames.has(word.replace(/^./u, (letter) => letter.toUpperCase())),
    mayBe: (word = '') => /^\p{Lu}.{0,40}\p{Ll}/u.test(word) && !own.has(word.toLowerCase()) && !endings.test(word),
  };
}

/** The end of a match that may have a second name: without it, if that is another word. */
export const endOf = (whole: string, last: string | undefined, { mayBe }: Words): number => (last !== undefined && !mayBe(last) ? whole.length - last.length - 1 : whole.length);

/** People: after "my brother", after a title, after a cue, by a first name, by what only people do. */
export function names({ whose, sorts, relatives, links: [bare, naming, is], doctors, titles, cues, acts, renamed, me: [am, me], doctor, words }: IdentifyingPack, own: Words): IdentifyingRule[] {
  const { isFirst, mayBe } = own;
  const name = String.raw`(\p{L}{2,20}(?:-\p{L}{2,20})?|\p{L}'\p{Lu}\p{L}{1,20})(?: (§))?`;
  const acting = new RegExp(`^ (?:${acts})(?!\\p{L})`, 'u');
  const isMe = new RegExp(`(?:${am}) $`);
  const whoever = (before: string, after: string) => (isMe.test(before) ? me : /^'s/.test(after) ? words.name[0].split(' ')[0] : undefined);
  return [
    rule('name', String.raw`‹((?:${anyCase(whose)}) (?:(?:${sorts})[ -]){0,2}(?:${relatives}))(?:(${naming})|(${is})|${bare})${name}`, ([whole, who, named, being, first, last], before, after) => {
      const known = isFirst(first);
      if (!known && (!mayBe(first) || (being && (last !== undefined || !/^(?:[,.;!]|$| (?:and|und) )/.test(after))))) return undefined;
      const from = named || being ? who!.length + (named ?? being)!.length : 0;
      return { from, to: endOf(whole, last, own), say: named ? renamed : being ? undefined : who, unsure: !known };
    }),
    rule('name', String.raw`‹(?:[Tt]he )?(?:(${doctors})|${titles})\.? (?:(?:Dr|Prof)\.? ){0,2}(§)(?: (§))?`, ([whole, medical, first, last]) => (mayBe(first) ? { to: endOf(whole, last, own), say: medical && doctor } : undefined)),
    rule('name', String.raw`‹(?:${cues}) ${name}`, ([whole, first, last]) => (isFirst(first) || mayBe(first) ? { from: whole.lastIndexOf(` ${first}`) + 1, to: endOf(whole, last, own), say: renamed } : undefined)),
    rule('name', String.raw`(?<![\p{L}'-])(§)(?: (§))?`, ([whole, first, last], before, after) =>
      isFirst(first) || (last === undefined && acting.test(after) && mayBe(first)) ? { to: endOf(whole, last, own), say: whoever(before, after), unsure: !isFirst(first) } : undefined,
    ),
  ];
}
