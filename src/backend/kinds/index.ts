import type { CollectionName } from '../../adapters/adapter.ts';
import { collectionAbilities as can } from '../../client/abilities.ts';
import type { AnyRecord } from '../store.ts';
import { alarms } from './alarms.ts';
import { agreements, answers, replies } from './answers.ts';
import { claims, decisions, presences } from './desk.ts';
import { groups } from './groups.ts';
import type { Index, Kind } from './kind.ts';
import { log } from './log.ts';
import { invites, memberships } from './members.ts';
import { messages } from './messages.ts';
import { opinions } from './opinions.ts';
import { reports, rulings } from './reports.ts';
import { sendings } from './sendings.ts';
import { stories } from './stories.ts';

/** Every collection. A new one adds its row. */
export const kinds: { readonly [N in CollectionName]: Kind<N> } = {
  groups,
  // Answered from what the host decided, not from the store.
  spaces: { can: can.spaces },
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
};

/** Under which names and words a store must find a record. */
export const indexOf = (collection: CollectionName, record: AnyRecord): Index => kinds[collection].index?.(record) ?? {};
