import { type CheckinAudience, checkinAudiences, type CheckinStays } from './checkin.ts';
import type { CheckinWord, Help } from './checkin-words.ts';
import { audiencesOf, type SpaceSettings } from './space.ts';

/*
 * Check-ins that others see: what of them reaches whom, and what is said back. The rules of one check-in are in `checkin.ts`, those of a
 * group without names in `nameless-view.ts`.
 */

/** What a space decides about check-ins that others see. Absent from its settings: nobody sees one but whoever wrote it. */
export interface CheckinSettings {
  /** Whether a group sees check-ins one by one, under the names that people choose. Without names it sees words in batches. */
  names: boolean;
  /** In a space without names: how many different people a batch needs, at least. Never below 5, which is the default. */
  least?: number;
  /** In a space without names: when batches are shown. Without it nothing can be written to a group there. */
  releases?: { times: string[]; timeZone: string };
  /** In a space with names: after so many minutes without an answer, greeters who were named before it was sent are told. */
  greetAfterMinutes?: number;
  /** Words in place of the library's own. */
  vocabulary?: { feelings?: CheckinWord[]; energies?: CheckinWord[]; needs?: CheckinWord[] };
}

/** What everybody may know of that, and a page says before anything is sent. */
export interface PublicCheckins extends CheckinSettings {
  /** Who can be chosen. */
  audiences: CheckinAudience[];
}

/**
 * Who may see a check-in here. Where adults and minors meet, nothing is said out of everybody's sight; and where nobody could help,
 * nothing is sent to others.
 */
export function checkinAudiencesOf(settings: SpaceSettings | undefined, open: boolean): CheckinAudience[] {
  const checkins = settings?.checkins;
  if (!checkins || !open || !audiencesOf(settings).includes('group')) return ['me'];
  return checkinAudiences.filter((audience) => audience !== 'group' || checkins.names || !!checkins.releases);
}

/** How a check-in reads for whoever may see it. */
export interface SharedCheckin {
  id: string;
  /** `yes`: it is the caller's own, and whole. Otherwise the rest is what others get of it. */
  mine?: 'yes';
  feelings: string[];
  words?: string;
  energy?: string;
  need?: string;
  help?: Help;
  audience: CheckinAudience;
  group?: string;
  /** The name that its writer chose for this one, where the space has names. */
  name?: string;
  /** When it was written, or changed last, ISO 8601 with `Z`. Where it is the caller's own, when it was written. */
  at?: string;
  /** Of somebody who chose the caller: which of the caller's companions that is. */
  companion?: string;
  /** For a greeter: it waits for an answer. */
  unanswered?: 'yes';
  /** Own: whom it was written to, by the ids of the caller's companions. */
  people?: string[];
  /** Own. */
  stays?: CheckinStays;
  /** Own: the time zone in which `today` ends. Nobody else learns where somebody is. */
  timeZone?: string;
  /** Own: when it is gone, ISO 8601. Absent: it stays. */
  until?: string;
  /** Own: the greeters who were named before it was sent. */
  greeters?: string[];
  /** Own: under which id the group sees it. */
  shown?: string;
  /** Own: the team reads it again, and its group does not see it until they have. */
  again?: 'yes';
  /** Own: what the team wrote to its writer about it. */
  message?: string;
}

export interface CheckinDraft {
  feelings: string[];
  words?: string;
  energy?: string;
  need?: string;
  help?: Help;
  audience: CheckinAudience;
  /** With the audience `group`. */
  group?: string;
  /** With the audience `people`: ids of the writer's own companions. */
  people?: string[];
  stays: CheckinStays;
  timeZone: string;
  /** When it was, ISO 8601 with `Z`, of what somebody brings along for themselves (`me`): now or before. Default: now. */
  at?: string;
  /** In a space with names, for a group. */
  name?: string;
  /** Ids of the greeters that the writer was shown. Nobody else is told when nobody answers. */
  greeters?: string[];
}

/** What people say to a check-in without writing. */
export const responseKinds = ['heard', 'been-there', 'with-you', 'sit-with'] as const;
export type ResponseKind = (typeof responseKinds)[number];

/** That somebody answered a check-in. `mine`: it is the caller who did. Otherwise it is for the caller. */
export interface CheckinResponse {
  id: string;
  mine?: 'yes';
  /** Id of the check-in, as the caller knows it. */
  checkin: string;
  kind: ResponseKind;
  /** The name chosen by whoever answered, in a space with names. */
  name?: string;
  /** Which of the caller's companions answered. */
  companion?: string;
}

export interface ResponseDraft {
  checkin: string;
  kind: ResponseKind;
  name?: string;
}

/**
 * Somebody the caller can write to, because both wanted it: one offered, the other redeemed. Nobody can look for anybody. An offer
 * becomes the companion when it is redeemed.
 */
export interface Companion {
  id: string;
  state: 'offered' | 'joined';
  /** The name by which the other knows the caller. */
  own: string;
  /** The name by which the caller knows the other. */
  name?: string;
  /** Until when an offer can be redeemed, ISO 8601. */
  expires?: string;
}

/** `offer`: an offer, of which only the SHA-256 (base64url) of its code is sent. `code`: the code, which redeems one. */
export interface CompanionDraft {
  own: string;
  offer?: string;
  code?: string;
}

/** So long an offer can be redeemed, in milliseconds. */
export const offerLasts = 7 * 24 * 60 * 60 * 1000;

/** Hours in which somebody wants to be left in peace. An end that is not after the beginning is on the next day. */
export interface QuietHours {
  from: string;
  to: string;
  timeZone: string;
}

/** Somebody of a group who answers those whom nobody answered. Others get the name alone. */
export interface Greeter {
  id: string;
  group: string;
  name: string;
  mine?: 'yes';
  /** Own. */
  quiet?: QuietHours;
}

export type GreeterDraft = Pick<Greeter, 'group' | 'name' | 'quiet'>;
export type GreeterPatch = Pick<Greeter, 'name' | 'quiet'>;

/** Words that a group without names reads: what at least so many people said between two releases, and nothing about who. */
export interface WordBatch {
  id: string;
  group: string;
  /** From when until when it is shown, ISO 8601. */
  from: string;
  to: string;
  feelings?: string[];
  energies?: string[];
  needs?: string[];
  helps?: string[];
}
