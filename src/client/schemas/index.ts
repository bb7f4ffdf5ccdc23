import type { Schemas } from '../../adapters/adapter.ts';
import { agreements, answers, replies } from './answers.ts';
import { batches, checkins, companions, greeters, responses } from './checkins.ts';
import { groups } from './groups.ts';
import { holds } from './holds.ts';
import { log } from './log.ts';
import { invites, memberships } from './members.ts';
import { alarms, presences } from './presences.ts';
import { reports, rulings } from './reports.ts';
import { settings } from './settings.ts';
import { spaces } from './spaces.ts';
import { claims, decisions, links, messages, opinions, sendings, stories } from './stories.ts';

export * from './answers.ts';
export * from './checkins.ts';
export * from './groups.ts';
export * from './holds.ts';
export * from './log.ts';
export * from './members.ts';
export * from './presences.ts';
export * from './reports.ts';
export * from './settings.ts';
export * from './spaces.ts';
export * from './stories.ts';

/** Every collection's schemas, for an adapter's `schemas()`. */
export const schemas = {
  groups,
  spaces,
  settings,
  presences,
  alarms,
  stories,
  answers,
  replies,
  agreements,
  reports,
  rulings,
  sendings,
  links,
  messages,
  claims,
  decisions,
  opinions,
  holds,
  log,
  invites,
  memberships,
  checkins,
  responses,
  companions,
  greeters,
  batches,
} satisfies Schemas;
