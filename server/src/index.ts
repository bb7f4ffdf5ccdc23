export { createHandler } from './handler.ts';
export type { Handler, HandlerOptions, Limit, Limits, Log, Pace, RequestInfo, SpaceConfig, TokenConfig } from './http/options.ts';
export { type FolderLedger, openLedger } from './ledger.ts';
export { openStore } from './store/index.ts';
export { replay } from './replay.ts';
export type { Dumped, Ledger, LedgerEntry, ServerStore, StoredEvent, StoredToken, StoreOptions } from './store.ts';
