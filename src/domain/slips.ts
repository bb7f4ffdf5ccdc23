import type { SearchIndex } from './search.ts';

/**
 * The words of all texts with the fewest slips (a letter wrong, missing, too many, two swapped): none up to three
 * letters, one up to five, two above. From six letters on also words whose beginning is one slip away, while one is still
 * typing.
 */
export function nearest(search: SearchIndex, term: string): string[] {
  const { length } = term;
  if (length < 4 || /\d/.test(term)) return [];
  const words = (search.words ??= wordsOf(search));
  const most = length < 6 ? 1 : 2;
  // rows[j][i]: slips between the first j letters of the word and the first i of the term. The words are in order, so
  // most begin like the one before, and its rows hold for them.
  const rows = [Array.from({ length: length + 1 }, (_, i) => i)];
  const begun = [9];
  let last = '';
  let depth = 0;
  let lost = false;
  let least = most;
  let found: string[] = [];
  for (const word of words) {
    let j = 0;
    while (j < depth && word[j] === last[j]) j++;
    if (j < depth || !lost) {
      lost = false;
      while (j < word.length && !lost) {
        const row = rows[j]!;
        const next = (rows[++j] ??= []);
        let lowest = (next[0] = j);
        for (let i = 1; i <= length; i++) {
          let slips = row[i - 1]!;
          if (term[i - 1] !== word[j - 1]) {
            slips = 1 + Math.min(slips, row[i]!, next[i - 1]!);
            if (term[i - 1] === word[j - 2] && term[i - 2] === word[j - 1]) slips = Math.min(slips, 1 + rows[j - 2]![i - 2]!);
          }
          next[i] = slips;
          lowest = Math.min(lowest, slips);
        }
        lost = lowest > most;
        begun[j] = length > 5 && next[length]! < 2 ? 1 : begun[j - 1]!;
      }
      depth = j;
      last = word;
    }
    const slips = Math.min(begun[depth]!, lost ? 9 : rows[depth]![length]!);
    if (slips < least) (least = slips), (found = []);
    if (slips === least) found.push(word);
  }
  return found;
}

/** All words in order, where there is no index that has them. */
function wordsOf(search: SearchIndex): string[] {
  const found = new Set<string>();
  for (let record = 0; record < search.count; record++) {
    // Copies, because slices would keep the whole texts in memory.
    for (const word of search.wordsOf(record)) if (!found.has(word)) found.add(` ${word}`.slice(1));
  }
  return [...found].sort();
}
