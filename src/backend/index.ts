/*
 * The acts of the contract over any store: for adapters that keep records themselves, and for servers. An adapter that
 * only asks a server needs none of it.
 */
export * from './backend.ts';
export { checkLog, headOf } from './check-log.ts';
export { type Index, indexOf } from './found-by.ts';
export { kinds } from './kinds/index.ts';
export type { Kind } from './kinds/kind.ts';
export { isTimed, momentOf } from './list-groups.ts';
export { listRows } from './list-rows.ts';
export { memberOf } from './member-of.ts';
export type { MemoryStore } from './memory-rows.ts';
export { memoryStore } from './memory-store.ts';
export { pageOf, type Place, readCursor } from './pages.ts';
export { permissions, type Right, rightOf } from './permissions.ts';
export { seedRow } from './seed.ts';
export * from './store.ts';
export * from './who.ts';
export { abilities } from '../client/abilities.ts';
export { PeerError, type PeerErrorCode } from '../client/errors.ts';
export { newId } from '../client/ids.ts';
export { credentialHash } from '../client/receipt.ts';
export type { CollectionName, Query } from '../adapters/adapter.ts';
// What an index of a store must agree with, so that it finds the same.
export { distance } from '../domain/distance.ts';
export { lot } from '../domain/lot.ts';
export { groupFields } from '../domain/group-query.ts';
export { nextStart, ofGroup, ofSession } from '../domain/match-groups.ts';
export { askedWords, fold, mostSlips, type SearchIndex, words } from '../domain/search.ts';
export { nearest } from '../domain/slips.ts';
