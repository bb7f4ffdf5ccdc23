import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk, expect, group, story } from '../support/desk.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A body that comes in pieces, and says nothing of how long it is. Tells how many were taken. */
function pieces(count: number, size: number) {
  let taken = 0;
  const stream = new ReadableStream({
    pull(controller) {
      if (taken++ >= count) return controller.close();
      controller.enqueue(bytes('x'.repeat(size)));
    },
  });
  return { stream, taken: () => taken };
}

describe('a body', () => {
  const long = (body: object, length: number) => {
    const text = JSON.stringify(body);
    return text + ' '.repeat(length - text.length);
  };

  it('of a story or a group may have 256 KiB, and not one byte more', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    for (const [path, body, as] of [['/v1/sendings', story(), undefined], ['/v1/groups', group(), admin]] as const) {
      assert.equal((await desk.ask('POST', path, { as, body: long(body, 262_144) })).status, 201);
      const { status, json } = await desk.ask('POST', path, { as, body: long(body, 262_145) });
      assert.deepEqual([status, json.type], [413, '/v1/problems/invalid']);
    }
  });

  it('of anything else may have 64 KiB, and not one byte more', async () => {
    const desk = new Desk();
    for (const [path, as] of [['/v1/groups/search', undefined], ['/v1/groups/watch', undefined], ['/v1/claims', await desk.staff('moderator')]] as const) {
      const status = async (length: number) => {
        const response = await desk.fetch('POST', path, { as, body: long({}, length) });
        await response.body?.cancel();
        return response.status;
      };
      assert.notEqual(await status(65_536), 413, path);
      assert.equal(await status(65_537), 413, path);
    }
    desk.handler.close();
  });

  /** As those write it who write ASCII only. */
  const escaped = (value: unknown) => JSON.stringify(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

  for (const [what, character] of [['Chinese', '寄'], ['emoji', '🫂'], ['line breaks', '\n']] as const) {
    it(`takes the longest story that a page lets somebody write, in ${what}, however it is written`, async () => {
      const desk = new Desk();
      const most = (length: number) => `a${character.repeat(Math.floor((length - 1) / character.length))}`;
      const twenty = (n: number) => Array.from({ length: n }, () => most(200));
      const whole = { ...story(most(20_000)), helped: most(5000), topics: twenty(20), notes: twenty(20) };
      const { record, receipt } = await desk.send();
      for (const body of [JSON.stringify(whole), escaped(whole)]) {
        const { json } = expect(201, await desk.ask('POST', '/v1/sendings', { body }));
        assert.deepEqual([json.text, json.helped, json.topics, json.notes], [whole.text, whole.helped, whole.topics, whole.notes]);
      }
      const { text, helped, topics, notes } = whole;
      expect(200, await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: escaped({ text, helped, topics, notes }) }));
      const moderator = await desk.staff('moderator');
      expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: record.id } }));
      const { rev } = expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: moderator })).json;
      const decision = { sending: record.id, rev, decision: 'ask-changes', message: most(5000), notes: twenty(20) };
      expect(201, await desk.ask('POST', '/v1/decisions', { as: moderator, body: escaped(decision) }));
    });
  }

  it('that says it is too large is not read at all', async () => {
    const desk = new Desk();
    const { stream, taken } = pieces(1000, 1000);
    const { status } = await desk.ask('POST', '/v1/sendings', { body: stream, headers: { 'content-type': 'application/json', 'content-length': '1000000' } });
    assert.equal(status, 413);
    assert.ok(taken() <= 1);
  });

  it('that turns out too large is not read to its end', async () => {
    const desk = new Desk();
    const { stream, taken } = pieces(1_000_000, 10_000);
    const { status } = await desk.ask('POST', '/v1/sendings', { body: stream, headers: { 'content-type': 'application/json' } });
    assert.equal(status, 413);
    assert.ok(taken() < 40);
  });

  it('that breaks off is refused', async () => {
    const desk = new Desk();
    const stream = new ReadableStream({ start: (controller) => (controller.enqueue(bytes('{"text":')), controller.error(new Error('gone'))) });
    assert.equal((await desk.ask('POST', '/v1/sendings', { body: stream, headers: { 'content-type': 'application/json' } })).status, 400);
  });

  for (const [what, body] of [
    ['is empty', ''],
    ['is not JSON', '{text:1}'],
    ['is deep', '['.repeat(40_000)],
    ['is deep and whole', '{"a":'.repeat(33) + '1' + '}'.repeat(33)],
    ['is not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['ends within a string', '"abc\\'],
  ] as const) {
    it(`that ${what} is refused`, async () => {
      const { status, json } = await new Desk().ask('POST', '/v1/sendings', { body, headers: { 'content-type': 'application/json' } });
      assert.deepEqual([status, json.type], [400, '/v1/problems/invalid']);
    });
  }

  it('may hold brackets in its words', async () => {
    const text = `${'[{'.repeat(100)} \\" ${'['.repeat(100)}`;
    const { status, json } = await new Desk().ask('POST', '/v1/sendings', { body: story(text) });
    assert.deepEqual([status, json.text], [201, text]);
  });

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/jsonp', '']) {
    it(`of the type "${type}" is refused`, async () => {
      assert.equal((await new Desk().ask('POST', '/v1/sendings', { body: JSON.stringify(story()), headers: { 'content-type': type } })).status, 415);
    });
  }

  it('in UTF-8 may say so', async () => {
    for (const type of ['application/json;charset=UTF-8', 'application/json; charset="utf-8"']) {
      assert.equal((await new Desk().ask('POST', '/v1/sendings', { body: JSON.stringify(story()), headers: { 'content-type': type } })).status, 201);
    }
  });

  it('that is compressed is refused, however small it is', async () => {
    assert.equal((await new Desk().ask('POST', '/v1/sendings', { body: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } })).status, 415);
  });

  it('is named by its fields where it does not fit, never by what they hold or by names nobody knows', async () => {
    const desk = new Desk();
    const { status, json, text } = await desk.ask('POST', '/v1/sendings', { body: { ...story(), text: '\u0007', topics: [1, 'fine', 2], 'a secret name': 'a secret' } });
    assert.equal(status, 422);
    assert.deepEqual(json.fields, ['text', 'topics.0', 'topics.2']);
    assert.doesNotMatch(text, /secret/);
    const query = await desk.ask('POST', '/v1/groups/search', { body: { where: { 'a secret name': 5 }, near: { latitude: 500, longitude: 0 } } });
    assert.deepEqual(query.json.fields, ['where', 'near.latitude']);
  });

  it('with a query that is not served is refused by name, not overlooked', async () => {
    const desk = new Desk();
    for (const body of [{ where: { mood: 'low' } }, { sort: 'popular' }, { text: 'a', unheard: 1 }]) {
      const { status, json, text } = await desk.ask('POST', '/v1/groups/search', { body });
      assert.deepEqual([status, json.type], [400, '/v1/problems/unsupported']);
      assert.doesNotMatch(text, /mood|popular|unheard/);
    }
  });

  for (const [what, body] of [
    ['a place off the earth', { near: { latitude: 91, longitude: 0 } }],
    ['a box upside down', { box: [0, 10, 1, 5] }],
    ['no moment', { after: '2026-99-99' }],
    ['a limit of nothing', { limit: 0 }],
    ['too many words', { text: 'x'.repeat(501) }],
    ['half a character', { text: '\ud800' }],
    ['too many values', { where: { topic: Array(51).fill('a') } }],
    ['a list', []],
    ['nothing', null],
  ] as const) {
    it(`with a query of ${what} is refused`, async () => {
      assert.equal((await new Desk().ask('POST', '/v1/groups/search', { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })).status, 422);
    });
  }
});

describe('a write', () => {
  it('carries one intent that can be told apart from others', async () => {
    const desk = new Desk();
    for (const key of ['x'.repeat(201), 'with space', 'é']) {
      const { status, json } = await desk.ask('POST', '/v1/sendings', { body: story(), headers: { 'idempotency-key': key } });
      assert.deepEqual([status, json.fields], [422, ['Idempotency-Key']]);
    }
    assert.equal((await desk.ask('POST', '/v1/sendings', { body: story(), intent: '' })).status, 422);
  });

  it('to a record names the state it is based on', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    const path = `/v1/sendings/${record.id}`;
    const missing = await desk.ask('PATCH', path, { as: receipt, body: { text: 'x' } });
    assert.deepEqual([missing.status, missing.json.type, missing.json.fields], [428, '/v1/problems/invalid', ['If-Match']]);
    for (const value of ['*', record.rev, `W/"${record.rev}"`, `"${record.rev}", "b"`, '""']) {
      assert.equal((await desk.ask('PATCH', path, { as: receipt, body: { text: 'x' }, headers: { 'if-match': value } })).status, 400, value);
    }
    assert.equal((await desk.ask('PATCH', path, { as: receipt, body: { text: 'x' }, rev: 'stale' })).status, 409);
    assert.equal((await desk.ask('DELETE', path, { as: receipt, rev: 'stale' })).status, 409);
    assert.equal((await desk.ask('PATCH', path, { as: receipt, body: { text: 'x' }, rev: record.rev })).status, 200);
  });
});
