import type { Query } from '../../adapters/adapter.ts';
import { keptFor } from '../../domain/decided.ts';
import { hasCome } from '../../domain/hold.ts';
import { goneSaidMonths, isMonthOver, monthsAfter } from '../../domain/retention.ts';
import type { Alarm } from '../../domain/space.ts';
import { alarms, type AlarmTimes, raise } from '../kinds/alarms.ts';
import { agreements, answers, replies } from '../kinds/answers.ts';
import { claims, decisions, endOf, giveBack, presences, settle } from '../kinds/desk.ts';
import { dueHandOvers, dueReviews, type HandOver } from '../kinds/hand-over.ts';
import { holds } from '../kinds/holds.ts';
import { drop } from '../kinds/kind.ts';
import { expireReply, expireSending, expireStory, showBatch, waitsForWriter } from '../kinds/life.ts';
import { links } from '../kinds/links.ts';
import { log, note } from '../kinds/log.ts';
import { messages } from '../kinds/messages.ts';
import { opinions } from '../kinds/opinions.ts';
import { expireReport, reports, rulings } from '../kinds/reports.ts';
import { sendings } from '../kinds/sendings.ts';
import { digestOf } from '../kinds/settings.ts';
import { isOver, lastMoved, stories } from '../kinds/stories.ts';
import type { ReadTx, Row } from '../store.ts';
import type { Keeping } from './keeping.ts';

/** What is written to be read by others, and what the staff does with it. */
export const kinds = { presences, alarms, stories, answers, replies, agreements, reports, rulings, sendings, links, messages, claims, decisions, opinions, holds, log };

export { handedOverTo, remindAgain } from '../kinds/hand-over.ts';

/** What was decided and held back holds, claims that are over are given back, and what a space keeps no longer goes. */
export async function expire(keeping: Keeping): Promise<void> {
  const now = keeping.now();
  await settleDecisions(keeping);
  await returnClaims(keeping);
  await keeping.each('presences', {}, ({ record }) => Date.parse(record.until as string) <= now, (presence, acting) => drop('presences', presence, acting));
  const settings = await keeping.decided();
  if (!settings) return;
  await showBatches(keeping);
  // Its writer may have been told another time when they sent it.
  const isOverSince = (month: string | undefined, { record: { sent } }: Row) => month !== undefined && isMonthOver(monthsAfter(month, keptFor(settings, sent as string | undefined)), now);
  const shownIsOver = (row: Row) => isOver(row, settings.keptMonths, now);
  await keeping.each('stories', {}, shownIsOver, expireStory);
  // What was promised holds. Where nothing was: nothing is older than what came after it, so what came lately needs no second look.
  const isOldEnough = (row: Row) => !row.record.sent || isOverSince((row.record.sent as string).slice(0, 7), row);
  const mayBeOver = (row: Row) => (row.record.until === undefined ? isOldEnough(row) : isMonthOver(row.record.until as string, now));
  await keeping.each('sendings', { where: { state: [...waitsForWriter] } }, mayBeOver, async (sending, acting) => {
    const { state, until } = sending.record as unknown as { state: (typeof waitsForWriter)[number]; until?: string };
    if (waitsForWriter.includes(state) && (until !== undefined || isOverSince(await lastMoved(sending, acting), sending))) await expireSending(sending, acting);
  });
  // A reply may be older than the story that it is about, which was published anew.
  await keeping.each('replies', {}, shownIsOver, expireReply);
  await keeping.each('reports', { where: { state: 'read' } }, isOldEnough, expireReport);
  // That something has gone was said long enough.
  const saidLongEnough = ({ record: { state, gone } }: Row) => state === 'expired' && typeof gone === 'string' && isMonthOver(monthsAfter(gone, goneSaidMonths), now);
  await keeping.each('sendings', { where: { state: 'expired' } }, saidLongEnough, (sending, acting) => drop('sendings', sending, acting));
}

export async function settleDecisions(keeping: Keeping): Promise<void> {
  const now = keeping.now();
  await keeping.each('decisions', { where: { effective: 'later' } }, (decision) => isDue(decision, now), settle);
}

export async function returnClaims(keeping: Keeping): Promise<void> {
  const now = keeping.now();
  await keeping.each('claims', {}, (claim) => endOf(claim) <= now, async (claim, acting) => void (await giveBack(claim, acting)));
}

export async function showBatches(keeping: Keeping): Promise<void> {
  const now = keeping.now();
  await keeping.each('sendings', { where: { appears: 'later' } }, ({ record }) => Date.parse(record.appears as string) <= now, showBatch);
}

/** Whoever does something does it to what was decided, once that holds. */
export async function lookAtDecisions(keeping: Keeping): Promise<void> {
  const first = await keeping.first('decisions', { where: { effective: 'later' } });
  if (first && isDue(first, keeping.now())) await settleDecisions(keeping);
}

/** Whoever looks at what can be claimed sees no claim that is over. The first one is the one whose time comes first. */
export async function lookAtClaims(keeping: Keeping): Promise<void> {
  const first = await keeping.first('claims');
  if (first && endOf(first) <= keeping.now()) await returnClaims(keeping);
}

const isDue = ({ record }: Row, now: number): boolean => Date.parse(record.effective as string) <= now;

type Begun = { begun?: boolean };

/** Writes down what was done. `begun`: only if something was written down before. */
export async function noteDown(noted: { act: 'export' | 'restore' | 'bulk'; what?: string; by?: string }, { begun = false }: Begun, { write }: Keeping): Promise<void> {
  await write(async (acting) => {
    if (begun && !(await newestNote(acting.tx, {}, acting.now))) return;
    await note(noted, acting);
  });
}

/** Writes down that other settings hold than those that were written down before. */
export async function noteSettings({ begun = false }: Begun, { write }: Keeping): Promise<void> {
  await write(async (acting) => {
    const { settings, tx, now } = acting;
    if (!settings || (begun && !(await newestNote(tx, {}, now)))) return;
    const what = digestOf(settings);
    if ((await newestNote(tx, { where: { act: 'settings' } }, now))?.record.what !== what) await note({ act: 'settings', what }, acting);
  });
}

async function newestNote(tx: ReadTx, query: Partial<Query>, now: number): Promise<Row | undefined> {
  return (await tx.list('log', { query: { ...query, limit: 1 }, now, locale: 'en' })).rows[0];
}

/** Whether whoever is on call has to be told now. */
export async function alarm(times: AlarmTimes, keeping: Keeping): Promise<Alarm | undefined> {
  await settleDecisions(keeping);
  await returnClaims(keeping);
  return keeping.write((acting) => raise(acting, times));
}

/** The holds of which the program of a space has to be told now. */
export async function handOvers(keeping: Keeping): Promise<HandOver[]> {
  // Asked for after every change: nothing is written where nothing waits.
  return (await keeping.first('holds', { where: { told: 'waiting' } })) ? keeping.write(dueHandOvers) : [];
}

/** The holds whose review has become due. */
export async function reviewsDue(keeping: Keeping): Promise<{ id: string; review: string }[]> {
  const first = await keeping.first('holds');
  return first && hasCome(first.record.review as string, keeping.now()) ? keeping.write(dueReviews) : [];
}
