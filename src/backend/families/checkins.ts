import { endsIn } from '../found-by.ts';
import { expireCheckin, groupsLeft, isReleasing, leaveGroup, planOf, releaseBatches, tellGreeters } from '../kinds/checkin-life.ts';
import { batches, checkins, responses } from '../kinds/checkins.ts';
import { drop } from '../kinds/kind.ts';
import type { Who } from '../who.ts';
import type { Keeping } from './keeping.ts';

export const kinds = { checkins, responses, batches };

export const expire = (keeping: Keeping): Promise<void> => keepCheckins(keeping, true);

/** What time brings to check-ins. `all`: also what ended while nobody looked. */
export async function keepCheckins(keeping: Keeping, all: boolean): Promise<void> {
  const now = keeping.now();
  const ended = all ? {} : { where: { ends: [endsIn(now), endsIn(now - 36e5)] } };
  await keeping.each('checkins', ended, ({ record: { mine, ends } }) => mine === 'yes' && (ends as number | undefined ?? Infinity) <= now, expireCheckin);
  await keeping.each('checkins', { where: { waits: 'greeters' } }, ({ record }) => (record.greetsFrom as number | undefined ?? Infinity) <= now, tellGreeters);
  if (all) await keeping.each('companions', { where: { state: 'offered' } }, ({ record }) => (record.ends as number) <= now, (offer, acting) => drop('companions', offer, acting));
  const settings = await keeping.decided();
  const plan = settings && planOf(settings);
  await keeping.each('batches', {}, ({ record }) => !plan || Date.parse(record.to as string) <= now, (batch, acting) => drop('batches', batch, acting));
  if (plan && isReleasing(plan, now)) await keeping.write(releaseBatches);
}

/** Whoever comes and is no member any more of a group that they wrote to has left it. */
export async function lookForLeft(who: Who & { owner: string }, { space, store, now, write }: Keeping): Promise<void> {
  const { owner } = who;
  const request = { query: { limit: Number.MAX_SAFE_INTEGER }, owner, now: now(), locale: 'en' };
  const left = await store.read(space, async (tx) => groupsLeft([...(await tx.list('checkins', request)).rows, ...(await tx.list('greeters', request)).rows], who));
  if (!left.length) return;
  await write(async (acting) => {
    for (const group of left) await leaveGroup(owner, group, acting);
  });
}
