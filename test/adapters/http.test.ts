import { describe, it } from 'node:test';
import { httpSuite } from './http.suite.ts';
import { filled } from './memory.suite.ts';
import { members, staff } from './samples.ts';
import { PeerServer } from './support/peer-server.ts';

// The server here knows one of the staff.
const { facilitator: _, ...circle } = members;

// The adapter and the protocol. The real server passes the same suite in its own tests.
httpSuite({ describe, it }, async (seed) => {
  const adapter = filled(seed);
  const server = await new PeerServer(adapter, { staff: staff.token }).start();
  return {
    src: server.src,
    peek: (collection, id, space) => adapter.snapshot(collection as 'groups', space).find((record) => record.id === id),
    close: () => server.close(),
  };
}, { members: circle });
