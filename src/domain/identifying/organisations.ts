import { endOf, type Words } from './names.ts';
import { raw, setOf, type PatternOf } from './pattern.ts';
import type { IdentifyingPack, IdentifyingRule } from './types.ts';

/** Hospitals, schools, employers, and the numbers they give to people. */
export function organisations({ small, ordinary, generic, company, near }: IdentifyingPack, own: Words, patternOf: PatternOf): IdentifyingRule[] {
  const smallWords = setOf(small);
  const plain = setOf(small, ordinary, generic, '& nhs');
  const isPlain = (words: string) => words.split(' ').every((word) => plain.has(word.toLowerCase().replace(/'s$/, '')));
  const announces = patternOf('‹<papers>(?: <is>|:|,)? ?$');
  const works = patternOf('‹<employed> $');
  return [
    ['id-number', raw`(?=[A-Z\d/ -]{0,12}\d\d)[A-Z\d][A-Z\d/-]{0,19}(?: [A-Z\d/-]{1,8}){0,4}(?!\p{Ll})`, ([id], before) => announces.test(before) && id.replace(/\D/g, '')[2] && {}],
    ['organisation', raw`(?<![\p{L}'-])(?=\p{Lu}|the )((?:(?:[Tt]he|St\.?|§'?s?|[A-Z]{2,5}|of|and|&|for) ){1,5})(?:<companies>|(<places>))›`, ([, run, place]) => {
      const first = run!.split(' ', 1)[0]!.toLowerCase();
      return !isPlain(run!.trim()) && (first === 'the' || !smallWords.has(first)) && { say: place ? near(place) : company };
    }],
    ['organisation', raw`‹(?:[Tt]he )?(<heads>) (§)(?:'s?)?(?: (§))?(?! (?:Day|Eve)›)`, ([whole, head, name, more]) =>
      own.mayBe(name) && !isPlain(name!) && { to: endOf(whole, more, own), say: near(head!), unsure: true },
    ],
    ['organisation', raw`‹(?:the )?(§|[A-Z]{3,6})(?: (?:& )?(§))?`, ([whole, name, more], before) =>
      works.test(before) && !isPlain(name!) && (/^[A-Z]{3}/.test(name!) || own.mayBe(name)) && { to: endOf(whole, more, own), say: near(company), unsure: true },
    ],
  ];
}
