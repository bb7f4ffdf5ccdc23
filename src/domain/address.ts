import { allWays, days } from './finder.ts';

/**
 * What of a search may stand in the page's address: day and way, and the group that is open. Words, topics, audience
 * and places never do.
 */
export interface Address {
  day?: readonly string[];
  way?: readonly string[];
  /** Id of the open group. */
  group?: string | undefined;
}

/** Writes a search into a page's query under `prefix` (`gf.day=mon,tue`). What others keep there stays as it is. */
export function toQuery({ day, way, group }: Address, query: string, prefix: string): string {
  const params = new URLSearchParams(query);
  for (const [name, value] of Object.entries({ day, way, group })) {
    params.delete(`${prefix}.${name}`);
    if (value?.length) params.set(`${prefix}.${name}`, `${value}`);
  }
  return `${params}`;
}

/** Reads a search from a page's query. Days and ways that there are not are passed over. */
export function fromQuery(query: string, prefix: string): Address {
  const params = new URLSearchParams(query);
  const read = (name: string) => params.get(`${prefix}.${name}`) ?? '';
  const known = (name: string, all: readonly string[]) => all.filter((value) => read(name).toLowerCase().split(',').includes(value));
  return { day: known('day', days), way: known('way', allWays), group: read('group') || undefined };
}
