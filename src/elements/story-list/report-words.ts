import type { ReportReason } from '../../domain/report.ts';
import { msg } from '../../internal/localize.ts';

/** Why somebody reports a story, in their own words. */
export const reasonWords = (): Record<ReportReason, string> => ({
  worried: msg('I am worried about this person'),
  identifying: msg('It could tell who somebody is'),
  method: msg('It describes how somebody can hurt themselves'),
  'about-me': msg('This is about me'),
  other: msg('Something else'),
});

/** What happens then, said before anything is sent. */
export const consequenceWords = (): Record<ReportReason, string> => ({
  worried: msg('Somebody of the team reads it. We do not know who wrote the story and cannot send anyone; we can only write to the writer here. How are you yourself?'),
  identifying: msg('If you mark the place, the story is hidden at once as a rule, until somebody of the team has looked.'),
  method: msg('Somebody of the team looks at it. If you mark the place, they find it sooner.'),
  'about-me': msg('The story is hidden at once as a rule, until somebody of the team has looked. Mark what is about you, so that they find it.'),
  other: msg('Somebody of the team looks at it.'),
});

/** With these, the place in the story can be marked. */
export const marksPassage: readonly ReportReason[] = ['identifying', 'method', 'about-me'];
