import type { CheckinHistory, HistoryEntry } from '../../client/checkin-history.ts';
import type { EntryView } from './entry.ts';

/** What the panels of a history need of the element around them. */
export interface HistoryHost {
  readonly history: CheckinHistory;
  readonly entries: readonly HistoryEntry[];
  readonly entryView: EntryView;
  /** Whether it is locked now. */
  readonly locked: boolean;
  /** Whether there is a passphrase. */
  readonly hasPassphrase: boolean;
  /** Does something with the history. What goes wrong is shown; true when it was done. */
  act(run: () => Promise<unknown>): Promise<boolean>;
  /** Deletes, with a way back until the page is left. */
  erase(entries: readonly HistoryEntry[]): Promise<void>;
  /** Says something, in the language of the element. */
  say(sentence: () => string): void;
  /** Does something that needs words, in the language of the element: with the next update. */
  inWords(make: () => void): void;
  requestUpdate(): void;
  readonly updateComplete: Promise<boolean>;
}

/** What opens below the history. Words that were begun in it stay while it is closed, and go with the page. */
export interface HistoryPanel {
  render(): unknown;
}

/** Entries of days from one to another, `YYYY-MM-DD`; an empty end is open. */
export const within = (entries: readonly HistoryEntry[], from: string, to: string): HistoryEntry[] =>
  entries.filter(({ at }) => (!from || at.slice(0, 10) >= from) && (!to || at.slice(0, 10) <= to));
