/*
 * A safeguarding hold: somebody may be in danger, so that what was sent is taken from readers at once, and a copy of it stays
 * with as few people as possible, for as short as possible.
 */

/** Why the staff holds a story: danger to whoever wrote it or to somebody else, a child, abuse that goes on, or the law asks for it. */
export const holdReasons = ['danger-self', 'danger-other', 'child', 'abuse-now', 'legal'] as const;
export type HoldReason = (typeof holdReasons)[number];

/**
 * How far whoever the space passes people on to has been reached by its program: it is tried, it took it, or nobody did for a
 * day. Absent: the space has none.
 */
export const handedOver = ['waiting', 'yes', 'failed'] as const;
export type HandedOver = (typeof handedOver)[number];

/** Whether its writer is told: at once, or not yet, because it could put somebody in danger. */
export const tellings = ['now', 'later'] as const;
export type Telling = (typeof tellings)[number];

/** What was sent as it was when it was held, with what the staff and its writer had written to each other. */
export interface HeldCopy {
  text: string;
  helped?: string;
  line?: string;
  topics: string[];
  notes: string[];
  language: string;
  audience: string;
  group?: string;
  /** When it arrived, ISO 8601. */
  sent?: string;
  messages: { from: 'staff' | 'writer'; text: string; at?: string }[];
}

/** Somebody of the staff has prolonged it, or decided anew whether its writer is told. */
export interface HoldChange {
  by: string;
  /** ISO 8601. */
  at: string;
  /** Why, in the words of whoever did. */
  because: string;
}

/** A hold. Its writer, once they are told, sees of it the sending and the review date, and nothing else. */
export interface Hold {
  id: string;
  /** Id of the sending, also once that is gone. */
  sending: string;
  /** `YYYY-MM-DD`: on this day at the latest somebody decides whether it is still needed. It never ends or lasts by itself. */
  review: string;
  /** For the staff only, as what follows. */
  reason?: HoldReason;
  /** Who, as an opaque name. */
  by?: string;
  /** ISO 8601. */
  at?: string;
  tell?: Telling;
  /** `YYYY-MM-DD`: until then, where its writer is not told yet, somebody decides about that anew. */
  tellReview?: string;
  /** It should not wait, as the program of the space was told. */
  urgent?: boolean;
  told?: HandedOver;
  /** Its writer has taken the words back, or they have expired: the copy is all there is. */
  gone?: boolean;
  /** The note of whoever made it. For an administrator who opens it, as what follows. */
  words?: string;
  copy?: HeldCopy;
  changes?: HoldChange[];
  /** Not seen by anybody: how often the program of the space was tried, and when it is again, ISO 8601. */
  delivery?: { tries: number; next: string };
  /** Not seen by anybody: whoever is on call was told that its review is due. */
  reminded?: boolean;
}

/** What is sent to hold what somebody has claimed, or of which they have claimed a report. */
export interface HoldDraft {
  sending: string;
  reason: HoldReason;
  /** A note for administrators. The words of the story do not belong here: the copy has them. */
  words?: string;
  /** Absent: in 28 days. */
  review?: string;
  /** Absent: now. */
  tell?: Telling;
  /** With `later`. Absent: in 7 days, or on the day of the review. */
  tellReview?: string;
}

/** What may be changed: later dates, with a reason, or that its writer is told. Nobody can untell them. */
export interface HoldPatch {
  review?: string;
  tell?: 'now';
  tellReview?: string;
  /** Why. Not needed to tell its writer. */
  because?: string;
}

const dayMs = 24 * 60 * 60 * 1000;

export const holdDays = { review: 28, mostReview: 183, tellReview: 7 } as const;

/** The day that is so many days after now, in UTC. */
export const dayIn = (days: number, now: number): string => new Date(now + days * dayMs).toISOString().slice(0, 10);

/** Whether a day has come. */
export const hasCome = (day: string, now: number): boolean => day <= dayIn(0, now);

/** Which of the two dates cannot be: a review is later than today and no more than six months away; the writer is told by then. */
export function wrongDate({ review, tellReview }: { review: string; tellReview?: string | undefined }, now: number): 'review' | 'tellReview' | undefined {
  if (hasCome(review, now) || review > dayIn(holdDays.mostReview, now)) return 'review';
  if (tellReview !== undefined && (hasCome(tellReview, now) || tellReview > review)) return 'tellReview';
  return undefined;
}

/** Whether somebody has to decide about it now: whether it is still needed, or whether its writer can be told. */
export const isReviewDue = ({ review, tell, tellReview }: Pick<Hold, 'review' | 'tell' | 'tellReview'>, now: number): boolean =>
  hasCome(review, now) || (tell === 'later' && tellReview !== undefined && hasCome(tellReview, now));

/** Danger does not wait; a demand of the law waits until somebody reads it, unless the words were urgent anyway. */
export const isUrgentHold = (reason: HoldReason, urgent: boolean): boolean => urgent || reason !== 'legal';

const minute = 60 * 1000;
/** How long the program of the space is tried, in milliseconds. */
export const handOverLasts = dayMs;

/** How long is waited after so many tries: twice as long each time, a quarter of an hour at most. In milliseconds. */
export const handOverWaits = (tries: number): number => Math.min(2 ** Math.max(0, tries - 1), 15) * minute;
