import { PeerError } from '../../client/errors.ts';
import type { Acting } from './kind.ts';

export const instant = (now: number) => new Date(now).toISOString();

/** Whose name is on what the staff does. */
export function nameOf({ who }: Acting): string {
  if (!who.owner) throw new PeerError('forbidden', 'staff have a name of their own');
  return who.owner;
}
