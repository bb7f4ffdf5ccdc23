import type { ClientQuery, ListResult, PeerClient } from '../../client/client.ts';
import type { Criteria } from '../../domain/finder.ts';
import type { Group } from '../../domain/group.ts';
import { fill, msg } from '../../internal/localize.ts';
import type { GroupList } from './group-list.ts';

/*
 * A backend may keep more groups than should travel to a page. Then those that meet soonest are brought, and words and
 * filters are asked of the backend; what depends on the visitor's clock, day and time of day, is looked for here.
 */

/** How many groups are brought at first. */
const most = 1000;
/** How many are looked through for a day or time of day. */
const mostByClock = 5000;
/** How many come in one answer. */
const atOnce = 200;
/** How long a visitor stops typing before the backend is asked, in milliseconds. */
const askAfter = 250;

/** Whether the backend can search for what a visitor may ask. */
export function canSearch({ can }: PeerClient): boolean {
  const { where = [], text, sort } = can.collections.groups?.list ?? {};
  return !!text && !!sort?.includes('next') && ['way', 'topic', 'audience', 'language', 'access'].every((name) => where.includes(name));
}

function queryOf({ text = '', way, topic, audience, language, access }: Criteria): ClientQuery {
  const where = Object.entries({ way, topic, audience, language, access }).filter(([, values]) => values?.length);
  return { sort: 'next', limit: atOnce, ...(text.trim() && { text: text.trim() }), ...(where.length && { where: Object.fromEntries(where) as Record<string, string[]> }) };
}

/** The part of a long list that is still with its backend. */
export class Rest {
  readonly #onAsk: (criteria: Criteria) => void;
  readonly #client: PeerClient;
  readonly #criteria: Criteria;
  #cursor?: string | null;
  #waiting?: ReturnType<typeof setTimeout>;

  /** @param onAsk - Asks for other criteria: the element reads its list again. */
  constructor(client: PeerClient, criteria: Criteria, onAsk: (criteria: Criteria) => void) {
    this.#onAsk = onAsk;
    this.#client = client;
    this.#criteria = criteria;
  }

  /** Whether the backend has more that answers. */
  get more(): boolean {
    return !!this.#cursor;
  }

  /** Reads from where it stopped, until there is enough or no more. */
  async *pages(signal: AbortSignal, enough = this.#enough): AsyncGenerator<ListResult<Group>> {
    const { groups } = this.#client;
    const cursor = this.#cursor;
    if (cursor === null) return;
    let read = 0;
    for await (const page of groups.pages({ ...queryOf(this.#criteria), ...(cursor && { cursor }) }, { signal })) {
      this.#cursor = page.next;
      yield page;
      if ((read += page.items.length) >= enough) return;
    }
  }

  /** Brings `count` more groups, at least. */
  async bring(list: GroupList, count: number): Promise<void> {
    const { signal } = new AbortController();
    for await (const { items } of this.pages(signal, count)) await list.add(items, signal);
  }

  /** Brings the group that a link leads to. */
  async bringOne(list: GroupList, id: string): Promise<void> {
    const group = await this.#client.groups.get(id);
    if (group) await list.add([group], new AbortController().signal);
  }

  /** Asks the backend, once the visitor has stopped typing, if these criteria are others than those that were asked for. */
  ask(criteria: Criteria): void {
    clearTimeout(this.#waiting);
    if (same(criteria, this.#criteria)) return;
    this.#waiting = setTimeout(() => this.#onAsk(criteria), askAfter);
  }

  /** How many were found, as far as it is known. */
  count(found: number): string {
    return fill(msg('{count, plural, one {# group so far} other {# groups so far}}. There are more: search or filter to see others.'), { count: found });
  }

  get #enough(): number {
    const { day, time } = this.#criteria;
    return day?.length || time?.length ? mostByClock : most;
  }
}

const same = (a: Criteria, b: Criteria) => JSON.stringify(asked(a)) === JSON.stringify(asked(b));
const asked = (criteria: Criteria) => [queryOf(criteria), !!(criteria.day?.length || criteria.time?.length)];
