import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import type { Handler } from '../../src/index.ts';

export interface Served {
  /** Address without `/v1`. */
  src: string;
  close(): Promise<void>;
}

/** A handler behind a real port. */
export async function served(handler: Handler): Promise<Served> {
  const fetch = (request: Request, { incoming }: { incoming: { socket: { remoteAddress?: string | undefined } } }) => handler(request, { address: incoming.socket.remoteAddress });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: fetch as never, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  const { port } = server.address() as AddressInfo;
  return {
    src: `http://127.0.0.1:${port}`,
    async close() {
      handler.close();
      const closed = new Promise((resolve) => server.close(resolve));
      (server as unknown as { closeAllConnections(): void }).closeAllConnections();
      await closed;
    },
  };
}
