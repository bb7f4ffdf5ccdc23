import type { Stored } from '../adapters/adapter.ts';
import { type Checkin, saidOf, untilOf } from '../domain/checkin.ts';
import type { CheckinDraft, SharedCheckin } from '../domain/checkin-share.ts';
import { wallTime } from '../domain/wall-time.ts';
import { isTimeZone, offsetAt } from '../domain/zone.ts';
import type { CheckinHistory, HistoryEntry, HistoryState } from './checkin-history.ts';
import { newIntent, type PeerClient } from './client.ts';
import { PeerError } from './errors.ts';

/**
 * A history in the backend, for members: all their own check-ins that are still there, whoever else sees them. Removing one takes it from
 * everybody; one that is brought back, or comes from a file, is for its writer alone.
 */
export const accountHistory = (client: PeerClient): CheckinHistory => new AccountHistory(client);

const own = { where: { mine: 'yes' } } as const;
const atOnce = 100;
/** After a watch has ended, it begins anew after so long, in milliseconds. */
const againAfter = 5000;

class AccountHistory implements CheckinHistory {
  readonly reach = 'shared';
  readonly #client: PeerClient;

  constructor(client: PeerClient) {
    this.#client = client;
  }

  async state(): Promise<HistoryState> {
    const { items } = await this.#checkins.list({ ...own, limit: 1 });
    return items.length ? 'open' : 'none';
  }

  async all(): Promise<{ entries: HistoryEntry[]; unreadable: boolean }> {
    const entries: HistoryEntry[] = [];
    for await (const { items } of this.#checkins.pages({ ...own, limit: atOnce })) entries.push(...items.map(entryOf));
    return { entries: entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? -1 : 1)), unreadable: false };
  }

  async keep(checkins: readonly (Checkin & { id?: string })[]): Promise<HistoryEntry[]> {
    const kept: HistoryEntry[] = [];
    for (const each of checkins) kept.push(entryOf(await this.#checkins.create(draftOf(each), { intent: newIntent() })));
    return kept;
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.#checkins.remove(id).catch((error: unknown) => {
        // It went by itself, or in another window.
        if (!PeerError.is(error) || error.code !== 'not-found') throw error;
      });
    }
  }

  async forget(): Promise<void> {
    const { entries } = await this.all();
    await this.remove(entries.map(({ id }) => id));
  }

  watch(changed: () => void, signal: AbortSignal): void {
    if (this.#client.can.collections.checkins?.watch) this.#follow(changed, signal);
  }

  #follow(changed: () => void, signal: AbortSignal): void {
    if (signal.aborted) return;
    const error = (problem: PeerError) => {
      if (!problem.retryable) return;
      const timer = setTimeout(() => this.#follow(changed, signal), problem.retryAfterMs ?? againAfter);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    // What happened while nobody listened is looked for.
    this.#checkins.watch(own, { ready: changed, change: changed, error }, { signal });
  }

  get #checkins() {
    return this.#client.collection('checkins');
  }
}

/** The day that it was where its writer was stays that day, wherever they look at it. */
function entryOf({ id, audience, stays = 'kept', at = '', timeZone, ...said }: Stored<SharedCheckin>): HistoryEntry {
  const moment = Date.parse(at);
  return { id, ...saidOf(said), audience, stays, at: timeZone && isTimeZone(timeZone) ? wallTime(moment, Math.round(offsetAt(timeZone, moment) / 60_000)) : at };
}

function draftOf({ stays, at, ...said }: Checkin): CheckinDraft {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const ends = untilOf({ stays, at }, timeZone);
  return {
    ...saidOf(said),
    audience: 'me',
    // What would be over by now stays until it is removed: that is what somebody wants who brings it.
    stays: ends === undefined || ends > Date.now() ? stays : 'kept',
    timeZone,
    at: new Date(at).toISOString(),
  };
}
