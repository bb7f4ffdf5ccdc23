import type { CollectionName, DraftOf, Query, RecordOf } from '../../../src/adapters/adapter.ts';
import { Backend, type BackendOptions, type BackendWrite, memoryStore, seedRow, type Who } from '../../../src/backend/index.ts';
import { schemas } from '../../../src/client/schemas/index.ts';
import { PeerError, type PeerErrorCode } from '../../../src/client/errors.ts';
import type { SpaceSettings } from '../../../src/domain/space.ts';
import type { Report, ReportDraft, Ruling, RulingDraft, RulingKind } from '../../../src/domain/report.ts';
import type { Claim, Decision, Sending, SendingDraft } from '../../../src/domain/story.ts';
import { spaceSettings } from '../../adapters/sample-space.ts';

export const hour = 60 * 60 * 1000;
export const day = 24 * hour;
export const space = 'site';

export const visitor: Who = { role: 'visitor' };
export const writer: Who = { role: 'writer', owner: 'receipt-hash'.padEnd(43, '-') };
export const moderator: Who = { role: 'moderator', owner: 'mo' };
export const otherModerator: Who = { role: 'moderator', owner: 'alex' };
export const facilitator: Who = { role: 'facilitator', owner: 'fay', groups: ['leeds'] };
export const member: Who = { role: 'member', owner: 'member-hash', groups: ['leeds'] };

/** Whoever wrote a reply, and whoever made a report. */
export const replier: Who = { role: 'writer', owner: 'reply-hash'.padEnd(43, '-') };
export const reporter: Who = { role: 'writer', owner: 'report-hash'.padEnd(43, '-') };

export const draft: SendingDraft = {
  text: 'Words that somebody found hard to write.',
  helped: 'Somebody who listened.',
  topics: ['Grief'],
  notes: [],
  language: 'en',
  answers: false,
  audience: 'everyone',
  consents: [{ purpose: 'publish', version: '1' }],
  receipt: writer.owner!,
};
export const groupDraft: SendingDraft = { ...draft, audience: 'group', group: 'leeds', consents: [] };

/** A story that people may answer. */
export const openDraft: SendingDraft = { ...draft, answers: true };
const replyDraft: SendingDraft = { text: 'I read it twice. I was there too.', topics: [], notes: [], language: 'en', answers: false, audience: 'writer', consents: [], receipt: replier.owner! };

export type Stored<T> = T & { rev: string };

/** A backend over a store in memory, with a clock that can be set. */
export class Place {
  now = Date.parse('2026-03-31T10:00:00Z');
  settings: SpaceSettings | undefined = spaceSettings;
  readonly store = memoryStore();
  readonly backend: Backend;

  constructor(options: Partial<BackendOptions> = {}) {
    this.backend = new Backend({ store: this.store, schemas: async () => schemas, settings: () => this.settings, now: () => this.now, ...options });
  }

  call(who: Who, over: Partial<BackendWrite> = {}): BackendWrite {
    return { space, locale: 'en', who, intent: crypto.randomUUID(), ...over };
  }

  seed<N extends CollectionName>(collection: N, record: RecordOf<N>, owner?: string, arrival = 0): void {
    this.store.seed(space, collection, seedRow(collection, record, arrival, owner));
  }

  list(collection: CollectionName, who: Who, query: Partial<Query> = {}) {
    return this.backend.list(collection, { limit: 100, ...query }, this.call(who));
  }

  async ids(collection: CollectionName, who: Who, query: Partial<Query> = {}): Promise<string[]> {
    return (await this.list(collection, who, query)).items.map(({ id }) => id);
  }

  get<N extends CollectionName>(collection: N, id: string, who: Who): Promise<Stored<RecordOf<N>> | null> {
    return this.backend.get(collection, id, this.call(who)) as Promise<unknown> as Promise<Stored<RecordOf<N>> | null>;
  }

  create<N extends CollectionName>(collection: N, sent: DraftOf<N>, who: Who, over: Partial<BackendWrite> = {}): Promise<Stored<RecordOf<N>>> {
    return this.backend.create(collection, sent, this.call(who, over)) as Promise<unknown> as Promise<Stored<RecordOf<N>>>;
  }

  send(sent: SendingDraft = draft, who: Who = visitor, over: Partial<BackendWrite> = {}): Promise<Stored<Sending>> {
    return this.create('sendings', sent, who, over);
  }

  claim(sending: string, who: Who = moderator, over: Partial<BackendWrite> = {}): Promise<Claim> {
    return this.create('claims', { sending }, who, over);
  }

  /** Decides about what is there now. */
  async decide(sending: string, decision: Decision['decision'] = 'publish', who: Who = moderator, over: { message?: string; notes?: string[]; intent?: string } = {}): Promise<Decision> {
    const { intent = crypto.randomUUID(), ...said } = over;
    const { rev } = (await this.get('sendings', sending, who))!;
    const message = decision === 'ask-changes' || decision === 'not-publish' ? { message: 'Thank you for writing.' } : {};
    return this.create('decisions', { sending, rev, decision, ...message, ...said }, who, { intent });
  }

  /** From the first word to its readers. */
  async published(sent: SendingDraft = draft, by: Who = visitor): Promise<Stored<Sending> & { story: string }> {
    const { id } = await this.send(sent, by);
    await this.claim(id);
    await this.decide(id);
    return (await this.get('sendings', id, writer)) as Stored<Sending> & { story: string };
  }

  /** Somebody answers in writing, and the staff reads it. Whoever wrote it holds the receipt `replier`. */
  async reply(story: string, over: Partial<SendingDraft> = {}, by: Who = visitor): Promise<Stored<Sending>> {
    return this.send({ ...replyDraft, replyTo: story, ...over }, by);
  }

  async replied(story: string, over: Partial<SendingDraft> = {}): Promise<Stored<Sending>> {
    const { id } = await this.reply(story, over);
    await this.claim(id);
    await this.decide(id);
    return (await this.get('sendings', id, replier))!;
  }

  report(story: string, over: Partial<ReportDraft> = {}, by: Who = visitor): Promise<Report> {
    return this.create('reports', { story, reason: 'other', receipt: reporter.owner!, ...over }, by);
  }

  async rule(report: string, ruling: RulingKind, over: Partial<RulingDraft> = {}, who: Who = moderator): Promise<Ruling> {
    await this.create('claims', { report }, who);
    const message = ruling === 'take-down' || ruling === 'ask-changes' ? { message: 'Thank you for writing.' } : {};
    return this.create('rulings', { report, ruling, ...message, ...over }, who);
  }

  async edit(id: string, patch: object, over: Partial<BackendWrite> = {}): Promise<Stored<Sending>> {
    const { rev } = (await this.get('sendings', id, writer))!;
    return (await this.backend.update('sendings', id, patch, { ...this.call(writer, over), rev })) as unknown as Stored<Sending>;
  }

  withdraw(id: string, over: Partial<BackendWrite> = {}): Promise<void> {
    return this.backend.remove('sendings', id, this.call(writer, over));
  }
}

export const code =
  (wanted: PeerErrorCode, message = /./) =>
  (error: unknown): boolean =>
    PeerError.is(error) && error.code === wanted && message.test(error.message);

/** What the promise is refused as; undefined if it is not. */
export async function refusal(attempt: () => Promise<unknown> | void): Promise<PeerErrorCode | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    if (PeerError.is(error)) return error.code;
    throw error;
  }
}
