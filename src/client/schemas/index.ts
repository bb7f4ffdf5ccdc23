import type { Schemas } from '../../adapters/adapter.ts';
import { agreements, answers, replies } from './answers.ts';
import { groups } from './groups.ts';
import { log } from './log.ts';
import { invites, memberships } from './members.ts';
import { alarms, presences } from './presences.ts';
import { reports, rulings } from './reports.ts';
import { spaces } from './spaces.ts';
import { claims, decisions, messages, opinions, sendings, stories } from './stories.ts';

export * from './answers.ts';
export * from './groups.ts';
export * from './log.ts';
export * from './members.ts';
export * from './presences.ts';
export * from './reports.ts';
export * from './spaces.ts';
export * from './stories.ts';

/** Every collection's schemas, for an adapter's `schemas()`. */
export const schemas = {
  groups,
  spaces,
  presences,
  alarms,
  stories,
  answers,
  replies,
  agreements,
  reports,
  rulings,
  sendings,
  messages,
  claims,
  decisions,
  opinions,
  log,
  invites,
  memberships,
} satisfies Schemas;
