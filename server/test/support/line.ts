import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  src: string;
  /** Cuts every connection that is open, as a lost network does. */
  cut(): void;
  close(): Promise<void>;
}

/** A line to a server that can be cut. */
export function line(src: string): Promise<Line> {
  const port = Number(new URL(src).port);
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
