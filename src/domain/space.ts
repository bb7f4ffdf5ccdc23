/** When somebody reads what is sent: wall-clock hours on days of the week. */
export interface WatchHours {
  /** RFC 5545 weekdays. */
  days: Weekday[];
  /** `HH:MM`, 24 hours. An end that is not after the beginning is on the next day. */
  from: string;
  to: string;
  /** IANA name, such as `Europe/London`. */
  timeZone: string;
}

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** Who may read a story: all visitors of the site, the members of one group, or the facilitator of one group. */
export const audiences = ['everyone', 'group', 'facilitator'] as const;
export type Audience = (typeof audiences)[number];

/** What a site decides before people write on it. Nothing here has a value by default: each is a promise to people. */
export interface SpaceSettings {
  /** Name by which people know the site. */
  title: string;
  /** From and to which age it is for, in years. Without `to` there is no upper end. */
  ages: { from: number; to?: number };
  /** Address of the privacy notice, http or https. */
  privacy: string;
  /** The ground rules, in plain sentences. */
  rules?: string[];
  /** The limits of confidentiality, in plain words: what may have to be passed on, and what nobody here can do. */
  confidentiality?: string;
  /** Whether readers may write to whoever wrote a story. Absent: no. */
  replies?: boolean;
  /** Stories are shown in batches, each so many hours after the one before, so that nobody can tell which was decided when. Absent: each at once. */
  batchHours?: number;
  /** BCP 47 tags of the languages that somebody here can read. */
  languages: string[];
  /** `all`: a person reads everything before it is published. */
  moderation: 'all';
  /** Whom moderators are reached by; never shown. */
  moderators: string[];
  /** Whom somebody in danger is passed on to; never shown. */
  safeguarding?: string;
  watchHours: WatchHours[];
  /** How many hours reading takes, as a rule. */
  readWithinHours?: number;
  /** ISO 3166-1 alpha-2 codes of the countries whose help lines are shown. */
  helplines: string[];
  /** How many months a story stays. */
  keptMonths: number;
  /** How many days backups live, in which what was withdrawn can still be. */
  backupDays: number;
}

export const closedReasons = ['no-settings', 'no-moderator', 'no-safeguarding', 'no-watch-hours', 'no-rules', 'no-confidentiality'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** What everybody may know of a space, and is told before they write. */
export interface Space extends Omit<SpaceSettings, 'moderators' | 'safeguarding' | 'replies'> {
  /** Its name in calls. */
  id: string;
  /** Whether anything can be sent. */
  open: boolean;
  /** Why nothing can be sent. Empty when it can. */
  closed: ClosedReason[];
  /** Who may be chosen as readers. */
  audiences: Audience[];
  /** Whether readers may write to whoever wrote a story. */
  replies: boolean;
  /** Whether somebody of the staff is reading at this moment: has a desk open and does something at it. */
  reading: boolean;
}

/** Somebody of the staff is at their desk, until then. Nothing says who; visitors learn only whether anybody is. */
export interface Presence {
  id: string;
  /** ISO 8601. */
  until: string;
  /** The name under which their claims and decisions stand. Nobody else is told of a presence. */
  by?: string;
  /** Topics that they do not want to be given now. Nobody else is told. */
  without?: string[];
}

export type PresenceDraft = Pick<Presence, 'without'>;

/** Something urgent waits, and nobody reads it: whoever is on call is told, again and again, until somebody acknowledges it. */
export interface Alarm {
  id: string;
  /** Since when it waits, ISO 8601. */
  since: string;
  /** When they are told again, ISO 8601. */
  next: string;
}

/** So long somebody counts as being at their desk after they last said so, in milliseconds. */
export const presenceLasts = 3 * 60 * 1000;

/** Why nothing may be sent to a space: words that nobody could ever read or act on are not taken. */
export function closedBecause(settings: SpaceSettings | undefined): ClosedReason[] {
  if (!settings) return ['no-settings'];
  const reasons: ClosedReason[] = [];
  if (!settings.moderators.length) reasons.push('no-moderator');
  if (!settings.safeguarding) reasons.push('no-safeguarding');
  if (!settings.watchHours.length) reasons.push('no-watch-hours');
  if (!settings.rules?.length) reasons.push('no-rules');
  if (!settings.confidentiality) reasons.push('no-confidentiality');
  return reasons;
}

const isMixed = ({ ages }: Pick<SpaceSettings, 'ages'>): boolean => ages.from < 18 && !(ages.to !== undefined && ages.to < 18);

/** Where adults and minors meet, nothing is said out of everybody's sight. */
export const audiencesOf = (settings: Pick<SpaceSettings, 'ages'>): Audience[] => (isMixed(settings) ? ['everyone'] : [...audiences]);

/** Whether readers may write to whoever wrote a story. Not where adults and minors meet: nobody else sees it. */
export const takesReplies = (settings: Pick<SpaceSettings, 'ages' | 'replies'>): boolean => settings.replies === true && !isMixed(settings);

/** The public side of a space. `reading`: whether somebody of the staff is at their desk. */
export function spaceRecord(id: string, settings: SpaceSettings, reading = false): Space {
  const { moderators: _, safeguarding: __, ...shown } = settings;
  const closed = closedBecause(settings);
  return { ...shown, id, open: !closed.length, closed, audiences: audiencesOf(settings), replies: takesReplies(settings), reading };
}

/** Whether the service has to know who writes, so that the page says so: everyone may read what nobody signed, a group knows its members. */
export const knowsWho = (audience: Audience): boolean => audience !== 'everyone';
