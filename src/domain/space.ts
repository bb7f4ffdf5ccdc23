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

export const closedReasons = ['no-settings', 'no-moderator', 'no-safeguarding', 'no-watch-hours'] as const;
export type ClosedReason = (typeof closedReasons)[number];

/** What everybody may know of a space, and is told before they write. */
export interface Space extends Omit<SpaceSettings, 'moderators' | 'safeguarding'> {
  /** Its name in calls. */
  id: string;
  /** Whether anything can be sent. */
  open: boolean;
  /** Why nothing can be sent. Empty when it can. */
  closed: ClosedReason[];
  /** Who may be chosen as readers. */
  audiences: Audience[];
}

/** Why nothing may be sent to a space: words that nobody could ever read or act on are not taken. */
export function closedBecause(settings: SpaceSettings | undefined): ClosedReason[] {
  if (!settings) return ['no-settings'];
  const reasons: ClosedReason[] = [];
  if (!settings.moderators.length) reasons.push('no-moderator');
  if (!settings.safeguarding) reasons.push('no-safeguarding');
  if (!settings.watchHours.length) reasons.push('no-watch-hours');
  return reasons;
}

/** Where adults and minors meet, nothing is said out of everybody's sight. */
export function audiencesOf({ ages }: Pick<SpaceSettings, 'ages'>): Audience[] {
  const mixed = ages.from < 18 && !(ages.to !== undefined && ages.to < 18);
  return mixed ? ['everyone'] : [...audiences];
}

/** The public side of a space. */
export function spaceRecord(id: string, settings: SpaceSettings): Space {
  const { moderators: _, safeguarding: __, ...shown } = settings;
  const closed = closedBecause(settings);
  return { ...shown, id, open: !closed.length, closed, audiences: audiencesOf(settings) };
}

/** Whether the service has to know who writes, so that the page says so: everyone may read what nobody signed, a group knows its members. */
export const knowsWho = (audience: Audience): boolean => audience !== 'everyone';
