import type { SharedCheckin } from './checkin-share.ts';

/**
 * Why somebody reports words. `mine`: whoever wrote them has lost the receipt and asks a person to take them down, which
 * nobody can prove; `hurtful`: they hurt or put somebody down.
 */
export const reportReasons = ['worried', 'identifying', 'method', 'about-me', 'hurtful', 'mine', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** Why somebody reports a check-in of their group. */
export const checkinReportReasons = ['worried', 'identifying', 'hurtful', 'about-me', 'other'] as const satisfies readonly ReportReason[];

/**
 * What can be reported, by the name under which a report has its id, and where it is kept: a published story, a written
 * reply, what the staff wrote to a writer (`said`), and what somebody told their group. Another kind of words adds its line.
 */
export const reportedIn = { story: 'stories', reply: 'replies', said: 'messages', checkin: 'checkins' } as const;
export type Reportable = keyof typeof reportedIn;
export const reportables = Object.keys(reportedIn) as readonly Reportable[];

/** A part of the text, in UTF-16 code units: `[start, end)`. */
export interface Passage {
  start: number;
  end: number;
}

/**
 * What a group sees of a check-in that was reported, or saw before that hid it. Nothing of it says whose it is, where they are or how
 * long it stays.
 */
export interface ReportedCheckin extends Pick<SharedCheckin, 'feelings' | 'words' | 'energy' | 'need' | 'help' | 'name'> {
  group: string;
  /** When it was written, or changed last, ISO 8601. */
  at: string;
  /** Its writer changed it after the report came: what was reported may stand there no more. */
  changed?: true;
  /** Its group does not see it until somebody has ruled. */
  hidden?: true;
}

/** A report, seen by whoever made it and by the staff. Whoever wrote the words never learns of it. It names one of `reportables`. */
export interface Report {
  id: string;
  /** Id of the published story. */
  story?: string;
  /** Id of the written reply. */
  reply?: string;
  /** Id of the message of the staff, reported by whom it was written to. */
  said?: string;
  /** Id of the check-in, as its group sees it. */
  checkin?: string;
  reason: ReportReason;
  passage?: Passage;
  words?: string;
  state: 'waiting' | 'read';
  /** What the staff wrote to whoever made it. */
  message?: string;
  /** Id of the sending that the words came from, or that a message was about. For the staff only. */
  sending?: string;
  /** Whether it hid the words. For the staff only. */
  hid?: boolean;
  /** Of what the staff wrote: who did, as an opaque name. They look at it last, and read nothing of it before. For the staff only. */
  by?: string;
  /** They may look at it now, because nobody else did for a while. For the staff only. */
  heard?: boolean;
  /** When it came, ISO 8601. For the staff only. */
  sent?: string;
  /** Of a check-in: words of distress were noticed in it, or nobody could look for them. For the staff only. */
  urgent?: true;
  /** Of a check-in: what its group sees now. Only for whoever of the staff has claimed the report and said that they open it, who gets this report alone. */
  seen?: ReportedCheckin;
  /** In place of `seen`: its group has it no more, or whoever reported it never saw one. */
  gone?: true;
}

export interface ReportDraft extends Pick<Report, Reportable | 'reason' | 'passage' | 'words'> {
  /** SHA-256 of the receipt's credential, base64url, by which whoever made it comes back. Absent, with the receipt of a story: they come back with that one. */
  receipt?: string;
}

/** `hide` takes the story from readers until one of the others is ruled: the report goes on waiting, with whoever has claimed it. */
export const rulings = ['restore', 'take-down', 'ask-changes', 'no-action', 'hide'] as const;
export type RulingKind = (typeof rulings)[number];

/** What the staff decided about a report. Of a check-in, `no-action` leaves it with its group, and can have words for its writer. */
export interface Ruling {
  id: string;
  report: string;
  ruling: RulingKind;
  /** Words to the writer of the story. They never say that somebody reported it. Of what the staff wrote: other words in its place. */
  message?: string;
  /** Words to whoever made the report. */
  toReporter?: string;
  by: string;
  /** ISO 8601. */
  at: string;
}

export type RulingDraft = Pick<Ruling, 'report' | 'ruling' | 'message' | 'toReporter'>;

/** So many stories of a space can be hidden by reports that nobody has read yet: whoever reports everything hides little. */
export const mostHidden = 5;
/** So many of them by one member, of whom it is known: whoever wants to silence a group does not get far. */
export const mostHiddenByOne = 2;
/** So many reports of a space can wait. More than that nobody reads; a page then says how people are reached otherwise. */
export const mostWaiting = 500;

/** Somebody is named, and shows where: that cannot wait for a person. */
export const asksToHide = ({ said, reason, passage }: Pick<Report, 'said' | 'reason' | 'passage'>): boolean => said === undefined && (reason === 'about-me' || (reason === 'identifying' && passage !== undefined));

/** What a report is about. */
export function aboutOf(report: Pick<Report, Reportable>): { kind: Reportable; id: string } {
  const kind = reportables.find((each) => report[each] !== undefined) ?? 'story';
  return { kind, id: report[kind] ?? '' };
}

/** What is known of a story and its space when it is reported. */
export interface ReportedNow {
  /** Whether readers see it. */
  visible: boolean;
  /** Whether a report hid it before. */
  hiddenBefore: boolean;
  /** How many stories of the space are hidden by reports that wait. */
  hidden: number;
}

/** Whether a report hides its story at once. That happens once: after a person has given it back, it stays until a person decides. */
export const hidesAtOnce = (report: Pick<Report, 'said' | 'reason' | 'passage'>, { visible, hiddenBefore, hidden }: ReportedNow): boolean =>
  asksToHide(report) && visible && !hiddenBefore && hidden < mostHidden;

/** Somebody may be in danger: it is read before all others, and within minutes. */
export const isUrgentReport = ({ reason, urgent }: Pick<Report, 'reason' | 'urgent'>): boolean => reason === 'worried' || urgent === true;

/** Place in the queue: what names somebody first, then worry about somebody, then everything else. */
export const laneOf = (report: Pick<Report, 'said' | 'reason' | 'passage' | 'urgent'>): 0 | 1 | 2 => (asksToHide(report) ? 0 : isUrgentReport(report) ? 1 : 2);
