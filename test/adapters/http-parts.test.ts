import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { baseOf, recordPath } from '../../src/adapters/http/address.ts';
import { EventStream, type StreamEvent } from '../../src/adapters/http/event-stream.ts';
import { pauseBefore } from '../../src/adapters/http/patience.ts';
import { errorOf, retryAfter } from '../../src/adapters/http/problem.ts';

describe('the address of a backend', () => {
  it('may have a path, with or without a slash at its end', () => {
    for (const src of ['https://clinic.example/peer', 'https://clinic.example/peer/']) assert.equal(baseOf(src).href, 'https://clinic.example/peer/');
  });

  it('may be http on this machine', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) assert.equal(baseOf(`http://${host}:3000`).hostname, host);
  });

  const wrong: [src: string | undefined, says: RegExp][] = [
    ['http://clinic.example/peer', /read on the way/],
    ['http://localhost.clinic.example', /read on the way/],
    ['http://127.0.0.1.clinic.example', /read on the way/],
    [undefined, /missing/],
    ['', /missing/],
    ['/peer', /no address/],
    ['ftp://clinic.example', /not https/],
    ['https://ann:secret@clinic.example', /password/],
    ['https://clinic.example/?space=a', /lost/],
    ['https://clinic.example/#a', /lost/],
  ];
  for (const [src, says] of wrong) {
    it(`is refused with a reason: ${src}`, () => {
      assert.throws(() => baseOf(src), (error: { code?: string; message: string }) => error.code === 'invalid' && says.test(error.message) && !error.message.includes('secret'));
    });
  }

  it('may be http elsewhere for whoever asks for it', () => assert.equal(baseOf('http://10.0.0.5/peer', true).href, 'http://10.0.0.5/peer/'));
});

describe('the path of a record', () => {
  it('holds whatever the id holds, and stays below its collection', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const path = recordPath('groups', id);
        if (path === undefined) return assert.ok(id === '.' || id === '..' || /\p{Cs}/u.test(id));
        const { pathname, search, hash } = new URL(`v1/${path}`, 'https://clinic.example/peer/');
        assert.ok(pathname.startsWith('/peer/v1/groups/') && !search && !hash, pathname);
        assert.equal(decodeURIComponent(pathname.slice('/peer/v1/groups/'.length)), id);
      }),
    );
  });

  it('is none for what no address can carry', () => {
    for (const id of ['', '.', '..', '\ud800']) assert.equal(recordPath('groups', id), undefined);
  });
});

describe('an answer that refuses', () => {
  const table: [status: number, code: string, retryable: boolean][] = [
    [400, 'invalid', false], [401, 'signed-out', false], [403, 'forbidden', false], [405, 'unsupported', false], [408, 'timeout', true], [409, 'conflict', false],
    [410, 'not-found', false], [412, 'conflict', false], [413, 'invalid', false], [418, 'unavailable', false], [422, 'invalid', false], [425, 'unavailable', true],
    [428, 'invalid', false], [429, 'rate-limited', true], [451, 'unavailable', false], [500, 'unavailable', true], [501, 'unsupported', false],
    [502, 'unavailable', true], [503, 'unavailable', true], [504, 'unavailable', true],
  ];
  for (const [status, code, retryable] of table) {
    it(`means ${code} by its status ${status} alone`, () => {
      for (const document of [undefined, {}, { type: 'about:blank' }, { type: 7, title: null }, { type: 'https://other.example/problems/out-of-credit' }]) {
        const error = errorOf(status, document, undefined);
        assert.deepEqual([error.code, error.retryable], [code, retryable]);
      }
    });
  }

  it('means what its problem says, whatever comes before the name', () => {
    for (const type of ['/v1/problems/conflict', 'https://clinic.example/peer/v1/problems/conflict']) assert.equal(errorOf(422, { type }, undefined).code, 'conflict');
  });

  it('says for itself that it will not pass, but not that a refusal will', () => {
    assert.equal(errorOf(503, { type: '/v1/problems/unavailable', retryable: false }, undefined).retryable, false);
    assert.equal(errorOf(422, { type: '/v1/problems/invalid', retryable: true }, undefined).retryable, false);
  });

  it('says for itself that nothing has happened where it will never be done, and leaves it open where it may pass', () => {
    const closed = (more: object) => errorOf(503, { type: '/v1/problems/unavailable', ...more }, undefined).mayHaveHappened;
    assert.deepEqual([closed({ retryable: false }), closed({ retryable: true }), closed({})], [false, true, true]);
  });

  it('says that a record is gone only if it is the backend who says so', () => {
    assert.equal(errorOf(404, { type: '/v1/problems/not-found' }, undefined).code, 'not-found');
    const error = errorOf(404, undefined, undefined);
    assert.deepEqual([error.code, error.retryable, error.message], ['unavailable', false, 'http: there is no backend at this address']);
  });

  it('keeps its detail for developers, but not without end', () => {
    assert.equal(errorOf(422, { type: '/v1/problems/invalid', detail: 'no name' }, undefined).message, 'http: no name');
    assert.ok(errorOf(422, { detail: 'x'.repeat(9999) }, undefined).message.length < 600);
  });

  it('asks for a pause in seconds or until a date', () => {
    const now = Date.parse('2026-03-01T12:00:00Z');
    const cases: [string | null, number | undefined][] = [
      ['7', 7000], [' 0 ', 0], ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000], ['Sun, 01 Mar 2026 11:00:00 GMT', 0], ['soon', undefined], ['', undefined], [null, undefined],
    ];
    for (const [value, ms] of cases) assert.equal(retryAfter(value, now), ms, String(value));
  });
});

describe('the pause before the next try', () => {
  const times = { backoffMs: 400, longestPauseMs: 5000 };

  it('is anything up to a bound that doubles, to a limit', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 10].map((tried) => pauseBefore(tried, times, 0, () => 1)), [400, 800, 1600, 3200, 5000, 5000]);
    assert.equal(pauseBefore(3, times, 0, () => 0), 0);
  });

  it('differs from one page to the next', () => {
    const pauses = Array.from({ length: 200 }, () => pauseBefore(2, times));
    assert.ok(Math.min(...pauses) < 400 && Math.max(...pauses) > 1200 && new Set(pauses).size > 150);
  });

  it('is never shorter than what the backend asks for', () => assert.equal(pauseBefore(0, times, 3000, () => 0), 3000));
});

describe('a stream of events', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const read = (text: string, cuts: readonly number[] = []) => {
    const all = bytes(text);
    const stream = new EventStream();
    const events: StreamEvent[] = [];
    let from = 0;
    for (const cut of [...cuts, all.length].map((at) => Math.min(at, all.length)).sort((a, b) => a - b)) {
      events.push(...stream.push(all.slice(from, cut)));
      from = cut;
    }
    return events;
  };

  const samples: [what: string, text: string, events: Partial<StreamEvent>[]][] = [
    ['names, numbers and data', 'event: change\nid: 7\ndata: {"ids":["a"]}\n\n', [{ type: 'change', id: '7', data: '{"ids":["a"]}' }]],
    ['line ends of every kind', 'data: a\r\n\r\ndata: b\r\rdata: c\n\n', [{ data: 'a' }, { data: 'b' }, { data: 'c' }]],
    ['comments', ': still here\n\n:\ndata: a\n: more\ndata: b\n\n', [{ data: 'a\nb' }]],
    ['data of several lines', 'data: one\ndata:two\ndata:  three\ndata\n\n', [{ data: 'one\ntwo\n three\n' }]],
    ['letters of several bytes', '\ufeffevent: ü💥\ndata: „Grüße“ 💥\n\n', [{ type: 'ü💥', data: '„Grüße“ 💥' }]],
    ['a number that goes on until the next', 'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', [{ id: '1' }, { id: '1' }, { id: '' }]],
    ['a number with a null byte, which is none', 'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n', [{ id: '1' }, { id: '1' }]],
    ['a name without data', 'event: ready\nid: 3\n\n', [{ type: 'ready', id: '3', data: '' }]],
    ['what nobody knows', 'colour: red\nretry: 10\ndata: a\n\n', [{ type: 'message', data: 'a' }]],
    ['nothing of what was not finished', 'data: a\n\ndata: b\n', [{ data: 'a' }]],
  ];
  for (const [what, text, expected] of samples) {
    it(`is read with ${what}, however it is cut`, () => {
      const whole = read(text);
      assert.equal(whole.length, expected.length);
      whole.forEach((event, at) => assert.partialDeepStrictEqual(event, expected[at]));
      for (let cut = 0; cut <= bytes(text).length; cut++) assert.deepEqual(read(text, [cut]), whole, `cut at ${cut}`);
      assert.deepEqual(read(text, bytes(text).map((_, at) => at) as unknown as number[]), whole, 'byte by byte');
      fc.assert(fc.property(fc.array(fc.nat(bytes(text).length)), (cuts) => assert.deepEqual(read(text, cuts), whole)), { numRuns: 50 });
    });
  }

  it('is given up when an event does not end', () => {
    for (const endless of ['data: x\n', 'x']) {
      const stream = new EventStream();
      assert.throws(() => {
        for (let n = 0; n < 200; n++) stream.push(bytes(endless.repeat(20_000)));
      }, /too long/);
    }
  });
});
