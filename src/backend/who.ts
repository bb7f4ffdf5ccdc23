/**
 * What somebody is to a backend.
 * - `visitor`: nobody in particular.
 * - `local`: whoever has this page or device before them, with an adapter that keeps its records there.
 * - `writer`: the holder of a receipt.
 * - `invited`: the holder of an invitation.
 * - `member`, `facilitator`, `moderator`, `admin`: by a token.
 */
export const roles = ['visitor', 'local', 'writer', 'invited', 'member', 'facilitator', 'moderator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who calls, as far as the backend could check it. */
export interface Who {
  role: Role;
  /** What is theirs has this as its owner: a hash of their credential, or an opaque name. */
  owner?: string;
  /** Ids of the groups they belong to. */
  groups?: readonly string[];
  /** Since when, in milliseconds since 1970, as far as that is known. */
  since?: Readonly<Record<string, number>>;
}

/** For whom a row must be meant so that they may read it. Undefined: any. */
export function readersOf({ role, owner, groups = [] }: Who): string[] | undefined {
  if (role === 'moderator' || role === 'admin') return undefined;
  const readers = ['everyone'];
  if (role === 'local') readers.push('local');
  if (owner !== undefined && (role === 'member' || role === 'facilitator')) readers.push(`person:${owner}`);
  if (role === 'member' || role === 'facilitator') readers.push(...groups.map((id) => `group:${id}`));
  if (role === 'facilitator') readers.push(...groups.map((id) => `staff:${id}`));
  return readers;
}
