import type { Schemas } from '../../adapters/adapter.ts';
import { groups } from './groups.ts';
import { invites, memberships } from './members.ts';
import { spaces } from './spaces.ts';
import { claims, decisions, sendings, stories } from './stories.ts';

export * from './groups.ts';
export * from './members.ts';
export * from './spaces.ts';
export * from './stories.ts';

/** Every collection's schemas, for an adapter's `schemas()`. */
export const schemas = { groups, spaces, stories, sendings, claims, decisions, invites, memberships } satisfies Schemas;
