import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { freePort } from '../support/ports.ts';
import { startPostgres } from '../support/postgres.ts';
import { command, place, type Running, startProcess } from '../support/process.ts';

/** How often the server and the database are killed. */
const serverKills = process.env.SOAK ? 200 : 20;
const databaseKills = process.env.SOAK ? 20 : 2;
const writers = 6;

/** One story of a writer: what was sent, and what is known to have become of it. */
interface Sent {
  intent: string;
  marker: string;
  receipt: string;
  id?: string;
  withdrawn?: 'asked' | 'answered';
  withdrawal?: string;
}

const random = (length: number) => randomBytes(length).toString('base64url');
const hash = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Writers who do not give up: what got no answer is sent again, as the same act, until it is answered. */
class Load {
  readonly sent: Sent[] = [];
  /** Answers that nobody should get: neither done nor "not now". */
  readonly wrong: string[] = [];
  answers = 0;
  unanswered = 0;
  /** How often it was said that nothing can be taken now. */
  refused = 0;
  #src = '';
  #running = true;
  #jobs: Promise<void>[] = [];

  start(src: string) {
    this.#src = src;
    this.#jobs = Array.from({ length: writers }, () => this.#write());
  }

  async stop() {
    this.#running = false;
    await Promise.all(this.#jobs);
  }

  async #write() {
    while (this.#running) {
      const story: Sent = { intent: random(16), marker: random(12), receipt: random(32) };
      this.sent.push(story);
      const answer = await this.#insist(() => this.#request('POST', '', { 'idempotency-key': story.intent }, body(story)), 201);
      this.answers++;
      story.id = ((await answer.json()) as { id: string }).id;
      if (Math.random() < 0.3) await this.#withdraw(story);
    }
  }

  async #withdraw(story: Sent) {
    story.withdrawn = 'asked';
    story.withdrawal = random(16);
    await this.#insist(() => this.#request('DELETE', `/${story.id}`, { 'idempotency-key': story.withdrawal!, authorization: `Receipt ${story.receipt}` }), 204, 404);
    story.withdrawn = 'answered';
  }

  #request(method: string, path: string, headers: Record<string, string>, sent?: string) {
    return fetch(`${this.#src}/v1/sendings${path}?space=default`, {
      method,
      headers: { ...headers, ...(sent !== undefined && { 'content-type': 'application/json' }) },
      ...(sent !== undefined && { body: sent }),
      signal: AbortSignal.timeout(20_000),
    });
  }

  /**
   * Until it is answered, although the server dies meanwhile. What was begun before may have been done: a withdrawal that is
   * in the ledger is done at the next start, even if the server was killed before it could say so.
   */
  async #insist(send: () => Promise<Response>, wanted: number, done?: number): Promise<Response> {
    for (let lost = false; ; ) {
      try {
        const answer = await send();
        if (lost && answer.status === done) return answer;
        if (answer.status === wanted) return answer.status === 201 ? new Response(await answer.text(), answer) : answer;
        if (answer.status === 503) this.refused++;
        else this.wrong.push(`${answer.status} ${await answer.text()}`);
        // It would be answered the same for ever.
        if (this.wrong.length > 20) throw new Error(this.wrong[0]);
      } catch (error) {
        if (this.wrong.length > 20) throw error;
        lost = true;
        this.unanswered++;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const body = ({ marker, receipt }: Sent) =>
  JSON.stringify({
    text: `A story with the mark ${marker}.`,
    topics: [],
    notes: [],
    language: 'en',
    answers: false,
    audience: 'everyone',
    consents: [{ purpose: 'publish', version: '1' }],
    receipt: hash(receipt),
  });

/** A moment nobody chose: mostly with work under way, now and then before anything could be. */
async function anyMoment(load: Load) {
  const [before, deadline] = [load.answers, Date.now() + 30_000];
  const patient = Math.random() < 0.8;
  while (patient && load.answers === before && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 300));
}

/** Everything that is kept, as the staff sees it. */
async function everything(src: string, token: string): Promise<{ id: string; text: string }[]> {
  const found = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const address: string = `${src}/v1/sendings?space=default&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 200);
    const page = (await answer.json()) as { items: { id: string; text: string }[]; next: string | null };
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

async function staffToken(args: readonly string[]): Promise<string> {
  const { code, out } = await command(['token', ...args, '--space', 'default', '--role', 'moderator', '--name', 'Reader']);
  assert.equal(code, 0, out);
  return /^[\w-]{40,}$/m.exec(out)![0];
}

/** What was answered is there, nothing is there twice, and what was withdrawn is gone. */
async function verify(t: TestContext, load: Load, src: string, args: readonly string[], kills: number) {
  const kept = await everything(src, await staffToken(args));
  const byMarker = Map.groupBy(kept, ({ text }) => /mark ([\w-]+)\./.exec(text)![1]!);
  const twice = [...byMarker].filter(([, stories]) => stories.length > 1).map(([marker]) => marker);
  const answered = load.sent.filter(({ id }) => id !== undefined);
  const withdrawn = answered.filter(({ withdrawn: state }) => state === 'answered');
  const lost = answered.filter((story) => !story.withdrawn && byMarker.get(story.marker)?.[0]?.id !== story.id);
  const back = withdrawn.filter(({ marker }) => byMarker.has(marker));
  t.diagnostic(`${kills} kills: ${answered.length} stories answered, ${withdrawn.length} of them withdrawn, ${load.unanswered} tries without an answer, ${load.refused} put off; ${lost.length} lost, ${twice.length} twice, ${back.length} back`);
  assert.deepEqual(load.wrong, []);
  assert.deepEqual({ lost, twice, back }, { lost: [], twice: [], back: [] });
  // A load that never met a kill would prove nothing.
  assert.ok(load.unanswered + load.refused > 0 && answered.length > kills / 2);
  for (const { id, receipt, marker } of answered.filter(({ withdrawn: state }) => !state).slice(-20)) {
    const own = await fetch(`${src}/v1/sendings/${id}?space=default`, { headers: { authorization: `Receipt ${receipt}` } });
    assert.match(((await own.json()) as { text: string }).text, new RegExp(marker));
  }
}

/** Kills the server again and again while people write. */
async function killServer(t: TestContext, args: readonly string[]) {
  const load = new Load();
  // Always the same: what is sent while nobody is there must not come to somebody else.
  const port = String(await freePort());
  let server: Running = await startProcess([...args, '--port', port]);
  load.start(server.src);
  for (let kill = 0; kill < serverKills; kill++) {
    await anyMoment(load);
    await server.kill();
    server = await startProcess([...args, '--port', port]);
  }
  try {
    await load.stop();
    await verify(t, load, server.src, args, serverKills);
  } finally {
    await server.kill();
  }
  const check = await command(['check', ...args]);
  assert.equal(check.code, 0, check.out);
}

describe('killed at any moment, while people write, the server keeps what it answered for', () => {
  it(`on SQLite, ${serverKills} times`, async (t) => {
    const { folder, config, remove } = place();
    await killServer(t, ['--config', config, '--database', join(folder, 'peer.sqlite')]);
    remove();
  });

  it(`on PostgreSQL, ${serverKills} times; and when PostgreSQL itself is killed, ${databaseKills} times`, async (t) => {
    // Of the tests, this is the one in which it has to write to the disk before it says so.
    const postgres = await startPostgres(['fsync=on', 'synchronous_commit=on']);
    const { folder, config, remove } = place();
    try {
      await killServer(t, ['--config', config, '--database', await postgres.database(), '--ledger', join(folder, 'one.ledger')]);

      const args = ['--config', config, '--database', await postgres.database(), '--ledger', join(folder, 'two.ledger')];
      const load = new Load();
      const server = await startProcess([...args, '--port', '0']);
      try {
        load.start(server.src);
        for (let kill = 0; kill < databaseKills; kill++) {
          await anyMoment(load);
          await postgres.kill('SIGKILL');
          await postgres.start();
        }
        await anyMoment(load);
        await load.stop();
        await verify(t, load, server.src, args, databaseKills);
      } finally {
        await server.kill();
      }
      const check = await command(['check', ...args]);
      assert.equal(check.code, 0, check.out);
    } finally {
      await postgres.stop();
      remove();
    }
  });
});
