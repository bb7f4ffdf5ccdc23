import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, describe, it } from 'node:test';
import { until } from '../../../test/setup/until.ts';
import { Desk, expect, group, metricsToken, story } from '../support/desk.ts';
import { served, type Served } from '../support/serve.ts';

const open: Served[] = [];
after(() => Promise.all(open.map((one) => one.close())));

async function behindPort(options: ConstructorParameters<typeof Desk>[0] = {}) {
  const desk = new Desk(options);
  const server = await served(desk.handler);
  open.push(server);
  return { desk, src: server.src, port: Number(new URL(server.src).port) };
}

/** What comes back for these bytes, until the other end has nothing more to say, or that is `enough`. */
const spoken = (port: number, bytes: string, enough?: RegExp) =>
  new Promise<string>((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const late = setTimeout(() => socket.destroy(), 8000);
    socket.on('data', (data) => {
      heard += String(data);
      if (enough?.test(heard)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => (clearTimeout(late), resolve(heard)));
  });

const watched = async (src: string) => Number(/peer_support_watches_open (\d+)/.exec(await (await fetch(`${src}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text())![1]);

describe('a server behind a real port', () => {
  it('takes a story, and tells whoever watches', async () => {
    const { desk, src } = await behindPort();
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', authorization: await desk.staff('moderator') };
    const response = await fetch(`${src}/v1/sendings/watch`, { method: 'POST', headers, body: '{}', signal: leaving.signal });
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let heard = '';
    const hear = async (words: string) => {
      while (!heard.includes(words)) heard += decoder.decode((await reader.read()).value, { stream: true });
    };
    await hear('event: ready');
    const sent = await fetch(`${src}/v1/sendings`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'one' }, body: JSON.stringify(story()) });
    assert.equal(sent.status, 201);
    const { id } = (await sent.json()) as { id: string };
    await hear(id);
    assert.match(heard, /event: change\nid: [\w-]+\ndata: \{"ids":\["[^"]+"\]\}/);
    leaving.abort();
  });

  it('lets go of a watch whose client went away without a word', async () => {
    const { src, port } = await behindPort();
    const sockets = Array.from({ length: 5 }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.write('POST /v1/groups/watch HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}');
    await until(async () => (await watched(src)) === 5);
    for (const socket of sockets) socket.destroy();
    await until(async () => (await watched(src)) === 0);
  });

  it('answers a new address of a record that can be followed', async () => {
    const { desk, src } = await behindPort({ basePath: '/peer' });
    const url = `${src}/peer/v1/groups?space=default`;
    const made = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'one', authorization: await desk.staff('admin') }, body: JSON.stringify(group()) });
    const found = await fetch(new URL(made.headers.get('location')!, url));
    assert.equal(found.status, 200);
    assert.equal(found.headers.get('etag'), made.headers.get('etag'));
  });

  it('refuses a body that is too large, however it comes, and goes on', async () => {
    const { src, port } = await behindPort();
    const said = await spoken(port, `POST /v1/sendings HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: a\r\ncontent-length: 999999999\r\n\r\n{`, /\r\n\r\n/);
    assert.match(said, /^HTTP\/1\.1 413 /);
    const chunked = await new Promise<number>((resolve, reject) => {
      const post = request(`${src}/v1/sendings`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'b', 'transfer-encoding': 'chunked' } }, (response) => (response.resume(), resolve(response.statusCode!)));
      post.on('error', reject);
      for (let time = 0; time < 40; time++) post.write('x'.repeat(8000));
      post.end();
    });
    assert.equal(chunked, 413);
    assert.equal((await fetch(`${src}/healthz`)).status, 200);
  });

  it('is not moved by what is no request', async () => {
    const { src, port } = await behindPort();
    for (const bytes of ['nonsense\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'GET http://evil.example/v1/groups HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'GET /%zz%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 'GET / HTTP/1.1\r\nhost: a b<script>\r\nconnection: close\r\n\r\n', `GET /v1/groups HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 'POST /v1/sendings HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n']) {
      const heard = await spoken(port, bytes);
      assert.doesNotMatch(heard, /^HTTP\/1\.1 5|\bat [\w/.]+:\d|script/, bytes.slice(0, 40));
    }
    assert.equal((await fetch(`${src}/healthz`)).status, 200);
  });

  it('reads nothing of what somebody sends who may not', async () => {
    const { desk } = await behindPort();
    let taken = 0;
    const body = new ReadableStream({ pull: (controller) => (taken++, controller.enqueue(new Uint8Array(10))) }, { highWaterMark: 0 });
    const refused = expect(401, await desk.ask('POST', '/v1/decisions', { body, headers: { 'content-type': 'application/json' } }));
    assert.equal(refused.json.type, '/v1/problems/signed-out');
    assert.equal(taken, 0);
  });
});
