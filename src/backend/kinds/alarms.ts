import { collectionAbilities as can } from '../../client/abilities.ts';
import type { Alarm } from '../../domain/space.ts';
import { isUrgentReport, type Report } from '../../domain/report.ts';
import { claimLasts } from '../../domain/story.ts';
import type { AnyRecord, Row } from '../store.ts';
import { type Acting, drop, instant, keep, type Kind, nameOf } from './kind.ts';
import { sendingOf } from './life.ts';
import { note } from './log.ts';

/** When whoever is on call is told, in milliseconds. */
export interface AlarmTimes {
  /** After so long, what is urgent has waited too long. */
  afterMs: number;
  /** So often they are told again, until somebody of the staff has acknowledged it. */
  everyMs: number;
}

/** Removing one acknowledges it. */
export const alarms: Kind<'alarms'> = {
  can: can.alarms,
  async remove(_, acting) {
    await note({ act: 'acknowledge', by: nameOf(acting) }, acting);
  },
};

interface Waiting {
  reader: string;
  /** Since when, in milliseconds since 1970. */
  since: number;
  /** Everybody who is at their desk has asked not to be given anything like it. */
  refused: boolean;
}

/** Whether whoever is on call has to be told now. Whoever asks first is answered so, and nobody else until it is time again. */
export async function raise(acting: Acting, { afterMs, everyMs }: AlarmTimes): Promise<Alarm | undefined> {
  const { tx, now } = acting;
  const acknowledged = await lastAcknowledged(acting);
  // Whoever acknowledged something has as long as for a claim.
  const isKnown = ({ since }: Waiting) => since <= acknowledged && now < acknowledged + claimLasts(true);
  const due = (await unattended(acting)).filter((each) => (each.refused || now - each.since >= afterMs) && !isKnown(each));
  const [before] = (await tx.list('alarms', { query: { limit: 1 }, now, locale: 'en' })).rows;
  if (!due.length && before) await drop('alarms', before, acting);
  if (!due.length || (before && Date.parse(before.record.next as string) > now)) return undefined;
  const record: Alarm = { id: before?.id ?? acting.newId(), since: instant(Math.min(...due.map(({ since }) => since))), next: instant(now + everyMs) };
  const [{ reader }] = due as [Waiting];
  // Of one group alone: for its facilitators too.
  const row: Row = { id: record.id, rev: acting.newId(), key: 0, reader: due.every((each) => each.reader === reader) ? reader : 'staff', record: { ...record } as AnyRecord };
  await keep('alarms', row, acting, before);
  if (!before) await note({ act: 'alarm' }, acting);
  return record;
}

async function lastAcknowledged({ tx, now }: Acting): Promise<number> {
  const [entry] = (await tx.list('log', { query: { where: { act: 'acknowledge' }, limit: 1 }, now, locale: 'en' })).rows;
  return entry ? Date.parse(entry.record.at as string) : -Infinity;
}

/** Everything urgent that nobody reads. */
async function unattended(acting: Acting): Promise<Waiting[]> {
  const { tx } = acting;
  const present = (await tx.list('presences', { query: { limit: 1000 }, now: acting.now, locale: 'en' })).rows.filter(({ record }) => Date.parse(record.until as string) > acting.now);
  const found: Waiting[] = [];
  for (const row of await tx.having('sendings', 'urgent', 'yes')) {
    const { state, sent, appeal, answered, topics } = sendingOf(row);
    if (state !== 'sent') continue;
    const since = Math.max(...[sent, appeal, answered].map((at) => Date.parse(at ?? '1970-01-01')));
    found.push({ reader: row.reader, since, refused: refusedByAll(present, row.reader, topics) });
  }
  for (const row of await tx.having('reports', 'state', 'waiting')) {
    const report = row.record as unknown as Report;
    if (!isUrgentReport(report) || (await tx.having('claims', 'report', row.id)).length) continue;
    found.push({ reader: row.reader, since: Date.parse(report.sent ?? '1970-01-01'), refused: false });
  }
  return found;
}

/** Whether somebody is there who could read it, and all of them have asked not to be given anything about one of its topics. */
function refusedByAll(present: readonly Row[], reader: string, topics: readonly string[]): boolean {
  const known = new Set(topics.map((topic) => topic.toLowerCase()));
  const could = present.filter((row) => row.reader === 'staff' || row.reader === reader);
  return could.length > 0 && could.every(({ record }) => (record.without as string[] | undefined)?.some((topic) => known.has(topic.toLowerCase())));
}
