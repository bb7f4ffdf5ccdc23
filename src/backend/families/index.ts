import type { CollectionName } from '../../adapters/adapter.ts';
import { fetched } from '../fetched.ts';
import type { Kind } from '../kinds/kind.ts';

/*
 * Kinds that belong together are loaded together, once somebody asks for one of them: whoever writes how they are today does not wait for
 * what the staff does with stories. They are there before a transaction begins, because some stores end one that idles. An act may
 * change rows of another family too; what that needs, it imports.
 */
const families = {
  groups: () => import('./groups.ts'),
  spaces: () => import('./spaces.ts'),
  checkins: () => import('./checkins.ts'),
  circle: () => import('./circle.ts'),
  stories: () => import('./stories.ts'),
};

export type FamilyName = keyof typeof families;
export type Family<F extends FamilyName> = Awaited<ReturnType<(typeof families)[F]>>;

const inFamily: { readonly [N in CollectionName]?: FamilyName } = {
  groups: 'groups',
  spaces: 'spaces',
  settings: 'spaces',
  checkins: 'checkins',
  responses: 'checkins',
  batches: 'checkins',
  companions: 'circle',
  greeters: 'circle',
  invites: 'circle',
  memberships: 'circle',
};

/** Where time brings something by itself, and to what. */
export const aging: { readonly [F in FamilyName]?: readonly CollectionName[] } = {
  checkins: ['checkins', 'companions', 'batches'],
  stories: ['sendings', 'stories', 'replies', 'reports', 'decisions', 'claims', 'presences'],
};

const here = new Map<FamilyName, unknown>();

export const isHere = (name: FamilyName): boolean => here.has(name);

/** Rejects as `unavailable` where it cannot be fetched; whoever asks again fetches it again. */
export async function familyOf<F extends FamilyName>(name: F): Promise<Family<F>> {
  if (!here.has(name)) here.set(name, await fetched<unknown>(families[name]()));
  return here.get(name) as Family<F>;
}

export async function kindOf(collection: CollectionName): Promise<Kind<CollectionName>> {
  const { kinds } = await familyOf(inFamily[collection] ?? 'stories');
  return kinds[collection as keyof typeof kinds];
}
