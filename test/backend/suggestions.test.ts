import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Suggestion } from '../../src/domain/story.ts';
import { code, draft, hour, moderator, Place, refusal, space, visitor, writer } from './support/backend.ts';

const words = 'Words that were suggested.';

/** A story whose writer is asked for changes, with a suggestion. */
async function suggested(at: Place, suggestion: Suggestion = { text: words }, grace = false): Promise<string> {
  const { id } = await at.send();
  await at.claim(id);
  const { rev } = (await at.get('sendings', id, moderator))!;
  await at.create('decisions', { sending: id, rev, decision: 'ask-changes', message: 'What about this?', suggestion, grace }, moderator);
  return id;
}

const everything = (at: Place) => JSON.stringify((['sendings', 'decisions', 'messages', 'stories', 'opinions', 'log'] as const).map((name) => at.store.rows(space, name)));

describe('a suggestion', () => {
  it('is beside the words of whoever wrote them, and nowhere else', async () => {
    const at = new Place();
    const id = await suggested(at);
    assert.deepEqual((await at.get('sendings', id, writer))!.suggestion, { text: words });
    assert.equal(everything(at).split(words).length, 2);
  });

  it('is accepted with one act, read once more, and then published', async () => {
    const at = new Place();
    const id = await suggested(at, { text: words, helped: null, notes: ['Loss'] });
    await at.edit(id, { accept: true });
    const seen = (await at.get('sendings', id, moderator))!;
    assert.deepEqual([seen.text, seen.helped, seen.notes, seen.topics, seen.state, seen.accepted, seen.answered !== undefined, seen.suggestion], [words, undefined, ['Loss'], draft.topics, 'sent', true, true, undefined]);
    assert.equal((await at.get('sendings', id, writer))!.accepted, undefined);
    assert.deepEqual(await at.ids('sendings', moderator, { where: { answered: 'yes' } }), [id]);
    await at.claim(id);
    await at.decide(id);
    const { story, state } = (await at.get('sendings', id, moderator))!;
    assert.deepEqual([state, (await at.get('stories', story!, visitor))!.text, (await at.get('sendings', id, moderator))!.accepted], ['published', words, undefined]);
  });

  it('is not accepted of what has changed since, nor together with other words, nor where there is none', async () => {
    const at = new Place();
    const id = await suggested(at);
    const { rev } = (await at.get('sendings', id, writer))!;
    const accept = (patch: object, based = rev) => at.backend.update('sendings', id, patch, { ...at.call(writer), rev: based });
    assert.equal(await refusal(() => accept({ accept: true, text: 'Mine.' })), 'invalid');
    await at.edit(id, { text: 'My own words.' });
    assert.equal(await refusal(() => accept({ accept: true })), 'conflict');
    const now = (await at.get('sendings', id, writer))!;
    await assert.rejects(accept({ accept: true }, now.rev), code('conflict', /nothing is suggested/));
    assert.equal(now.text, 'My own words.');
  });

  it('happens once, when it is sent twice', async () => {
    const at = new Place();
    const id = await suggested(at);
    const { rev } = (await at.get('sendings', id, writer))!;
    const accept = () => at.backend.update('sendings', id, { accept: true }, { ...at.call(writer, { intent: 'once' }), rev });
    assert.deepEqual(await accept(), await accept());
  });

  it('goes with the words: when they are changed, withdrawn or expire, or somebody decides anew', async () => {
    const ends: ((at: Place, id: string) => Promise<unknown>)[] = [
      (at, id) => at.edit(id, { text: 'Other words.' }),
      (at, id) => at.withdraw(id),
      (at) => ((at.now = Date.parse('2029-01-01T00:00:00Z')), at.backend.expire(space)),
      async (at, id) => {
        await at.create('messages', { sending: id, text: 'I want to keep mine.' }, writer);
        await at.claim(id);
        await at.decide(id);
      },
    ];
    for (const [n, end] of ends.entries()) {
      const at = new Place();
      await end(at, await suggested(at));
      assert.ok(!everything(at).includes(words), `way ${n}`);
    }
  });

  it('goes when an older state was brought back', async () => {
    const at = new Place();
    const id = await suggested(at);
    await at.backend.distrust(space, 'sendings', id, 5);
    assert.ok(!everything(at).includes(words));
  });

  it('is not seen before the decision holds, and goes with one that is taken back', async () => {
    const at = new Place();
    const id = await suggested(at, { text: words }, true);
    assert.equal((await at.get('sendings', id, writer))!.suggestion, undefined);
    const [made] = await at.ids('decisions', moderator);
    await at.backend.remove('decisions', made!, at.call(moderator));
    assert.ok(!everything(at).includes(words));
    const other = await suggested(at, { text: words }, true);
    at.now += hour;
    assert.deepEqual((await at.get('sendings', other, writer))!.suggestion, { text: words });
    assert.equal(everything(at).split(words).length, 2);
  });

  it('goes with no other decision, and is not empty', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    const { rev } = (await at.get('sendings', id, moderator))!;
    for (const wrong of [{ decision: 'publish', suggestion: { text: words } }, { decision: 'ask-changes', message: 'Please.', suggestion: {} }, { decision: 'ask-changes', message: 'Please.', suggestion: { text: ' ' } }]) {
      assert.equal(await refusal(() => at.create('decisions', { sending: id, rev, ...wrong } as never, moderator)), 'invalid');
    }
  });
});
