import type { CollectionName, Credential } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { credentialHash, newSecret, receiptCredential } from '../../client/receipt.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { type AnyRecord, Bench, credentialOf, fresh, type Test } from './ground.ts';
import { finerThanMonth, readings, timesIn } from './privacy.ts';

/** What a sending goes through, from its writer to its readers and out of sight again. */
export function lifeTests(options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const skip = lacking(options, staff);
  const test = (name: string, body: (life: Life) => Promise<void>): Test => ({
    name,
    skip,
    async run() {
      const adapter = await fresh(options);
      try {
        await body(new Life(new Bench(adapter, options, 'sendings'), options, staff!));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('shows a story once a person decided so, and not before', async (life) => {
      const sending = await life.send();
      ok(!(await life.published(sending)), 'Nobody has read it yet.');
      await life.claim(sending.id);
      ok(!(await life.published(sending)), 'It is only being read.');
      await life.decide(sending.id);
      ok(await life.published(sending), 'It was published.');
    }),
    test('tells of a published story neither which sending it was nor when it was, and no cursor does', async (life) => {
      const { sending, story } = await life.publish();
      const { next } = await life.stories.list({ limit: 1 });
      same(timesIn(story), [], 'times finer than a month in the story');
      for (const text of next ? [next, ...readings(next)] : []) {
        ok(!text.includes(sending.id), 'The id of the sending stands in a cursor.');
        same(finerThanMonth(text), [], 'times finer than a month in a cursor');
      }
      ok(!JSON.stringify(story).includes(sending.id), 'The id of the sending stands in the story.');
      for (const item of (await life.stories.list()).items) ok(!JSON.stringify(item).includes(sending.id), 'The id of the sending stands in a list.');
    }),
    test('takes a story that its writer changes out of sight until it was read again', async (life) => {
      const { sending, story } = await life.publish();
      const now = (await life.sendings.get(sending.id))!;
      await life.sendings.update(sending.id, life.patch(1), now.rev!);
      same(await life.stories.get(story.id), null, 'the story');
      ok(!(await life.published(sending)), 'Nobody has read the change yet.');
    }),
    test('leaves readers the version before while a change waits, if its writer wants so', async (life) => {
      const { sending, story } = await life.publish();
      const { rev, text } = (await life.sendings.get(sending.id))!;
      await life.sendings.update(sending.id, { text: `${text as string} Put differently.`, meanwhile: 'stays' }, rev!);
      same((await life.stories.get(story.id))?.text, story.text, 'what readers read meanwhile');
      await life.claim(sending.id);
      await life.decide(sending.id);
      same(await life.stories.get(story.id), null, 'the version before');
      const now = (await life.sendings.get(sending.id))!;
      same((await life.stories.get(now.story as string))?.text, now.text, 'what readers read then');
    }),
    test('lets its writer take a choice back at once, without anybody reading it', async (life) => {
      const { sending, story } = await life.publish({ answers: true });
      const { rev, state } = (await life.sendings.get(sending.id))!;
      await life.sendings.update(sending.id, { answers: false }, rev!);
      same((await life.sendings.get(sending.id))?.state, state, 'its state');
      same((await life.stories.get(story.id))?.answers, false, 'whether the story takes answers');
    }),
    {
      ...test('finds a story by what helped its writer, for as long as it says that', async (life) => {
        const saying = () => life.stories.ids({ where: { helped: 'yes' } });
        const { sending, story } = await life.publish({ helped: 'The garden, and somebody who asked.' });
        ok((await saying()).includes(story.id), 'It says what helped, and is not found by that.');
        const { rev } = (await life.sendings.get(sending.id))!;
        await life.sendings.update(sending.id, { helped: null }, rev!);
        await life.claim(sending.id);
        await life.decide(sending.id);
        const now = (await life.published(sending))!;
        ok((await life.stories.ids()).includes(now.id), 'It is published again.');
        ok(!(await saying()).includes(now.id), 'It does not say what helped any more, and is found by that.');
      }),
      skip: skip ?? (options.can.collections.stories?.list?.where?.includes('helped') ? undefined : 'queries by where helped are not offered'),
    },
    test('says to its writer and to the staff until when a story stays, and to nobody else', async (life) => {
      const { sending, story } = await life.publish();
      const mine = (await life.sendings.get(sending.id))!;
      ok(typeof mine.until === 'string' && /^\d{4}-\d\d$/.test(mine.until), 'Its writer learns no month until which it stays.');
      ok(typeof mine.review === 'string' && mine.review <= mine.until, 'They are asked before that.');
      same((await life.asStaff(sending.id))?.until, mine.until, 'what the staff is told');
      for (const shown of [story, ...(await life.stories.all())]) same([shown.until, shown.review], [undefined, undefined], 'what readers are told');
    }),
    test('keeps a story on that is still right for its writer, with one act that nobody reads', async (life) => {
      const { sending, story } = await life.publish();
      const { rev, until, state } = (await life.sendings.get(sending.id))!;
      const now = await life.sendings.update(sending.id, { stillHere: true }, rev!);
      same([now.state, now.story, now.text], [state, story.id, sending.text], 'what was sent');
      ok((now.until as string) >= (until as string), 'It would go earlier than was promised.');
      same(await life.stories.get(story.id), story, 'what readers read');
      await refused(life.sendings.update(sending.id, { stillHere: true, text: 'Other words.' }, now.rev!), 'invalid', 'words that go along');
    }),
    test('leaves nothing of what was withdrawn, anywhere', async (life) => {
      const { sending, story, acts } = await life.publish();
      await life.sendings.remove(sending.id);
      same(await life.sendings.get(sending.id), null, 'the sending, for its writer');
      ok(!(await life.sendings.ids()).includes(sending.id), 'The staff still sees it.');
      same(await life.stories.get(story.id), null, 'the story');
      ok(!(await life.stories.ids()).includes(story.id), 'The story is still listed.');
      for (const again of acts) await refused(again(), ['not-found', 'conflict'], 'what led to the story, sent once more');
    }),
    test('lets one of two decide, when both do so at the same time', async (life) => {
      const { id } = await life.send();
      await life.claim(id);
      const { rev } = (await life.asStaff(id))!;
      const both = await Promise.allSettled([life.decisions({ sending: id, rev, decision: 'publish' }), life.decisions({ sending: id, rev, decision: 'not-publish', message: 'Not here.' })]);
      const lost = both.filter((one) => one.status === 'rejected');
      same(lost.length, 1, 'how many of the two were refused');
      await refused(Promise.reject(lost[0]!.reason), 'conflict', 'the other one');
    }),
    test('decides about nothing that was not claimed, or has changed since it was read', async (life) => {
      const { id } = await life.send();
      const { rev } = (await life.asStaff(id))!;
      await refused(life.decisions({ sending: id, rev, decision: 'publish' }), 'conflict', 'a decision without a claim');
      await life.claim(id);
      await refused(life.decisions({ sending: id, rev, decision: 'publish' }), 'conflict', 'a decision about what has changed since');
    }),
    test('is read by one at a time', async (life) => {
      const { id } = await life.send();
      await life.claim(id);
      await refused(life.claim(id), 'conflict', 'a second claim');
    }),
    {
      ...test('links two stories by both receipts, for the staff and for nobody else, until one of them unlinks', async (life) => {
        const [{ id }, other] = [await life.send(), await life.sendAnew()];
        const links = life.sendings.beside('links');
        const seen = () => links.all({ where: { sending: id } }, { credential: life.staff });
        await refused(links.create({ sending: id, receipt: `${other.credential.token}-wrong` }, { credential: life.own }), 'not-found', 'a wrong second receipt');
        await refused(links.create({ sending: id, receipt: other.credential.token }, { credential: { kind: 'receipt', token: 'never-given' } }), 'not-found', 'whoever holds one receipt only');
        same(await seen(), [], 'what links them before');
        const made = await links.create({ sending: id, receipt: other.credential.token }, { credential: life.own });
        same((await seen()).map((each) => each.other), [other.id], 'what the staff sees');
        for (const credential of [life.own, other.credential]) {
          const own = await links.all({}, { credential });
          same(own.map((each) => each.other), [undefined], 'what a receipt leads to');
        }
        const shown = JSON.stringify([made, await seen(), await life.peek('links', made.id)]);
        ok(!shown.includes(other.credential.token), 'What opens the other story stands in a record.');
        const theirs = await links.all({}, { credential: other.credential });
        await links.remove(theirs[0]!.id, { credential: other.credential });
        same(await seen(), [], 'what links them afterwards');
      }),
      skip: skip ?? lacksLinks(options),
    },
    {
      ...test('links nothing any more once one of two stories is withdrawn', async (life) => {
        const [{ id }, other] = [await life.send(), await life.sendAnew()];
        const links = life.sendings.beside('links');
        await links.create({ sending: id, receipt: other.credential.token }, { credential: life.own });
        await life.sendings.remove(other.id, { credential: other.credential });
        same(await links.all({ where: { sending: id } }, { credential: life.staff }), [], 'what the staff sees');
        same(await links.all({}, { credential: life.own }), [], 'what its writer sees');
      }),
      skip: skip ?? lacksLinks(options),
    },
  ];
}

const lacksLinks = ({ can }: ConformanceOptions): string | undefined => (can.collections.links?.create && can.collections.links.list && can.collections.links.remove ? undefined : 'links cannot be made, listed and removed here');

/** Why no sending can be followed through its life here. */
export function lacking({ can, sample }: ConformanceOptions, staff: Credential | undefined): string | undefined {
  const needed = [
    ['sendings', ['create', 'get', 'list', 'update', 'remove']],
    ['claims', ['create']],
    ['decisions', ['create']],
    ['stories', ['get', 'list']],
  ] as const;
  for (const [name, acts] of needed) {
    const missing = acts.find((act) => !can.collections[name]?.[act]);
    if (missing) return `${name} cannot ${missing} here`;
  }
  return staff?.kind === 'staff' && sample.sendings?.draft && sample.sendings.patch ? undefined : 'the sample of sendings has no drafts, patches, or credential of the staff to list them';
}

/** The steps of a sending's life, each by whom it belongs to. */
export class Life {
  readonly sendings: Bench;
  readonly stories: Bench;
  readonly #options: ConformanceOptions;
  readonly #staff: Credential;

  constructor(sendings: Bench, options: ConformanceOptions, staff: Credential) {
    this.sendings = sendings;
    this.stories = sendings.beside('stories');
    this.#options = options;
    this.#staff = staff;
  }

  /** What opens what is sent here. */
  get own(): Credential | undefined {
    return credentialOf(this.#options, 'sendings', 'get');
  }

  get staff(): Credential {
    return this.#staff;
  }

  /** Another story, with a receipt of its own. */
  async sendAnew(): Promise<{ id: string; credential: Credential }> {
    const token = await receiptCredential(newSecret());
    const { id } = await this.send(newId(), { receipt: await credentialHash(token) });
    return { id, credential: { kind: 'receipt', token } };
  }

  /** What is really kept, where that can be seen. */
  peek(collection: CollectionName, id: string): Promise<unknown> {
    return this.sendings.beside(collection).peek(id);
  }

  patch(n: number): unknown {
    return this.#options.sample.sendings!.patch!(n);
  }

  /** A draft of the sample, with other keys. */
  draft(over: object = {}): object {
    return { ...this.#options.sample.sendings!.draft!(1), ...over };
  }

  send(intent = newId(), over: object = {}): Promise<AnyRecord> {
    return this.sendings.create(this.draft(over), { intent });
  }

  claim(sending: string): Promise<AnyRecord> {
    return this.#act('claims', { sending });
  }

  asStaff(id: string): Promise<AnyRecord | null> {
    return this.sendings.get(id, { credential: this.#staff });
  }

  decisions(draft: object, intent = newId()): Promise<AnyRecord> {
    return this.#act('decisions', draft, intent);
  }

  /** Something that the staff creates. */
  staffs(collection: CollectionName, draft: object): Promise<AnyRecord> {
    return this.#act(collection, draft);
  }

  async decide(id: string): Promise<() => Promise<AnyRecord>> {
    const { rev } = (await this.asStaff(id))!;
    const intent = newId();
    const act = () => this.decisions({ sending: id, rev, decision: 'publish' }, intent);
    await act();
    return act;
  }

  /** The whole way; `acts` are those of it that held words, to be sent once more. */
  async publish(over: object = {}) {
    const intent = newId();
    const sending = await this.send(intent, over);
    await this.claim(sending.id);
    const decided = await this.decide(sending.id);
    const story = await this.published(sending);
    ok(story, 'It was published.');
    return { sending, story, acts: [() => this.send(intent, over), decided] };
  }

  /** The story that readers see of a sending. */
  async published(sending: AnyRecord): Promise<AnyRecord | undefined> {
    const { story } = (await this.sendings.get(sending.id))!;
    const listed = (await this.stories.all()).find(({ id, text }) => id === story || text === sending.text);
    return listed && ((await this.stories.get(listed.id)) ?? undefined);
  }

  #act(collection: CollectionName, draft: object, intent = newId()): Promise<AnyRecord> {
    return this.sendings.beside(collection).create(draft, { intent, credential: this.#staff });
  }
}
