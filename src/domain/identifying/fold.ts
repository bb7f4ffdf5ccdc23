/** A text made plain for reading, with the way back: unit `i` came from what begins at `starts[i]` of the original; one more is its end. */
export interface Folded {
  plain: string;
  starts: readonly number[];
}

// Letters of Cyrillic and Greek that look like Latin ones; the capitals of the first row do, too.
const others = 'аеорсухіјѕԁονВКМНТ';
const latin = 'aeopcyxijsdovBKMHT';

function plainOf(letter: string): string {
  if (/^[\p{Cf}\p{M}\u3164]/u.test(letter)) return '';
  if (/^\s/.test(letter)) return ' ';
  if (/^[\u2010-\u2015]/.test(letter)) return '-';
  if (/^[‘’]/.test(letter)) return "'";
  const like = latin[others.indexOf(letter)] ?? latin[others.indexOf(letter.toLowerCase())]?.toUpperCase();
  // Without halves of characters, every place in the text is one where a pattern may begin.
  return like ?? letter.normalize('NFKC').replace(/\p{M}/gu, '').replace(/[\ud800-\udfff]{1,2}/g, '\ufffd');
}

/**
 * Writes some passages of a text otherwise. Each unit of the new words stands for all of the passage; empty words drop it,
 * and what cannot be seen inside a passage belongs to it.
 */
export function rewrite({ plain, starts }: Folded, pattern: RegExp, words: (...match: string[]) => string): Folded {
  const from: number[] = [];
  let next = '';
  let at = 0;
  const keep = (to: number) => {
    next += plain.slice(at, to);
    for (; at < to; at++) from.push(starts[at]!);
  };
  for (const match of plain.matchAll(pattern)) {
    const other = words(...match);
    keep(match.index);
    at = match.index + match[0].length;
    next += other;
    for (let i = 0; i < other.length; i++) from.push(starts[match.index]!);
  }
  keep(plain.length);
  from.push(starts[plain.length]!);
  return { plain: next, starts: from };
}

/** Drops what cannot be seen, and writes full-width, styled and look-alike letters as the plain ones they are taken for. */
export const fold = (text: string): Folded => rewrite({ plain: text, starts: Array.from({ length: text.length + 1 }, (_, i) => i) }, /\p{L}\p{M}{1,9}|[^\n -~]/gu, plainOf);
