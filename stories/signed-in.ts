import type { Call, Credential, PeerAdapter } from '../src/adapters/adapter.ts';
import { changed } from './published.ts';

/** The same place, as somebody sees it who is signed in: pages get their token from the host’s own sign-in. */
export function signedInAs(adapter: PeerAdapter, credential: Credential): PeerAdapter {
  const as = <C extends Call>(call: C): C => (call.credential || call.anonymous ? call : { ...call, credential });
  return changed(adapter, {
    list: (collection, query, call) => adapter.list(collection, query, as(call)),
    get: (collection, id, call) => adapter.get(collection, id, as(call)),
    create: (collection, draft, call) => adapter.create!(collection, draft, as(call)),
    update: (collection, id, patch, call) => adapter.update!(collection, id, patch, as(call)),
    remove: (collection, id, call) => adapter.remove!(collection, id, as(call)),
    watch: (collection, query, on, call) => adapter.watch!(collection, query, on, as(call)),
  });
}
