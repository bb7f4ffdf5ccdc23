/** A part of a text, in UTF-16 code units: `[start, end)`. */
export interface Part {
  start: number;
  end: number;
}

/** The sentences of a text, as far as the language tells them; lines end them too. Spaces around are no part of one. */
export function sentencesOf(text: string, language: string): Part[] {
  const parts: Part[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n\r\u2028\u2029]+/g)) {
    for (const [start, end] of cuts(line, language)) {
      const words = line.slice(start, end);
      const from = start + (words.length - words.trimStart().length);
      const to = from + words.trim().length;
      if (to > from) parts.push({ start: index + from, end: index + to });
    }
  }
  return parts;
}

function cuts(line: string, language: string): [number, number][] {
  // Firefox before 125 has none; then what ends a sentence in most scripts ends it.
  if (typeof Intl.Segmenter !== 'function') return [...line.matchAll(/.+?(?:[.!?…。！？؟।]+["'”’»)]*(?=\s|$)|[。！？]|$)/gu)].map(({ 0: found, index }) => [index, index + found.length]);
  return [...segmenter(language).segment(line)].map(({ segment, index }) => [index, index + segment.length]);
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' });
  } catch {
    return new Intl.Segmenter(undefined, { granularity: 'sentence' });
  }
}
