import { beginning } from './paragraphs.ts';
import { aboutOf, asksToHide, isUrgentReport, type Report, type Reportable } from './report.ts';
import { sentencesOf } from './sentences.ts';
import { type Claim, hiddenSince, type Opinion, restored, type Sending } from './story.ts';

/*
 * What the staff is shown first, and why. Nothing here weighs people: a story is in a lane because of something that can be
 * said in a sentence.
 */

/** Where something that waits for the staff stands. `mine`: claimed by whoever looks; `opinions`: a colleague asks about it. */
export const lanes = ['urgent', 'mine', 'waiting', 'reported', 'answered', 'appeals', 'opinions', 'flagged'] as const;
export type Lane = (typeof lanes)[number];

/** Why something waits. What a check found stands under `flags`, as the backend says it. */
export type Why = 'distress' | 'worried' | 'new' | 'reply' | 'changed' | 'written' | 'answered' | 'appeal' | 'asked' | 'report' | 'report-reply' | 'report-said' | 'report-checkin' | 'mine' | 'hidden' | 'restored' | 'hidden-since' | 'no-proof' | 'bad-proof' | 'flag';

/** A sending or a report that waits, with what is known of who reads it. */
export interface DeskItem {
  /** The same for as long as it waits. */
  key: string;
  sending?: Sending & { rev?: string };
  report?: Report;
  claim?: Claim;
  /** A second opinion that was asked for, and not given yet. */
  question?: Opinion;
}

export const keyOfSending = (id: string): string => `sending:${id}`;
export const keyOfReport = (id: string): string => `report:${id}`;

const known: readonly string[] = ['no-proof', 'bad-proof', restored, hiddenSince] satisfies Why[];

/** Whether somebody of the staff still has to decide about it. */
export const waits = ({ sending, report }: DeskItem): boolean => (sending ? sending.state === 'sent' || sending.state === 'claimed' : report?.state === 'waiting');

const whyReported: Record<Reportable, Why> = { story: 'report', reply: 'report-reply', said: 'report-said', checkin: 'report-checkin' };

/** Why it waits, the most pressing first. Never empty. */
export function whyOf({ sending, report, question }: DeskItem): Why[] {
  if (report) {
    const known = report.reason === 'worried' || report.reason === 'mine' ? report.reason : undefined;
    const of = whyReported[aboutOf(report).kind];
    // Worry about what a group was told says so too: it is read in another way.
    return [...(report.urgent ? (['distress'] as const) : []), ...(asksToHide(report) && report.hid ? (['hidden'] as const) : []), ...(known ? [known] : []), ...(!known || of === 'report-checkin' ? [of] : [])];
  }
  if (!sending) return ['new'];
  const flags = (sending.flags ?? []).map((flag) => (known.includes(flag) ? (flag as Why) : 'flag'));
  const came: Why = sending.appeal ? 'appeal' : sending.answered ? 'answered' : sending.story !== undefined ? 'changed' : sending.replyTo !== undefined ? 'reply' : 'new';
  const written = sending.message !== undefined && came !== 'appeal' && came !== 'answered';
  return [...(sending.urgent ? (['distress'] as const) : []), came, ...(question ? (['asked'] as const) : []), ...(written ? (['written'] as const) : []), ...new Set(flags)];
}

/** Whether somebody may be in danger. Then whoever has it has it for a short time, and others can take it over. */
export const isUrgent = ({ sending, report }: DeskItem): boolean => sending?.urgent === true || (report !== undefined && isUrgentReport(report));

/** The lanes in which it stands, for whoever has this name. */
export function lanesOf(item: DeskItem, me?: string): Lane[] {
  const why = whyOf(item);
  const found: Lane[] = [];
  if (item.claim && item.claim.by === me) found.push('mine');
  if (item.question && item.question.by !== me) found.push('opinions');
  if (isUrgent(item)) found.push('urgent');
  if (item.report) found.push('reported');
  else if (why.includes('appeal')) found.push('appeals');
  else if (why.includes('answered') || why.includes('changed')) found.push('answered');
  else found.push('waiting');
  if (item.sending?.flags?.length) found.push('flagged');
  return found;
}

/** Since when somebody waits for an answer, in milliseconds since 1970; now, where nobody knows. */
export const cameAt = ({ sending, report }: DeskItem, now: number): number => {
  const at = Date.parse(sending?.appeal ?? sending?.answered ?? sending?.sent ?? report?.sent ?? '');
  return Number.isNaN(at) ? now : at;
};

export interface Waited {
  unit: 'minutes' | 'hours' | 'days';
  amount: number;
}

/** How long somebody has waited, as one says it. */
export function waitedFor(since: number, now: number): Waited {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 60) return { unit: 'minutes', amount: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', amount: Math.floor(minutes / 60) };
  return { unit: 'days', amount: Math.floor(minutes / (24 * 60)) };
}

/** About how long reading takes. Letters are counted, since not every language has spaces between words. */
export const minutesToRead = (text: string): number => Math.max(1, Math.round(text.length / 1000));

/** The first sentence, or its beginning, as a first look at what it is about: of a short story too it is not the whole. */
export function firstLine(text: string, language: string): string {
  const { start, end } = sentencesOf(text, language)[0] ?? { start: 0, end: 0 };
  return beginning(text.slice(start, end), 140);
}

/** Whether it may be heavy to read: so many of these in a row are a reason for a break. */
export const isHard = ({ sending, report }: DeskItem): boolean => !!sending?.urgent || !!sending?.notes.length || !!report?.urgent || report?.reason === 'worried' || report?.reason === 'method';

/** After so many heavy ones in a row, a break is suggested. */
export const hardInARow = 3;
