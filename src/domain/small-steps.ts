import type { Feeling } from './checkin-words.ts';

/** What somebody who feels cut off can do next, one of them, by their own choice. A way on, never a verdict. */
export const smallSteps = ['listen-in', 'write-to-somebody', 'read-a-story', 'help-line'] as const;
export type SmallStep = (typeof smallSteps)[number];

/** What a page needs to have for a step. A help line needs nothing: it is there on every page. */
export const stepNeeds: Readonly<Record<SmallStep, 'sessions' | 'people' | 'stories' | undefined>> = {
  'listen-in': 'sessions',
  'write-to-somebody': 'people',
  'read-a-story': 'stories',
  'help-line': undefined,
};

const cutOff: Feeling = 'cut-off';

/** The steps to offer, in the order of how little they ask; the last is always there, so that it is no dead end. Empty when nobody feels cut off. */
export function stepsFor(feelings: readonly string[], has: Partial<Record<'sessions' | 'people' | 'stories', boolean>>): SmallStep[] {
  if (!feelings.includes(cutOff)) return [];
  return smallSteps.filter((step) => !stepNeeds[step] || has[stepNeeds[step]]);
}
