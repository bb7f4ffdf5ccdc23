import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readGroups, readGroupStream, type Group, type Problem, type ReadOptions } from '../../src/feeds/index.ts';
import { codes, london, only } from './read.ts';

const whole: Group = {
  id: 'circle',
  name: 'Tuesday Circle',
  about: 'Calm.',
  topics: ['Bereavement'],
  audience: ['Fathers'],
  languages: ['en', 'pl'],
  access: ['Step-free'],
  cost: 'Free',
  led: 'peer',
  joining: 'Just come',
  url: 'https://groups.example.org/circle',
  contact: { url: 'https://groups.example.org/contact', email: 'circle@groups.example.org', phone: '116 123' },
  sessions: [
    {
      id: 'a',
      way: 'hybrid',
      status: 'full',
      reveal: 'ask',
      schedule: { start: '2026-01-06', time: '24:00', minutes: 0, timeZone: 'America/New_York', rule: 'FREQ=WEEKLY;BYDAY=TU', except: ['2026-12-22'], extra: ['2026-12-23'] },
      place: { name: 'Library', address: '12 Mill Street', area: ['England', 'Leeds'], latitude: 0, longitude: 0, approximate: true, notes: 'Blue door' },
      online: { url: 'https://meet.example.org/a', phone: '+44 113 496 0000,,1#', notes: 'Opens early' },
      notes: 'Bring a mug',
    },
    { id: 'b', way: 'online', status: 'on' },
  ],
  updated: '2026-03-04T10:11:12Z',
  checked: '2026-03-05',
  source: 'Our list',
};

const encode = (text: string) => new TextEncoder().encode(text);
const streamOf = (bytes: Uint8Array, size: number) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
async function batches(bytes: Uint8Array, size: number, options: ReadOptions = london) {
  const all: { groups: Group[]; problems: Problem[] }[] = [];
  for await (const batch of readGroupStream(streamOf(bytes, size), options)) all.push(batch);
  return all;
}

describe('our own JSON', () => {
  it('comes back as it is', () => {
    for (const source of [[whole], { groups: [whole] }, JSON.stringify({ groups: [whole] }, null, 2)]) assert.deepEqual(only(source), whole);
  });

  it('may leave out what is empty, and say once what all share', () => {
    const group = only({ timeZone: 'Europe/Paris', languages: ['fr'], source: 'Annuaire', groups: [{ name: 'Cercle', sessions: [{ schedule: { start: '2026-01-06', time: '19:00' }, place: { name: 'Mairie' } }] }] }, {});
    assert.deepEqual(group, {
      id: 'cercle',
      name: 'Cercle',
      topics: [],
      audience: [],
      languages: ['fr'],
      access: [],
      sessions: [{ id: '2026-01-06-1900', way: 'in-person', status: 'on', schedule: { start: '2026-01-06', time: '19:00', minutes: 60, timeZone: 'Europe/Paris' }, place: { name: 'Mairie', area: [], approximate: false } }],
      source: 'Annuaire',
    });
  });

  it('may be flat rows, with "when" in words', () => {
    const { groups, format } = readGroups({ timeZone: 'Europe/London', groups: [{ name: 'Walk', when: 'Last Friday of the month 2-4pm', address: 'Park Gate, York' }] });
    assert.deepEqual([format, groups[0]!.sessions[0]!.schedule!.rule], ['json', 'FREQ=MONTHLY;BYDAY=-1FR']);
  });

  it('a schedule that cannot be right is left out and named', () => {
    const faults: [object, string][] = [
      [{ start: '2026-02-30' }, 'bad-date'],
      [{ time: '7pm' }, 'bad-time'],
      [{ minutes: '90' }, 'bad-minutes'],
      [{ minutes: -5 }, 'bad-minutes'],
      [{ rule: 'FREQ=HOURLY' }, 'unsupported-rule'],
      [{ rule: 'FREQ=WEEKLY;BYDAY=XX' }, 'bad-rule'],
      [{ except: ['soon'] }, 'bad-date'],
    ];
    for (const [fields, code] of faults) {
      const { groups, problems } = readGroups([{ name: 'A', sessions: [{ schedule: { start: '2026-01-06', time: '19:00', ...fields } }] }], london);
      assert.equal(groups[0]!.sessions[0]!.schedule, undefined);
      assert.deepEqual(problems.map(({ code, lost }) => [code, lost]), [[code, undefined]], JSON.stringify(fields));
    }
  });

  it('a zone that is none is a problem; an unknown one is kept as unknown', () => {
    const list = (timeZone: string) => [{ name: 'A', sessions: [{ schedule: { start: '2026-01-06', time: '19:00', timeZone } }] }];
    assert.deepEqual(codes(list('Mars/Olympus')), ['1 bad-time-zone']);
    assert.deepEqual(codes(list('Etc/Unknown'), {}), ['0 no-time-zone']);
    assert.equal(readGroups(list('Mars/Olympus'), london).groups[0]!.sessions[0]!.schedule!.timeZone, 'Europe/London');
  });

  it('links and positions are checked as everywhere', () => {
    const { groups, problems } = readGroups([{ ...whole, url: 'javascript:alert(1)', sessions: [{ place: { latitude: 91, longitude: 0 }, online: { url: 'meet.example.org' } }] }], london);
    assert.deepEqual(problems.map(({ code }) => code).sort(), ['bad-position', 'unsafe-link']);
    assert.deepEqual([groups[0]!.url, groups[0]!.sessions[0]!.place!.latitude, groups[0]!.sessions[0]!.online!.url], [undefined, undefined, 'https://meet.example.org']);
  });

  it('two groups of one name stay two, and ids are made different', () => {
    const { groups } = readGroups([whole, { ...whole, id: undefined, sessions: [{ id: 'x' }, { id: 'x' }] }, whole], london);
    assert.deepEqual(groups.map(({ id }) => id), ['circle', 'tuesday-circle', 'circle-2']);
    assert.deepEqual(groups[1]!.sessions.map(({ id }) => id), ['x', 'x-2']);
  });

  it('odd values cost themselves alone', () => {
    const { groups, problems } = readGroups([{ name: 'A', id: {}, topics: 'One', audience: [1, null, 'Two'], sessions: [null, 7, { way: 'swim', status: 9, place: 'Leeds', online: [], schedule: 'soon' }], contact: 3, url: [] }, { sessions: [] }, 'x'], london);
    assert.deepEqual(groups, [{ id: 'a', name: 'A', topics: ['One'], audience: ['1', 'Two'], languages: [], access: [], sessions: [{ id: 'any', way: 'in-person', status: 'on' }] }]);
    assert.deepEqual(problems.map(({ row, lost }) => [row, lost]), [[2, true], [3, true]]);
  });

  it('warns of passcodes wherever they stand', () => {
    const { problems } = readGroups([{ ...whole, sessions: [{ online: { url: 'https://meet.example.org/j/1?pwd=abc123', notes: 'Passcode: 991' } }] }], london);
    assert.deepEqual(problems.map(({ code, field }) => [code, field]), [['passcode', 'url'], ['passcode', 'notes']]);
  });
});

describe('groups in lines', () => {
  const header = '{"peer-support-groups":1,"timeZone":"Europe/London"}';
  const line = (name: string, more = {}) => JSON.stringify({ name, sessions: [{ schedule: { start: '2026-01-06', time: '19:00', rule: 'FREQ=WEEKLY' } }], ...more });
  const text = [header, line('Café'), '', line('Grŵp'), '{"name":"Broken"', line('Kreis', { languages: ['de'] }), ''].join('\n');

  it('are recognised, with and without a header', () => {
    const { format, groups, problems } = readGroups(text);
    assert.deepEqual([format, groups.map(({ name }) => name)], ['ndjson', ['Café', 'Grŵp', 'Kreis']]);
    assert.deepEqual(problems.map(({ row, code, lost }) => [row, code, lost]), [[5, 'bad-line', true]]);
    assert.equal(groups[0]!.sessions[0]!.schedule!.timeZone, 'Europe/London');
    assert.equal(readGroups(`${line('A')}\n${line('B')}\n`, london).format, 'ndjson');
    assert.equal(readGroups(`${line('A')}\n`, { ...london, format: 'ndjson' }).groups.length, 1);
    assert.deepEqual(readGroups(`${header}\n`).problems.map(({ code }) => code), ['empty']);
  });

  it('arrive whole wherever the bytes are cut', async () => {
    const bytes = encode(text);
    for (const size of [1, 2, 3, 7, 64, 5000]) {
      const all = await batches(bytes, size, { format: 'ndjson' });
      assert.deepEqual(all.flatMap(({ groups }) => groups), readGroups(text).groups, `in pieces of ${size}`);
      assert.deepEqual(all.flatMap(({ problems }) => problems), readGroups(text).problems);
    }
  });

  it('are given out as they arrive', async () => {
    let send!: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({ start: (controller) => void (send = controller) });
    const groups = readGroupStream(stream, london);
    send.enqueue(encode(`${header}\n${line('First')}\n${line('Sec')}`.slice(0, -4)));
    assert.deepEqual((await groups.next()).value!.groups.map(({ name }) => name), ['First']);
    send.enqueue(encode(`${line('Sec').slice(-4)}\n`));
    assert.deepEqual((await groups.next()).value!.groups.map(({ name }) => name), ['Sec']);
    send.close();
    assert.equal((await groups.next()).done, true);
  });

  it('whoever stops listening stops the download', async () => {
    let stopped = false;
    const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(encode(`${line('A')}\n${line('B')}\n`)), cancel: () => void (stopped = true) });
    for await (const _ of readGroupStream(stream, london)) break;
    assert.ok(stopped);
  });

  it('other formats of a stream are read when they are there whole', async () => {
    const table = 'Group,When\nCafé,Mondays 19:00\n';
    const all = await batches(encode(table), 3);
    assert.deepEqual(all.map(({ groups }) => groups.map(({ name }) => name)), [['Café']]);
    const old = Uint8Array.from(table, (sign) => sign.charCodeAt(0));
    assert.equal((await batches(old, 5))[0]!.groups[0]!.name, 'Café', 'in the old Western encoding');
    const wide = new Uint8Array(new Uint16Array([0xfeff, ...Array.from(table, (sign) => sign.charCodeAt(0))]).buffer);
    assert.equal((await batches(wide, 9))[0]!.groups[0]!.name, 'Café', 'in UTF-16');
    assert.deepEqual((await batches(encode(''), 1))[0]!.problems.map(({ code }) => code), ['empty']);
    assert.deepEqual((await batches(encode('<!doctype html>'), 4))[0]!.problems.map(({ code }) => code), ['html-page']);
  });

  it('a stream that fails fails', async () => {
    const stream = new ReadableStream<Uint8Array>({ start: (controller) => controller.error(new Error('cut')) });
    await assert.rejects(readGroupStream(stream).next(), /cut/);
  });
});

describe('what is no list', () => {
  const cases: [string, unknown, string][] = [
    ['a web page', '<!doctype html><title>Sign in</title>', 'html-page'],
    ['a web page after blank lines', '\n\n <html>', 'html-page'],
    ['nothing', '', 'empty'],
    ['blanks', ' \n ', 'empty'],
    ['an empty array', [], 'empty'],
    ['an empty array as text', '[]', 'empty'],
    ['an error object', { error: 'Not signed in', code: 401 }, 'not-a-list'],
    ['an error object as text', '{"message":"Not found"}', 'not-a-list'],
    ['JSON that breaks off', '[{"name":"A","day":1},{"na', 'bad-json'],
    ['a number', 42, 'not-a-list'],
    ['a list of numbers', [1, 2, 3], 'not-a-list'],
    ['records that are no groups', [{ id: 1, price: 2 }], 'not-a-list'],
    ['null', null, 'not-a-list'],
    ['undefined', undefined, 'not-a-list'],
    ['a function', () => {}, 'not-a-list'],
    ['groups that are no array', { groups: {} }, 'not-a-list'],
    ['no groups', { groups: [] }, 'empty'],
    ['words', 'Please sign in.', 'no-header'],
  ];
  for (const [what, source, code] of cases)
    it(`${what} is one clear problem`, () => {
      const { groups, problems } = readGroups(source);
      assert.deepEqual(groups, []);
      assert.deepEqual(problems.map(({ row, code, lost }) => [row, code, lost]), [[0, code, true]]);
      assert.match(problems[0]!.message, /^[A-Z].+\.$/);
      assert.match(problems[0]!.fix!, /^[A-Z].+\.$/);
    });
  for (const format of ['meeting-guide', 'bmlt', 'json', 'ndjson', 'csv'] as const)
    it(`another thing than ${format} is one problem when that is asked for`, () => {
      for (const source of ['<p>', 7, { error: 1 }, 'hello']) assert.equal(readGroups(source, { format }).problems.length, 1, JSON.stringify(source));
    });
});
