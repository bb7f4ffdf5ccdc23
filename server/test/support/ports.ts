import { createServer } from 'node:net';

/** No system gives these out by itself: nothing else comes to listen there between two starts of one server. */
const [first, last] = [20_000, 29_999] as const;
let next = first + ((process.pid * 7) % (last - first));

/** A port that nobody listens at, another one each time. It stays free until it is used, also after what listened there has died. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = next++;
    if (next > last) next = first;
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
