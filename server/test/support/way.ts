import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a database that can be listened to, and broken. */
export interface Way {
  /** Address of the database by this way. */
  address: string;
  /** Breaks every connection on it at once, as if a machine between had gone. New ones can be made. */
  break(): void;
  close(): Promise<void>;
}

/** `listen` is asked for each connection for what hears the bytes that its client sends. */
export async function wayTo(place: string, listen?: () => (bytes: Buffer) => void): Promise<Way> {
  const { hostname, port } = new URL(place);
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(port), hostname);
    const heard = listen?.();
    if (heard) client.on('data', heard);
    client.pipe(database).pipe(client);
    for (const [one, other] of [[client, database], [database, client]] as const) {
      open.add(one);
      one.on('error', () => {}).on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = new URL(place);
  address.port = String((server.address() as AddressInfo).port);
  return {
    address: address.href,
    break: () => open.forEach((socket) => socket.resetAndDestroy()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
