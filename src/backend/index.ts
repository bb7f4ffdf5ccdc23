/*
 * The acts of the contract over any store: for adapters that keep records themselves, and for servers. An adapter that
 * only asks a server needs none of it.
 */
export * from './backend.ts';
export { indexOf, kinds } from './kinds/index.ts';
export type { Index, Kind } from './kinds/kind.ts';
export { memberOf } from './member-of.ts';
export { memoryStore, type MemoryStore } from './memory-store.ts';
export { permissions, type Right, rightOf } from './permissions.ts';
export { seedRow } from './seed.ts';
export * from './store.ts';
export * from './who.ts';
export { abilities } from '../client/abilities.ts';
export { PeerError, type PeerErrorCode } from '../client/errors.ts';
export { newId } from '../client/ids.ts';
export { credentialHash } from '../client/receipt.ts';
