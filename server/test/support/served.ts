import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Handler } from '../../src/index.ts';

export interface Served {
  /** Address before `/v1`. */
  src: string;
  port: number;
  close(): Promise<void>;
}

/** Serves a handler on a port of this machine, as the command line does. */
export function served(handler: Handler): Promise<Served> {
  return new Promise((resolve) => {
    const server = serve(
      {
        fetch: (request, { incoming }) => handler(request, { address: (incoming as { socket: Socket }).socket.remoteAddress }),
        port: 0,
        hostname: '127.0.0.1',
      },
      ({ port }: AddressInfo) =>
        resolve({
          src: `http://127.0.0.1:${port}`,
          port,
          close: async () => {
            handler.close();
            await new Promise((done) => {
              server.close(done);
              (server as import('node:http').Server).closeAllConnections();
            });
          },
        }),
    );
  });
}

export interface Line {
  src: string;
  /** Cuts every connection that is open, as a lost network does. */
  cut(): void;
  close(): Promise<void>;
}

/** A line to a port that can be cut. */
export function line(port: number): Promise<Line> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => (open.delete(one), other.destroy()));
      one.pipe(other);
    }
  });
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({
        src: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        cut,
        close: async () => {
          cut();
          await new Promise((done) => server.close(done));
        },
      });
    });
  });
}
