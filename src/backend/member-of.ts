import type { Store } from './store.ts';
import type { Who } from './who.ts';

/**
 * Who somebody is by the credential of a membership, given its hash: a member of the groups that they were invited to.
 * Somebody whom the space does not know is a member of no group.
 */
export async function memberOf(store: Store, space: string, owner: string, now: number): Promise<Who> {
  const request = { query: { limit: 1000 }, owner, now, locale: 'en' };
  const { rows } = await store.read(space, (tx) => tx.list('memberships', request));
  const groups = rows.map(({ record }) => record.group).filter((group) => typeof group === 'string');
  const since: Record<string, number> = {};
  for (const { record } of rows) if (typeof record.group === 'string') since[record.group] = Math.min(since[record.group] ?? Infinity, typeof record.joined === 'number' ? record.joined : 0);
  return { role: 'member', owner, groups: [...new Set(groups)], ...(rows.length && { since }) };
}
