import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credential, Desk, expect, group, story } from '../support/desk.ts';

const html = '<img src=x onerror=alert(1)><script>alert(1)</script>"\'><a href="javascript:alert(1)">';

/*
 * What went wrong in other places where strangers leave words, and must not here.
 */
describe('words that are code elsewhere', () => {
  it('come back as they were, as data that no browser takes for a page', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish({ text: html });
    for (const answer of [await desk.ask('GET', `/v1/stories/${record.story}`), await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt })]) {
      assert.equal(answer.json.text, html);
      assert.equal(answer.headers.get('content-type'), 'application/json');
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    }
  });

  it('are checked when they are changed as when they were sent', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    for (const body of [{ text: '' }, { text: '\u0000' }, { text: 'x'.repeat(20_001) }, { topics: [html.repeat(10)] }, { language: html }, { consents: [{ purpose: html, version: '1' }] }]) {
      assert.equal((await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body })).status, 422);
    }
  });

  it('are no addresses: those of groups lead to web pages, mail or a telephone only', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', 'https://a.example/\u0000']) {
      assert.equal((await desk.ask('POST', '/v1/groups', { as: admin, body: { ...group(), url } })).status, 422);
      assert.equal((await desk.ask('POST', '/v1/groups', { as: admin, body: { ...group(), contact: { url } } })).status, 422);
    }
  });

  it('in an address come back in no page and no refusal', async () => {
    const desk = new Desk();
    for (const path of [`/v1/problems/${encodeURIComponent(html)}`, `/v1/groups/${encodeURIComponent(html)}`, `/v1/groups?space=${encodeURIComponent(html)}`, `/${encodeURIComponent(html)}`]) {
      const { text, headers } = await desk.ask('GET', path);
      assert.doesNotMatch(text, /script|onerror|%3C/i);
      assert.match(headers.get('content-type')!, /json/);
    }
  });
});

describe('somebody who wrote', () => {
  it('is known by a random secret and by nothing else: not by a name, an address or the same words', async () => {
    const desk = new Desk();
    const { record } = await desk.send({ text: 'The same words.' });
    const { receipt } = await desk.send({ text: 'The same words.' });
    assert.equal((await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt })).status, 404);
  });

  it('cannot be found out from what is published', async () => {
    const desk = new Desk();
    const { record } = await desk.publish();
    const { json } = await desk.ask('GET', `/v1/stories/${record.story}`);
    assert.deepEqual(Object.keys(json).sort(), ['answers', 'id', 'language', 'month', 'text', 'topics', 'notes'].sort());
    assert.notEqual(json.id, record.id);
    assert.match(json.month, /^\d{4}-\d\d$/);
    for (const id of [json.id, record.id]) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('sets nothing that the backend decides', async () => {
    const desk = new Desk();
    const forged = { id: 'mine', state: 'published', rev: 'mine', story: 'mine', sent: '1999-01-01', flags: ['trusted'], message: 'Approved', by: 'moderator', owner: 'x', reader: 'everyone', key: -1, __proto__: { state: 'published' } };
    const { json } = expect(201, await desk.ask('POST', '/v1/sendings', { body: { ...story(), ...forged } }));
    assert.equal(json.state, 'sent');
    for (const name of ['story', 'sent', 'flags', 'message', 'by', 'owner', 'reader', 'key']) assert.equal(json[name], undefined, name);
    assert.notEqual(json.id, 'mine');
    assert.deepEqual((await desk.ask('GET', '/v1/stories')).json.items, []);
  });

  it('publishes nothing without a person: every check that fails leaves it waiting', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    for (const as of [undefined, receipt, await desk.staff('admin'), await desk.member()]) {
      const { status } = await desk.ask('POST', '/v1/decisions', { as, body: { sending: record.id, rev: record.rev, decision: 'publish' } });
      assert.ok([401, 403].includes(status));
    }
    assert.equal((await desk.ask('POST', '/v1/decisions', { as: await desk.staff('moderator'), body: { sending: record.id, rev: record.rev, decision: 'publish' } })).status, 409);
    assert.deepEqual((await desk.ask('GET', '/v1/stories')).json.items, []);
  });

  it('leaves nothing to be read by an older number of a record', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send({ text: 'My street is named here.' });
    const { json } = expect(200, await desk.ask('PATCH', `/v1/sendings/${record.id}`, { as: receipt, rev: record.rev, body: { text: 'Without it.' } }));
    for (const search of [`?rev=${record.rev}`, `?version=1`]) assert.equal((await desk.ask('GET', `/v1/sendings/${record.id}${search}`, { as: receipt })).status, 400);
    const moderator = await desk.staff('moderator');
    for (const headers of [{ 'if-match': `"${record.rev}"` }, { 'if-none-match': `"${record.rev}"` }] as Record<string, string>[]) {
      const { text } = await desk.ask('GET', `/v1/sendings/${record.id}`, { as: moderator, headers });
      assert.doesNotMatch(text, /street/);
    }
    assert.notEqual(json.rev, record.rev);
  });
});

describe('an address that is only opened', () => {
  it('changes nothing, however it is asked', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    const before = await desk.store.newestEvent('default');
    for (const path of [`/v1/sendings/${record.id}`, `/v1/sendings/${record.id}?action=delete`, `/v1/sendings/${record.id}/delete`]) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await desk.ask(method, path, { as: receipt });
    }
    assert.equal(await desk.store.newestEvent('default'), before);
  });

  it('carries no credential: one that stands there opens nothing', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    const token = receipt.replace('Receipt ', '');
    for (const search of [`?receipt=${token}`, `?token=${token}`, `?access_token=${token}`, `?authorization=Receipt%20${token}`]) {
      const { status, text } = await desk.ask('GET', `/v1/sendings/${record.id}${search}`);
      assert.ok([400, 401].includes(status));
      assert.ok(!text.includes(token));
    }
  });

  it('leads nowhere else', async () => {
    const desk = new Desk();
    for (const path of ['/v1/groups?next=https://evil.example', '/%2F%2Fevil.example/v1/groups', '/v1/../../evil', '/v1/groups/https%3A%2F%2Fevil.example', '/\\evil.example']) {
      const { status, headers } = await desk.ask('GET', path);
      assert.ok(status >= 400 && status < 500);
      assert.equal(headers.get('location'), null);
    }
  });
});

describe('a story that somebody is named in', () => {
  it('answers like one that never was as soon as it is reported, also from pages that were read before', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish({ answers: true, text: 'It names Perpetua.' });
    const path = `/v1/stories/${record.story}`;
    const read = async () => [(await desk.ask('GET', '/v1/stories')).text, (await desk.ask('POST', '/v1/stories/search', { body: { text: 'perpetua' } })).text, (await desk.ask('GET', path)).text].join();
    assert.match(await read(), /Perpetua/);
    const reporter = await credential('Receipt');
    const report = expect(201, await desk.ask('POST', '/v1/reports', { body: { story: record.story, reason: 'about-me', receipt: reporter.hash } })).json;
    assert.doesNotMatch(await read(), /Perpetua/);
    const absent = await desk.ask('GET', '/v1/stories/absent');
    const hidden = await desk.ask('GET', path);
    assert.deepEqual([hidden.status, hidden.text], [404, absent.text]);
    const answered = await desk.ask('POST', '/v1/answers', { body: { story: record.story, kind: 'thank-you' } });
    assert.deepEqual([answered.status, answered.text], [404, (await desk.ask('POST', '/v1/answers', { body: { story: 'absent', kind: 'thank-you' } })).text]);
    const own = expect(200, await desk.ask('GET', `/v1/sendings/${record.id}`, { as: receipt }));
    assert.equal(own.json.state, 'again');
    assert.doesNotMatch(own.text, /report|about-me/);
    assert.deepEqual(expect(200, await desk.ask('GET', '/v1/reports', { as: receipt })).json.items, []);
    const { json } = expect(200, await desk.ask('GET', '/v1/reports', { as: reporter.header }));
    assert.deepEqual(json.items, [{ id: report.id, story: record.story, reason: 'about-me', state: 'waiting' }]);
    const moderator = await desk.staff('moderator');
    expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { report: report.id } }));
    expect(201, await desk.ask('POST', '/v1/rulings', { as: moderator, body: { report: report.id, ruling: 'restore' } }));
    assert.match(await read(), /Perpetua/);
  });

  it('is found by the receipt alone, from any device, and by a wrong one as if it never was', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.send();
    await desk.send();
    const { json } = expect(200, await desk.ask('GET', '/v1/sendings', { as: receipt }));
    assert.deepEqual(json.items.map(({ id }: { id: string }) => id), [record.id]);
    const wrong = expect(200, await desk.ask('GET', '/v1/sendings', { as: (await credential('Receipt')).header }));
    assert.deepEqual(wrong.json, { items: [], next: null });
  });
});

describe('the server itself', () => {
  it('asks nobody for anything because of what was sent', async (t) => {
    const asked: unknown[] = [];
    t.mock.method(globalThis, 'fetch', (...args: unknown[]) => (asked.push(args), Promise.reject(new Error('no'))));
    const desk = new Desk();
    const url = 'http://169.254.169.254/latest/meta-data';
    await desk.publish({ text: `See ${url} and ![x](${url})` });
    await desk.ask('POST', '/v1/groups', { as: await desk.staff('admin'), body: { ...group(), url, source: url, contact: { url } } });
    await desk.ask('GET', '/v1/groups', { headers: { referer: url, origin: url, 'x-forwarded-host': url } });
    const header = btoa(JSON.stringify({ alg: 'ES256', jku: url, x5u: url, kid: url })).replace(/=+$/, '');
    await desk.ask('GET', '/v1/groups', { as: `Bearer ${header}.e30.x` });
    assert.deepEqual(asked, []);
  });

  it('counts nobody: no answer holds a number of people, readers or views', async () => {
    const desk = new Desk();
    const { record, receipt } = await desk.publish({ answers: true });
    for (const kind of ['thank-you', 'thank-you', 'been-there']) {
      const { text } = expect(201, await desk.ask('POST', '/v1/answers', { body: { story: record.story, kind } }));
      assert.deepEqual(Object.keys(JSON.parse(text)).sort(), ['id', 'kind', 'story']);
    }
    const heard = expect(200, await desk.ask('GET', '/v1/answers', { as: receipt }));
    assert.deepEqual(heard.json.items.map(({ kind }: { kind: string }) => kind).sort(), ['been-there', 'thank-you']);
    assert.doesNotMatch(heard.text, /"(total|count|views|likes|members|answers_count|rank|popularity)"/);
    for (const [method, path, body] of [['GET', '/v1/stories'], ['POST', '/v1/stories/search', {}], ['GET', '/v1/groups'], ['GET', '/v1/spaces/default']] as const) {
      const { text } = await desk.ask(method, path, { body });
      assert.doesNotMatch(text, /"(total|count|views|likes|members|answers_count|rank|popularity)"/);
    }
  });

  it('tells a reporter, a reader or a visitor nothing of who else is there', async () => {
    const desk = new Desk();
    const { header } = await credential('Receipt');
    const { record } = await desk.publish();
    const moderator = await desk.staff('moderator');
    const decided = await desk.ask('GET', '/v1/decisions', { as: moderator });
    assert.equal(decided.json.items.length, 1);
    for (const as of [undefined, header, await desk.member(), await desk.staff('admin')]) {
      assert.ok((await desk.ask('GET', '/v1/decisions', { as })).status >= 401);
      assert.ok((await desk.ask('GET', `/v1/decisions/${decided.json.items[0].id}`, { as })).status >= 401);
      assert.ok((await desk.ask('GET', '/v1/claims', { as })).status >= 401);
      assert.ok([401, 403, 404].includes((await desk.ask('GET', `/v1/sendings/${record.id}`, { as })).status));
    }
  });
});
