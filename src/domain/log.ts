/**
 * What is written down of the staff's work, and of what whoever runs the server does. `void`: a decision that was held back is
 * none any more; `effective`: it holds. `claim-over`: the time of a claim was. `objection`: a writer reports what somebody of the
 * staff wrote to them. `bulk`: somebody read so many texts in a short time that they were slowed down. `hand-over`: whether the
 * program of a space was reached.
 */
export const logActs = [
  'claim', 'take-over', 'give-back', 'claim-over', 'open', 'decide', 'undo', 'void', 'effective', 'rule', 'write', 'ask', 'advise', 'alarm', 'acknowledge', 'objection', 'bulk', 'export', 'settings', 'restore', 'hold', 'prolong', 'tell', 'end-hold', 'hand-over',
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
  /** What was decided, ruled, advised, exported or read; from whom it was taken, or who had written it; the digest of settings; `hold`, where the copy of a hold was opened. */
  what?: string;
  /** Place in the chain, from 1. For administrators only, as what follows. */
  place?: number;
  /** Hash of the entry before; of the first one, nothing. */
  before?: string;
  hash?: string;
}

/**
 * The staff has opened a whole text (`open`): that of a sending, or of a report. An administrator takes the log itself along as a
 * file (`export`, `what: 'log'`): that is written down before anything leaves.
 */
export interface LogDraft extends Pick<LogEntry, 'sending' | 'report'> {
  act: 'open' | 'export';
  what?: 'log';
}

/** An entry as it is kept. */
export type ChainedEntry = LogEntry & Required<Pick<LogEntry, 'place' | 'before' | 'hash'>>;

/** The hash that the chain had at a place, as it was kept elsewhere. */
export interface LogHead {
  place: number;
  hash: string;
  /** ISO 8601. */
  at: string;
}
