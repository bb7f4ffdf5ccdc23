/** Why somebody reports a story. */
export const reportReasons = ['worried', 'identifying', 'method', 'about-me', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** A part of the text, in UTF-16 code units: `[start, end)`. */
export interface Passage {
  start: number;
  end: number;
}

/** A report, seen by whoever made it and by the staff. The writer of the story never learns of it. */
export interface Report {
  id: string;
  story: string;
  reason: ReportReason;
  passage?: Passage;
  words?: string;
  state: 'waiting' | 'read';
  /** What the staff wrote to whoever made it. */
  message?: string;
  /** Id of the sending that the story came from. For the staff only. */
  sending?: string;
  /** Whether it hid the story. For the staff only. */
  hid?: boolean;
  /** When it came, ISO 8601. For the staff only. */
  sent?: string;
}

export interface ReportDraft extends Pick<Report, 'story' | 'reason' | 'passage' | 'words'> {
  /** SHA-256 of the receipt's credential, base64url, by which whoever made it comes back. */
  receipt?: string;
}

export const rulings = ['restore', 'take-down', 'ask-changes', 'no-action'] as const;
export type RulingKind = (typeof rulings)[number];

/** What the staff decided about a report. */
export interface Ruling {
  id: string;
  report: string;
  ruling: RulingKind;
  /** Words to the writer of the story. They never say that somebody reported it. */
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
/** So many reports of a space can wait. More than that nobody reads; a page then says how people are reached otherwise. */
export const mostWaiting = 500;

/** Somebody is named, and shows where: that cannot wait for a person. */
export const asksToHide = ({ reason, passage }: Pick<Report, 'reason' | 'passage'>): boolean => reason === 'about-me' || (reason === 'identifying' && passage !== undefined);

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
export const hidesAtOnce = (report: Pick<Report, 'reason' | 'passage'>, { visible, hiddenBefore, hidden }: ReportedNow): boolean =>
  asksToHide(report) && visible && !hiddenBefore && hidden < mostHidden;

/** Somebody may be in danger: it is read before all others, and within minutes. */
export const isUrgentReport = ({ reason }: Pick<Report, 'reason'>): boolean => reason === 'worried';

/** Place in the queue: what names somebody first, then worry about somebody, then everything else. */
export const laneOf = (report: Pick<Report, 'reason' | 'passage'>): 0 | 1 | 2 => (asksToHide(report) ? 0 : report.reason === 'worried' ? 1 : 2);
