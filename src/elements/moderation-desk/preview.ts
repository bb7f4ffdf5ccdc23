import type { CollectionName, PeerAdapter } from '../../adapters/adapter.ts';
import { abilities } from '../../client/abilities.ts';
import type { CheckinHistory } from '../../client/checkin-history.ts';
import { newId } from '../../client/ids.ts';
import { type CheckinStays, untilOf } from '../../domain/checkin.ts';
import type { CheckinDraft } from '../../domain/checkin-share.ts';
import { patched } from '../../domain/patch.ts';
import type { SpaceSettings } from '../../domain/space.ts';
import { spaceRecord } from '../../domain/space-record.ts';
import { define } from '../../internal/define.ts';
import { PeerCheckin } from '../peer-checkin/peer-checkin.ts';
import { StoryShare } from '../story-share/story-share.ts';

/** Makes the elements that visitors and members write with known to this page. */
export const known = (): void => {
  define('story-share', StoryShare);
  define('peer-checkin', PeerCheckin);
};

const group = 'preview';

/** A place of which only the settings are real: whoever looks is a member of one invented group, and what they send is in this page until the preview is closed. */
export function asMember(settings: SpaceSettings, name: string): PeerAdapter {
  const found: { readonly [N in CollectionName]?: object } = {
    spaces: spaceRecord(group, settings, false),
    groups: { id: group, name, topics: [], audience: [], languages: [], access: [], sessions: [] },
    memberships: { id: group, group, mine: 'yes' },
  };
  const own = new Map<string, object>();
  const sent = (draft: CheckinDraft, id = newId()) => {
    const at = new Date().toISOString();
    const { stays = 'today', timeZone = 'UTC' } = draft as { stays?: CheckinStays; timeZone?: string };
    const until = untilOf({ stays, at }, timeZone);
    const record = { ...patched(own.get(id) ?? {}, draft), id, rev: newId(), mine: 'yes', at, ...(until !== undefined && { until: new Date(until).toISOString() }) };
    own.set(id, record);
    return record;
  };
  return {
    spec: 1,
    name: 'preview',
    can: abilities('shared'),
    list: async (collection) => ({ items: collection === 'checkins' ? [...own.values()] : found[collection] ? [found[collection]] : [], next: null }),
    get: async (collection, id) => (collection === 'checkins' ? own.get(id) : found[collection]) ?? null,
    create: async (_, draft) => sent(draft as CheckinDraft),
    update: async (_, id, patch) => sent(patch as CheckinDraft, id),
    remove: async (_, id) => void own.delete(id),
    watch: (_, __, on) => on.ready(),
  };
}

/** A history that keeps nothing: nothing of a preview stays on the device. */
export const nowhere: CheckinHistory = {
  reach: 'device',
  state: async () => 'none',
  all: async () => ({ entries: [], unreadable: false }),
  keep: async (checkins) => checkins.map((each, at) => ({ ...each, id: each.id ?? `${at}` })),
  remove: async () => {},
  forget: async () => {},
  watch: () => {},
};
