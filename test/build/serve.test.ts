import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '../../scripts/serve.mjs';

describe('the server of the demo', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof serve>>;

  /** Asks for a path exactly as written; `fetch` would tidy it first. */
  const raw = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(server.address);
      request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode!)).on('error', reject).end();
    });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'serve-'));
    mkdirSync(join(folder, 'site/sub'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(folder, 'site-next.txt'), 'beside');
    writeFileSync(join(folder, 'site/index.html'), '<!doctype html><title>Hello</title>');
    writeFileSync(join(folder, 'site/sub/index.html'), 'sub');
    writeFileSync(join(folder, 'site/groups.csv'), 'Group\nÄ circle\n');
    server = await serve({ '/': join(folder, 'site') }, { headers: { 'content-security-policy': "default-src 'none'" } });
  });
  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('answers with the right type, the policy, and compressed where that is asked for', async () => {
    const page = await fetch(server.address);
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(page.headers.get('content-security-policy'), "default-src 'none'");
    assert.equal(page.headers.get('content-encoding'), 'gzip');
    const list = await fetch(`${server.address}groups.csv`, { headers: { 'accept-encoding': 'identity' } });
    assert.equal(list.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(await list.text(), 'Group\nÄ circle\n');
  });

  it('leads a folder to its page', async () => {
    const answer = await fetch(`${server.address}sub`);
    assert.equal(answer.url, `${server.address}sub/`);
    assert.equal(await answer.text(), 'sub');
  });

  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/sub/../../secret.txt', '//../secret.txt', '/..%5csecret.txt', '/../site-next.txt', '/%00', '/%', '/nothing.html']) {
    it(`gives nothing for ${path}`, async () => assert.equal(await raw(path), 404));
  }

  it('only reads', async () => assert.equal((await fetch(server.address, { method: 'POST' })).status, 405));

  it('leaves to a service what begins with its path, whatever the method', async () => {
    const second = await serve({ '/': folder }, { services: { '/peer/': (request: IncomingMessage, response: ServerResponse) => response.end(`${request.method} ${request.url}`) } });
    assert.equal(await (await fetch(`${second.address}peer/v1/x?y`, { method: 'POST' })).text(), 'POST /peer/v1/x?y');
    assert.equal((await fetch(`${second.address}peers`, { method: 'POST' })).status, 405);
    await second.close();
  });

  it('takes the next port when one is taken', async () => {
    const taken = Number(new URL(server.address).port);
    const second = await serve({ '/': folder }, { port: taken });
    assert.ok(Number(new URL(second.address).port) > taken);
    await second.close();
  });
});
