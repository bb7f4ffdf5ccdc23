import { collectionAbilities as can } from '../../client/abilities.ts';
import { PeerError } from '../../client/errors.ts';
import type { ChainedEntry, LogEntry } from '../../domain/log.ts';
import { hashOfEntry } from '../../domain/log-chain.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, instant, keep, type Kind, nameOf, readable } from './kind.ts';

type Noted = Omit<LogEntry, 'id' | 'at' | 'place' | 'before' | 'hash'>;

/** Nothing of it is ever changed or removed. */
export const log: Kind<'log'> = {
  can: can.log,
  fleeting: true,
  // How much was done, by the staff or anybody, is nobody's but an administrator's to know.
  view(record, { role }) {
    if (role === 'admin') return record;
    const { place: _, before: __, hash: ___, ...own } = record;
    return own as AnyRecord;
  },
  async create({ act, what, sending, report }, acting) {
    // Each notes what they can do: the staff reads whole texts, and an administrator takes the log along.
    if ((act === 'export') !== (acting.who.role === 'admin')) throw new PeerError('forbidden', `log: ${act} is not for a ${acting.who.role}`);
    if (act === 'export') return entry({ act, by: nameOf(acting), what: what! }, acting);
    await readable(sending === undefined ? 'reports' : 'sendings', (sending ?? report)!, acting);
    return entry({ act, by: nameOf(acting), ...(sending !== undefined && { sending }), ...(report !== undefined && { report }) }, acting);
  },
};

/** Writes down what happened, in the same write. */
export async function note(noted: Noted, acting: Acting): Promise<void> {
  await keep('log', await entry(noted, acting), acting);
}

/** The newest comes first, so that it is found at once. */
async function entry(noted: Noted, acting: Acting): Promise<Row> {
  const { rows } = await acting.tx.list('log', { query: { limit: 1 }, now: acting.now, locale: 'en' });
  const last = rows[0]?.record as ChainedEntry | undefined;
  const place = (last?.place ?? 0) + 1;
  const made = { id: acting.newId(), ...noted, at: instant(acting.now), place, before: last?.hash ?? '' };
  return { id: made.id, rev: acting.newId(), key: -place, reader: 'staff', record: { ...made, hash: hashOfEntry(acting.space, made) } };
}
