import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChallenge, verifySolution } from 'altcha-lib/v1';
import type { CollectionName, Credential, PeerAdapter, Query, RecordOf, WriteCall } from '../../../src/adapters/adapter.ts';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { PeerError, type PeerErrorCode } from '../../../src/client/errors.ts';
import { spaceSettings, staff } from '../samples.ts';

/** A request as it arrived. */
export interface Seen {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** One request that a test answers in its own way. */
export interface Exchange {
  seen: Seen;
  response: ServerResponse;
  /** Does what was asked, and answers nothing yet. */
  act(): Promise<Answer>;
  /** Answers as if nothing were wrong. */
  pass(): Promise<void>;
}

export type Fault = (exchange: Exchange) => void | Promise<void>;

const statuses: Record<PeerErrorCode, number> = {
  offline: 503, timeout: 503, unavailable: 503, 'rate-limited': 429, 'signed-out': 401, forbidden: 403, 'not-found': 404, conflict: 409, invalid: 422, 'bad-data': 500, unsupported: 400,
};

export const problem = (code: string, status: number, more: object = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: `/v1/problems/${code}`, title: code, status, ...more }),
});

export const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
};

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-match, last-event-id, peer-proof',
  'access-control-expose-headers': 'retry-after',
};

const hmacKey = 'a key that only this test knows';

/**
 * The protocol over real HTTP, in front of an adapter that keeps the contract, with faults on request. A model for tests,
 * which lets anybody in: who may do what is tested with the real server.
 */
export class PeerServer {
  readonly seen: Seen[] = [];
  /** Largest number of its challenges. */
  hardness = 500;
  /** What solves them; otherwise any number up to the largest. */
  solution?: number;
  readonly adapter: PeerAdapter;
  readonly #staff: string | undefined;
  readonly #faults: { when: RegExp; fault: Fault }[] = [];
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  #events = 0;

  constructor(adapter: PeerAdapter, { staff }: { staff?: string } = {}) {
    this.adapter = adapter;
    this.#staff = staff;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get src(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/peer`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** The next request whose method and path fit is answered by this, the one after by the next. */
  next(when: RegExp, ...faults: Fault[]): void {
    this.#faults.push(...faults.map((fault) => ({ when, fault })));
  }

  /** Requests whose method and path fit. */
  asked(when: RegExp): Seen[] {
    return this.seen.filter(({ method, url }) => when.test(`${method} ${url}`));
  }

  static solves(header: string | undefined): Promise<boolean> {
    return verifySolution(header ?? '', hmacKey);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    const { method = '', url = '' } = request;
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
    const seen: Seen = { method, url, headers: request.headers as Record<string, string>, body };
    this.seen.push(seen);
    const act = () => this.#act(seen).catch((error: unknown) => refusal(error));
    const pass = async () => (/\/watch\?/.test(url) ? this.#watch(seen, response) : send(response, await act()));
    const at = this.#faults.findIndex(({ when }) => when.test(`${method} ${url}`));
    const [planned] = at < 0 ? [] : this.#faults.splice(at, 1);
    await (planned ? planned.fault({ seen, response, act, pass }) : pass());
  }

  async #act({ method, url, headers, body }: Seen): Promise<Answer> {
    const { pathname, searchParams } = new URL(url, 'http://here');
    const [, prefix, version, collection, id] = pathname.split('/').map(decodeURIComponent) as [string, string, string, CollectionName, string | undefined];
    if (prefix !== 'peer' || version !== 'v1') return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Nothing here</h1>' };
    if ((collection as string) === 'challenges') {
      const asked = { maxnumber: this.hardness, ...(this.solution !== undefined && { number: this.solution }), expires: new Date(Date.now() + 600_000) };
      const { algorithm, challenge, maxnumber, salt, signature } = await createChallenge({ hmacKey, ...asked });
      return { status: 200, body: JSON.stringify({ algorithm, challenge, maxnumber, salt, signature }) };
    }
    const call = this.#call(headers, searchParams);
    const adapter = this.adapter;
    if (method === 'GET' && id === undefined) {
      const cursor = searchParams.get('cursor');
      return ok(await adapter.list(collection, { limit: Number(searchParams.get('limit')), ...(cursor !== null && { cursor }) }, call));
    }
    if (method === 'GET') {
      const record = await adapter.get(collection, id!, call);
      if (!record) throw new PeerError('not-found');
      return ok(record);
    }
    if (method === 'POST' && id === 'search') return ok(await adapter.list(collection, JSON.parse(body) as Query, call));
    if (!call.intent) return problem('invalid', 422);
    if (method === 'POST') return { ...ok(await adapter.create!(collection, JSON.parse(body), call)), status: 201 };
    const rev = /^"(.*)"$/.exec(headers['if-match'] ?? '')?.[1];
    if (method === 'PATCH') return rev === undefined ? problem('invalid', 428) : ok(await adapter.update!(collection, id!, JSON.parse(body), { ...call, rev }));
    await adapter.remove!(collection, id!, { ...call, ...(rev !== undefined && { rev }) });
    return { status: 204 };
  }

  #call(headers: Seen['headers'], search: URLSearchParams): WriteCall {
    const [scheme, token] = (headers.authorization ?? '').split(' ');
    const kind = { Receipt: 'receipt', Invite: 'invite', Bearer: token === this.#staff ? 'staff' : 'member' }[scheme!] as Credential['kind'] | undefined;
    return {
      signal: new AbortController().signal,
      space: search.get('space') ?? 'default',
      locale: headers['accept-language'] ?? 'en',
      intent: headers['idempotency-key'] ?? '',
      ...(kind && { credential: { kind, token: token! } }),
    };
  }

  #watch({ url, headers, body }: Seen, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://here');
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const tell = (type: string, data: object) => {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: ${type}\nid: ${this.#events}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const on = {
      ready: () => tell('ready', {}),
      change: (ids: string[]) => {
        this.#events++;
        tell('change', { ids });
      },
      error: (error: PeerError) => send(response, refusal(error)),
    };
    this.adapter.watch!(pathname.split('/')[3] as CollectionName, JSON.parse(body) as Query, on, { ...this.#call(headers, searchParams), signal: gone.signal });
  }
}

/** A server with these groups, where stories can be sent. */
export function modelServer(groups: readonly object[]): Promise<PeerServer> {
  const adapter = memoryAdapter({ records: { groups: groups as RecordOf<'groups'>[] }, settings: spaceSettings, staff: { [staff.token]: { role: 'moderator' } } });
  return new PeerServer(adapter, { staff: staff.token }).start();
}

const ok = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });

function refusal(error: unknown): Answer {
  if (!PeerError.is(error)) return problem('unavailable', 500);
  return problem(error.code, statuses[error.code], { retryable: error.retryable });
}
