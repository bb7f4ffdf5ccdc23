import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkLog, headOf, type Row, type Who } from '../../src/backend/index.ts';
import type { LogEntry } from '../../src/domain/log.ts';
import { spaceSettings } from '../adapters/sample-space.ts';
import { draft, facilitator, hour, moderator, otherModerator, Place, refusal, reporter, space, visitor, writer } from './support/backend.ts';

const admin: Who = { role: 'admin', owner: 'ada' };
const secret = 'Nobody may read this in a log.';

const log = async (at: Place) => (await at.list('log', admin)).items as unknown as LogEntry[];
const told = async (at: Place) => (await log(at)).map(({ act, by, what }) => [act, by, what].filter(Boolean).join(' ')).reverse();
const opened = (at: Place, sending: string, who = moderator) => at.create('log', { act: 'open', sending }, who);

/** A busy day of two. */
async function worked(): Promise<Place> {
  const at = new Place();
  const { id } = await at.send({ ...draft, text: `${secret} I want to kill myself tonight.` });
  await at.claim(id);
  await opened(at, id);
  await at.create('claims', { sending: id, takeOver: true }, otherModerator);
  const { rev } = (await at.get('sendings', id, otherModerator))!;
  const made = await at.create('decisions', { sending: id, rev, decision: 'publish', message: secret, grace: true }, otherModerator);
  await at.backend.remove('decisions', made.id, at.call(otherModerator));
  await at.create('decisions', { sending: id, rev, decision: 'publish', grace: true }, otherModerator);
  at.now += hour;
  const { story } = (await at.get('sendings', id, writer))!;
  const report = await at.report(story!, { reason: 'about-me', words: secret });
  await at.rule(report.id, 'restore', { toReporter: secret });
  return at;
}

describe('the log', () => {
  it('says what the staff did, each by an opaque name, and what time brought', async () => {
    assert.deepEqual(await told(await worked()), [
      'claim mo', 'open mo', 'take-over alex mo', 'decide alex publish', 'undo alex', 'decide alex publish', 'effective publish', 'claim mo', 'rule mo restore',
    ]);
  });

  it('says that something was given back, or by itself, that words were written, and that a decision is void', async () => {
    const at = new Place();
    const { id } = await at.send();
    const claim = await at.claim(id);
    await at.backend.remove('claims', claim.id, at.call(moderator));
    await at.create('messages', { sending: id, text: secret }, moderator);
    await at.claim(id);
    at.now += 25 * hour;
    await at.backend.expire(space);
    await at.claim(id, otherModerator);
    const { rev } = (await at.get('sendings', id, moderator))!;
    await at.create('decisions', { sending: id, rev, decision: 'publish', grace: true }, otherModerator);
    await at.edit(id, { text: 'Other words.' });
    assert.deepEqual(await told(at), ['claim mo', 'give-back mo', 'write mo', 'claim mo', 'claim-over', 'claim alex', 'decide alex publish', 'void']);
  });

  it('holds no word of anybody, no receipt, no hash of one, and nothing that leads to a story', async () => {
    const at = await worked();
    const { story } = (await at.get('sendings', (await at.ids('sendings', moderator))[0]!, writer))!;
    const kept = JSON.stringify(at.store.rows(space, 'log'));
    for (const word of [secret, writer.owner!, reporter.owner!, story!]) assert.ok(!kept.includes(word), word);
  });

  it('is read by administrators alone, and others see nothing of the chain in what they put into it', async () => {
    const at = await worked();
    for (const who of [visitor, writer, facilitator, moderator]) assert.match((await refusal(() => at.list('log', who))) ?? '', /signed-out|forbidden/);
    const id = (await at.ids('sendings', moderator))[0]!;
    assert.deepEqual(Object.keys(await opened(at, id)).sort(), ['act', 'at', 'by', 'id', 'sending']);
  });

  it('takes from the staff that a text was opened, and nothing else', async () => {
    const at = await worked();
    const id = (await at.ids('sendings', moderator))[0]!;
    for (const wrong of [{ act: 'decide', sending: id }, { act: 'open' }, { act: 'open', sending: id, report: id }]) assert.equal(await refusal(() => at.create('log', wrong as never, moderator)), 'invalid');
    assert.equal(await refusal(() => opened(at, id, facilitator)), 'not-found', 'what she may not read');
    assert.equal(await refusal(() => opened(at, id, admin)), 'forbidden');
  });

  it('stays when a story is withdrawn', async () => {
    const at = await worked();
    const before = await log(at);
    await at.withdraw((await at.ids('sendings', writer))[0]!);
    assert.deepEqual(await log(at), before);
  });

  it('has nothing of an act that was refused', async () => {
    const at = new Place();
    const { id } = await at.send();
    await at.claim(id);
    assert.equal(await refusal(() => at.claim(id, otherModerator)), 'conflict');
    assert.deepEqual(await told(at), ['claim mo']);
  });

  it('says of settings that they changed, once', async () => {
    const at = new Place();
    for (const title of ['one', 'one', 'other', 'other', 'one']) {
      at.settings = { ...spaceSettings, title };
      await at.backend.noteSettings(space);
    }
    const [one, other, again, ...more] = (await told(at)).map((entry) => entry.replace('settings ', ''));
    assert.deepEqual([again, more], [one, []]);
    assert.notEqual(one, other);
    assert.match(one!, /^[0-9a-f]{64}$/);
  });
});

describe('the chain of the log', () => {
  const rows = (at: Place) => at.store.rows(space, 'log').sort((one, other) => other.key - one.key);
  const changed = (at: Place, row: Row, record: object) => at.store.seed(space, 'log', { ...row, record: { ...row.record, ...record } });
  const removed = (at: Place, row: Row) => at.store.write(space, (tx) => tx.remove('log', row.id));

  it('holds', async () => {
    const at = await worked();
    assert.deepEqual(await checkLog(at.store, space, [(await headOf(at.store, space))!]), []);
    assert.deepEqual(await checkLog(at.store, 'elsewhere'), []);
    assert.equal(await headOf(at.store, 'elsewhere'), undefined);
  });

  for (const [what, record] of [['who', { by: 'ada' }], ['what', { what: 'not-publish' }], ['when', { at: '2026-01-01T00:00:00.000Z' }], ['about what', { sending: 'other' }], ['where', { place: 9 }], ['its hash', { hash: 'a'.repeat(64) }]] as const) {
    it(`names an entry in which ${what} was changed`, async () => {
      const at = await worked();
      changed(at, rows(at)[3]!, record);
      assert.match((await checkLog(at.store, space)).join('; '), what === 'where' ? /entry 9 was moved/ : /entry 4 was changed/);
    });
  }

  it('names entries that are missing, at its beginning, within and at its end', async () => {
    for (const [n, sentence] of [[0, 'entry 1 is missing'], [4, 'entry 5 is missing']] as const) {
      const at = await worked();
      await removed(at, rows(at)[n]!);
      assert.deepEqual(await checkLog(at.store, space), [sentence]);
    }
    const at = await worked();
    const head = (await headOf(at.store, space))!;
    for (const row of rows(at).slice(6)) await removed(at, row);
    assert.deepEqual(await checkLog(at.store, space), [], 'nobody could know');
    assert.deepEqual(await checkLog(at.store, space, [head]), ['entries up to 9 are missing at its end, which was noted on 2026-03-31']);
  });

  it('names an entry that was moved, or that changed its place with another', async () => {
    const at = await worked();
    const [one, other] = [rows(at)[2]!, rows(at)[5]!];
    at.store.seed(space, 'log', { ...one, key: other.key });
    at.store.seed(space, 'log', { ...other, key: one.key });
    const found = await checkLog(at.store, space);
    assert.ok(found.includes('entry 3 was moved') && found.includes('entry 6 was moved'), found.join('; '));
  });

  it('names an entry that was written anew with all that follows, by a head that was kept elsewhere', async () => {
    const at = await worked();
    const head = (await headOf(at.store, space))!;
    const forged = new Place();
    for (const what of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) await forged.backend.note(space, { act: 'export', what });
    assert.deepEqual(await checkLog(forged.store, space), []);
    assert.deepEqual(await checkLog(forged.store, space, [head]), ['entry 9 is not the one that was noted on 2026-03-31']);
  });

  it('of one space is not that of another', async () => {
    const at = await worked();
    for (const row of rows(at)) at.store.seed('elsewhere', 'log', row);
    assert.ok((await checkLog(at.store, 'elsewhere')).includes('entry 1 was changed'));
  });

  it('goes on after a backup was put in place, and knows why entries are missing', async () => {
    const at = await worked();
    at.now += hour;
    const head = { ...(await headOf(at.store, space))!, at: new Date(at.now).toISOString() };
    for (const row of rows(at).slice(6)) await removed(at, row);
    at.now += hour;
    await at.backend.note(space, { act: 'restore' });
    await at.backend.note(space, { act: 'export', what: 'log' });
    assert.deepEqual(await checkLog(at.store, space, [head]), []);
    const later = { ...head, at: new Date(at.now + 1).toISOString() };
    assert.equal((await checkLog(at.store, space, [later])).length, 1, 'what was noted after that has to be there');
  });
});
