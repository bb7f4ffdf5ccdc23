import type { Reportable, ReportReason } from '../../domain/report.ts';
import { msg } from '../../internal/localize.ts';

/** Why somebody reports words, in their own. */
export const reasonWords = (): Record<ReportReason, string> => ({
  worried: msg('I am worried about this person'),
  identifying: msg('It could tell who somebody is'),
  method: msg('It describes how somebody can hurt themselves'),
  'about-me': msg('This is about me'),
  hurtful: msg('It hurts or puts somebody down'),
  mine: msg('I wrote this, and have lost my receipt'),
  other: msg('Something else'),
});

/** What can be said about which words. */
export const reasonsFor: Record<Exclude<Reportable, 'checkin'>, readonly ReportReason[]> = {
  story: ['worried', 'identifying', 'method', 'about-me', 'mine', 'other'],
  reply: ['hurtful', 'worried', 'identifying', 'method', 'about-me', 'other'],
  said: ['hurtful', 'other'],
};

/** What happens then, said before anything is sent. */
export const consequenceWords = (): Record<ReportReason, string> => ({
  worried: msg('Somebody of the team reads it. We do not know who wrote the story and cannot send anyone; we can only write to the writer here. How are you yourself?'),
  identifying: msg('If you mark the place, the story is hidden at once as a rule, until somebody of the team has looked.'),
  method: msg('Somebody of the team looks at it. If you mark the place, they find it sooner.'),
  'about-me': msg('The story is hidden at once as a rule, until somebody of the team has looked. Mark what is about you, so that they find it.'),
  hurtful: msg('Somebody of the team looks at it.'),
  mine: msg('A person of the team decides. Nobody can check who wrote it, and you need not prove anything: please send no documents. In doubt they take it out of what others read, and whoever holds its receipt can object. Say how you would like to be answered, or take a receipt below.'),
  other: msg('Somebody of the team looks at it.'),
});

/** With these, the place in the story can be marked. */
export const marksPassage: readonly ReportReason[] = ['identifying', 'method', 'about-me'];
