import assert from 'node:assert/strict';
import type { Store } from '../../../src/backend/index.ts';
import { PeerError } from '../../../src/client/errors.ts';
import type { Runner } from '../../../src/testing/index.ts';
import { hour, moderator, openDraft, otherModerator, Place, space, writer } from './backend.ts';

/** A store that is tested, and everything that is in it. */
export interface Tested {
  store: Store;
  rows(): Promise<string>;
  close?(): Promise<void>;
}

/** A store of which one thing that is asked of it fails, as if it took too long. */
class Failing implements Store {
  /** How many more succeed. */
  left = Infinity;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  read: Store['read'] = (name, body) => this.#store.read(name, (tx) => body(this.#failing(tx)));
  write: Store['write'] = (name, body) => this.#store.write(name, (tx) => body(this.#failing(tx)));

  #failing<T extends object>(tx: T): T {
    return new Proxy(tx, {
      get: (target, name) => {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          if (this.left-- <= 0) return Promise.reject(new PeerError('unavailable', 'The store took too long.'));
          return (member as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  }
}

type Step = [name: string, act: (at: Place, known: Record<string, string>) => Promise<unknown>];

const decision = async (at: Place, sending: string, over: object) => {
  const { rev } = (await at.get('sendings', sending, otherModerator))!;
  return at.create('decisions', { sending, rev, ...over } as never, moderator);
};

/** What happens to a story from the first word until it is withdrawn. */
const steps: Step[] = [
  ['sent', async (at, known) => (known.id = (await at.send(openDraft)).id)],
  ['claimed', (at, known) => at.claim(known.id!)],
  ['opened', (at, known) => at.create('log', { act: 'open', sending: known.id! }, moderator)],
  ['asked about', async (at, known) => (known.question = (await at.create('opinions', { sending: known.id! }, moderator)).id)],
  ['advised about', (at, known) => at.create('opinions', { asked: known.question!, advises: 'ask-changes' }, otherModerator)],
  ['sent back with a suggestion', (at, known) => decision(at, known.id!, { decision: 'ask-changes', message: 'What about this?', suggestion: { text: 'Words that were suggested.' } })],
  ['accepted', (at, known) => at.edit(known.id!, { accept: true })],
  ['claimed again', (at, known) => at.claim(known.id!)],
  ['decided about, and held back', (at, known) => decision(at, known.id!, { decision: 'publish', message: 'Thank you.', grace: true })],
  ['published by time', (at) => at.backend.settleDecisions(space)],
  ['let stay', (at, known) => at.edit(known.id!, { stillHere: true })],
  ['answered', async (at, known) => (known.reply = (await at.reply(known.story!)).id)],
  ['claimed as a reply', (at, known) => at.claim(known.reply!)],
  ['given to its writer', (at, known) => at.decide(known.reply!)],
  ['reported as a reply, and hidden', async (at, known) => (known.about = (await at.create('reports', { reply: (await at.ids('replies', writer))[0]!, reason: 'about-me' }, writer)).id)],
  ['claimed as a report of a reply', (at, known) => at.create('claims', { report: known.about! }, moderator)],
  ['taken from its writer', (at, known) => at.create('rulings', { report: known.about!, ruling: 'take-down', message: 'Not like this.' }, moderator)],
  ['written to', (at, known) => at.create('messages', { sending: known.id!, text: 'You should have known better.' }, moderator)],
  ['reported as what the staff wrote', async (at, known) => (known.said = (await at.create('reports', { said: (await at.ids('messages', writer)).at(-1)!, reason: 'hurtful' }, writer)).id)],
  ['claimed by a colleague', (at, known) => at.create('claims', { report: known.said! }, otherModerator)],
  ['taken back', (at, known) => at.create('rulings', { report: known.said!, ruling: 'take-down', message: 'We are sorry.' }, otherModerator)],
  ['reported and hidden', async (at, known) => (known.report = (await at.report(known.story!, { reason: 'about-me' })).id)],
  ['claimed as a report', (at, known) => at.create('claims', { report: known.report! }, moderator)],
  ['taken down', (at, known) => at.create('rulings', { report: known.report!, ruling: 'take-down', message: 'It names somebody.', toReporter: 'Thank you.' }, moderator)],
  ['objected to', (at, known) => at.create('messages', { sending: known.id!, text: 'I see it otherwise.' }, writer)],
  ['claimed by somebody else', (at, known) => at.claim(known.id!, otherModerator)],
  ['held', async (at, known) => (known.hold = (await at.create('holds', { sending: known.id!, reason: 'child' }, otherModerator)).id)],
  ['opened as a copy', (at, known) => at.get('holds', known.hold!, { role: 'admin', owner: 'ada' })],
  ['held no longer', (at, known) => at.backend.remove('holds', known.hold!, at.call(otherModerator))],
  ['withdrawn', (at, known) => at.withdraw(known.id!)],
];

const order = steps.map(([step]) => step);

/** Has everything that is asked of a store fail in turn: a story stays where it was, whole, and the next attempt succeeds. */
export function faultTests({ describe, it }: Runner, name: string, open: () => Promise<Tested>): void {
  describe(`a story on ${name}`, () => {
    it('stays where it was, whatever fails on the way, and goes on once nothing does', async () => {
      const { store, rows, close } = await open();
      const failing = new Failing(store);
      const at = new Place({ store: failing });
      const known: Record<string, string> = {};
      let failed = 0;
      for (const [step, act] of steps) {
        if (step === 'published by time') at.now += hour;
        const before = await rows();
        for (let n = 0; ; n++) {
          assert.ok(n < 500, `${step} comes to an end`);
          failing.left = n;
          const done = await act(at, known).then(
            () => true,
            (error: PeerError) => (assert.equal(error.code, 'unavailable', `${step}: ${error.message}`), false),
          );
          const all = failing.left >= 0;
          failing.left = Infinity;
          // Reading may settle nothing here: what failed has left no trace.
          if (!done) assert.equal(await rows(), before, `${step}, when the ${n + 1}th thing fails`);
          if (!done) failed++;
          if (done && all) break;
        }
        const { items } = await at.list('stories', { role: 'visitor' });
        const shown = order.indexOf(step) >= order.indexOf('published by time') && order.indexOf(step) < order.indexOf('reported and hidden');
        assert.equal(items.length > 0, shown, `${step}: whether anybody reads it`);
        if (shown) known.story = items[0]!.id;
      }
      assert.ok(failed > 100, `${failed} faults`);
      assert.equal(await at.get('sendings', known.id!, writer), null);
      await close?.();
    });
  });
}
