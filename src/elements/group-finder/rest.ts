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
/** How many shall be here beyond those on the page. */
const ahead = 50;
/** How long a visitor stops typing before the backend is asked, in milliseconds. */
const askAfter = 250;

/** What it has to do with the finder. */
export interface RestHost {
  criteria: Criteria;
  /** Something could not be fetched: the visitor is asked whether to try again. */
  lost: boolean;
  /** Reads the list again, for other criteria. */
  askFor(criteria: Criteria): void;
  requestUpdate(): void;
}

/** Whether the backend can search for what a visitor may ask. */
export function canSearch({ can }: PeerClient): boolean {
  const { where = [], text, sort } = can.collections.groups?.list ?? {};
  return !!text && !!sort?.includes('next') && ['way', 'topic', 'audience', 'language', 'access'].every((name) => where.includes(name));
}

function queryOf({ text = '', way, topic, audience, language, access }: Criteria): ClientQuery {
  const where = Object.entries({ way, topic, audience, language, access }).filter(([, values]) => values?.length);
  return { sort: 'next', limit: atOnce, ...(text.trim() && { text: text.trim() }), ...(where.length && { where: Object.fromEntries(where) as Record<string, string[]> }) };
}

const byClock = ({ day, time }: Criteria) => !!(day?.length || time?.length);
const same = (a: Criteria, b: Criteria) => JSON.stringify([queryOf(a), byClock(a)]) === JSON.stringify([queryOf(b), byClock(b)]);

/** The part of a long list that is still with its backend. */
export class Rest {
  readonly #client: PeerClient;
  readonly #criteria: Criteria;
  #cursor?: string | null;
  /** What the visitor asks by now. */
  #wanted?: Criteria;
  #waiting?: ReturnType<typeof setTimeout>;
  #bringing = false;

  constructor(client: PeerClient, criteria: Criteria) {
    this.#client = client;
    this.#criteria = criteria;
  }

  /** Whether the backend has more that answers. */
  get more(): boolean {
    return !!this.#cursor;
  }

  /** Reads from where it stopped, until there is enough or no more. */
  async *pages(signal: AbortSignal, enough = byClock(this.#criteria) ? mostByClock : most): AsyncGenerator<ListResult<Group>> {
    const cursor = this.#cursor;
    if (cursor === null) return;
    let read = 0;
    for await (const page of this.#client.groups.pages({ ...queryOf(this.#criteria), ...(cursor && { cursor }) }, { signal })) {
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

  /**
   * Asks the backend when the visitor asks something else and has stopped typing, and brings more before the page has all.
   * To be called after each update.
   *
   * @param left - How many groups that answer are not on the page yet.
   */
  follow(list: GroupList, left: number, host: RestHost): void {
    const { criteria, lost } = host;
    if (criteria !== this.#wanted) {
      this.#wanted = criteria;
      clearTimeout(this.#waiting);
      if (!same(criteria, this.#criteria)) this.#waiting = setTimeout(() => host.askFor(criteria), askAfter);
    }
    if (left < ahead && this.more && !lost && !this.#bringing && same(criteria, this.#criteria)) void this.#bringAhead(list, host);
  }

  /** How many were found, as far as it is known. Undefined: all of them are here. */
  count(found: number): string | undefined {
    return this.more
      ? fill(msg('{count, plural, one {# group so far} other {# groups so far}}. There are more: search or filter to see others.'), { count: found })
      : undefined;
  }

  async #bringAhead(list: GroupList, host: RestHost) {
    this.#bringing = true;
    await this.bring(list, atOnce).catch(() => (host.lost = true));
    this.#bringing = false;
    host.requestUpdate();
  }
}
