import { after } from 'node:test';
import { credentialHash, newId, type Role } from 'peer-support-elements/backend';
import type { SpaceSettings } from 'peer-support-elements/domain';
import { createHandler, type Handler, type HandlerOptions, type ServerStore, type SpaceConfig } from '../../src/index.ts';
import { sqliteStore } from './sqlite.ts';

export const settings: SpaceSettings = {
  title: 'Harbour Street',
  ages: { from: 18 },
  privacy: 'https://charity.example/privacy',
  rules: ['Tell your own story.'],
  confidentiality: 'We do not know who you are and cannot send anyone.',
  replies: true,
  languages: ['en'],
  moderation: 'all',
  moderators: ['moderators@charity.example'],
  safeguarding: 'safe@charity.example',
  watchHours: [{ days: ['MO', 'TU'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }],
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 30,
  checkins: { names: true, greetAfterMinutes: 60 },
};

export const metricsToken = 'a-token-for-counts';
export const origin = 'https://charity.example';
export const jwtSecret = 'a shared secret of more than 32 characters';
export const spaces: Record<string, SpaceConfig> = {
  default: { settings, origins: [origin], tokens: { issuer: 'https://clinic.example', audience: 'peer-support', secret: jwtSecret, staffRoles: true } },
  other: { settings, origins: ['https://other.example'] },
};

export interface Asking {
  headers?: Record<string, string>;
  body?: unknown;
  /** What goes into Authorization. */
  as?: string | undefined;
  address?: string;
  space?: string;
  rev?: string;
  intent?: string;
  origin?: string;
  signal?: AbortSignal;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** Whatever came back: tests look into it. */
  json: any;
}

const made: Desk[] = [];
after(() => {
  for (const { handler } of made) handler.close();
});

const writes = /^(POST|PATCH|DELETE)$/;

/** A handler with its store, and what a test asks of it. */
export class Desk {
  readonly store: ServerStore;
  readonly handler: Handler;

  constructor(options: Partial<HandlerOptions> = {}) {
    this.store = options.store ?? sqliteStore(options.now);
    this.handler = createHandler({ spaces, limits: generous, metrics: { token: metricsToken }, ...options, store: this.store });
    made.push(this);
  }

  async fetch(method: string, path: string, { headers = {}, body, as, address = '192.0.2.1', space, rev, intent, origin: from, signal }: Asking = {}): Promise<Response> {
    const asked = new URL(path, 'https://server.example');
    if (space !== undefined) asked.searchParams.set('space', space);
    const all = new Headers(headers);
    if (body !== undefined && !all.has('content-type')) all.set('content-type', 'application/json');
    if (as !== undefined) all.set('authorization', as);
    if (rev !== undefined) all.set('if-match', `"${rev}"`);
    if (from !== undefined) all.set('origin', from);
    if (writes.test(method) && !all.has('idempotency-key') && intent !== '') all.set('idempotency-key', intent ?? newId());
    const sent = body === undefined || typeof body === 'string' || body instanceof ReadableStream || body instanceof Uint8Array ? body : JSON.stringify(body);
    const request = new Request(asked, { method, headers: all, body: sent as BodyInit, ...(signal && { signal }), ...({ duplex: 'half' } as object) });
    return this.handler(request, { address });
  }

  async ask(method: string, path: string, asking: Asking = {}): Promise<Answered> {
    const response = await this.fetch(method, path, asking);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : undefined };
  }

  /** What is counted for whoever runs the server. */
  async counts(): Promise<string> {
    return expect(200, await this.ask('GET', '/metrics', { as: `Bearer ${metricsToken}` })).text;
  }

  /** Gives somebody of the staff a token, and answers it as a header. */
  async staff(role: 'facilitator' | 'moderator' | 'admin', { groups = [] as string[], space = 'default', owner = newId() as string, expires = Date.now() + 60 * 60 * 1000 } = {}): Promise<string> {
    const token = newId();
    await this.store.putToken({ hash: await credentialHash(token), space, role, owner, groups, expires });
    return `Bearer ${token}`;
  }

  /** Has somebody invited and redeem it. */
  async member(group?: string, space = 'default'): Promise<string> {
    const { header: invite, hash } = await credential('Invite');
    const admin = await this.staff('admin', { space });
    expect(201, await this.ask('POST', '/v1/invites', { as: admin, space, body: { expires: '2999-12-31', secret: hash, ...(group && { group }) } }));
    const member = await credential('Bearer');
    expect(201, await this.ask('POST', '/v1/memberships', { as: invite, space, body: { secret: member.hash } }));
    return member.header;
  }

  /** Sends a story, and answers the record and what opens it. */
  async send({ space = 'default', text = 'It got better.', as, ...more }: { space?: string; text?: string; as?: string; audience?: string; group?: string; answers?: boolean } = {}) {
    const receipt = await credential('Receipt');
    const sent = expect(201, await this.ask('POST', '/v1/sendings', { space, as, body: { ...story(text), ...more, receipt: receipt.hash } }));
    return { record: sent.json as { id: string; rev: string; state: string }, receipt: receipt.header };
  }

  /** Sends a story and has it published. */
  async publish(options: Parameters<Desk['send']>[0] & { moderator?: string } = {}) {
    const { space = 'default', moderator = await this.staff('moderator', { space }), ...sending } = options;
    const sent = await this.send({ ...sending, space });
    expect(201, await this.ask('POST', '/v1/claims', { as: moderator, space, body: { sending: sent.record.id } }));
    const { json: claimed } = expect(200, await this.ask('GET', `/v1/sendings/${sent.record.id}`, { as: moderator, space }));
    expect(201, await this.ask('POST', '/v1/decisions', { as: moderator, space, body: { sending: sent.record.id, rev: claimed.rev, decision: 'publish' } }));
    const { json } = expect(200, await this.ask('GET', `/v1/sendings/${sent.record.id}`, { as: sent.receipt, space }));
    return { ...sent, record: json as { id: string; rev: string; story: string } };
  }
}

/** So that tests are not slowed down by what other tests are about. */
export const generous = Object.fromEntries(['reads', 'searches', 'writes', 'sendings', 'answers', 'reports', 'challenges', 'texts'].map((name) => [name, { count: 1_000_000, seconds: 60 }])) as HandlerOptions['limits'];

export const story = (text = 'It got better.') => ({
  text,
  topics: ['sleep'],
  notes: [],
  language: 'en',
  answers: false,
  audience: 'everyone',
  consents: [{ purpose: 'publish', version: '1' }],
});

export const group = (name = 'Tuesday walk') => ({ name, topics: ['walking'], audience: [], languages: ['en'], access: [], sessions: [] });

export async function credential(scheme: 'Receipt' | 'Invite' | 'Bearer') {
  const secret = `${newId()}${newId()}`;
  return { header: `${scheme} ${secret}`, hash: await credentialHash(secret) };
}

/** The answer, if it has this status. */
export function expect(status: number, answer: Answered): Answered {
  if (answer.status !== status) throw new Error(`expected ${status}, was ${answer.status}: ${answer.text}`);
  return answer;
}

export type { Role };
