/** A piece of two texts, and in which of them it stands. */
export interface Difference {
  text: string;
  in: 'both' | 'before' | 'after';
}

/** So many pairs of words are compared at most; what is longer is other as a whole. */
const mostPairs = 12_000_000;

/** Words, each with the spaces behind it. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|^\s+/g) ?? [];

/** What one text has, word by word, that another has not. What stands in both comes in its order. */
export function differencesOf(before: string, after: string): Difference[] {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  let ends = 0;
  while (ends < Math.min(one.length, other.length) - from && one.at(-1 - ends) === other.at(-1 - ends)) ends++;
  const pieces: Difference[] = [];
  const add = (where: Difference['in'], words: readonly string[]) => {
    const last = pieces.at(-1);
    const text = words.join('');
    if (last?.in === where) last.text += text;
    else if (text) pieces.push({ text, in: where });
  };
  add('both', one.slice(0, from));
  compare(one.slice(from, one.length - ends), other.slice(from, other.length - ends), add);
  add('both', one.slice(one.length - ends));
  return pieces;
}

/** Tells the longest row of words that both have, and what stands between them. */
function compare(one: readonly string[], other: readonly string[], add: (where: Difference['in'], words: readonly string[]) => void): void {
  const wide = other.length + 1;
  // How many words the ends of both have in common, from each pair of words on.
  const shared = one.length * other.length > mostPairs ? undefined : new Uint16Array((one.length + 1) * wide);
  if (shared) {
    for (let i = one.length - 1; i >= 0; i--) {
      for (let j = other.length - 1; j >= 0; j--) {
        shared[i * wide + j] = one[i] === other[j] ? shared[(i + 1) * wide + j + 1]! + 1 : Math.max(shared[(i + 1) * wide + j]!, shared[i * wide + j + 1]!);
      }
    }
  }
  let [i, j] = [0, 0];
  while (shared && i < one.length && j < other.length) {
    if (one[i] === other[j]) add('both', [one[(j++, i++)]!]);
    else if (shared[(i + 1) * wide + j]! >= shared[i * wide + j + 1]!) add('before', [one[i++]!]);
    else add('after', [other[j++]!]);
  }
  add('before', one.slice(i));
  add('after', other.slice(j));
}
