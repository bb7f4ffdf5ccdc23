import type { CollectionName, Credential } from '../../adapters/adapter.ts';
import { newId } from '../../client/ids.ts';
import { ok, refused, same } from '../assertions.ts';
import type { ConformanceOptions } from '../conformance.ts';
import { type AnyRecord, Bench, credentialOf, fresh, type Test } from './ground.ts';
import { lacking, Life } from './life.ts';

/** Two of the staff at one desk: what each may do about what the other does. */
export function deskTests(options: ConformanceOptions): Test[] {
  const staff = credentialOf(options, 'sendings', 'list');
  const { colleague } = options;
  const test = (name: string, needs: readonly [CollectionName, 'create' | 'list' | 'remove'][], body: (desk: Desk) => Promise<void>): Test => ({
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

/** Words that are read before all others wherever somebody looks for them. */
const inDistress = 'I want to kill myself tonight.';

function missing({ can }: ConformanceOptions, needs: readonly [CollectionName, 'create' | 'list' | 'remove'][]): string | undefined {
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
