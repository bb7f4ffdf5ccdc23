import { endOf, type Words } from './names.ts';
import { anyCase, raw, rule, setOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

/** Hospitals, schools, employers, and the numbers they give to people. */
export function organisations({ small, ordinary, generic, places, companies, heads, employed, papers, is, company, near }: IdentifyingPack, own: Words): IdentifyingRule[] {
  const smallWords = setOf(small);
  const plain = setOf(small, ordinary, generic, '& nhs');
  const isPlain = (words: string) => words.split(' ').every((word) => plain.has(word.toLowerCase().replace(/'s$/, '')));
  return [
    rule('id-number', raw`‹(?:${papers})(?: (?:${is})|:|,)? ?((?=[A-Z\d/ -]{0,12}\d\d)[A-Z\d][A-Z\d/-]{0,19}(?: [A-Z\d/-]{1,8}){0,4})(?!\p{Ll})`, ([whole, id]) =>
      id!.replace(/\D/g, '')[2] ? { from: whole.length - id!.length } : undefined,
    ),
    rule('organisation', raw`(?<![\p{L}'-])(?=\p{Lu}|the )((?:(?:[Tt]he|St\.?|§'?s?|[A-Z]{2,5}|of|and|&|for) ){1,5})(?:${companies}|(${places}))›`, ([, run, place]) => {
      const words = run!.trim().split(' ');
      const first = words.findIndex((word) => /^the$/i.test(word) || !smallWords.has(word.toLowerCase()));
      if (isPlain(words.join(' '))) return undefined;
      return { from: words.slice(0, first).join(' ').length + Math.min(first, 1), say: place ? near(place) : company };
    }),
    rule('organisation', raw`‹(?:[Tt]he )?(${heads}) (§)(?:'s?)?(?: (§))?(?! (?:Day|Eve)›)`, ([whole, head, name, more]) =>
      own.mayBe(name) && !isPlain(name!) ? { to: endOf(whole, more, own), say: near(head!), unsure: true } : undefined,
    ),
    rule('organisation', raw`(?<=‹(?:${anyCase(employed)}) )(?:the )?(§|[A-Z]{3,6})(?: (?:& )?(§))?`, ([whole, name, more]) =>
      isPlain(name!) || !(/^[A-Z]{3}/.test(name!) || own.mayBe(name)) ? undefined : { to: endOf(whole, more, own), say: near(company), unsure: true },
    ),
  ];
}
