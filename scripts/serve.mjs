// A small server of static files, for `npm start` and for tests. For this machine only; not made for the open internet.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ndjson': 'application/x-ndjson; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const compress = promisify(gzip);

/** What was sent last of a file, and which version of it that was. */
const sent = new Map();

/** The content of a file, read and compressed once for each version of it. */
async function contentOf({ file, mtimeMs, size }, zipped) {
  const version = `"${size.toString(36)}-${mtimeMs.toString(36)}${zipped ? '-gz' : ''}"`;
  const known = sent.get(`${zipped} ${file}`);
  if (known?.version === version) return known;
  const content = await readFile(file);
  const made = { version, body: zipped ? await compress(content) : content };
  sent.set(`${zipped} ${file}`, made);
  return made;
}

/** The file that a path names, or undefined: never one outside the folders that are served. */
async function fileFor(path, folders) {
  const [prefix, folder] = folders.find(([start]) => path.startsWith(start)) ?? [];
  if (!folder) return undefined;
  const home = resolve(folder);
  let file = resolve(home, `.${sep}${path.slice(prefix.length)}`);
  if (file !== home && !file.startsWith(home + sep)) return undefined;
  let found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    // Without the slash, the page's own relative addresses would lead elsewhere.
    if (!path.endsWith('/')) return { redirect: `${path}/` };
    file = join(file, 'index.html');
    found = await stat(file).catch(() => undefined);
  }
  return found?.isFile() ? { file, mtimeMs: found.mtimeMs, size: found.size } : undefined;
}

function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

async function answer(request, response, { folders, services, headers }) {
  const path = pathOf(request.url);
  const [, service] = (path && services.find(([start]) => path.startsWith(start))) || [];
  if (service) return service(request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const found = (path && (await fileFor(path, folders))) ?? {};
  const { file, redirect } = found;
  if (redirect) return response.writeHead(301, { location: encodeURI(redirect) }).end();
  if (!file) return response.writeHead(404, { 'content-type': types['.txt'] }).end('There is nothing at this address.\n');
  const type = types[extname(file)] ?? 'application/octet-stream';
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && /^text|json|javascript|svg/.test(type);
  const { version, body } = await contentOf(found, zipped);
  const about = { 'cache-control': 'no-cache', etag: version, 'x-content-type-options': 'nosniff', vary: 'accept-encoding', ...headers };
  if (request.headers['if-none-match'] === version) return response.writeHead(304, about).end();
  response.writeHead(200, { 'content-type': type, 'content-length': body.length, ...(zipped && { 'content-encoding': 'gzip' }), ...about });
  return response.end(request.method === 'HEAD' ? undefined : body);
}

function listen(server, port, last) {
  return new Promise((done, fail) => {
    const busy = (error) => (error.code === 'EADDRINUSE' && port && port < last ? done(listen(server, port + 1, last)) : fail(error));
    server.once('error', busy);
    server.listen(port, 'localhost', () => {
      server.off('error', busy);
      done();
    });
  });
}

/**
 * Serves folders until `close()`. `folders` is start of the path → folder, the longest start first; `services` is start of
 * the path → what answers instead, as Node calls it: `(request, response)`.
 * A port that is taken gives way to the next free one; port 0 takes any.
 */
export async function serve(folders, { port = 0, headers = {}, services = {} } = {}) {
  const options = { folders: Object.entries(folders).sort(([a], [b]) => b.length - a.length), services: Object.entries(services), headers };
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error) => {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await listen(server, port, port + 100);
  const close = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { address: `http://localhost:${server.address().port}/`, close };
}
