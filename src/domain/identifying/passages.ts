import type { Identifying } from './types.ts';

/** A passage, and what its writer does with it. */
export interface Passage extends Identifying {
  /** The words as they were written first. */
  words: string;
  /** `open`: the writer has not decided. `changed`: the suggestion stands there now. `left`: it stays as it is. */
  state: 'open' | 'changed' | 'left';
}

/** A text, and its passages in their order; they do not overlap. */
export interface Softening {
  text: string;
  passages: readonly Passage[];
}

const shifted = (passage: Passage, by: number): Passage => ({ ...passage, start: passage.start + by, end: passage.end + by });

/** The same text with a decision about one passage. Undone, it is open and has its first words. */
export function decide({ text, passages }: Softening, index: number, state: Passage['state']): Softening {
  const { start, end, words, suggestion } = passages[index]!;
  const now = state === 'changed' ? suggestion : words;
  const by = start + now.length - end;
  return {
    text: text.slice(0, start) + now + text.slice(end),
    passages: passages.map((each, i) => (i < index ? each : i > index ? shifted(each, by) : { ...each, end: start + now.length, state })),
  };
}

/** The places of open passages with the same words, this one among them. */
export function alike(passages: readonly Passage[], index: number): number[] {
  const { words, kind } = passages[index]!;
  return passages.flatMap((each, i) => (each.state === 'open' && each.kind === kind && each.words === words ? [i] : []));
}

/** How much around a passage has to be the same, in characters, for it to be the same passage in another text. */
const around = 12;

/**
 * The passages of a text that was looked through again. What the writer decided before stays decided where the words around
 * it are the same.
 */
export function lookAgain(before: Softening, text: string, found: readonly Identifying[]): Softening {
  let from = 0;
  const kept = before.passages.flatMap((passage) => {
    const first = Math.max(0, passage.start - around);
    const by = text.indexOf(before.text.slice(first, passage.end + around), from) - first;
    if (passage.state === 'open' || by < -first) return [];
    from = passage.end + by - around;
    return [shifted(passage, by)];
  });
  const fresh = found
    .filter(({ start, end }) => !kept.some((each) => each.start < end && start < each.end))
    .map((each): Passage => ({ ...each, words: text.slice(each.start, each.end), state: 'open' }));
  return { text, passages: [...kept, ...fresh].sort((a, b) => a.start - b.start) };
}
