/** Serves one folder as a site of its own, with the feed of the moment at `/feed.json` and `/feed.ndjson`. */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.svg': 'image/svg+xml',
};

/**
 * @param {Record<string, string>} folders - Folders by the path they are served under, such as `{ '/': 'site', '/cdn/': 'dist/cdn' }`.
 * @param {Record<string, string | Buffer>} made - Files that are on no disk, by path. May be changed while it runs.
 */
export async function serve(folders, made = {}) {
  const packed = new Map();
  const paths = Object.keys(folders).sort((a, b) => b.length - a.length);

  async function bodyOf(path) {
    const content = made[path];
    if (content !== undefined) {
      if (packed.get(path)?.content !== content) packed.set(path, { content, body: gzipSync(content) });
      return packed.get(path).body;
    }
    const base = paths.find((each) => path.startsWith(each));
    if (!base) throw new Error(`nothing at ${path}`);
    return gzipSync(await readFile(join(folders[base], normalize(`/${path.slice(base.length)}`))));
  }

  const server = createServer(async (request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (path.endsWith('/')) path += 'index.html';
    try {
      const body = await bodyOf(path);
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
        'content-length': body.length,
        'cache-control': 'no-store',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    made,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  };
}
