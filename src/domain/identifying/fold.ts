/** A text made plain for reading, with the way back: unit `i` came from what begins at `starts[i]` of the original; one more is its end. */
export interface Folded {
  plain: string;
  starts: readonly number[];
}

// Letters of Cyrillic and Greek, each before the Latin one that it looks like; the capitals of the small ones do, too.
const alike = 'аaеeоoрpсcуyхxіiјjѕsԁdоoнvВBКKМMНHТT';
const latin = (letter: string): string | undefined => alike.split(letter)[1]?.[0];

const plainOf = (letter: string): string =>
  latin(letter) ??
  latin(letter.toLowerCase())?.toUpperCase() ??
  letter
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{M}\u1160]/gu, '')
    .replace(/\s/, ' ')
    .replace(/[\u2010-\u2015]/, '-')
    .replace(/[‘’]/, "'")
    // Without halves of characters, every place in the text is one where a pattern may begin.
    .replace(/[\ud800-\udfff]{1,2}/, '\ufffd');

/**
 * Writes some passages of a text otherwise. Each unit of the new words stands for all of the passage; empty words drop it,
 * and what cannot be seen inside a passage belongs to it. After its groups, `words` is given what `replace` gives.
 */
export function rewrite({ plain, starts }: Folded, pattern: RegExp, words: (...match: string[]) => string): Folded {
  const from: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    while (at < to) from.push(starts[at++]!);
  };
  const next = plain.replace(pattern, (...match) => {
    const other = words(...match);
    keep(match.at(-2));
    for (const _ of other.split('')) from.push(starts[at]!);
    at += match[0].length;
    return other;
  });
  keep(plain.length + 1);
  return { plain: next, starts: from };
}

/** Drops what cannot be seen, and writes full-width, styled and look-alike letters as the plain ones they are taken for. */
export const fold = (text: string): Folded => rewrite({ plain: text, starts: [...Array(text.length + 1).keys()] }, /\p{L}\p{M}{1,9}|[^\n -~]/gu, plainOf);
