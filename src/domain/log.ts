import { sha256 } from './sha256.ts';

/**
 * What is written down of the staff's work, and of what whoever runs the server does. `void`: a decision that was held back is
 * none any more; `effective`: it holds. `claim-over`: the time of a claim was.
 */
export const logActs = [
  'claim', 'take-over', 'give-back', 'claim-over', 'open', 'decide', 'undo', 'void', 'effective', 'rule', 'write', 'ask', 'advise', 'alarm', 'acknowledge', 'export', 'settings', 'restore',
] as const;
export type LogAct = (typeof logActs)[number];

/**
 * One thing that happened, in a chain: each entry holds the hash of the one before, so that none is changed, taken out or moved
 * unseen. No words of anybody, and nobody but the staff, by their opaque names.
 */
export interface LogEntry {
  id: string;
  act: LogAct;
  /** ISO 8601. */
  at: string;
  /** Who of the staff, as an opaque name. Absent: time, or whoever runs the server. */
  by?: string;
  /** Id of the sending that it is about. */
  sending?: string;
  /** Id of the report that it is about. */
  report?: string;
  /** What was decided, ruled, advised or exported; from whom it was taken; the digest of settings. */
  what?: string;
  /** Place in the chain, from 1. For administrators only, as what follows. */
  place?: number;
  /** Hash of the entry before; of the first one, nothing. */
  before?: string;
  hash?: string;
}

/** The staff has opened a whole text: that of a sending, or of a report. */
export type LogDraft = { act: 'open' } & Pick<LogEntry, 'sending' | 'report'>;

/** An entry as it is kept. */
export type ChainedEntry = LogEntry & Required<Pick<LogEntry, 'place' | 'before' | 'hash'>>;

/** The hash of an entry: over all of it, its place, its space and the hash before. */
export const hashOfEntry = (space: string, { id, act, at, by, sending, report, what, place, before }: Omit<ChainedEntry, 'hash'>): string =>
  sha256(JSON.stringify([space, place, id, act, at, by ?? null, sending ?? null, report ?? null, what ?? null, before]));

/** The hash that the chain had at a place, as it was kept elsewhere. */
export interface LogHead {
  place: number;
  hash: string;
  /** ISO 8601. */
  at: string;
}

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
