import { html } from 'lit';
import { marker } from '../../domain/marker.ts';
import type { Mark } from './card.ts';

export { styles } from './marks.styles.ts';

type Ranges = readonly (readonly [start: number, end: number])[];

/** Marks the words of a search, which only a search needs. */
export function marking(terms: readonly string[]): Mark {
  const rangesOf = marker(terms);
  return (text, isHidden) => {
    const ranges = rangesOf(text);
    if (!isHidden) return pieces(text, ranges);
    const part = excerpt(text, ranges);
    return part && pieces(part, rangesOf(part));
  };
}

/** The part of a longer text around the first word that was found. */
function excerpt(text: string, [first]: Ranges): string | undefined {
  if (!first) return undefined;
  const from = first[0] < 60 ? 0 : text.lastIndexOf(' ', first[0] - 40) + 1;
  const to = text.length - from < 160 ? text.length : text.lastIndexOf(' ', from + 150);
  return `${from ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`;
}

/** The text with its ranges marked. */
function pieces(text: string, ranges: Ranges): unknown {
  let at = 0;
  const marked = ranges.map(([start, end]) => [text.slice(at, start), html`<mark>${text.slice(start, (at = end))}</mark>`]);
  return at ? [marked, text.slice(at)] : text;
}
