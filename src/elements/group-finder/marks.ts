import { html } from 'lit';
import { marker } from '../../domain/marker.ts';

/** What shows where the words that were searched for stand. */
export interface Marks {
  /** The text with these words marked in it. */
  marked(text: string): unknown;
  /** The part of a longer text around the first of them; undefined where there is none. */
  excerpt(text: string | undefined): unknown;
}

/** @param terms - Beginnings of words, as a search found them. */
export function marksOf(terms: readonly string[]): Marks {
  const rangesOf = marker(terms);

  function marked(text: string): unknown {
    let at = 0;
    const parts: unknown[] = [];
    for (const [start, end] of rangesOf(text)) {
      parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
      at = end;
    }
    return at ? [...parts, text.slice(at)] : text;
  }

  function excerpt(text: string | undefined): unknown {
    const first = text && rangesOf(text)[0];
    if (!first) return undefined;
    const from = first[0] < 60 ? 0 : text.lastIndexOf(' ', first[0] - 40) + 1;
    const to = text.length - from < 160 ? text.length : text.lastIndexOf(' ', from + 150);
    return marked(`${from ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`);
  }

  return { marked, excerpt };
}
