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

/** Decisions that still hold in another text, which the writer made of this one: where the words around a passage are the same. */
function carried({ text, passages }: Softening, next: string): Passage[] {
  const kept: Passage[] = [];
  for (const passage of passages) {
    if (passage.state === 'open') continue;
    const from = Math.max(0, passage.start - around);
    const at = next.indexOf(text.slice(from, passage.end + around), Math.max(0, (kept.at(-1)?.end ?? 0) - around));
    if (at >= 0) kept.push(shifted(passage, at - from));
  }
  return kept;
}

/** The passages of a text that was looked through again; what the writer decided before stays decided. */
export function lookAgain(before: Softening, text: string, found: readonly Identifying[]): Softening {
  const kept = carried(before, text);
  const fresh = found
    .filter(({ start, end }) => !kept.some((each) => each.start < end && start < each.end))
    .map((each): Passage => ({ ...each, words: text.slice(each.start, each.end), state: 'open' }));
  return { text, passages: [...kept, ...fresh].sort((a, b) => a.start - b.start) };
}
