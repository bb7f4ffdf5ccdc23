import type { PeerClient } from '../../client/client.ts';
import { type Engine, plain } from '../../domain/engine.ts';
import { GroupRows, type Criteria, type Filter } from '../../domain/finder.ts';
import { groupText } from '../../domain/group-text.ts';
import type { Group, Schedule } from '../../domain/group.ts';
import { needsRules } from '../../domain/plain-schedule.ts';
import { onClock } from '../../domain/zone.ts';
import { type Nearest, SearchIndex } from '../../domain/search.ts';
import { loadGroups, readSource, type LoadError, type LoadOptions } from '../../feeds/load.ts';
import type { RawProblem } from '../../feeds/importer.ts';
import { inSlices, painted } from '../../internal/slices.ts';
import type { Rest } from './rest.ts';
import { ownZone } from './times.ts';

/** Where a finder's groups come from: addresses, data inside the element, or the provider's adapter. */
export interface Source {
  src?: readonly string[];
  inline?: unknown;
  client?: PeerClient;
  options: Omit<LoadOptions, 'signal'>;
  /** Words of a place, or "latitude,longitude": only groups there, and those that can be joined online. */
  near?: string;
  /** What is asked of a list that is too long to come whole. */
  asked?: Criteria | undefined;
  /** The list that was there before anything was asked. */
  before?: GroupList | undefined;
}

interface Outcome {
  problems: readonly RawProblem[];
  format: string | undefined;
  rest?: Rest | undefined;
}

type OnGroups = (groups: readonly Group[], info?: { done: boolean; early?: readonly Group[] | undefined }) => Promise<void>;

/** The groups of one finder, their order, and the search through them. Knows nothing of the picture. */
export class GroupList {
  /** Those with groups are made when these come: asking for the visitor's zone takes a while. */
  rows = new GroupRows('');
  /** Follows the schedules and says them: the one for every rule, once a schedule needs it. */
  engine: Engine = plain;
  search = searchOf(this.rows);
  problems: readonly RawProblem[] = [];
  format?: string;
  /** Another one after each batch of groups, and when sessions are over. It keeps what was found out since. */
  version: Record<string, unknown> = {};
  /** What is still with the backend. Absent: nothing. */
  rest?: Rest | undefined;
  /** The groups of which filters offer their choices, where it is not these: those that came before anything was asked. */
  sample?: GroupRows | undefined;
  #near?: (groups: readonly Group[]) => Uint8Array;

  readonly #starts = new Map<readonly Schedule[], number>();

  get size(): number {
    return this.rows.groups.length;
  }

  /** The entries that answer, in order, and the words to mark in them. Without `nearest`, no slip is forgiven. */
  find(criteria: Criteria, nearest?: Nearest): { entries: readonly number[]; terms: readonly string[]; mask: Uint8Array } {
    const { mask, terms } = this.search.find(criteria.text ?? '', nearest);
    const near = this.#near && this.#once('near', () => this.#near!(this.rows.groups));
    near?.forEach((bit, at) => (mask[at]! &= bit));
    return { entries: this.rows.select(criteria, mask), terms, mask };
  }

  /** Whether the list offers more than one choice for a filter. */
  offers(filter: Filter): boolean {
    return this.#once(filter, () => (this.sample ?? this.rows).offers(filter));
  }

  /** Moves on sessions that are over. */
  advance(now: number) {
    if (this.rows.advance(now)) this.version = {};
  }

  /** Reads the source, and calls `show` as often as there is more to show. */
  static async read(source: Source, signal: AbortSignal, show: (list: GroupList) => void): Promise<GroupList> {
    const list = new GroupList();
    list.sample = source.before?.sample ?? source.before?.rows;
    if (source.near) list.#near = (await import('./page.ts')).nearby(source.near);
    let last = Promise.resolve();
    const onGroups: OnGroups = (groups, info) => {
      last = last.then(() => list.add(groups, signal, info?.early)).then(() => {
        show(list);
        // What came early is to be seen before the rest is read.
        return info?.done === false ? painted() : undefined;
      });
      return last;
    };
    const { problems, format, rest } = await list.#load(source, signal, onGroups).catch(whenEmpty);
    await last;
    list.problems = problems;
    list.format = format;
    list.rest = rest;
    return list;
  }

  async #load(source: Source, signal: AbortSignal, onGroups: OnGroups): Promise<Outcome> {
    const { src, inline, options } = source;
    const load = { ...options, signal, onGroups, startOf: this.#startOf };
    if (inline !== undefined) return readSource(inline, load);
    if (src) return loadGroups(src, load);
    return (await import('./page.ts')).readPages(source, signal, onGroups);
  }

  /**
   * Takes in groups, below those that are there already.
   *
   * @param early - Groups that were added before and are added again as far as they are still true.
   */
  async add(groups: readonly Group[], signal: AbortSignal, early?: readonly Group[]) {
    let { rows, search } = this;
    if (early || !this.size) {
      const before = new Set(early);
      groups = [...rows.groups.filter((group) => !before.has(group)), ...groups];
      rows = new GroupRows(ownZone());
      search = searchOf(rows);
    }
    const add = () => {
      rows.engine = this.engine;
      return inSlices(rows.add(groups, Date.now()), signal);
    };
    await add().catch((reason) => this.#fetchRules(reason).then(add));
    search.add(groups.length);
    // Somebody may be typing already, and the texts of a long list are not folded between two letters.
    if (early) await inSlices(search.fold(), signal);
    this.rows = rows;
    this.search = search;
    this.version = {};
  }

  /** Before anything with such a schedule is shown: no wrong date, none that is missing. Rejects when it cannot be fetched. */
  #fetchRules(reason: unknown): Promise<void> {
    if (reason !== needsRules) throw reason;
    return import('../../domain/rules.ts').then((rules) => void (this.engine = rules));
  }

  /** The next moment of a row that is not read yet, as `rows` will put it. */
  #startOf = (when: readonly Schedule[]): number | Promise<number> => {
    try {
      let start = this.#starts.get(when);
      if (start === undefined) this.#starts.set(when, (start = Math.min(...when.map((schedule) => this.engine.nextStarts(onClock(schedule, ownZone()), Date.now())[0] ?? Infinity))));
      return start;
    } catch (reason) {
      return this.#fetchRules(reason).then(() => this.#startOf(when));
    }
  };

  #once<T>(name: string, find: () => T): T {
    return (this.version[name] ??= find()) as T;
  }
}

const searchOf = ({ groups }: GroupRows) => new SearchIndex((record) => groupText(groups[record]!));

/** A list that holds nothing yet is no failure. Everything else stays one. */
function whenEmpty(error: LoadError) {
  const { code, problems = [] } = error;
  if (code !== 'bad-data' || problems.some((problem) => problem.code !== 'empty')) throw error;
  return { problems, format: undefined, rest: undefined };
}
