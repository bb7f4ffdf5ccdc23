import type { ChainedEntry, LogHead } from './log.ts';
import { sha256 } from './sha256.ts';

/** The hash of an entry: over all of it, its place, its space and the hash before. */
export const hashOfEntry = (space: string, { id, act, at, by, sending, report, what, place, before }: Omit<ChainedEntry, 'hash'>): string =>
  sha256(JSON.stringify([space, place, id, act, at, by ?? null, sending ?? null, report ?? null, what ?? null, before]));

/** What is wrong with an entry, or with those up to another one. */
export interface LogFault {
  /** `ends`: everything after it that was noted elsewhere is missing. */
  kind: 'moved' | 'changed' | 'replaced' | 'twice' | 'missing' | 'other' | 'ends';
  place: number;
  /** Of what is missing, the last of several. */
  to?: number;
  /** Of what was noted elsewhere: the day, `YYYY-MM-DD`. */
  day?: string;
}

/** Looks through a chain from its newest entry to its first, and says what is wrong. */
export class LogCheck {
  readonly #space: string;
  readonly #heads = new Map<number, LogHead[]>();
  readonly #wrong: LogFault[] = [];
  /** When a backup was put in place: what was written after it was made is not there. */
  readonly #restored: { place: number; at: string }[] = [];
  #later: ChainedEntry | undefined;

  constructor(space: string, heads: readonly LogHead[] = []) {
    this.#space = space;
    for (const head of heads) this.#heads.set(head.place, [...(this.#heads.get(head.place) ?? []), head]);
  }

  /** `order`: where it stands among the others. */
  next(entry: ChainedEntry, order: number): void {
    const { place } = entry;
    const later = this.#later;
    if (entry.act === 'restore') this.#restored.push(entry);
    if (order !== place) this.#wrong.push({ kind: 'moved', place });
    if (hashOfEntry(this.#space, entry) !== entry.hash) this.#wrong.push({ kind: 'changed', place });
    else if (later && later.place === place + 1 && later.before !== entry.hash) this.#wrong.push({ kind: 'replaced', place });
    this.#missing(place + 1, later ? later.place - 1 : place);
    if (later && later.place <= place) this.#wrong.push({ kind: 'twice', place });
    for (const head of this.#headsAt(place)) if (head.hash !== entry.hash) this.#wrong.push({ kind: 'other', place, day: dayOf(head) });
    this.#later = entry;
  }

  /** What was found so far. */
  get faults(): readonly LogFault[] {
    return this.#wrong;
  }

  /** Everything that is wrong, once there is no other entry. */
  end(): string[] {
    if (this.#later) this.#missing(1, this.#later.place - 1);
    const noted = [...this.#heads.values()].flat().filter((head) => !this.#explained(head));
    const last = noted.sort((one, other) => one.place - other.place).at(-1);
    if (last) this.#wrong.push({ kind: 'ends', place: last.place, day: dayOf(last) });
    return this.#wrong.map(faultSentence);
  }

  #missing(from: number, to: number): void {
    if (from === to) this.#wrong.push({ kind: 'missing', place: from });
    else if (from < to) this.#wrong.push({ kind: 'missing', place: from, to });
  }

  /** Those heads that this entry has to agree with. What is looked at is not asked for again. */
  #headsAt(place: number): LogHead[] {
    const found = this.#heads.get(place) ?? [];
    this.#heads.delete(place);
    return found.filter((head) => !this.#explained(head));
  }

  #explained = (head: LogHead): boolean => this.#restored.some(({ place, at }) => head.place >= place && head.at < at);
}

function faultSentence({ kind, place, to, day }: LogFault): string {
  const said: Record<LogFault['kind'], string> = {
    moved: `entry ${place} was moved`,
    changed: `entry ${place} was changed`,
    replaced: `entry ${place} was replaced`,
    twice: `entry ${place} is there twice`,
    missing: to === undefined ? `entry ${place} is missing` : `entries ${place} to ${to} are missing`,
    other: `entry ${place} is not the one that was noted on ${day}`,
    ends: `entries up to ${place} are missing at its end, which was noted on ${day}`,
  };
  return said[kind];
}

const dayOf = ({ at }: LogHead): string => at.slice(0, 10);
