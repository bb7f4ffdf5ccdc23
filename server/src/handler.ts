import type { Handler, HandlerOptions, RequestInfo } from './http/options.ts';
import { Server } from './http/server.ts';

/**
 * The HTTP contract over a store, as a standard `(Request) => Promise<Response>`: for Node (with `@hono/node-server`) and
 * for every runtime that speaks Fetch. Give it the address of the other end of the connection, else no limits are kept.
 * Throws for options that would let in too much.
 */
export function createHandler(options: HandlerOptions): Handler {
  const server = new Server(options);
  return Object.assign((request: Request, info?: RequestInfo) => server.fetch(request, info), { close: () => server.close() });
}
