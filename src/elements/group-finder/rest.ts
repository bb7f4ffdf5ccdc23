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
  /** The end of all that was asked for one by one. */
  #last: Promise<unknown> = Promise.resolve();
  #host?: RestHost;

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

  /** Whether something could not be fetched, and the visitor has not said yet that it is to be tried again. */
  get lost(): boolean {
    return !!this.#host?.lost;
  }

  /** Brings `count` more groups, at least. False where it cannot: the visitor is asked whether to try again. */
  bring(list: GroupList, count: number): Promise<boolean> {
    const { signal } = new AbortController();
    return this.#inTurn(async () => {
      for await (const { items } of this.pages(signal, count)) await this.#add(list, items);
    });
  }

  /** Brings the group that a link leads to, or tells `gone` that there is none. */
  bringOne(list: GroupList, id: string, gone: () => void): Promise<boolean> {
    return this.#inTurn(async () => {
      const group = await this.#client.groups.get(id);
      if (group) await this.#add(list, [group]);
      else gone();
    });
  }

  /** One after the other: two would bring the same groups twice. */
  #inTurn(act: () => Promise<void>): Promise<boolean> {
    const done = this.#last.then(act).then(
      () => true,
      () => {
        if (this.#host) this.#host.lost = true;
        return false;
      },
    );
    this.#last = done;
    return done;
  }

  /** Adds those that are not here yet. */
  async #add(list: GroupList, groups: readonly Group[]): Promise<void> {
    const here = new Set(list.rows.groups.map(({ id }) => id));
    await list.add(groups.filter(({ id }) => !here.has(id)), new AbortController().signal);
  }

  /**
   * Asks the backend when the visitor asks something else and has stopped typing, and brings more before the page has all.
   * To be called after each update.
   *
   * @param left - How many groups that answer are not on the page yet.
   */
  follow(list: GroupList, left: number, host: RestHost): void {
    const { criteria, lost } = host;
    this.#host = host;
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
    await this.bring(list, atOnce);
    this.#bringing = false;
    host.requestUpdate();
  }
}
