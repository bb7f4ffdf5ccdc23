import type { SearchIndex } from './search.ts';

/**
 * Builds the index of a search in small steps, to be run in slices that leave the page free. Only long lists are worth
 * one: a thousand texts are read faster than the page is drawn.
 */
export function* buildIndex(search: SearchIndex): Generator<void, void> {
  const lists = new Map<string, number[]>();
  // By first letter, so that no step has to sort all words.
  const shelves = new Map<string, string[]>();
  let read = 0;
  let length = 0;
  while (!search.index) {
    for (; read < search.count; read++) {
      for (const word of search.wordsOf(read)) {
        const list = lists.get(word);
        if (!list) {
          // A copy, because a slice would keep the whole text in memory.
          const copy = ` ${word}`.slice(1);
          lists.set(copy, [read]);
          const shelf = shelves.get(word[0]!);
          if (shelf) shelf.push(copy);
          else shelves.set(copy[0]!, [copy]);
        } else if (list.at(-1) !== read) list.push(read);
        else continue;
        length++;
      }
      yield;
    }
    const words: string[] = [];
    // The records of word `n` are those from `from[n]` up to `from[n + 1]`.
    const from = new Uint32Array(lists.size + 1);
    const records = read > 65536 ? new Uint32Array(length) : new Uint16Array(length);
    for (const letter of [...shelves.keys()].sort()) {
      for (const word of shelves.get(letter)!.sort()) {
        const list = lists.get(word)!;
        records.set(list, from[words.length]);
        from[words.push(word)] = from[words.length - 1]! + list.length;
      }
      yield;
    }
    if (read < search.count) continue;
    search.words = words;
    search.index = (term) => records.subarray(from[place(words, term)], from[place(words, `${term}\uffff`)]);
  }
  search.texts = [];
}

/** Place of the first word that is not before this one. */
function place(words: readonly string[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
