import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
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

  it('has no field for a name, a mail address, a picture or a page: what is sent in one is kept nowhere', async () => {
    const desk = new Desk();
    const me = { name: 'Perpetua', nick: 'Perpetua', author: { name: 'Perpetua' }, email: 'perpetua@example.org', mail: 'perpetua@example.org', website: 'https://perpetua.example', url: 'https://perpetua.example', avatar: 'https://perpetua.example/a.png', image: 'https://perpetua.example/a.png' };
    const receipt = await credential('Receipt');
    const { json: sent } = expect(201, await desk.ask('POST', '/v1/sendings', { body: { ...story(), ...me, receipt: receipt.hash } }));
    expect(200, await desk.ask('PATCH', `/v1/sendings/${sent.id}`, { as: receipt.header, rev: sent.rev, body: { text: 'Changed.', ...me } }));
    const moderator = await desk.staff('moderator');
    for (const as of [receipt.header, moderator]) assert.doesNotMatch(expect(200, await desk.ask('GET', `/v1/sendings/${sent.id}`, { as })).text, /perpetua/i);
    const kept = await desk.store.read('default', async (tx) => tx.get('sendings', sent.id));
    assert.doesNotMatch(JSON.stringify(kept), /perpetua/i);
  });

  it('is trusted no more for what was published before: the next story waits as the first did', async () => {
    const desk = new Desk();
    const receipt = await credential('Receipt');
    const moderator = await desk.staff('moderator');
    const address = '192.0.2.7';
    const send = (text: string) => desk.ask('POST', '/v1/sendings', { body: { ...story(text), receipt: receipt.hash, email: 'known@example.org', name: 'Known' }, address });
    const { json: first } = expect(201, await send('The first.'));
    expect(201, await desk.ask('POST', '/v1/claims', { as: moderator, body: { sending: first.id } }));
    const { json: claimed } = expect(200, await desk.ask('GET', `/v1/sendings/${first.id}`, { as: moderator }));
    expect(201, await desk.ask('POST', '/v1/decisions', { as: moderator, body: { sending: first.id, rev: claimed.rev, decision: 'publish' } }));
    const again = await send('The second.');
    assert.ok(again.status === 201 ? again.json.state === 'sent' : again.status >= 400);
    const { json } = expect(200, await desk.ask('GET', '/v1/stories'));
    assert.deepEqual(json.items.map(({ text }: { text: string }) => text), ['The first.']);
  });

  it('cannot be looked for by what readers may not know', async () => {
    const desk = new Desk();
    const { receipt } = await desk.publish();
    for (const where of [{ receipt }, { owner: receipt }, { email: 'a@example.org' }, { address: '192.0.2.1' }, { sending: 'x' }, { flags: 'no-proof' }, { consents: 'publish' }, { __proto__: null, constructor: 'x' }]) {
      assert.equal((await desk.ask('POST', '/v1/stories/search', { body: { where } })).status, 400, JSON.stringify(where));
    }
    for (const sort of ['owner', 'sent', 'answers', 'popular', 'id']) assert.equal((await desk.ask('POST', '/v1/stories/search', { body: { sort } })).status, 400, sort);
    for (const search of ['?fields=owner', '?include=sending', '?expand=author', '?select=*', '?q=x']) assert.equal((await desk.ask('GET', `/v1/stories${search}`)).status, 400, search);
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
  it('takes no picture, no file and no page, and gives none out', async () => {
    const desk = new Desk();
    const admin = await desk.staff('admin');
    for (const type of ['multipart/form-data; boundary=x', 'image/png', 'image/svg+xml', 'text/html', 'application/octet-stream', 'application/x-www-form-urlencoded']) {
      for (const [path, as] of [['/v1/sendings', undefined], ['/v1/groups', admin]] as const) {
        const { status, headers } = await desk.ask('POST', path, { as, headers: { 'content-type': type }, body: `--x\r\n${html}\r\n--x--` });
        assert.equal(status, 415, `${type} ${path}`);
        assert.match(headers.get('content-type')!, /json/);
      }
    }
    for (const path of ['/v1/images', '/v1/uploads', '/v1/files/x.html', '/v1/avatar?email=a@example.org', '/v1/proxy?url=https%3A%2F%2Fevil.example%2Fx.svg', '/v1/img?src=x']) {
      const { status, headers } = await desk.ask('GET', path);
      assert.equal(status, 404, path);
      assert.match(headers.get('content-type')!, /json/);
    }
  });

  it('has no way to log in that could lead anywhere, and sends nobody on', async () => {
    const desk = new Desk();
    const elsewhere = encodeURIComponent('https://evil.example/');
    for (const path of [`/v1/login?return=${elsewhere}`, `/v1/auth?from=${elsewhere}`, `/login?redirect_uri=${elsewhere}`, `/v1/logout?next=//evil.example`]) {
      for (const method of ['GET', 'POST']) {
        const { status, headers, text } = await desk.ask(method, path, { ...(method === 'POST' && { body: {} }) });
        assert.ok(status >= 400 && status < 500, `${method} ${path}: ${status}`);
        assert.equal(headers.get('location'), null);
        assert.equal(headers.get('refresh'), null);
        assert.doesNotMatch(text, /evil/);
      }
    }
  });

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

const here = 'server/test/http/attacks.test.ts';

/** What has gone wrong elsewhere, and the tests that hold it off here. A new fault comes with a row. */
const table: [fault: string, ...tests: [file: string, name: string][]][] = [
  [
    'The preview of a change drew the words as a page, although everything else drew them as text.',
    ['test/elements/payloads.browser.ts', 'is shown letter for letter while it is written, looked through and previewed, and nothing of it runs'],
    ['test/elements/payloads.browser.ts', 'is shown letter for letter to its owner, with what others wrote; and is taken along, changed and sent as it is'],
    ['server/test/http/payloads.test.ts', 'is kept, changed, read and published letter for letter, as data that no browser takes for a page'],
  ],
  [
    'Quotation marks in a second field ended an attribute; changes were not checked as what was sent first.',
    [here, 'are checked when they are changed as when they were sent'],
    [here, 'has no field for a name, a mail address, a picture or a page: what is sent in one is kept nowhere'],
    ['test/elements/payloads.browser.ts', 'is read letter for letter by others, whether it is a story, a theme, a note, a sentence or what helped'],
  ],
  [
    'The address of the page, which anybody can make up, was drawn as part of the page.',
    ['test/e2e/clinic.test.ts', 'is no part of it: whatever stands in it is not shown, not run and not sent'],
    [here, 'in an address come back in no page and no refusal'],
  ],
  ['Pictures were taken and given out from the same origin, and some were pages.', [here, 'takes no picture, no file and no page, and gives none out']],
  [
    'Mail from a trusted sender held links and pictures of strangers, or the title of what somebody had written.',
    ['server/test/http/watches.test.ts', 'is told the ids of what is created, changed and removed, and nothing else'],
    [here, 'asks nobody for anything because of what was sent'],
  ],
  [
    'Signing in led on to any address that a link named.',
    [here, 'has no way to log in that could lead anywhere, and sends nobody on'],
    [here, 'leads nowhere else'],
    ['test/elements/quick-exit.browser.ts', 'to http and https only'],
  ],
  ['The server fetched addresses that visitors named, also those of its own network.', [here, 'asks nobody for anything because of what was sent']],
  ['Whoever wrote the same name was the same person, and could change and delete.', [here, 'is known by a random secret and by nothing else: not by a name, an address or the same words']],
  ['Whoever wrote the mail address of somebody else changed what was known of them.', [here, 'has no field for a name, a mail address, a picture or a page: what is sent in one is kept nowhere']],
  ['A mail address that was approved once was approved for everybody who wrote it.', [here, 'is trusted no more for what was published before: the next story waits as the first did'], [here, 'publishes nothing without a person: every check that fails leaves it waiting']],
  ['An open way to ask for records also answered who had written them.', [here, 'cannot be looked for by what readers may not know'], [here, 'cannot be found out from what is published']],
  ['Lists answered addresses of mail or of machines, or pictures that led to them.', [here, 'cannot be found out from what is published'], ['server/test/http/silence.test.ts', 'holds no address, header or credential']],
  [
    'A header that anybody can write decided who was asking; an address of IPv6 was cut in the wrong place.',
    ['server/test/http/limits.test.ts', 'is the other end of the connection, whatever headers say, unless that is a trusted proxy'],
    ['server/test/http/limits.test.ts', 'of IPv6 counts by the half that names a home'],
  ],
  [
    'Versions of words that had been hidden could be read by their number.',
    [here, 'leaves nothing to be read by an older number of a record'],
    ['test/backend/story-life.test.ts', 'keeps nothing of the words before a change, not even a fingerprint by which a guess could be confirmed'],
  ],
  [
    'Numbers that could be counted up, and beginnings and titles of hidden things, told what was there.',
    [here, 'cannot be found out from what is published'],
    [here, 'answers like one that never was as soon as it is reported, also from pages that were read before'],
  ],
  [
    'A check that could not be made was taken for one that had gone well.',
    [here, 'publishes nothing without a person: every check that fails leaves it waiting'],
    ['server/test/http/proof.test.ts', 'that is made up, changed or odd only marks'],
  ],
  [
    'What nobody had read was deleted in silence; links in mails acted as soon as something opened them.',
    ['test/backend/story-life.test.ts', 'takes a story from readers after the months that the space keeps it, and tells its writer'],
    [here, 'changes nothing, however it is asked'],
  ],
  ['Whoever was reported was told of it at once.', [here, 'answers like one that never was as soon as it is reported, also from pages that were read before'], [here, 'tells a reporter, a reader or a visitor nothing of who else is there']],
  [
    'What cleans markup was got around again and again.',
    ['test/build/dependencies.test.ts', 'words of people are written as text: nothing turns a string into elements or code'],
    ['test/elements/policy.browser.ts', 'a story is written, sent, published and read, help is there, and nothing is done against the policy'],
  ],
  ['One solved proof of work paid for many requests.', ['server/test/http/proof.test.ts', 'is good once'], ['server/test/http/proof.test.ts', 'is spent once, in one write with what it paid for, also where two instances are sent it at once']],
];

describe('what went wrong elsewhere', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  for (const [fault, ...tests] of table) {
    it(`is tried here: ${fault}`, () => {
      assert.ok(tests.length > 0);
      for (const [file, name] of tests) {
        assert.ok(existsSync(`${root}${file}`), `${file} is gone`);
        assert.ok(readFileSync(`${root}${file}`, 'utf8').includes(`('${name}', `), `${file} has no test “${name}”`);
      }
    });
  }
});
