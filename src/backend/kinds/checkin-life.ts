import { type Checkin, goesWithGroup, isEmpty, saidOf, untilOf } from '../../domain/checkin.ts';
import { checkinAudiencesOf, type SharedCheckin } from '../../domain/checkin-share.ts';
import { energies, feelings, helps, needs } from '../../domain/checkin-words.ts';
import { batchOf, fitsBatch, type Known, type ReleasePlan, slotOf } from '../../domain/nameless-view.ts';
import { isQuiet } from '../../domain/quiet-hours.ts';
import { closedBecause, type SpaceSettings, weekdays } from '../../domain/space.ts';
import { PeerError } from '../../client/errors.ts';
import type { AnyRecord, Row } from '../store.ts';
import type { Who } from '../who.ts';
import { type Acting, drop, instant, keep, keepNoted } from './kind.ts';
import { hiddenFrom, meantFor, unsaid as withoutMessage } from './set-aside.ts';

/*
 * What happens to a check-in and to everything around it. Its writer's row is read by its writer alone. Whoever else may see it has a
 * row of their own, with an id of its own and only what is for them: one for a group, one for each companion and greeter. So
 * nothing that others get leads to who wrote it or to what they wrote besides, and what is taken back goes row by row.
 */

/** A check-in as its writer's row holds it, with what the backend alone knows. */
export interface KeptCheckin extends SharedCheckin {
  /** When it was written or changed last. */
  sent?: string;
  /** When it is gone, in milliseconds. */
  ends?: number;
  /** It was written to a group without names, and stays so. */
  nameless?: boolean;
  /** Whose the greeters were who were named. */
  greets?: string[];
  /** From when they are told, in milliseconds. */
  greetsFrom?: number;
  /** Whom of them it was told already. */
  told?: string[];
  answered?: boolean;
  /** The team took it from its group, where it does not come again. */
  takenDown?: boolean;
}

/** What is kept in a record of these collections, and shown to nobody. */
export const hiddenInCheckins = ['sent', 'ends', 'nameless', 'greets', 'greetsFrom', 'told', 'answered', 'takenDown', 'of', 'to'] as const;

export const checkinOf = ({ record }: Row) => record as unknown as KeptCheckin;

/** The reader that is this caller alone. */
export const personal = ({ owner, role }: Who): string => (owner === undefined ? role : `person:${owner}`);
const readerOf = (owner: string) => `person:${owner}`;

/** Rows of a collection that are somebody's. */
export const ownedBy = async (collection: 'checkins' | 'greeters' | 'companions' | 'memberships', owner: string, { tx, now }: Pick<Acting, 'tx' | 'now'>): Promise<Row[]> =>
  (await tx.list(collection, { query: { limit: Number.MAX_SAFE_INTEGER }, owner, now, locale: 'en' })).rows;

/** What others read of it, or the words in a batch for them. */
const copiesOf = (id: string, { tx }: Acting): Promise<Row[]> => tx.having('checkins', 'of', id);

const audiences = (settings: SpaceSettings | undefined) => checkinAudiencesOf(settings, !closedBecause(settings).length);

/** Whether a check-in that was for others still is, as the space is decided now. */
export function isStillFor({ record }: Row, who: Who, now: number, settings: SpaceSettings | undefined): boolean {
  const { ends, of, audience, group, at, unanswered } = record as unknown as KeptCheckin & { of?: string };
  if (ends !== undefined && ends <= now) return false;
  if (of === undefined) return true;
  if (!audiences(settings).includes(audience) || (audience === 'group' && !settings?.checkins?.names)) return false;
  if (unanswered) return who.groups?.includes(group!) ?? false;
  // Whoever came into the group later was in no audience that was named.
  return audience !== 'group' || (who.since?.[group!] ?? 0) <= Date.parse(at!);
}

/** Whether it may be sent so, by this caller, and what follows from it: the whole record of its writer. */
export async function settled(id: string, sent: SharedCheckin, before: KeptCheckin | undefined, acting: Acting): Promise<KeptCheckin> {
  const { now, settings } = acting;
  const { audience, stays = 'today', timeZone = 'UTC' } = sent;
  if (isEmpty(sent)) throw new PeerError('invalid', 'checkins: not valid: feelings');
  if (audience !== 'me') allowed(sent, acting);
  if (audience === 'group' && before?.takenDown) throw new PeerError('conflict', 'checkins: the team took this from its group; something else can be written there');
  const at = before?.at ?? sent.at ?? instant(now);
  // A clock may be a little ahead; nothing is kept that is yet to be.
  if (Date.parse(at) > now + 60_000) throw new PeerError('invalid', 'checkins: not valid: at');
  const ends = before && stays === before.stays && timeZone === before.timeZone ? before.ends : untilOf({ stays, at: before ? instant(now) : at }, timeZone);
  if (!before && ends !== undefined && ends <= now) throw new PeerError('invalid', 'checkins: not valid: stays');
  const nameless = audience === 'group' && !settings?.checkins?.names;
  const { people: _, group: __, name: ___, greeters: ____, until: _____, shown: ______, again: _______, ...rest } = sent;
  return {
    ...rest,
    id,
    mine: 'yes',
    at,
    sent: instant(now),
    ...(ends !== undefined && { until: instant(ends), ends }),
    ...(audience === 'people' && { people: await companionsIn(sent.people ?? [], acting) }),
    ...(audience === 'group' && before && (await isReadAgain(id, acting)) && { again: 'yes' }),
    ...(audience === 'group' && { group: sent.group!, ...(nameless ? { nameless } : await named(sent, acting)) }),
  };
}

function allowed({ audience, group, people, name }: SharedCheckin, { who, settings }: Acting): void {
  if (who.role !== 'member') throw new PeerError('signed-out', 'checkins: only members write to others');
  if (!audiences(settings).includes(audience)) throw new PeerError('forbidden', `checkins: nothing is sent to ${audience} here`);
  if (audience === 'group' && !(group !== undefined && who.groups?.includes(group))) throw new PeerError('forbidden', 'checkins: only members write to their group');
  if (audience === 'people' && !people?.length) throw new PeerError('invalid', 'checkins: not valid: people');
  if (name !== undefined && (audience === 'people' || !settings?.checkins?.names)) throw new PeerError('invalid', 'checkins: not valid: name');
}

/** Those of the writer's companions that are named. One who is none any more is in no audience: whoever writes has to know. */
async function companionsIn(ids: readonly string[], acting: Acting): Promise<string[]> {
  for (const id of ids) {
    const row = await acting.tx.get('companions', id);
    if (!row || row.owner !== acting.who.owner || row.record.state !== 'joined') throw new PeerError('conflict', 'checkins: somebody of those who were chosen is no companion any more');
  }
  return [...ids];
}

/** The name under which a group reads it, and the greeters who were named and are there. */
async function named({ name, group, greeters = [], help }: SharedCheckin, { tx, who, settings, now }: Acting): Promise<Partial<KeptCheckin>> {
  const after = settings?.checkins?.greetAfterMinutes;
  const found: Row[] = [];
  for (const id of after === undefined || help === 'nothing' ? [] : greeters) {
    const row = await tx.get('greeters', id);
    if (row && row.record.group === group && row.owner !== who.owner) found.push(row);
  }
  return {
    ...(name !== undefined && { name }),
    ...(found.length && { greeters: found.map(({ id }) => id), greets: found.map(({ owner }) => owner!), greetsFrom: now + after! * 60_000 }),
  };
}

/** What of a check-in is for others: for whom, and what only they get. */
type Copy = Pick<Row, 'reader'> & { with: Partial<SharedCheckin> & { to?: string } };

async function wanted({ audience, group, name, people = [], nameless, again }: KeptCheckin, { tx }: Acting): Promise<Copy[]> {
  if (audience === 'group') return nameless ? [] : [{ reader: again ? hiddenFrom(`group:${group}`) : `group:${group}`, with: { group: group!, ...(name !== undefined && { name }) } }];
  const copies: Copy[] = [];
  for (const id of people) {
    const [mine, theirs] = [await tx.get('companions', id), await partnerOf(id, tx)];
    if (mine && theirs) copies.push({ reader: readerOf(theirs.owner!), with: { companion: theirs.id } });
  }
  return copies;
}

/** The other side of two companions. */
export async function partnerOf(id: string, tx: Acting['tx']): Promise<Row | undefined> {
  const row = await tx.get('companions', id);
  return row && typeof row.record.pair === 'string' ? tx.get('companions', row.record.pair) : undefined;
}

function copied(own: KeptCheckin, id: string, extra: Copy['with']): AnyRecord {
  const { audience, sent, ends } = own;
  return { id, ...saidOf(own), audience, at: sent!, ...(ends !== undefined && { ends }), of: own.id, ...extra } as AnyRecord;
}

/** Brings what others have to what its writer's row says, and answers that row with where the group finds it. */
export async function deliver(row: Row, acting: Acting): Promise<Row> {
  const own = checkinOf(row);
  const before = await copiesOf(row.id, acting);
  let shown: string | undefined;
  const stay = new Set<string>();
  for (const copy of await wanted(own, acting)) {
    const had = before.find((each) => meantFor(each) === meantFor(copy) && !each.record.unanswered);
    const id = had?.id ?? acting.newId();
    stay.add(id);
    const { record: _, ...kept } = had ?? { rev: acting.newId(), key: await place(acting), reader: copy.reader, id, record: {} };
    await keep('checkins', { ...kept, reader: copy.reader, record: copied(own, id, copy.with) }, acting, had);
    if (had) await acting.tx.blur('checkins', id);
    if (own.audience === 'group') shown = id;
  }
  for (const copy of before) if (!stay.has(copy.id)) await drop('checkins', copy, acting);
  const { shown: _, ...record } = row.record;
  return { ...row, record: { ...record, ...(shown !== undefined && { shown }) } as AnyRecord };
}

/** The newest comes first. */
export const place = async ({ tx }: Acting): Promise<number> => -(await tx.arrival());

/** What others have of it goes, and what was said to it: it is about to be gone. */
export async function withdrawn(row: Row, acting: Acting): Promise<void> {
  for (const copy of await copiesOf(row.id, acting)) await drop('checkins', copy, acting);
  for (const response of await acting.tx.having('responses', 'about', row.id)) await drop('responses', response, acting);
  await hideBatch(row, acting);
  await leaveReports(row.id, acting);
}

/** Its time is over: it goes for its writer too. */
export async function expireCheckin(row: Row, acting: Acting): Promise<void> {
  await withdrawn(row, acting);
  await drop('checkins', row, acting);
}

/** Nobody but its writer sees it any more. Nothing of it is lost for them. */
export async function takenHome(row: Row, acting: Acting): Promise<Row> {
  const { group: _, people: __, greeters: ___, greets: ____, greetsFrom: _____, told: ______, nameless: _______, name: ________, again: _________, ...record } = checkinOf(row);
  await hideBatch(row, acting);
  return deliver({ ...row, record: { ...record, audience: 'me' } as unknown as AnyRecord }, acting);
}

/** Whether the team reads it again because a report hid it. That goes along with it to whichever group its writer shows it. */
const isReadAgain = async (id: string, { tx }: Acting): Promise<boolean> => (await tx.having('reports', 'about', id)).some(({ record: { state, hid } }) => state === 'waiting' && hid === true);

/**
 * Hides a check-in from its group until the team has looked, or gives it back. That is noted outside of backups: with an older state
 * it is its writer's alone, whatever was decided.
 */
export async function readAgain(row: Row, on: boolean, acting: Acting): Promise<void> {
  const { again: _, told: __, ...record } = checkinOf(row);
  const changed = await deliver({ ...row, record: { ...record, ...(on && { again: 'yes' }) } as unknown as AnyRecord }, acting);
  await keepNoted('checkins', changed, acting, row);
}

/** Gives it back once no report hides it any more. */
export async function readEnough(id: string, acting: Acting): Promise<void> {
  const row = await acting.tx.get('checkins', id);
  if (row && checkinOf(row).again && !(await isReadAgain(id, acting))) await readAgain(row, false, acting);
}

/** What the team writes to its writer. Nobody else has it. */
export async function tellWriter(row: Row, message: string, acting: Acting): Promise<Row> {
  return keep('checkins', { ...row, record: { ...row.record, message } }, acting, row);
}

/** The team takes it from its group, with what was said to it there. Its writer keeps it. */
export async function takenDown(row: Row, message: string, acting: Acting): Promise<void> {
  for (const response of await acting.tx.having('responses', 'about', row.id)) await drop('responses', response, acting);
  const home = await takenHome(row, acting);
  const { answered: _, ...record } = checkinOf(home);
  await keepNoted('checkins', { ...home, record: { ...record, takenDown: true, message } as unknown as AnyRecord }, acting, row);
}

/** A report is the words of whoever made it, and somebody may be in danger. It leads nowhere any more, and repeats nothing. */
async function leaveReports(id: string, acting: Acting): Promise<void> {
  for (const report of await acting.tx.having('reports', 'about', id)) {
    for (const ruling of await acting.tx.having('rulings', 'report', report.id)) await withoutMessage('rulings', ruling, acting);
    const { of: _, passage: __, ...record } = report.record;
    await keep('reports', { ...report, record: record as AnyRecord }, acting, report);
  }
}

/** Somebody is no member of a group any more: the group has nothing of theirs, and they greet nobody there. */
export async function leaveGroup(owner: string, group: string, acting: Acting): Promise<void> {
  for (const row of await ownedBy('checkins', owner, acting)) {
    const { audience, group: read } = checkinOf(row);
    if (!goesWithGroup({ audience, ...(read !== undefined && { group: read }) }, group)) continue;
    await keepNoted('checkins', await takenHome(row, acting), acting, row);
    await acting.tx.blur('checkins', row.id);
  }
  for (const row of await ownedBy('greeters', owner, acting)) if (row.record.group === group) await stopGreeting(row, acting);
}

/** Groups that somebody wrote to or greets in, and is no member of. A host's token says so the next time that they come. */
export function groupsLeft(rows: readonly Row[], { groups = [] }: Who): string[] {
  const known = rows.map(({ record }) => record.group).filter((group) => typeof group === 'string');
  return [...new Set(known)].filter((group) => !groups.includes(group));
}

/** Somebody greets no longer, and has nothing any more of what they were told. */
export async function stopGreeting(row: Row, acting: Acting): Promise<void> {
  await forgetGreeted(row, acting);
  await drop('greeters', row, acting);
}

export async function forgetGreeted({ owner, record }: Row, acting: Acting): Promise<void> {
  for (const copy of await acting.tx.having('checkins', 'to', owner!)) if (copy.record.group === record.group) await drop('checkins', copy, acting);
}

/** Two are companions no longer: at once, on both sides, with all that one sent to the other. */
export async function part(row: Row, acting: Acting): Promise<void> {
  const partner = await partnerOf(row.id, acting.tx);
  for (const id of [row.id, ...(partner ? [partner.id] : [])]) {
    for (const copy of await acting.tx.having('checkins', 'from', id)) await drop('checkins', copy, acting);
    for (const response of await acting.tx.having('responses', 'companion', id)) await unsaid(response, acting);
    for (const own of await acting.tx.having('checkins', 'with', id)) await sentWithout(own, id, acting);
  }
  if (partner) await drop('companions', partner, acting);
}

/** What one said to the other goes on both sides. */
async function unsaid(response: Row, acting: Acting): Promise<void> {
  const said = await acting.tx.get('responses', response.record.of as string);
  if (said) await drop('responses', said, acting);
  await drop('responses', response, acting);
}

async function sentWithout(own: Row, companion: string, acting: Acting): Promise<void> {
  const people = checkinOf(own).people!.filter((id) => id !== companion);
  const changed = people.length ? { ...own, record: { ...own.record, people } } : await takenHome(own, acting);
  await keepNoted('checkins', changed, acting, own);
  await acting.tx.blur('checkins', own.id);
}

/** Greeters who were named before it was sent are told that nobody has answered, but in their quiet hours. */
export async function tellGreeters(row: Row, acting: Acting): Promise<void> {
  const own = checkinOf(row);
  const { greets = [], told = [], group } = own;
  const now: string[] = [];
  for (const greeter of greets.filter((each) => !told.includes(each))) {
    const rows = await ownedBy('greeters', greeter, acting);
    const there = rows.find(({ record }) => record.group === group);
    if (!there || isQuietFor(there, acting.now)) continue;
    const id = acting.newId();
    const record = copied(own, id, { group: group!, unanswered: 'yes', to: greeter, ...(own.name !== undefined && { name: own.name }) });
    await keep('checkins', { id, rev: acting.newId(), key: await place(acting), reader: readerOf(greeter), record }, acting);
    now.push(greeter);
  }
  if (now.length) await silently(row, { ...own, told: [...told, ...now] }, acting);
}

function isQuietFor({ record }: Row, now: number): boolean {
  const quiet = record.quiet as { from: string; to: string; timeZone: string } | undefined;
  return quiet !== undefined && isQuiet([{ days: [...weekdays], ...quiet }], now);
}

/** Somebody has answered, or nobody has any more. Greeters are told of what waits, and of nothing else. */
export async function answeredBy(row: Row, answered: boolean, acting: Acting): Promise<void> {
  const { answered: before = false, told: _, ...own } = checkinOf(row);
  if (before === answered) return;
  for (const copy of await copiesOf(row.id, acting)) if (copy.record.unanswered) await drop('checkins', copy, acting);
  await silently(row, { ...own, ...(answered && { answered }) }, acting);
}

/** Keeps what only the backend knows. It changes nothing for its writer, who may be writing. */
const silently = (row: Row, record: KeptCheckin, { tx }: Acting): Promise<void> => tx.put('checkins', { ...row, record: { ...record } as unknown as AnyRecord });

/** When a space shows words to groups without names. Undefined: it does not. */
export function planOf({ checkins }: SpaceSettings): ReleasePlan | undefined {
  if (!checkins?.releases || checkins.names) return undefined;
  return { ...checkins.releases, ...(checkins.least !== undefined && { people: checkins.least }) };
}

function knownWords({ checkins }: SpaceSettings): Known {
  const { vocabulary = {} } = checkins ?? {};
  const codes = (own: readonly { code: string }[] | undefined, ours: readonly string[]) => new Set(own?.map(({ code }) => code) ?? ours);
  return { feelings: codes(vocabulary.feelings, feelings), energies: codes(vocabulary.energies, energies), needs: codes(vocabulary.needs, needs), helps: new Set(helps) };
}

/** So long after a release its batch can still be made, in milliseconds: later, what was taken back meanwhile would be the difference to one that was seen. */
const releaseWaits = 60 * 60 * 1000;

/** Whether words are released now. */
export const isReleasing = (plan: ReleasePlan, now: number): boolean => slotOf(plan, now - releaseWaits).from <= now;

/** A check-in as the rules of batches take it. */
const saidIn = (row: Row) => {
  const { sent, ends, feelings: felt, energy, need, help, group, audience, nameless } = checkinOf(row);
  const said: Pick<Checkin, 'feelings' | 'audience' | 'at'> = { feelings: felt, audience, at: sent! };
  return { ...said, by: row.owner!, ...(nameless && { nameless }), group: group!, ...(energy && { energy }), ...(need && { need }), ...(help && { help }), ...(ends !== undefined && { until: ends }) };
};

/** Shows to each group the words of the stretch of time that is over, once. */
export async function releaseBatches(acting: Acting): Promise<void> {
  const plan = planOf(acting.settings!)!;
  const all = await acting.tx.having('checkins', 'nameless', 'yes');
  for (const group of new Set(all.map(({ record }) => record.group as string))) {
    const rows = all.filter(({ record }) => record.group === group);
    const batch = batchOf(rows.map(saidIn), { plan, known: knownWords(acting.settings!), now: acting.now });
    if (!batch) continue;
    const shown = await acting.tx.having('batches', 'group', group);
    if (shown.some(({ record }) => record.from === instant(batch.from))) continue;
    const { from, to, ...words } = batch;
    const id = acting.newId();
    const of = rows.filter((row) => fitsBatch(saidIn(row), plan) && slotOf(plan, Date.parse(checkinOf(row).sent!)).from === from).map((row) => row.id);
    await keep('batches', { id, rev: acting.newId(), key: -from, reader: `group:${group}`, record: { id, group, from: instant(from), to: instant(to), ...words, of } }, acting);
  }
}

/** A batch is whole or gone. That it was shown stays, so that it is not made anew from what is left. */
export async function hideBatch(row: Row, acting: Acting): Promise<void> {
  for (const batch of await acting.tx.having('batches', 'of', row.id)) {
    await sealBatch(batch, acting);
    await drop('batches', batch, acting);
  }
}

/** Remembers that there was a batch, without its words and without whose they were. */
export async function sealBatch({ record: { group, from, to }, key }: Row, acting: Acting): Promise<void> {
  const id = acting.newId();
  await acting.tx.put('batches', { id, rev: acting.newId(), key, reader: 'owner', record: { id, group, from, to } as AnyRecord });
}
