import type { ChainedEntry, LogHead } from './log.ts';
import { sha256 } from './sha256.ts';

/** The hash of an entry: over all of it, its place, its space and the hash before. */
export const hashOfEntry = (space: string, { id, act, at, by, sending, report, what, place, before }: Omit<ChainedEntry, 'hash'>): string =>
  sha256(JSON.stringify([space, place, id, act, at, by ?? null, sending ?? null, report ?? null, what ?? null, before]));

/** Looks through a chain from its newest entry to its first, and says what is wrong. */
export class LogCheck {
  readonly #space: string;
  readonly #heads = new Map<number, LogHead[]>();
  readonly #wrong: string[] = [];
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
    if (order !== place) this.#wrong.push(`entry ${place} was moved`);
    if (hashOfEntry(this.#space, entry) !== entry.hash) this.#wrong.push(`entry ${place} was changed`);
    else if (later && later.place === place + 1 && later.before !== entry.hash) this.#wrong.push(`entry ${place} was replaced`);
    this.#missing(place + 1, later ? later.place - 1 : place);
    if (later && later.place <= place) this.#wrong.push(`entry ${place} is there twice`);
    for (const head of this.#headsAt(place)) if (head.hash !== entry.hash) this.#wrong.push(`entry ${place} is not the one that was noted on ${dayOf(head)}`);
    this.#later = entry;
  }

  /** Everything that is wrong, once there is no other entry. */
  end(): string[] {
    if (this.#later) this.#missing(1, this.#later.place - 1);
    const noted = [...this.#heads.values()].flat().filter((head) => !this.#explained(head));
    const last = noted.sort((one, other) => one.place - other.place).at(-1);
    if (last) this.#wrong.push(`entries up to ${last.place} are missing at its end, which was noted on ${dayOf(last)}`);
    return this.#wrong;
  }

  #missing(from: number, to: number): void {
    if (from === to) this.#wrong.push(`entry ${from} is missing`);
    else if (from < to) this.#wrong.push(`entries ${from} to ${to} are missing`);
  }

  /** Those heads that this entry has to agree with. What is looked at is not asked for again. */
  #headsAt(place: number): LogHead[] {
    const found = this.#heads.get(place) ?? [];
    this.#heads.delete(place);
    return found.filter((head) => !this.#explained(head));
  }

  #explained = (head: LogHead): boolean => this.#restored.some(({ place, at }) => head.place >= place && head.at < at);
}

const dayOf = ({ at }: LogHead): string => at.slice(0, 10);
