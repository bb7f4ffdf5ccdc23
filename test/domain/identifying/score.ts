import { readFileSync } from 'node:fs';
import { findIdentifying, type IdentifyingKind } from '../../../src/domain/identifying.ts';

export interface Sentence {
  locale: string;
  text: string;
  spans: { start: number; end: number; kind: IdentifyingKind }[];
}

export interface Score {
  kind: string;
  right: number;
  wrong: number;
  missed: number;
  precision: number;
  recall: number;
}

/** `Ring me on {phone|07700 900123}.`: the words that have to be found, in their place. */
function read(locale: string, marked: string): Sentence {
  const spans: Sentence['spans'] = [];
  let text = '';
  let at = 0;
  for (const match of marked.matchAll(/\{([a-z-]+)\|([^}]*)\}/g)) {
    text += marked.slice(at, match.index);
    spans.push({ start: text.length, end: text.length + match[2]!.length, kind: match[1] as IdentifyingKind });
    text += match[2];
    at = match.index + match[0].length;
  }
  return { locale, text: text + marked.slice(at), spans };
}

/** The published sentences: `corpus`, which the rules were made with, or `held-out`, written before them. */
export function sentences(name: 'corpus' | 'held-out' | 'stories' | 'fresh' | 'everyday' | 'afterwards'): Sentence[] {
  const file = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Record<string, string[]>;
  return Object.entries(file).flatMap(([locale, list]) => list.map((marked) => read(locale, marked)));
}

const found = ({ text, locale }: Sentence) => findIdentifying(text, { locale });

/** A passage is right if it is of the same kind, covers all the marked words and at most 24 characters around them. */
const covers = (passage: Sentence['spans'][number], span: Sentence['spans'][number]) =>
  passage.kind === span.kind && passage.start <= span.start && passage.end >= span.end && passage.end - passage.start - (span.end - span.start) <= 24;

const score = (kind: string, right: number, wrong: number, missed: number): Score => ({
  kind, right, wrong, missed, precision: right / (right + wrong || 1), recall: right / (right + missed || 1),
});

/** Counts for each kind, then for all of them. */
export function measure(list: readonly Sentence[]): Score[] {
  const counts = new Map<string, [right: number, wrong: number, missed: number]>();
  const count = (kind: string, which: 0 | 1 | 2) => {
    for (const key of [kind, 'all']) counts.set(key, (counts.get(key) ?? [0, 0, 0]).map((n, i) => n + Number(i === which)) as [number, number, number]);
  };
  for (const sentence of list) {
    const passages = found(sentence);
    for (const span of sentence.spans) count(span.kind, passages.some((passage) => covers(passage, span)) ? 0 : 2);
    for (const passage of passages) if (!sentence.spans.some((span) => covers(passage, span))) count(passage.kind, 1);
  }
  return [...counts].map(([kind, [right, wrong, missed]]) => score(kind, right, wrong, missed)).sort((a, b) => Number(a.kind === 'all') - Number(b.kind === 'all'));
}

/** What went wrong, a line each. */
export function misses(list: readonly Sentence[]): string[] {
  return list.flatMap((sentence) => {
    const passages = found(sentence);
    const words = ({ start, end, kind }: Sentence['spans'][number]) => `${kind} “${sentence.text.slice(start, end)}”`;
    return [
      ...sentence.spans.filter((span) => !passages.some((passage) => covers(passage, span))).map((span) => `missed ${words(span)} in: ${sentence.text}`),
      ...passages.filter((passage) => !sentence.spans.some((span) => covers(passage, span))).map((passage) => `wrong ${words(passage)} in: ${sentence.text}`),
    ];
  });
}
