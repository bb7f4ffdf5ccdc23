import type { CollectionName, Credential } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { credentialHash } from '../../client/receipt.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { findScores } from '../no-scoreboard.ts';
import { type AnyRecord, Bench, credentialOf, fresh, type Test } from './ground.ts';
import { lacking, Life } from './life.ts';

const answered: readonly [CollectionName, 'create' | 'list' | 'remove'][] = [['answers', 'create'], ['answers', 'list']];
const replied: readonly [CollectionName, 'create' | 'list' | 'remove'][] = [['replies', 'list'], ['agreements', 'create'], ['agreements', 'remove']];
const reported: readonly [CollectionName, 'create' | 'list' | 'remove'][] = [['reports', 'create'], ['reports', 'list'], ['rulings', 'create']];
const talked: readonly [CollectionName, 'create' | 'list' | 'remove'][] = [['messages', 'create'], ['messages', 'list']];

/** A receipt that nobody has yet, and what a backend knows of it. */
async function newReceipt(): Promise<{ credential: Credential; hash: string }> {
  const token = newId();
  return { credential: { kind: 'receipt', token }, hash: await credentialHash(token) };
}

/** What readers do with a story, what its writer learns of it, and what they say to the staff. */
export function readerTests(options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const own = credentialOf(options, 'sendings', 'get');
  const test = (name: string, needs: typeof answered, body: (story: Told) => Promise<void>): Test => ({
    name,
    skip: lacking(options, staff) ?? missing(options, needs) ?? (own ? undefined : 'the sample of sendings has no credential that reads them'),
    async run() {
      const adapter = await fresh(options);
      try {
        await body(await Told.make(new Life(new Bench(adapter, options, 'sendings'), options, staff!), own!, staff!));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('tells its writer of answers in kinds and months, and nobody how many there are', answered, async (told) => {
      const given: AnyRecord[] = [];
      for (const kind of ['thank-you', 'thank-you', 'been-there', 'thank-you']) given.push(await told.anybody('answers', { story: told.story.id, kind }));
      const heard = await told.mine('answers', { sending: told.sending.id });
      same(heard.map(({ kind }) => kind).sort(), ['been-there', 'thank-you'], 'kinds of answers');
      same(new Set(given.map(({ id }) => id)).size, given.length, 'how many ids whoever answered was given');
      ok(!heard.some(({ id }) => given.some((one) => one.id === id)), 'Two who answer the same can find each other.');
      for (const answer of given) ok(!JSON.stringify(answer).includes(told.sending.id), 'Whoever answers learns of the sending.');
      same(findScores([given, heard]), [], 'what looks like a score');
    }),
    test('lets nobody but its writer hear of answers', answered, async (told) => {
      await told.anybody('answers', { story: told.story.id, kind: 'thank-you' });
      const { credential } = await newReceipt();
      same(await told.all('answers', { sending: told.sending.id }, credential), [], 'answers, listed with another receipt');
      for (const who of [null, told.staff]) await refused(told.all('answers', {}, who), ['forbidden', 'signed-out'], 'a list of answers');
    }),
    test('takes no answer where its writer wants none', answered, async (told) => {
      await told.change({ answers: false });
      await refused(told.anybody('answers', { story: told.story.id, kind: 'thank-you' }), 'conflict', 'an answer');
    }),
    test('gives a written reply to its writer once a person has read it, and to readers while both want that', replied, async (told) => {
      const { credential, hash } = await newReceipt();
      const sent = await told.anybody('sendings', told.reply({ receipt: hash, consents: [{ purpose: 'publish', version: '1' }] }));
      same(await told.mine('replies', { sending: told.sending.id }), [], 'replies that nobody has read');
      await told.life.claim(sent.id);
      await told.life.decide(sent.id);
      const [reply] = await told.mine('replies', { sending: told.sending.id });
      same(reply?.text, sent.text, 'the reply');
      ok(!JSON.stringify(reply).includes(sent.id), 'The id of the reply that was sent stands in what its reader gets.');
      const beside = () => told.all('replies', { story: told.story.id }, null);
      same(await beside(), [], 'replies beside the story before its writer agreed');
      const agreement = await told.mineDoes('agreements', { reply: reply!.id });
      same((await beside()).map(({ text }) => text), [sent.text], 'replies beside the story');
      await told.life.sendings.beside('agreements').remove(agreement.id, { credential: told.own });
      same(await beside(), [], 'replies beside the story after its writer took that back');
      await told.life.sendings.remove(sent.id, { credential });
      same(await told.mine('replies', { sending: told.sending.id }), [], 'replies after whoever wrote them withdrew');
    }),
    test('takes a story from readers at once that says who somebody is, once, and tells its writer only that it is read again', reported, async (told) => {
      const { credential, hash } = await newReceipt();
      const named = { story: told.story.id, reason: 'about-me', receipt: hash };
      const report = await told.anybody('reports', named);
      same(await told.life.stories.get(told.story.id), null, 'the story');
      const mine = (await told.life.sendings.get(told.sending.id))!;
      same(mine.state, 'again', 'what its writer sees');
      ok(!JSON.stringify(mine).includes(report.id), 'Its writer learns of the report.');
      same(await told.mine('reports', {}), [], 'reports, listed by the writer');
      await told.life.staffs('claims', { report: report.id });
      await told.life.staffs('rulings', { report: report.id, ruling: 'restore', toReporter: 'We have looked at it.' });
      same((await told.life.stories.get(told.story.id))?.id, told.story.id, 'the story that was given back');
      const [read] = await told.all('reports', {}, credential);
      same([read?.state, read?.message], ['read', 'We have looked at it.'], 'what whoever reported it sees');
      await told.anybody('reports', { ...named, receipt: undefined });
      same((await told.life.stories.get(told.story.id))?.id, told.story.id, 'the story that is reported once more');
    }),
    test('takes a report of a story that is not there any more like one that is hidden', reported, async (told) => {
      const made = async (story: string) => {
        const { id, ...answer } = await told.anybody('reports', { story, reason: 'worried' });
        ok(typeof id === 'string', 'A report has an id.');
        return { ...answer, story: '' };
      };
      await told.anybody('reports', { story: told.story.id, reason: 'about-me' });
      const hidden = await made(told.story.id);
      await told.life.sendings.remove(told.sending.id);
      same(await made(told.story.id), hidden, 'the answer to a report of what is gone');
      same(await made('never-there'), hidden, 'the answer to a report of what never was');
    }),
    test('takes a report of a reply from whom it was written to, and tells whoever wrote it nothing', [...replied, ...reported], async (told) => {
      const { credential, hash } = await newReceipt();
      const sent = await told.anybody('sendings', told.reply({ receipt: hash, consents: [] }));
      await told.life.claim(sent.id);
      await told.life.decide(sent.id);
      const [reply] = await told.mine('replies', {});
      const before = await told.life.sendings.get(sent.id, { credential });
      const report = await told.mineDoes('reports', { reply: reply!.id, reason: 'hurtful' });
      same((await told.mine('reports', {})).map(({ id, state }) => [id, state]), [[report.id, 'waiting']], 'what whoever reported it finds with the receipt of the story');
      same(await told.life.sendings.get(sent.id, { credential }), before, 'what whoever wrote the reply sees');
      await told.life.staffs('claims', { report: report.id });
      await told.life.staffs('rulings', { report: report.id, ruling: 'take-down', message: 'Not like this.', toReporter: 'You do not have to read that.' });
      same(await told.mine('replies', {}), [], 'replies that were taken down');
      same((await told.mine('reports', {})).map(({ message }) => message), ['You do not have to read that.'], 'what whoever reported it is told');
      await refused(told.mineDoes('reports', { story: told.story.id, reason: 'other' }), 'forbidden', 'a story, reported with the receipt of another one');
      for (const wrong of [{}, { story: told.story.id, reply: reply!.id }]) await refused(told.anybody('reports', { ...wrong, reason: 'other' }), 'invalid', 'a report of nothing, or of two things');
    }),
    test('keeps what the staff and its writer say to each other, and whose words they are', talked, async (told) => {
      const draft = { sending: told.sending.id, text: 'What I want to say.' };
      await refused(told.mineDoes('messages', draft), 'conflict', 'an answer to nothing');
      await told.life.staffs('messages', { ...draft, text: 'Thank you for writing.' });
      await told.mineDoes('messages', { ...draft, from: 'staff' });
      same((await told.mine('messages', { sending: told.sending.id })).map(({ from, text }) => [from, text]), [['staff', 'Thank you for writing.'], ['writer', draft.text]], 'what was said');
      await told.life.sendings.remove(told.sending.id);
      same(await told.all('messages', { sending: told.sending.id }, told.staff), [], 'what is left of it');
    }),
    test('finds with the receipt alone what it opens', [], async (told) => {
      const opened = await told.mine('sendings', {});
      ok(opened.some(({ id }) => id === told.sending.id), 'The receipt does not find what was sent with it.');
      const { credential } = await newReceipt();
      same(await told.all('sendings', {}, credential), [], 'what a receipt finds that never was');
    }),
  ];
}

function missing({ can }: ConformanceOptions, needs: typeof answered): string | undefined {
  const lacks = needs.find(([name, act]) => !can.collections[name]?.[act]);
  return lacks && `${lacks[0]} cannot ${lacks[1]} here`;
}

/** A story that takes answers, with who wrote it. */
class Told {
  readonly life: Life;
  readonly sending: AnyRecord;
  readonly story: AnyRecord;
  readonly own: Credential;
  readonly staff: Credential;

  constructor(life: Life, sending: AnyRecord, story: AnyRecord, own: Credential, staff: Credential) {
    this.life = life;
    this.sending = sending;
    this.story = story;
    this.own = own;
    this.staff = staff;
  }

  static async make(life: Life, own: Credential, staff: Credential): Promise<Told> {
    const { sending, story } = await life.publish({ answers: true });
    return new Told(life, sending, story, own, staff);
  }

  reply(over: object): object {
    return { text: 'I read it twice.', topics: [], notes: [], language: 'en', answers: false, audience: 'writer', replyTo: this.story.id, ...over };
  }

  anybody(collection: CollectionName, draft: object): Promise<AnyRecord> {
    return this.life.sendings.beside(collection).create(draft, { credential: undefined });
  }

  mineDoes(collection: CollectionName, draft: object): Promise<AnyRecord> {
    return this.life.sendings.beside(collection).create(draft, { credential: this.own });
  }

  mine(collection: CollectionName, where: Record<string, string>): Promise<AnyRecord[]> {
    return this.all(collection, where, this.own);
  }

  all(collection: CollectionName, where: Record<string, string>, credential: Credential | null): Promise<AnyRecord[]> {
    return this.life.sendings.beside(collection).all(Object.keys(where).length ? { where } : {}, { credential: credential ?? undefined });
  }

  async change(patch: object): Promise<void> {
    const { rev } = (await this.life.sendings.get(this.sending.id))!;
    await this.life.sendings.update(this.sending.id, patch, rev!);
  }
}
