import { html, nothing, type TemplateResult } from 'lit';
import type { RawProblem } from '../../feeds/importer.ts';
import { tableRows } from '../../feeds/table.ts';
import type { Criteria, Row } from '../../domain/finder.ts';
import type { Group } from '../../domain/group.ts';
import { rowOf } from '../../domain/row-of.ts';
import { msg } from '../../internal/localize.ts';
import { remember, remembered } from './address.ts';
import type { GroupList, Source } from './group-list.ts';
import { canSearch, Rest } from './rest.ts';

// What only some pages need: a provider around the finder, a list inside it, a link to one group, choices kept in the query.
export { nearby } from './near.ts';
export { styles } from './page.styles.ts';

/** What asks for the provider's client is of use only where there is one. Where it cannot be fetched, the visitor is asked whether to try again. */
export const loadClient = (host: unknown) =>
  import('../../controllers/client.ts').catch((error: unknown) => {
    (host as { lost: boolean }).lost = true;
    throw error;
  });

/**
 * Reads the groups of a provider's adapter, as lists are read. Of a list that is long, what comes first. Where all that
 * answers is wanted near a place, what is near is found out here, so all groups are needed.
 */
export async function readPages({ client, near, asked, before }: Source, signal: AbortSignal, onGroups: (groups: readonly Group[]) => Promise<void>) {
  const problems: RawProblem[] = [];
  const rest = !near && canSearch(client!) ? new Rest(client!, asked ?? {}) : undefined;
  // A group that has not changed is the same: what a visitor opened of it stays open.
  const here = new Map([...(before?.sample?.groups ?? []), ...(before?.rows.groups ?? [])].map((group) => [group.id, group]));
  const known = (group: Group) => {
    const old = here.get(group.id);
    return old && JSON.stringify(old) === JSON.stringify(group) ? old : group;
  };
  for await (const page of rest?.pages(signal) ?? client!.groups.pages({}, { signal })) {
    problems.push(...page.problems);
    await onGroups(page.items.map(known));
  }
  // A list that is here whole is searched here.
  return { problems, format: undefined, rest: rest?.more || asked ? rest : undefined };
}

/** What was read from an element, so that the same words are not read again as another list. */
const known = new WeakMap<Element, { text: string; data: unknown }>();

/**
 * The list that stands inside an element: JSON in a script, or the rows of an HTML table. Undefined when there is none.
 * A script that is no JSON is given as text, so that reading it says what is wrong.
 */
export async function inlineData(host: Element): Promise<unknown> {
  // Before the page has been read, the table may be half there.
  if (document.readyState === 'loading') await new Promise((resolve) => addEventListener('DOMContentLoaded', resolve, { once: true }));
  const holder = host.querySelector(':scope > script[type="application/json"], table');
  if (!holder) return undefined;
  const text = holder.textContent ?? '';
  const before = known.get(holder);
  if (before?.text === text) return before.data;
  const data = holder instanceof HTMLTableElement ? tableRows(holder) : text;
  known.set(holder, { text, data });
  return data;
}

/** What the page's query chooses, if the page's owner wants that, and the group that a link leads to. */
export function fromAddress(prefix: string | undefined): { chosen: Criteria; linked: LinkedGroup } {
  const { day, way, group } = remembered(prefix);
  return { chosen: prefix !== undefined && (day?.length || way?.length) ? { day, way } : {}, linked: new LinkedGroup(group) };
}

/** Day and way, and nothing that tells more of the visitor, go into the page's query. */
export function toAddress(prefix: string, { day, way }: Criteria, opened: Iterable<Group>): void {
  remember({ day, way, group: [...opened].at(-1)?.id }, prefix);
}

/** The group a link leads to stands above the list, opened; nothing scrolls and nothing takes the focus. */
export class LinkedGroup {
  #id: string | undefined;
  #state: '' | 'asked' | 'shown' = '';

  constructor(id: string | undefined) {
    this.#id = id;
  }

  render(list: GroupList, opened: ReadonlyMap<Group, unknown>, open: (group: Group) => unknown, one: (row: Row) => TemplateResult, onBrought: () => void): TemplateResult | typeof nothing {
    const group = list.rows.groups.find(({ id }) => id === this.#id);
    if (!group) {
      if (this.#id && list.rest && !list.rest.lost && !this.#state) {
        this.#state = 'asked';
        // It may lead to a group that is gone, or to one of another list.
        void list.rest.bringOne(list, this.#id, () => (this.#id = undefined)).then(() => {
          this.#state = '';
          onBrought();
        });
      }
      return nothing;
    }
    if (!opened.has(group)) {
      // Once its visitor has closed it, it is a group like the others.
      if (this.#state === 'shown') this.#id = undefined;
      else if (!this.#state) open(group);
      this.#state = 'asked';
      return nothing;
    }
    this.#state = 'shown';
    return html`<section class="linked" aria-label=${msg('The group you followed a link to')}>
      <p class="quiet">${msg('The group you followed a link to')}</p>
      <ul class="groups">${one(rowOf(list.rows, group))}</ul>
    </section>`;
  }
}
