import type { CheckinSettings, PublicCheckins } from './checkin-share.ts';

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

/** Somebody of the team who is on duty at these hours. Seen by the staff and by the program that tells whoever is on call. */
export interface Duty extends WatchHours {
  /** The name by which the team knows them. */
  name: string;
}

/** A beginning of what the staff writes, beside those that come with the desk. */
export interface Reason {
  for: 'ask-changes' | 'not-publish';
  /** What it is about, for the staff. */
  name: string;
  /** What the writer reads. Everything in it can be changed before it is sent. */
  words: string;
}

/** What people read of a space, in another language than the first of its `languages`. What is absent is as it is there. */
export interface SpaceWords {
  /** BCP 47 tag. */
  language: string;
  rules?: string[];
  confidentiality?: string;
  prompts?: string[];
  topics?: string[];
}

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** Who may read a story: all visitors of the site, the members of one group, or the facilitator of one group. */
export const audiences = ['everyone', 'group', 'facilitator'] as const;
export type Audience = (typeof audiences)[number];

/** Who sees a check-in: nobody else, people chosen by name, or one group. */
export const checkinAudiences = ['me', 'people', 'group'] as const;
export type CheckinAudience = (typeof checkinAudiences)[number];

export const moderations = ['all', 'two'] as const;
export type Moderation = (typeof moderations)[number];

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
  /** Gentle beginnings that are offered in the place of the library's own. Absent or empty: those. */
  prompts?: string[];
  /** Themes that writers may choose from. They can add their own. */
  topics?: string[];
  /** Beginnings of what the staff writes to writers, in the first of `languages`; never shown to visitors. */
  reasons?: Reason[];
  /** All of these in other languages. */
  translations?: (SpaceWords & { reasons?: Reason[] })[];
  /** Whether readers may write to whoever wrote a story. Absent: no. */
  replies?: boolean;
  /** Stories are shown in batches, each so many hours after the one before, so that nobody can tell which was decided when. Absent: each at once. */
  batchHours?: number;
  /** BCP 47 tags of the languages that somebody here can read. */
  languages: string[];
  /** `all`: a person reads everything before it is published; `two`: two agree to it. Nothing is ever published unread. */
  moderation: Moderation;
  /** Whom moderators are reached by; never shown. */
  moderators: string[];
  /** Whom somebody in danger is passed on to; never shown. */
  safeguarding?: string;
  /** What the space agreed on for when somebody may be in danger, in plain sentences, for whoever passes somebody on; never shown to visitors. */
  plan?: string[];
  /** Who is on duty when; never shown to visitors. */
  duty?: Duty[];
  watchHours: WatchHours[];
  /** How many hours reading takes, as a rule. */
  readWithinHours?: number;
  /** ISO 3166-1 alpha-2 codes of the countries whose help lines are shown. */
  helplines: string[];
  /** How many months a story stays. */
  keptMonths: number;
  /** So many months before that is over its writer is asked whether it may stay. Default: 2, and never more than half of `keptMonths`. */
  reviewMonths?: number;
  /** How many days backups live, in which what was withdrawn can still be. */
  backupDays: number;
  /** What is decided about check-ins that others see. Absent: nobody sees one but whoever wrote it. */
  checkins?: CheckinSettings;
}

/** What of it only the staff sees. */
type StaffOnly = 'moderators' | 'safeguarding' | 'plan' | 'duty' | 'reasons';

export const closedReasons = ['no-settings', 'no-moderator', 'no-safeguarding', 'no-watch-hours', 'no-rules', 'no-confidentiality'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** What everybody may know of a space, and is told before they write. */
export interface Space extends Omit<SpaceSettings, StaffOnly | 'translations' | 'replies' | 'checkins'> {
  translations?: SpaceWords[];
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
  /** How check-ins reach others, and whom. */
  checkins?: PublicCheckins;
  /**
   * Whether the staff can hold a story: take it from readers and keep a restricted copy, also after it was taken back, because
   * somebody may be in danger. People are told before they send.
   */
  holds: boolean;
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

/** Whether the staff can hold a story: only where somebody is there whom people in danger are passed on to. */
export const takesHolds = (settings: Pick<SpaceSettings, 'safeguarding'> | undefined): boolean => !!settings?.safeguarding;

/** Whether the service has to know who writes, so that the page says so: everyone may read what nobody signed, a group knows its members. */
export const knowsWho = (audience: Audience): boolean => audience !== 'everyone';
