import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { payloads, refused } from '../../../test/setup/payloads.ts';
import { Desk, expect } from '../support/desk.ts';

describe('whatever somebody writes', () => {
  it('comes in many disguises', () => {
    assert.ok(new Set(payloads.map(({ text }) => text)).size >= 300);
  });

  it('is kept, changed, read and published letter for letter, as data that no browser takes for a page', async () => {
    const desk = new Desk();
    const moderator = await desk.staff('moderator');
    for (const { kind, text } of payloads) {
      const first = text.slice(0, 60);
      const short = [...text].slice(0, 5000).join('');
      const same = (answer: { text: string; json: { text: string }; headers: Headers }, where: string) => {
        assert.equal(answer.json.text, text, `${kind}, ${where}: ${first}`);
        assert.equal(answer.headers.get('content-type'), 'application/json', where);
        assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', where);
      };
      const { record, receipt } = await desk.send({ text: 'Before.' });
      const path = `/v1/sendings/${record.id}`;
      const changed = expect(200, await desk.ask('PATCH', path, { as: receipt, rev: record.rev, body: { text, helped: short } }));
      same(changed, 'changed');
      same(expect(200, await desk.ask('GET', path, { as: receipt })), 'for its writer');
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: record.id } }));
      const read = expect(200, await desk.ask('GET', path, { as: moderator }));
      same(read, 'for the staff');
      expect(201, await desk.ask('POST', '/v1/decisions', { as: moderator, body: { sending: record.id, rev: read.json.rev, decision: 'publish-with-note', message: short } }));
      const { json } = expect(200, await desk.ask('GET', path, { as: receipt }));
      assert.equal(json.message, short);
      same(expect(200, await desk.ask('GET', `/v1/stories/${json.story}`)), 'for readers');
    }
  });

  it('is refused where it is no text, and what was there before is left', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send({ text: 'Before.' });
    for (const text of refused) {
      const { status, text: answer } = await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: { text } });
      assert.equal(status, 422, JSON.stringify(text.slice(0, 40)));
      assert.ok(answer.length < 500, 'the refusal does not repeat it');
      assert.equal((await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt })).json.text, 'Before.');
    }
  });
});
