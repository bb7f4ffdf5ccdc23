/** Classes, types and the client. Importing this registers nothing; `peer-support-elements/define.js` does. */
export { createPeerClient, newIntent } from './client/client.ts';
export type { CallOptions, ClientQuery, ListResult, PeerClient, PeerClientOptions, PeerCollection, WriteOptions } from './client/client.ts';
export { createOutbox } from './client/outbox.ts';
export type * from './client/outbox.ts';
export { clientContext } from './client/context.ts';
export { PeerError } from './client/errors.ts';
export type { PeerErrorCode, PeerErrorOptions } from './client/errors.ts';
export type * from './adapters/adapter.ts';
export type * from './domain/group.ts';
export type * from './domain/member.ts';
export type * from './domain/space.ts';
export type * from './domain/story.ts';
export { credentialHash, newSecret, receiptCredential } from './client/receipt.ts';
export { GroupFinder } from './elements/group-finder/group-finder.ts';
export { PeerSupport } from './elements/peer-support/peer-support.ts';
export { GroupMistakeEvent } from './events/group-mistake.ts';
export { GroupOpenEvent } from './events/group-open.ts';
export { GroupsReadyEvent } from './events/groups-ready.ts';
