import type { Criteria, GroupRows } from '../../domain/finder.ts';
import type { Nearest } from '../../domain/search.ts';
import type { GroupList } from './group-list.ts';

/**
 * What a finder shows of its list. A new question gives a new order; new groups and passing time do not move what
 * somebody may be reading: they join below, and the true order is there for the asking.
 */
export class Found {
  /** Entries of the list in the order of the page. */
  entries: readonly number[] = [];
  /** True when the order by time would show something else first. */
  behind = false;
  /** Beginnings of the words that were searched for. */
  terms: readonly string[] = [];
  /** What the search alone found, one byte for each group. */
  mask?: Uint8Array;
  #asked: readonly unknown[] = [];
  /** What the entries are of. */
  #rows?: GroupRows;

  /**
   * Finds again if anything changed. True when it was for a new question.
   *
   * @param shown - How many groups are on the page now.
   * @param nearest - Forgives slips, once it is here.
   */
  seek(list: GroupList, criteria: Criteria, shown: number, nearest?: Nearest): boolean {
    const asked = [list, criteria, list.version, nearest];
    if (asked.every((each, at) => each === this.#asked[at])) return false;
    const fresh = list !== this.#asked[0] || criteria !== this.#asked[1] || !this.entries.length;
    const before = this.#rows;
    this.#asked = asked;
    this.#rows = list.rows;
    const { entries, terms, mask } = list.find(criteria, nearest);
    this.mask = mask;
    if (fresh) {
      this.entries = entries;
      this.behind = false;
      this.terms = terms;
    } else this.#join(before!, list.rows, entries, shown);
    return fresh;
  }

  /** Makes the next search a new question: its order is the true one. */
  forget() {
    this.#asked = [];
  }

  #join(before: GroupRows, rows: GroupRows, entries: readonly number[], shown: number) {
    // Only the groups on the page are looked for: a map of a long list would keep the page busy.
    const places = new Map(this.entries.slice(0, shown).map((entry, at) => [before.groupOf(entry), at]));
    const kept: number[] = [];
    const others = entries.filter((entry) => {
      const at = places.get(rows.groupOf(entry));
      return at === undefined || ((kept[at] = entry), false);
    });
    this.entries = [...Object.values(kept), ...others];
    this.behind = this.entries.some((entry, at) => entry !== entries[at]);
  }
}
