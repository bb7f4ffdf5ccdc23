/** A text made plain for reading, with the way back: unit `i` came from `starts[i]` to `ends[i]` of the original. */
export interface Folded {
  plain: string;
  starts: readonly number[];
  ends: readonly number[];
}

// Letters of Cyrillic and Greek that look like Latin ones.
const lookalikes = new Map(
  Array.from('аеорсухіјѕһԁԛԝАВЕКМНОРСТХІЈЅУοανρυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', (letter, i) => [letter, 'aeopcyxijshdqwABEKMHOPCTXIJSYoavpuiABEZHIKMNOPTYX'[i]!]),
);
// Not made of these alone: what a person sees as a gap, a hyphen or a quote.
const same: [RegExp, string][] = [
  [/^[^\S\n]$/u, ' '],
  [/^[\u2010-\u2015\u2212]$/u, '-'],
  [/^[‘’ʼ´`]$/u, "'"],
];

const unseen = /^[\p{Cf}\u034F\u115F\u3164\uFE00-\uFE0F]$/u;
const mark = /^\p{M}$/u;

function plainOf(character: string): string {
  for (const [pattern, plain] of same) if (pattern.test(character)) return plain;
  const folded = lookalikes.get(character) ?? character.normalize('NFKC');
  // Signs that stand for whole phrases exist; none of them is of use here.
  return folded.length > 4 ? ' ' : folded;
}

/** Drops what cannot be seen, and writes full-width, styled and look-alike letters as the plain ones they are taken for. */
export function fold(text: string): Folded {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const push = (plain: string, start: number, end: number) => {
    for (let i = 0; i < plain.length; i++) {
      units.push(plain[i]!);
      starts.push(start);
      ends.push(end);
    }
  };
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const last = units.length - 1;
    if (character < '\x7f') push(character === '\t' || character === '\r' ? ' ' : character, at, end);
    else if (mark.test(character) && last >= 0) {
      const composed = (units[last]! + character).normalize('NFC');
      if (composed.length === 1) units[last] = composed;
      ends[last] = end;
    } else if (!unseen.test(character)) push(plainOf(character), at, end);
    at = end;
  }
  return { plain: units.join(''), starts, ends };
}

/** The same text with some passages written otherwise; each unit of `words` stands for the whole passage. */
export function rewrite(text: Folded, pattern: RegExp, words: (match: RegExpExecArray) => string | undefined): Folded {
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const keep = (to: number) => {
    plain += text.plain.slice(at, to);
    for (; at < to; at++) {
      starts.push(text.starts[at]!);
      ends.push(text.ends[at]!);
    }
  };
  for (const match of text.plain.matchAll(pattern)) {
    const other = words(match);
    if (other === undefined) continue;
    keep(match.index);
    at += match[0].length;
    plain += other;
    for (let i = 0; i < other.length; i++) {
      starts.push(text.starts[match.index]!);
      ends.push(text.ends[at - 1]!);
    }
  }
  keep(text.plain.length);
  return { plain, starts, ends };
}
