import type { PeerClient } from './client.ts';

/** Where a client leads: what was sent to one place is not in another. */
export const placeOf = ({ adapter, can, space }: Pick<PeerClient, 'adapter' | 'can' | 'space'>): string => JSON.stringify([adapter, can.service ?? '', space]);
