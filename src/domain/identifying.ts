import { german } from './identifying/de.ts';
import { english } from './identifying/en.ts';
import { reading, type Where } from './identifying/find.ts';
import type { Identifying, IdentifyingPack } from './identifying/types.ts';

export type { Identifying, IdentifyingKind, IdentifyingPack, IdentifyingRule, Numbering, Seen } from './identifying/types.ts';

/** Settings of `findIdentifying`. */
export interface IdentifyingOptions extends Where {
  /** More languages. One for `en` or `de` takes the place of the own one. */
  packs?: readonly IdentifyingPack[];
}

/**
 * Finds what could tell who the writer or another person is, also where it is spelt out, spaced or hidden in look-alike
 * letters, with gentle words that can stand in its place. Nothing found does not mean that nothing is there: events,
 * places and times tell, too. Offsets are UTF-16 units; passages are in order and do not overlap. Never throws.
 */
export function findIdentifying(text: string, { packs = [], ...where }: IdentifyingOptions = {}): Identifying[] {
  const own = [english, german].filter(({ language }) => !packs.some((pack) => pack.language === language));
  const steps = reading(text, firstOf([...own, ...packs], text, where.locale), where);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The packs, with that of the text's language first: that of the locale, unless another has far more of its small words. */
function firstOf(packs: readonly IdentifyingPack[], text: string, locale = ''): [IdentifyingPack, ...IdentifyingPack[]] {
  const words = text.toLowerCase().match(/\p{L}{1,40}/gu) ?? [];
  const share = ({ language, small }: IdentifyingPack) => {
    const own = new Set(small.split(' '));
    return (words.filter((word) => own.has(word)).length + 1) * (locale.toLowerCase().startsWith(language) ? 3 : 1);
  };
  const first = packs.reduce((best, pack) => (share(pack) > share(best) ? pack : best));
  return [first, ...packs.filter((pack) => pack !== first)];
}
