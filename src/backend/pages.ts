import { PeerError } from '../client/errors.ts';

/** One record with what it is ordered by. */
export interface Entry<T> {
  key: number | string;
  id: string;
  item: T;
}

/** Where a page ended, and the moment of the first page, so that an order by time stays the same from page to page. */
export interface Place {
  now: number;
  /** Null stands for Infinity, which JSON does not know. */
  key: number | string | null;
  id: string;
}

/** Reads a cursor. Throws a `PeerError` (`invalid`) for one that was not made here. */
export function readCursor(cursor: string): Place {
  try {
    const [now, key, id] = JSON.parse(decodeURIComponent(atob(cursor))) as [unknown, unknown, unknown];
    if (typeof now === 'number' && (key === null || /string|number/.test(typeof key)) && typeof id === 'string') {
      return { now, key: key as Place['key'], id };
    }
  } catch {
    // Told below.
  }
  throw new PeerError('invalid', 'this cursor was not given here');
}

const writeCursor = ({ now, key, id }: Place) => btoa(encodeURIComponent(JSON.stringify([now, key, id])));

/**
 * One page of entries, which are put in order by key and, where keys are equal, by id. It begins after the place the
 * cursor names, not after a number of items: what is added or removed meanwhile makes no other item appear twice or not at all.
 */
export function pageOf<T>(entries: Entry<T>[], limit: number, now: number, after?: Place, locale?: string) {
  const names = collator(locale);
  const compare = (a: Pick<Entry<T>, 'key' | 'id'>, b: Pick<Entry<T>, 'key' | 'id'>): number =>
    (typeof a.key === 'number' && typeof b.key === 'number' ? (a.key === b.key ? 0 : a.key - b.key) : names.compare(`${a.key}`, `${b.key}`)) ||
    (a.id < b.id ? -1 : +(a.id > b.id));
  const from = after && { key: after.key ?? Infinity, id: after.id };
  const rest = from ? entries.filter((entry) => compare(entry, from) > 0) : entries;
  const page = rest.sort(compare).slice(0, limit);
  const last = page.at(-1);
  const key = last && (last.key === Infinity ? null : last.key);
  return {
    items: page.map(({ item }) => item),
    next: last && page.length < rest.length ? writeCursor({ now, key: key!, id: last.id }) : null,
  };
}

/** A page may be written in a language that has no proper tag; its names are ordered all the same. */
function collator(locale?: string): Intl.Collator {
  try {
    return new Intl.Collator(locale, { numeric: true });
  } catch {
    return new Intl.Collator(undefined, { numeric: true });
  }
}
