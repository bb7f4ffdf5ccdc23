import { beginning, fold } from './search.ts';

/**
 * Gives the ranges `[start, end)` of a text where words begin with one of the terms, for marking. They are positions in
 * the text as written and never part an accent from its letter.
 */
export function marker(terms: readonly string[]): (text: string) => [start: number, end: number][] {
  return (text) => {
    const folded = fold(text);
    const found: [number, number][] = [];
    for (const term of terms) for (let at = -1; (at = beginning(folded, term, at + 1)) >= 0; ) found.push([at, at + term.length]);
    const places = found[0] ? placesOf(text, folded) : [];
    const ranges: [number, number][] = [];
    for (let [start, end] of found.sort(([a], [b]) => a - b)) {
      while (places[end] === places[end - 1]) end++;
      start = places[start]!;
      end = places[end]!;
      const last = ranges.at(-1);
      if (last && last[1] >= start) last[1] = Math.max(last[1], end);
      else ranges.push([start, end]);
    }
    return ranges;
  };
}

/** Where each sign of the folded text stood before, and behind them the end. */
function placesOf(text: string, folded: string): number[] {
  const places: number[] = [];
  for (const { 0: part, 1: plain, index } of text.matchAll(/([ -&(-~]+)(?!\p{M})|.\p{M}*/gsu)) {
    const signs = fold(part);
    // An apostrophe that was dropped for what follows it has no place.
    if (folded.startsWith(signs, places.length)) for (let i = 0; i < signs.length; i++) places.push(index + (plain ? i : 0));
  }
  places.push(text.length);
  return places;
}
