import { companions, greeters } from '../kinds/companions.ts';
import { invites, memberships } from '../kinds/members.ts';

/** Who is there for whom. */
export const kinds = { companions, greeters, invites, memberships };
