/** A text made plain for reading, with the way back: unit `i` came from `starts[i]` to `ends[i]` of the original. */
export interface Folded {
  plain: string;
  starts: readonly number[];
  ends: readonly number[];
}

// Letters of Cyrillic and Greek that look like Latin ones; the capitals of the first row do, too.
const others = 'аеорсухіјѕԁονВКМНТ';
const latin = 'aeopcyxijsdovBKMHT';

function plainOf(letter: string): string {
  if (/[^\S\n]/.test(letter)) return ' ';
  if (/[\u2010-\u2015]/.test(letter)) return '-';
  if (/[‘’]/.test(letter)) return "'";
  const small = letter.toLowerCase();
  const like = latin[others.indexOf(letter)] ?? latin[others.indexOf(small)]?.toUpperCase();
  // Without halves of characters, every place in the text is one where a pattern may begin.
  return like ?? letter.normalize('NFKC').replace(/[\ud800-\udfff]{1,2}/g, '\ufffd');
}

/**
 * Writes some passages of a text otherwise. Each unit of the new words stands for all of the passage; empty words drop it,
 * and what cannot be seen inside a passage belongs to it.
 */
export function rewrite({ plain, starts, ends }: Folded, pattern: RegExp, words: (...match: string[]) => string): Folded {
  const next = { plain: '', starts: [] as number[], ends: [] as number[] };
  let at = 0;
  const keep = (to: number) => {
    next.plain += plain.slice(at, to);
    for (; at < to; at++) next.ends[next.starts.push(starts[at]!) - 1] = ends[at]!;
  };
  for (const match of plain.matchAll(pattern)) {
    const other = words(...match);
    keep(match.index);
    at += match[0].length;
    next.plain += other;
    for (let i = 0; i < other.length; i++) next.ends[next.starts.push(starts[match.index]!) - 1] = ends[at - 1]!;
  }
  keep(plain.length);
  return next;
}

/** Drops what cannot be seen, and writes full-width, styled and look-alike letters as the plain ones they are taken for. */
export function fold(text: string): Folded {
  const units = Array.from({ length: text.length + 1 }, (_, i) => i);
  return rewrite({ plain: text, starts: units, ends: units.slice(1) }, /\p{L}\p{M}{1,9}|[\p{Cf}\p{M}\u3164]|[^\n -~]/gu, (letter) =>
    /^[\p{Cf}\p{M}\u3164]/u.test(letter) ? '' : letter.length > 2 || /\p{M}/u.test(letter) ? letter.normalize('NFC').replace(/\p{M}/gu, '') : plainOf(letter),
  );
}
