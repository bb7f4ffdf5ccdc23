import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Who } from '../../src/backend/index.ts';
import { credentialHash } from '../../src/client/receipt.ts';
import { code, day, draft, facilitator, groupDraft, member, moderator, Place, refusal, space, visitor, writer } from './support/backend.ts';

/** What opens the other stories, and whose they are. */
const secret = (name: string) => `${name}-`.padEnd(43, 'x');
const holder = async (name: string): Promise<Who> => ({ role: 'writer', owner: await credentialHash(secret(name)) });

/** A story with the receipt `writer`, and others with receipts of their own. */
async function stories(at: Place, ...names: string[]): Promise<string[]> {
  const { id } = await at.send();
  const others = [];
  for (const name of names) others.push((await at.send({ ...draft, text: `Words of ${name}.`, receipt: (await holder(name)).owner! })).id);
  return [id, ...others];
}

const link = (at: Place, sending: string, name: string, who = writer) => at.create('links', { sending, receipt: secret(name) }, who);
const seen = async (at: Place, sending: string, who = moderator) => (await at.list('links', who, { where: { sending } })).items.map(({ other }) => other);

describe('two stories of the same writer', () => {
  it('are linked by whoever holds both receipts, and the staff sees it from either side', async () => {
    const at = new Place();
    const [one, other] = await stories(at, 'other');
    await link(at, one!, 'other');
    assert.deepEqual(await seen(at, one!), [other]);
    assert.deepEqual(await seen(at, other!), [one]);
  });

  it('are linked by nothing else: no list of sendings tells, whatever they have in common', async () => {
    const at = new Place();
    const [one] = await stories(at, 'other');
    await at.send({ ...draft, receipt: writer.owner! });
    assert.deepEqual((await at.list('links', moderator)).items, []);
    await link(at, one!, 'other');
    for (const item of (await at.list('sendings', moderator)).items) assert.deepEqual(Object.keys(item).filter((key) => /link|other|writer|receipt|owner/.test(key)), []);
  });

  it('do not lead from one receipt to the other story: it says that there is a link, and neither to what nor whose', async () => {
    const at = new Place();
    const [one, other] = await stories(at, 'other');
    const made = await link(at, one!, 'other');
    assert.deepEqual(made, { id: made.id, sending: one });
    const theirs = (await at.list('links', await holder('other'))).items;
    assert.deepEqual(theirs.map(({ id: _, ...rest }) => rest), [{ sending: other }]);
    assert.deepEqual((await at.list('links', await holder('nobody'))).items, []);
    assert.equal(await refusal(() => at.get('links', made.id, writer)), 'unsupported');
  });

  it('are unlinked by either receipt, on both sides and for good', async () => {
    for (const who of [writer, await holder('other')]) {
      const at = new Place();
      const [one, other] = await stories(at, 'other');
      await link(at, one!, 'other');
      const [mine] = await at.ids('links', who);
      assert.equal(await refusal(() => at.backend.remove('links', mine!, at.call({ role: 'writer', owner: 'somebody else' }))), 'not-found');
      await at.backend.remove('links', mine!, at.call(who));
      assert.deepEqual([...(await seen(at, one!)), ...(await seen(at, other!))], []);
      assert.deepEqual(at.store.rows(space, 'links'), []);
    }
  });

  it('answer a wrong second receipt like a story that is not there, whatever is wrong with it', async () => {
    const at = new Place();
    const [one, gone, over] = await stories(at, 'gone', 'over');
    await at.backend.remove('sendings', gone!, at.call(await holder('gone')));
    const row = at.store.rows(space, 'sendings').find(({ id }) => id === over)!;
    at.store.seed(space, 'sendings', { ...row, record: { ...row.record, state: 'expired', text: '' } });
    const { story } = await at.published({ ...draft, answers: true });
    await at.reply(story, { receipt: (await holder('reply')).owner! });
    const told = new Set<string>();
    for (const name of ['wrong', 'gone', 'over', 'reply']) await link(at, one!, name).catch((error: Error & { code: string }) => told.add(`${error.code} ${error.message}`));
    // Neither does a right second receipt help whoever does not hold the first one.
    await link(at, one!, 'over', await holder('wrong')).catch((error: Error & { code: string }) => told.add(`${error.code} ${error.message}`));
    await link(at, 'no-such-story', 'over').catch((error: Error & { code: string }) => told.add(`${error.code} ${error.message}`));
    assert.deepEqual([...told], ['not-found links: no such story']);
    assert.deepEqual(at.store.rows(space, 'links'), []);
  });

  it('are not found across spaces', async () => {
    const at = new Place();
    const [one] = await stories(at);
    await at.backend.create('sendings', { ...draft, receipt: (await holder('far')).owner! }, { ...at.call(visitor), space: 'elsewhere' });
    assert.equal(await refusal(() => link(at, one!, 'far')), 'not-found');
  });

  it('keep nothing of the second receipt, in no record and in no marker', async () => {
    const at = new Place();
    const [one] = await stories(at, 'other');
    const bodies: string[] = [];
    const watched = new Place({ fingerprint: (body) => (bodies.push(body), body), store: at.store });
    await link(watched, one!, 'other');
    const everything = JSON.stringify([...(['links', 'sendings', 'log', 'messages'] as const).map((name) => at.store.rows(space, name)), bodies]);
    assert.ok(bodies.length && !everything.includes(secret('other')));
  });

  it('are linked once, not to themselves, and to a few', async () => {
    const at = new Place();
    const names = Array.from({ length: 11 }, (_, n) => `n${n}`);
    const [one, first] = await stories(at, 'own', ...names);
    await link(at, one!, 'own');
    await assert.rejects(link(at, one!, 'own'), code('conflict', /linked already/));
    const own = await holder('own');
    assert.equal(await refusal(() => link(at, first!, 'own', own)), 'conflict', 'to itself');
    for (const name of names.slice(0, 9)) await link(at, one!, name);
    await assert.rejects(link(at, one!, 'n9'), code('conflict', /10 others/));
    await assert.rejects(at.create('links', { sending: first!, receipt: secret('n10') }, own).then(() => link(at, one!, 'n10')), code('conflict', /10 others/));
  });

  it('are linked once, however often it is sent', async () => {
    const at = new Place();
    const [one] = await stories(at, 'other');
    const intent = 'one-act';
    const made = await at.create('links', { sending: one!, receipt: secret('other') }, writer, { intent });
    assert.deepEqual(await at.create('links', { sending: one!, receipt: secret('other') }, writer, { intent }), made);
    await at.backend.remove('links', made.id, at.call(writer));
    assert.equal(await refusal(() => at.create('links', { sending: one!, receipt: secret('other') }, writer, { intent })), 'not-found', 'it was taken back since');
  });

  it('are linked no more once one of them is withdrawn, or its time is over', async () => {
    const ends: ((at: Place, one: string) => Promise<unknown>)[] = [
      (at, one) => at.withdraw(one),
      async (at, one) => {
        await at.claim(one);
        await at.decide(one);
        at.now += 800 * day;
        await at.backend.expire(space);
        assert.equal((await at.get('sendings', one, writer))!.state, 'expired');
      },
      (at, one) => at.backend.erase(space, 'sendings', one),
    ];
    for (const [n, end] of ends.entries()) {
      const at = new Place();
      const [one, other] = await stories(at, 'other');
      await link(at, one!, 'other');
      await end(at, one!);
      assert.deepEqual(at.store.rows(space, 'links'), [], `${n}`);
      assert.deepEqual(await seen(at, other!), []);
    }
  });

  it('stay linked when the words change, and are not linked again by a backup from before they were unlinked', async () => {
    const at = new Place();
    const [one, other] = await stories(at, 'other');
    const made = await link(at, one!, 'other');
    await at.edit(one!, { text: 'Other words.' });
    assert.deepEqual(await seen(at, one!), [other]);
    const before = at.store.rows(space, 'links');
    await at.backend.remove('links', made.id, at.call(writer));
    for (const row of before) at.store.seed(space, 'links', row);
    await at.backend.erase(space, 'links', made.id);
    assert.deepEqual(at.store.rows(space, 'links'), []);
  });

  it('are told to no reader, and to nobody who facilitates, but where both were written to one group of theirs', async () => {
    const at = new Place();
    const own = { ...groupDraft, receipt: writer.owner! };
    const { id: one } = await at.send(own, member);
    const { id: same } = await at.send({ ...groupDraft, receipt: (await holder('same')).owner! }, member);
    const { id: open } = await at.send({ ...draft, receipt: (await holder('open')).owner! });
    await link(at, one, 'open');
    assert.deepEqual(await seen(at, one, facilitator), [], 'the other one is not of her group');
    assert.deepEqual((await at.list('links', facilitator)).items, []);
    await link(at, one, 'same');
    assert.deepEqual(await seen(at, one, facilitator), [same]);
    assert.deepEqual(await seen(at, one, { ...facilitator, groups: ['york'] }), []);
    assert.deepEqual((await seen(at, one)).sort(), [open, same].sort());
    for (const who of [visitor, member, { role: 'admin', owner: 'ada' } as Who]) assert.ok(['signed-out', 'forbidden'].includes((await refusal(() => at.list('links', who)))!), who.role);
  });
});
