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

/** The hash that the chain had at a place, as it was kept elsewhere. */
export interface LogHead {
  place: number;
  hash: string;
  /** ISO 8601. */
  at: string;
}
