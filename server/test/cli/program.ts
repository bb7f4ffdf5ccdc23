import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { credentialHash } from 'peer-support-elements/backend';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export const settings = {
  title: 'Companions',
  ages: { from: 18 },
  privacy: 'https://example.org/privacy',
  rules: ['Tell your own story.'],
  confidentiality: 'We do not know who you are and cannot send anyone.',
  replies: true,
  languages: ['en'],
  moderation: 'all',
  moderators: ['moderators@example.org'],
  safeguarding: 'safeguarding@example.org',
  watchHours: [{ days: ['MO', 'TU'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }],
  helplines: ['GB'],
  keptMonths: 24,
  backupDays: 30,
};

const limits = { reads: 1_000_000, searches: 1_000_000, writes: 1_000_000, sendings: 1_000_000, answers: 1_000_000, reports: 1_000_000, challenges: 1_000_000 };

export const configuration = { logLevel: 'warn', spaces: { clinic: { settings, origins: ['https://example.org'], limits } } };

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** A folder in which the program is run, as somebody at a terminal would. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'server-'));
  readonly #running = new Set<ChildProcess>();

  constructor(config: object | null = configuration) {
    if (config) writeFileSync(join(this.folder, 'peer-support.json'), JSON.stringify(config));
  }

  path = (...names: string[]): string => join(this.folder, ...names);

  async run(...args: string[]): Promise<Ended> {
    const child = this.#spawn(args);
    const [out, err] = [collect(child.stdout!), collect(child.stderr!)];
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, out: out(), err: err() };
  }

  /** Runs what has to go well. */
  async does(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(...args);
    assert.equal(code, 0, `${args.join(' ')}:\n${out}${err}`);
    return out;
  }

  async start(...args: string[]): Promise<RunningServer> {
    const child = this.#spawn(['start', '--port', '0', ...args]);
    const err = collect(child.stderr!);
    let out = '';
    const address = await new Promise<string>((done, fail) => {
      child.stdout!.on('data', (chunk) => {
        out += String(chunk);
        const found = /listens at (http:\S+)\/\n/.exec(out)?.[1];
        if (found) done(found);
      });
      child.once('close', () => fail(new Error(`It stopped: ${out}${err()}`)));
    });
    return new RunningServer(child, address, err);
  }

  remove(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(args: readonly string[]): ChildProcess {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PEER_SUPPORT_|NODE_TEST_CONTEXT)/.test(name)));
    const child = spawn(process.execPath, [main, ...args], { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#running.add(child);
    child.once('close', () => this.#running.delete(child));
    return child;
  }
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk) => (text += String(chunk)));
  return () => text;
}

export class RunningServer {
  readonly address: string;
  readonly err: () => string;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, address: string, err: () => string) {
    this.#child = child;
    this.address = address;
    this.err = err;
  }

  async ask(method: string, path: string, { body, authorization, intent, rev }: { body?: unknown; authorization?: string; intent?: string; rev?: string } = {}): Promise<{ status: number; body: any }> {
    const response = await fetch(`${this.address}${path}${path.includes('?') ? '&' : '?'}space=clinic`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(authorization && { authorization }),
        ...(rev && { 'if-match': `"${rev}"` }),
        ...(method !== 'GET' && { 'idempotency-key': intent ?? crypto.randomUUID() }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  /** Asks it to stop, and answers its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const ended = new Promise<number | null>((done) => this.#child.once('close', done));
    this.#child.kill(signal);
    return ended;
  }
}

export const story = (text: string, receipt?: string) => ({
  text,
  topics: ['sleep'],
  notes: [],
  language: 'en',
  answers: true,
  audience: 'everyone',
  consents: [{ purpose: 'publish', version: '1' }],
  ...(receipt && { receipt }),
});

/** Sends stories, changes and withdraws some, until it is told to stop. Answers what it was told that happened. */
export async function load(server: RunningServer) {
  const sent = new Map<string, string>();
  const withdrawn = new Set<string>();
  let going = true;
  const work = Array.from({ length: 4 }, async (_, worker) => {
    for (let n = 0; going; n++) {
      const credential = `credential-of-${worker}-${n}`;
      const { status, body } = await server.ask('POST', '/v1/sendings', { body: story(`Story ${worker} ${n}`, await credentialHash(credential)) });
      assert.equal(status, 201, JSON.stringify(body));
      sent.set(body.id, credential);
      if (n % 4 !== 3) continue;
      assert.equal((await server.ask('DELETE', `/v1/sendings/${body.id}`, { authorization: `Receipt ${credential}` })).status, 204);
      withdrawn.add(body.id);
    }
  });
  return {
    sent,
    withdrawn,
    stop: async () => {
      going = false;
      await Promise.all(work);
    },
  };
}
