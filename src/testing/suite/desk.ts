import type { CollectionName, Credential } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { type AnyRecord, Bench, credentialOf, fresh, type Test } from './ground.ts';
import { lacking, Life } from './life.ts';

type Needed = readonly [CollectionName, 'get' | 'create' | 'list' | 'update' | 'remove'];

/** Two of the staff at one desk: what each may do about what the other does. */
export function deskTests(options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const { colleague } = options;
  const test = (name: string, needs: readonly Needed[], body: (desk: Desk) => Promise<void>): Test => ({
    name,
    skip: lacking(options, staff) ?? missing(options, needs) ?? (colleague ? undefined : 'the options have no colleague, a second one of the staff'),
    async run() {
      const adapter = await fresh(options);
      try {
        await body(new Desk(new Life(new Bench(adapter, options, 'sendings'), options, staff!), staff!, colleague!));
      } finally {
        await adapter.close?.();
      }
    },
  });

  return [
    test('lets a colleague take over what is urgent, and refuses whoever had it when they decide', [], async (desk) => {
      const { id } = await desk.life.send(newId(), { text: inDistress, language: 'en' });
      const held = await desk.does('claims', { sending: id });
      const taken = await desk.colleagueDoes('claims', { sending: id, takeOver: true });
      same(taken.takenFrom, held.by, 'whom it was taken from');
      const { rev } = (await desk.life.asStaff(id))!;
      await refused(desk.does('decisions', { sending: id, rev, decision: 'publish' }), 'conflict', 'a decision of whoever had it');
      await desk.colleagueDoes('decisions', { sending: id, rev, decision: 'publish' });
    }),
    test('leaves what is not urgent with whoever reads it', [], async (desk) => {
      const { id } = await desk.life.send(newId(), { text: 'We walked along the river and it was a good day.', language: 'en' });
      await desk.does('claims', { sending: id });
      await refused(desk.colleagueDoes('claims', { sending: id, takeOver: true }), 'conflict', 'taking over what is not urgent');
    }),
    test('holds a decision back for a moment, of which neither its writer nor readers see anything', [], async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const seen = async () => [await desk.life.sendings.get(id), await desk.life.stories.ids()];
      const before = await seen();
      const { rev } = (await desk.life.asStaff(id))!;
      const made = await desk.does('decisions', { sending: id, rev, decision: 'publish', message: 'Thank you.', grace: true });
      ok(made.effective, 'Whoever decided sees until when it can be taken back.');
      same(await seen(), before, 'what its writer and readers see');
    }),
    test('lets whoever decided take it back, and nobody else', [['decisions', 'remove']], async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const { rev } = (await desk.life.asStaff(id))!;
      const made = await desk.does('decisions', { sending: id, rev, decision: 'publish', grace: true });
      await refused(desk.takesBack('decisions', made.id, desk.colleague), ['not-found', 'forbidden'], 'a colleague who takes it back');
      await desk.takesBack('decisions', made.id, desk.staff);
      same(await desk.beside('decisions').get(made.id, { credential: desk.staff }), null, 'what was taken back');
      await desk.does('decisions', { sending: id, rev, decision: 'publish' });
      ok(await desk.life.published(await desk.life.sendings.get(id) as AnyRecord), 'It was decided anew.');
      const told = await desk.beside('decisions').all({ where: { sending: id } }, { credential: desk.staff });
      await refused(desk.takesBack('decisions', told[0]!.id, desk.staff), 'conflict', 'taking back what its writer was told');
    }),
    test('has a colleague asked and answer, and whoever asked goes on reading', [['opinions', 'create'], ['opinions', 'list']], async (desk) => {
      const { id } = await desk.life.send();
      await refused(desk.does('opinions', { sending: id }), 'conflict', 'a question about what nobody reads');
      await desk.does('claims', { sending: id });
      const question = await desk.does('opinions', { sending: id, words: 'What do you think?' });
      await refused(desk.does('opinions', { asked: question.id, advises: 'publish' }), 'conflict', 'an answer to oneself');
      const waiting = () => desk.beside('opinions').ids({ where: { open: 'yes' } }, { credential: desk.colleague });
      same(await waiting(), [question.id], 'what waits for an answer');
      const answer = await desk.colleagueDoes('opinions', { asked: question.id, advises: 'ask-changes', words: 'I would ask.' });
      same([answer.sending, answer.advises], [id, 'ask-changes'], 'the answer');
      same(await waiting(), [], 'what waits once it was answered');
      await refused(desk.beside('opinions').list({}, { credential: desk.life.own }), 'forbidden', 'opinions for the writer');
      const { rev } = (await desk.life.asStaff(id))!;
      await desk.does('decisions', { sending: id, rev, decision: 'publish' });
    }),
    test('suggests other words, which its writer accepts with one act, and which are nowhere afterwards', [['decisions', 'list']], async (desk) => {
      const words = 'Words that were suggested, and are nowhere else.';
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const { rev } = (await desk.life.asStaff(id))!;
      await desk.does('decisions', { sending: id, rev, decision: 'ask-changes', message: 'What about this?', suggestion: { text: words } });
      const mine = (await desk.life.sendings.get(id))!;
      same((mine.suggestion as { text: string } | undefined)?.text, words, 'what its writer is shown');
      await refused(desk.life.sendings.update(id, { accept: true }, `${mine.rev}-before`), 'conflict', 'accepting what has changed since');
      const accepted = await desk.life.sendings.update(id, { accept: true }, mine.rev!);
      same([accepted.text, accepted.state, accepted.suggestion], [words, 'sent', undefined], 'what was sent so');
      await desk.life.sendings.update(id, { text: 'Other words again.' }, accepted.rev!);
      const left = [await desk.life.asStaff(id), await desk.beside('decisions').all({ where: { sending: id } }, { credential: desk.staff })];
      ok(!JSON.stringify(left).includes(words), 'What was suggested is still there.');
      await refused(desk.life.sendings.update(id, { accept: true }, (await desk.life.sendings.get(id))!.rev!), 'conflict', 'accepting what is not suggested any more');
    }),
    test('takes from the staff that a text was opened, and shows them nothing else of the log', [['log', 'create']], async (desk) => {
      const { id } = await desk.life.send();
      const made = await desk.does('log', { act: 'open', sending: id });
      same([made.act, made.sending], ['open', id], 'what was noted');
      same([made.place, made.before, made.hash], [undefined, undefined, undefined], 'what is seen of the chain');
      await refused(desk.beside('log').list({}, { credential: desk.staff }), 'forbidden', 'a list of the log');
      await refused(desk.does('log', { act: 'open', sending: 'never-there' }), 'not-found', 'a text that is not there');
      await refused(desk.beside('log').create({ act: 'open', sending: id }, { credential: undefined }), 'signed-out', 'somebody who is not of the staff');
    }),
    test('takes what is held from readers at once, and keeps a copy that goes with nothing but the hold', holding, async (desk) => {
      const words = 'Words that somebody held, and nobody else has.';
      const { sending, story } = await desk.life.publish({ text: words });
      await refused(desk.does('holds', { sending: sending.id, reason: 'child' }), 'conflict', 'a hold of what nobody has claimed');
      const report = await desk.beside('reports').create({ story: story.id, reason: 'other' });
      await desk.does('claims', { report: report.id });
      const made = await desk.does('holds', { sending: sending.id, reason: 'child', words: 'A note that is nowhere else.' });
      same(await desk.life.stories.get(story.id), null, 'what readers see of it');
      await refused(desk.colleagueDoes('claims', { sending: sending.id }), 'conflict', 'a claim to decide about it');
      same((await desk.life.sendings.get(sending.id))?.state, 'held', 'what its writer is told');
      const seen = async () => [made, await desk.beside('holds').get(made.id, { credential: desk.staff }), ...(await desk.beside('holds').all({}, { credential: desk.staff })), ...(await desk.beside('holds').all({}, { credential: desk.colleague }))];
      for (const record of await seen()) ok(!JSON.stringify(record).includes('nobody else has') && !JSON.stringify(record).includes('A note'), 'The copy of a hold, or its note, is shown to whoever is no administrator.');
      const own = await desk.beside('holds').all({}, { credential: desk.life.own });
      same(own.map(({ rev: _, ...record }) => record), [{ id: made.id, sending: sending.id, review: made.review }], 'what its writer sees of the hold');
      await desk.life.sendings.remove(sending.id);
      ok((await seen()).every((record) => record?.id === made.id), 'It is there for the staff after its writer took the words back.');
      same((await desk.beside('holds').get(made.id, { credential: desk.staff }))?.gone, true, 'whether the staff sees that the words were taken back');
    }),
    test('has whoever made a hold end it, nobody else, and reads the story anew then', holding, async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const made = await desk.does('holds', { sending: id, reason: 'danger-other' });
      await refused(desk.takesBack('holds', made.id, desk.colleague), ['not-found', 'forbidden'], 'a colleague who ends it');
      await desk.takesBack('holds', made.id, desk.staff);
      same(await desk.beside('holds').get(made.id, { credential: desk.staff }), null, 'what was ended');
      same((await desk.life.sendings.get(id))?.state, 'sent', 'its state afterwards');
      await desk.does('claims', { sending: id });
    }),
    test('tells a writer nothing of a hold while that could put somebody in danger', holding, async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const before = (await desk.life.sendings.get(id))?.state;
      const made = await desk.does('holds', { sending: id, reason: 'danger-self', tell: 'later' });
      same([(await desk.life.sendings.get(id))?.state, await desk.beside('holds').ids({}, { credential: desk.life.own })], [before, []], 'what its writer sees');
      const { rev } = (await desk.beside('holds').get(made.id, { credential: desk.staff }))!;
      await refused(desk.beside('holds').update(made.id, { review: made.review }, rev!, { credential: desk.staff }), 'invalid', 'another date without a reason');
      await desk.beside('holds').update(made.id, { tell: 'now' }, rev!, { credential: desk.staff });
      same([(await desk.life.sendings.get(id))?.state, await desk.beside('holds').ids({}, { credential: desk.life.own })], ['held', [made.id]], 'what its writer sees then');
    }),
    test('has what one of the staff wrote looked at by somebody else, and keeps from them what was said of it', [['messages', 'create'], ['reports', 'create'], ['rulings', 'create']], async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('messages', { sending: id, text: 'You should have known better.' });
      const mine = (query = {}) => desk.beside('messages').all({ where: { sending: id }, ...query }, { credential: desk.life.own });
      const [message] = await mine();
      const report = await desk.beside('reports').create({ said: message!.id, reason: 'hurtful', words: 'They made fun of me.' }, { credential: desk.life.own });
      same([report.by, message!.by], [undefined, undefined], 'who wrote it, for the writer');
      same((await desk.beside('reports').get(report.id, { credential: desk.staff }))?.words, undefined, 'what was said, for whoever wrote it');
      await refused(desk.does('claims', { report: report.id }), 'conflict', 'a claim of whoever wrote it');
      same((await desk.beside('reports').get(report.id, { credential: desk.colleague }))?.words, 'They made fun of me.', 'what was said, for a colleague');
      await desk.colleagueDoes('claims', { report: report.id });
      await desk.colleagueDoes('rulings', { report: report.id, ruling: 'take-down', message: 'We are sorry.' });
      same((await mine()).map(({ text }) => text), ['We are sorry.'], 'what its writer reads then');
      await refused(desk.beside('reports').create({ said: message!.id, reason: 'other' }, { credential: undefined }), ['forbidden', 'signed-out'], 'a report of somebody else');
    }),
    test('gives an appeal to somebody else than whoever decided', [['messages', 'create']], async (desk) => {
      const { id } = await desk.life.send();
      await desk.does('claims', { sending: id });
      const { rev } = (await desk.life.asStaff(id))!;
      await desk.does('decisions', { sending: id, rev, decision: 'not-publish', message: 'Not here.' });
      await desk.writerSays(id, 'I see it otherwise.');
      ok((await desk.life.asStaff(id))?.appeal, 'The staff sees that it is an appeal.');
      same((await desk.life.sendings.get(id))?.appeal, undefined, 'what its writer sees of that');
      await refused(desk.does('claims', { sending: id }), 'conflict', 'a claim of whoever decided');
      await desk.colleagueDoes('claims', { sending: id });
    }),
  ];
}

const holding = [['holds', 'create'], ['holds', 'get'], ['holds', 'list'], ['holds', 'update'], ['holds', 'remove'], ['reports', 'create']] as const satisfies readonly Needed[];

/** Words that are read before all others wherever somebody looks for them. */
const inDistress = 'I want to kill myself tonight.';

function missing({ can }: ConformanceOptions, needs: readonly Needed[]): string | undefined {
  const lacks = needs.find(([name, act]) => !can.collections[name]?.[act]);
  return lacks && `${lacks[0]} cannot ${lacks[1]} here`;
}

/** Somebody of the staff, a colleague, and a writer. */
class Desk {
  readonly life: Life;
  readonly staff: Credential;
  readonly colleague: Credential;

  constructor(life: Life, staff: Credential, colleague: Credential) {
    this.life = life;
    this.staff = staff;
    this.colleague = colleague;
  }

  does(collection: CollectionName, draft: object): Promise<AnyRecord> {
    return this.beside(collection).create(draft, { credential: this.staff });
  }

  colleagueDoes(collection: CollectionName, draft: object): Promise<AnyRecord> {
    return this.beside(collection).create(draft, { credential: this.colleague });
  }

  takesBack(collection: CollectionName, id: string, credential: Credential): Promise<void> {
    return this.beside(collection).remove(id, { credential });
  }

  /** With the receipt that the samples are sent with. */
  writerSays(sending: string, text: string): Promise<AnyRecord> {
    return this.beside('messages').create({ sending, text }, { credential: this.life.own });
  }

  beside(collection: CollectionName): Bench {
    return this.life.sendings.beside(collection);
  }
}
