import { hasCome, type Hold, handOverLasts, handOverWaits } from '../../domain/hold.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, instant, keep } from './kind.ts';
import { note } from './log.ts';

/** What the program of a space is told of a hold: nothing of what it is about. */
export interface HandOver {
  /** The same each time it is told. */
  id: string;
  reason: NonNullable<Hold['reason']>;
  urgent: boolean;
  /** When it was held, ISO 8601. */
  at: string;
}

const holdOf = (row: Row) => row.record as unknown as Hold;

const recordOf = (hold: Hold) => ({ ...hold }) as unknown as AnyRecord;

/** What nobody sees is no change to whoever is about to prolong or end it: it keeps its rev, and nobody is told. */
const jotted = (row: Row, hold: Hold, { tx }: Acting) => tx.put('holds', { ...row, record: recordOf(hold) });

/** Those whose time has come, each put off to when it would be tried once more. */
export async function dueHandOvers(acting: Acting): Promise<HandOver[]> {
  const due: HandOver[] = [];
  for (const row of await acting.tx.having('holds', 'told', 'waiting')) {
    const hold = holdOf(row);
    const { tries = 0, next = hold.at! } = hold.delivery ?? {};
    if (Date.parse(next) > acting.now) continue;
    if (acting.now - Date.parse(hold.at!) >= handOverLasts) await end(row, 'failed', acting);
    else {
      await jotted(row, { ...hold, delivery: { tries: tries + 1, next: instant(acting.now + handOverWaits(tries + 1)) } }, acting);
      due.push({ id: row.id, reason: hold.reason!, urgent: hold.urgent === true, at: hold.at! });
    }
  }
  return due;
}

/** Somebody may have ended it meanwhile. */
export async function handedOverTo(id: string, acting: Acting): Promise<void> {
  const row = await acting.tx.get('holds', id);
  if (row && holdOf(row).told !== 'yes') await end(row, 'yes', acting);
}

async function end(row: Row, told: 'yes' | 'failed', acting: Acting): Promise<void> {
  const { delivery: _, ...hold } = holdOf(row);
  await keep('holds', { ...row, record: recordOf({ ...hold, told }) }, acting, row);
  await note({ act: 'hand-over', sending: hold.sending, what: told }, acting);
}

/** Those whose review has come and of which nobody was told. The first ones are those whose day came first. */
export async function dueReviews(acting: Acting): Promise<{ id: string; review: string }[]> {
  const { rows } = await acting.tx.list('holds', { query: { limit: 200 }, now: acting.now, locale: 'en' });
  const due = rows.filter((row) => !holdOf(row).reminded && hasCome(holdOf(row).review, acting.now));
  for (const row of due) await jotted(row, { ...holdOf(row), reminded: true }, acting);
  return due.map((row) => ({ id: row.id, review: holdOf(row).review }));
}

export async function remindAgain(id: string, acting: Acting): Promise<void> {
  const row = await acting.tx.get('holds', id);
  if (!row) return;
  const { reminded: _, ...hold } = holdOf(row);
  await jotted(row, hold, acting);
}
