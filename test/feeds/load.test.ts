import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import fc from 'fast-check';
import { PeerError } from '../../src/client/errors.ts';
import type { Group, Schedule } from '../../src/domain/group.ts';
import { nextStarts } from '../../src/domain/schedule.ts';
import { loadGroups, readSource, type LoadError, type LoadOptions } from '../../src/feeds/load.ts';
import { parts } from '../../src/feeds/importer.ts';
import { readAll } from '../../src/feeds/read-all.ts';
import { until } from '../setup/until.ts';
import { meeting } from './read.ts';

type Answer = Response | Error | ((request: { url: string; init: RequestInit }) => Promise<Response> | Response);

/** A page's fetch with the answers of a test, by address. */
function web(answers: Record<string, Answer>) {
  const requests: { url: string; init: RequestInit }[] = [];
  const get = async (input: unknown, init: RequestInit = {}) => {
    const url = String(input);
    requests.push({ url, init });
    const answer = answers[url];
    if (answer instanceof Error) throw answer;
    if (typeof answer === 'function') return answer({ url, init });
    return answer ?? new Response('', { status: 404 });
  };
  return { requests, fetch: get as typeof fetch };
}
const options = (more: Partial<LoadOptions> = {}): LoadOptions => ({ signal: new AbortController().signal, timeZone: 'Europe/London', country: 'GB', ...more });
const src = 'https://lists.example.org/groups.json';
const list = (name = 'Tuesday Circle', type = 'application/json') => new Response(JSON.stringify(meeting({ name, slug: 'a' })), { headers: { 'content-type': type } });
const names = ({ groups }: { groups: Group[] }) => groups.map(({ name }) => name);
async function failure(promise: Promise<unknown>): Promise<LoadError> {
  const error = await promise.then(() => assert.fail('it did not fail'), (error: unknown) => error);
  assert.ok(PeerError.is(error), String(error));
  return error as LoadError;
}

describe('loading a list', () => {
  it('needs nothing but the two plain importers for a plain list', async () => {
    const { fetch } = web({ [src]: list(), 'https://a.example/list.csv': new Response('Group,When,Where\nA,Tuesdays 7.30pm–9pm,"1 High Street, Leeds"\n') });
    assert.deepEqual(names(await loadGroups([src], options({ fetch }))), ['Tuesday Circle']);
    assert.deepEqual(names(await loadGroups(['https://a.example/list.csv'], options({ fetch }))), ['A']);
    assert.equal(parts.odd, undefined, 'the part for odd cells was not fetched');
  });

  it('fetches the part for odd cells when one turns up, and loses no row by it', async () => {
    const rows = [...meeting({ slug: 'a', timezone: 'BST' }), ...meeting({ slug: 'b', name: 'B', day: 'Mittwoch' }), ...meeting({ slug: 'c', name: 'C', conference_url: 'meet.example.org' })];
    const { groups, problems } = await readSource(rows, options());
    assert.equal(groups.length, 3);
    assert.deepEqual(problems.map(({ row, code }) => `${row} ${code}`), ['1 bad-time-zone']);
    assert.ok(parts.odd);
  });

  it('sends no cookies and no referrer', async () => {
    const { fetch, requests } = web({ [src]: list() });
    await loadGroups([src], options({ fetch }));
    assert.deepEqual(requests.map(({ url, init }) => [url, init.credentials, init.referrerPolicy, init.cache]), [[src, 'omit', 'no-referrer', undefined]]);
  });

  it('keeps the address as the source, and resolves relative links against it', async () => {
    const { fetch } = web({ [src]: new Response(JSON.stringify(meeting({ website: '/circle' }))) });
    const { groups } = await loadGroups([src], options({ fetch }));
    assert.deepEqual([groups[0]!.source, groups[0]!.url], [src, 'https://lists.example.org/circle']);
    const named = await loadGroups([src], options({ fetch: web({ [src]: list() }).fetch, origin: 'Our list' }));
    assert.equal(named.groups[0]!.source, 'Our list');
  });

  it('gives groups out once, and waits for whoever takes them', async () => {
    const seen: unknown[] = [];
    const { groups } = await loadGroups([src], options({ fetch: web({ [src]: list() }).fetch, onGroups: async (groups, { done }) => { await 0; seen.push([groups.length, done]); } }));
    assert.deepEqual([groups.length, seen], [1, [[1, true]]]);
  });

  it('warns of what should not be public only when asked to check', async () => {
    const row = meeting({ notes: 'Passcode: 991' });
    assert.deepEqual((await readSource(row, options())).problems, []);
    assert.deepEqual((await readSource(row, options({ check: true }))).problems.map(({ code, field }) => [code, field]), [['passcode', 'notes']]);
  });

  it('reads data: addresses', async () => {
    assert.deepEqual(names(await loadGroups([`data:text/csv,${encodeURIComponent('Group,When\nA,Mondays 19:00\n')}`], options())), ['A']);
  });

  it('reads an old file of Excel', async () => {
    const bytes = Uint8Array.from('Group;When\r\nCafé;Mondays 19:00\r\n', (sign) => sign.charCodeAt(0));
    assert.deepEqual(names(await loadGroups(['https://a.example/old.csv'], options({ fetch: web({ 'https://a.example/old.csv': new Response(bytes) }).fetch }))), ['Café']);
  });

  it('keeps the letters of a file in which one is broken, or was replaced before', async () => {
    const read = async (bytes: Uint8Array<ArrayBuffer>) =>
      (await loadGroups(['https://a.example/b.csv'], options({ fetch: web({ 'https://a.example/b.csv': new Response(bytes) }).fetch }))).groups.map(({ name, sessions }) => [name, !!sessions[0]!.schedule]);
    const encode = (text: string) => new TextEncoder().encode(`Group,When\n${text}`);
    assert.deepEqual(await read(encode('Caf\ufffd,Mondays 19:00\nZoë,"Tuesdays, 7:30pm – 9pm"\n')), [['Caf\ufffd', true], ['Zoë', true]]);
    const broken = encode('Zoë,"Tuesdays, 7:30pm – 9pm"\nCaf?,Mondays 19:00\n');
    broken[broken.indexOf(0x3f)] = 0xc3;
    assert.deepEqual(await read(broken), [['Zoë', true], ['Caf\ufffd', true]]);
  });

  it('fetches BMLT and our own JSON importers when they turn up', async () => {
    const bmlt = [{ meeting_name: 'B', weekday_tinyint: '2', start_time: '19:00:00', id_bigint: '1' }];
    assert.equal((await readSource(bmlt, options())).format, 'bmlt');
    assert.equal((await readSource({ groups: [{ name: 'J', sessions: [] }] }, options())).format, 'json');
    assert.equal((await readSource('{"peer-support-groups":1}\n{"name":"L","sessions":[]}\n', options())).format, 'ndjson');
  });
});

describe('reading in parts', () => {
  const words = fc.constantFrom('', 'Tuesday', 'Mittwoch', '2', '19:30', '7pm', 'Online', 'In person', 'Leeds', 'meet.example.org', 'https://meet.example.org/a', 'host@groups.example.org', '111', 'ring 111 222', 'O,X,W', 'Women', 'ask', '53.1', 'BST', 'Europe/Paris', '2026-03-04', '3/4/2026');
  const names = ['slug', 'day', 'time', 'end_time', 'timezone', 'address', 'city', 'latitude', 'longitude', 'coordinates', 'types', 'conference_url', 'conference_phone', 'contact', 'attendance_option', 'status', 'website', 'cost', 'about', 'group_notes', 'updated', 'languages'];
  const row = fc.tuple(fc.constantFrom('A', 'B', 'a'), fc.dictionary(fc.constantFrom(...names), words, { maxKeys: 8 })).map(([name, row]) => ({ ...row, name }));
  const table = fc.array(fc.array(words, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 4 }).map((rows) => [['Group', 'Day', 'Time', 'Town', 'Join link', 'Tel'], ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'));

  it('gives the same as reading at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(row, { minLength: 1, maxLength: 5 }), table), async (source) => {
        delete parts.odd;
        const { groups, problems, format } = await readSource(source, options({ check: true })).catch((error: LoadError) => ({ groups: [], problems: error.problems, format: 'csv' }));
        const whole = readAll(source, { timeZone: 'Europe/London', country: 'GB' });
        assert.deepEqual([format, groups, problems], [whole.format, whole.groups, whole.problems]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('addresses of Google Sheets', () => {
  const sheet = 'https://docs.google.com/spreadsheets/d/e/2PACX-abc';
  const table = () => new Response('Group,When\nA,Mondays 19:00\n');
  const asked = async (address: string) => {
    const { fetch, requests } = web(Object.fromEntries([`${sheet}/pub?output=csv`, `${sheet}/pub?gid=7&single=true&output=csv`].map((url) => [url, table()])));
    await loadGroups([address], options({ fetch }));
    return requests[0]!.url;
  };
  it('of a published page are turned into those of the CSV', async () => {
    assert.equal(await asked(`${sheet}/pubhtml`), `${sheet}/pub?output=csv`);
    assert.equal(await asked(`${sheet}/pubhtml?gid=7&single=true`), `${sheet}/pub?gid=7&single=true&output=csv`);
    assert.equal(await asked(`${sheet}/pub?gid=7&single=true&output=csv`), `${sheet}/pub?gid=7&single=true&output=csv`);
  });
  it('of the editor are explained, not fetched', async () => {
    for (const end of ['/edit#gid=0', '/edit?usp=sharing', '/view', '/htmlview', '']) {
      const { fetch, requests } = web({});
      const error = await failure(loadGroups([`https://docs.google.com/spreadsheets/d/1AbC${end}`], options({ fetch })));
      assert.deepEqual([error.code, error.problems.map(({ code, lost }) => [code, lost]), requests.length], ['invalid', [['sheet-not-published', true]], 0], end);
    }
  });
});

describe('what goes wrong while loading', () => {
  const outcomes: [string, Answer, string, string][] = [
    ['a page that is not there', new Response('', { status: 404 }), 'not-found', 'list-not-found'],
    ['a page that is gone', new Response('', { status: 410 }), 'not-found', 'list-not-found'],
    ['a page behind a door', new Response('', { status: 401 }), 'forbidden', 'list-forbidden'],
    ['a page that is forbidden', new Response('', { status: 403 }), 'forbidden', 'list-forbidden'],
    ['a server in trouble', new Response('', { status: 503 }), 'unavailable', 'list-unavailable'],
    ['too many requests', new Response('', { status: 429, headers: { 'retry-after': '7' } }), 'rate-limited', 'list-rate-limited'],
    ['no connection', new TypeError('Failed to fetch'), 'unavailable', 'list-unavailable'],
    ['a web page', new Response('<!doctype html>'), 'bad-data', 'html-page'],
    ['nothing', new Response(''), 'bad-data', 'empty'],
    ['an error object', new Response('{"error":"no"}'), 'bad-data', 'not-a-list'],
  ];
  for (const [what, answer, code, problem] of outcomes)
    it(`${what} is ${code}`, async () => {
      const error = await failure(loadGroups([src], options({ fetch: web({ [src]: answer }).fetch })));
      assert.deepEqual([error.code, error.problems.map(({ row, code, lost }) => [row, code, lost])], [code, [[0, problem, true]]]);
      if (code === 'rate-limited') assert.equal(error.retryAfterMs, 7000);
      if (code === 'unavailable') assert.equal(error.retryable, true);
      if (code === 'not-found') assert.equal(error.retryable, false);
    });

  it('an address that leads nowhere is invalid', async () => {
    for (const address of ['ftp://a.example/list', 'groups.csv', 'javascript:alert(1)', 'file:///etc/passwd', '']) {
      const error = await failure(loadGroups([address], options({ fetch: web({}).fetch })));
      assert.deepEqual([error.code, error.problems.map(({ code }) => code)], ['invalid', ['bad-address']], address);
    }
    assert.equal((await failure(loadGroups([], options()))).code, 'invalid');
  });

  it('a device that is offline is told apart', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      assert.equal((await failure(loadGroups([src], options({ fetch: web({ [src]: new TypeError('x') }).fetch })))).code, 'offline');
    } finally {
      delete (navigator as { onLine?: boolean }).onLine;
    }
  });

  it('a server that never answers is given up', async () => {
    const never: Answer = ({ init }) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason)));
    assert.equal((await failure(loadGroups([src], options({ fetch: web({ [src]: never }).fetch, timeout: 20 })))).code, 'timeout');
  });

  it('an abort passes through untouched, and reaches the request', async () => {
    const controller = new AbortController();
    let reason: unknown;
    const never: Answer = ({ init }) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject((reason = init.signal!.reason))));
    const loading = loadGroups([src], options({ fetch: web({ [src]: never }).fetch, signal: controller.signal }));
    setTimeout(() => controller.abort());
    await assert.rejects(loading, (error: Error) => error.name === 'AbortError' && error === controller.signal.reason && error === reason);
    await assert.rejects(loadGroups([src], options({ signal: controller.signal })), { name: 'AbortError' });
  });

  it('an abort while rows are read ends the reading', async () => {
    const controller = new AbortController();
    const rows = Array.from({ length: 40_000 }, (_, at) => meeting({ slug: `s${at}`, name: `Group ${at}` })[0]);
    const reading = readSource(rows, options({ signal: controller.signal }));
    setTimeout(() => controller.abort());
    await assert.rejects(reading, { name: 'AbortError' });
  });

  it('a long list lets the page breathe', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => meeting({ slug: `s${at}`, name: `Group ${at}` })[0]);
    let turns = 0;
    let reading = true;
    const count = () => { turns++; if (reading) setImmediate(count); };
    setImmediate(count);
    await readSource(rows, options());
    reading = false;
    assert.ok(turns > 3, `${turns} turns of the loop`);
  });
});

describe('several lists', () => {
  const other = 'https://other.example.org/list.json';
  const broken = 'https://broken.example.org/list.json';

  it('are one, with ids that say which list they are from', async () => {
    const batches: string[][] = [];
    // The first one comes when the second is shown already.
    const { fetch } = web({ [src]: async () => { await until(() => batches.length); return list('First'); }, [other]: list('Second') });
    const loaded = await loadGroups([src, other], options({ fetch, onGroups: (groups) => void batches.push(names({ groups })) }));
    assert.deepEqual(loaded.groups.map(({ id, name, source }) => [id, name, source]), [['a', 'First', src], ['a~2', 'Second', other]]);
    assert.deepEqual(batches, [['Second'], ['First']], 'each is shown as soon as it is there');
    assert.equal(loaded.rows, 2);
  });

  it('one that fails becomes a problem with its host', async () => {
    const { groups, problems } = await loadGroups([broken, src], options({ fetch: web({ [src]: list() }).fetch }));
    assert.equal(groups[0]!.id, 'a~2');
    assert.deepEqual(problems.map(({ row, code, source, lost }) => [row, code, source, lost]), [[0, 'list-not-found', 'broken.example.org', true]]);
  });

  it('when all fail, it fails as the first did, and names them all', async () => {
    const error = await failure(loadGroups([broken, other], options({ fetch: web({ [other]: new Response('<html>') }).fetch })));
    assert.deepEqual([error.code, error.problems.map(({ code, source }) => [code, source])], ['not-found', [['list-not-found', 'broken.example.org'], ['html-page', 'other.example.org']]]);
  });

  it('an abort ends them all', async () => {
    const controller = new AbortController();
    const never: Answer = ({ init }) => new Promise((_, reject) => init.signal!.addEventListener('abort', () => reject(init.signal!.reason)));
    const loading = loadGroups([src, other], options({ fetch: web({ [src]: never, [other]: list() }).fetch, signal: controller.signal }));
    setTimeout(() => controller.abort(), 10);
    await assert.rejects(loading, { name: 'AbortError' });
  });
});

describe('lists in lines', () => {
  const address = 'https://lists.example.org/groups.ndjson';
  const line = (name: string) => `${JSON.stringify({ name, sessions: [] })}\n`;
  const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => line(`Group ${from + at}`)).join('');
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  /** A server that sends pieces with pauses between them: in milliseconds, or until something is so. */
  const slowly = (pieces: (string | number | (() => unknown))[], headers: Record<string, string> = {}, end?: Error): Answer => ({ init: { signal } }) =>
    new Response(
      new ReadableStream({
        async start(controller) {
          signal!.addEventListener('abort', () => controller.error(signal!.reason));
          for (const piece of pieces) {
            if (typeof piece === 'function') await until(piece);
            else if (typeof piece === 'number') await wait(piece);
            else if (!signal!.aborted) controller.enqueue(new TextEncoder().encode(piece));
          }
          if (signal!.aborted) return;
          if (end) controller.error(end);
          else controller.close();
        },
      }),
      { headers },
    );
  const read = async (answer: Answer, more: Partial<LoadOptions> = {}, url = address, batches: [count: number, done: boolean][] = []) => {
    const loaded = await loadGroups([url], options({ fetch: web({ [url]: answer }).fetch, onGroups: (groups, { done }) => void batches.push([groups.length, done]), ...more }));
    return { ...loaded, batches };
  };

  it('show the first groups while the rest is on its way', async () => {
    const batches: [number, boolean][] = [];
    const { groups } = await read(slowly([lines(0, 60), () => batches.length, lines(60, 200)]), {}, address, batches);
    assert.deepEqual([groups.length, batches[0]], [200, [60, false]]);
    assert.deepEqual([batches.reduce((sum, [count]) => sum + count, 0), batches.at(-1)![1]], [200, true]);
  });
  it('show what there is when the stream pauses', async () => {
    const batches: [number, boolean][] = [];
    await read(slowly([lines(0, 3), () => batches.length, lines(3, 5)]), {}, address, batches);
    assert.deepEqual(batches[0], [3, false]);
    assert.deepEqual([batches.reduce((sum, [count]) => sum + count, 0), batches.at(-1)![1]], [5, true]);
  });
  it('give a group out again to which a later line brings a session', async () => {
    const given: string[][] = [];
    const row = (day: number) => `${JSON.stringify({ name: 'Circle', day, time: '19:00', group_id: 'c' })}\n`;
    const onGroups: LoadOptions['onGroups'] = (groups, { early }) => {
      given.push(groups.map((group) => `${group.name} ${group.sessions.length}${early?.includes(group) ? ' again' : ''}`));
    };
    const { groups } = await read(slowly([row(1), () => given.length, row(5), line('Other')]), { onGroups, format: 'ndjson' });
    assert.deepEqual([groups.length, groups[0]!.sessions.length], [2, 2]);
    assert.deepEqual(given.flat(), ['Circle 1', 'Circle 2 again', 'Other 0']);
  });
  it('are known by type, address, option or their first bytes', async () => {
    const plain = 'https://lists.example.org/groups';
    const two = [lines(0, 60), 20, lines(60, 61)];
    for (const [headers, url, more] of [
      [{ 'content-type': 'application/x-ndjson' }, plain, {}],
      [{ 'content-type': 'application/jsonl; charset=utf-8' }, plain, {}],
      [{ 'content-type': 'text/plain' }, plain, {}],
      [{ 'content-type': 'application/octet-stream' }, plain, {}],
      [{}, `${plain}.jsonl`, {}],
      [{ 'content-type': 'text/html' }, plain, { format: 'ndjson' }],
    ] as const)
      assert.deepEqual((await read(slowly(two, headers), more, url)).batches[0], [60, false], JSON.stringify([headers, url, more]));
    const whole = await read(slowly(two, { 'content-type': 'application/json' }), {}, plain);
    assert.deepEqual([whole.format, whole.groups.length, whole.batches.length], ['ndjson', 61, 1], 'as JSON they are read whole');
  });
  it('other lists under a plain type are read as what they are', async () => {
    const url = 'https://lists.example.org/groups';
    assert.deepEqual(names(await read(slowly(['Group,When\nCaf', 'é,Mondays 19:00\n'], { 'content-type': 'text/plain' }), {}, url)), ['Café']);
  });
  it('that break off keep what came, and say so', async () => {
    const { groups, problems } = await read(slowly([lines(0, 60), 20, lines(60, 61)], {}, new TypeError('network')));
    assert.equal(groups.length, 61);
    assert.deepEqual(problems.map(({ code, lost }) => [code, lost]), [['list-cut-off', undefined]]);
    assert.equal((await failure(read(slowly(['{"name":'], {}, new TypeError('network'))))).code, 'unavailable');
  });
  it('that fall silent are given up', async () => {
    const { groups, problems } = await read(slowly([lines(0, 60), 1500]), { timeout: 300 });
    assert.deepEqual([groups.length, problems.map(({ code }) => code)], [60, ['list-cut-off']]);
  });
  it('end at once when aborted', async () => {
    const controller = new AbortController();
    const loading = read(slowly([lines(0, 60), 50, lines(60, 61), 1000]), { signal: controller.signal, onGroups: () => controller.abort() });
    await assert.rejects(loading, { name: 'AbortError' });
  });
});

describe('a long list', () => {
  const day = (name: string, at: number, more = {}) => ({ name, day: at % 7, time: `${`${8 + (at % 12)}`.padStart(2, '0')}:${10 + (at % 50)}`, end_time: '21:00', timezone: 'Europe/London', formatted_address: `${at % 90} High Street, Leeds`, ...more });
  /** Groups of several days far apart, groups of one name, rows that cannot be read, cells that are not plain. */
  const rows = [
    ...Array.from({ length: 2400 }, (_, at) => day(`Group ${at}`, at)),
    null,
    day('Group 3', 6, { formatted_address: '3 High Street, Leeds' }),
    day('Group 3', 6, { formatted_address: '3 High Street, York', conference_url: 'meet.example.org' }),
    day('', 2, { location: '' }),
    day('Evening', 1, { time: '7:30 PM', end_time: '', types: ['Martian Welsh'] }),
    day('Appointment', 3, { day: undefined, time: undefined, end_time: undefined }),
  ];
  before(() => mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 7) }));
  after(() => mock.timers.reset());
  const startOf = (when: readonly Schedule[]) => Math.min(...when.map((schedule) => nextStarts(schedule, Date.now())[0] ?? Infinity));
  const asJson = JSON.stringify(rows);
  const asCsv = ['Group,Day,Time,Where', ...rows.filter((row) => row?.name).map((row) => `${row!.name},${['Sunday', 'Monday'][row!.day! % 2] ?? ''},${row!.time ?? ''},"${row!.formatted_address}"`)].join('\n');

  for (const [format, source] of [['Meeting Guide', asJson], ['CSV', asCsv]] as const) {
    it(`gives first what happens first, and then the same as without (${format})`, async () => {
      const batches: { groups: Group[]; copy: Group[]; info: unknown }[] = [];
      const onGroups = (groups: Group[], info: unknown) => void batches.push({ groups, copy: structuredClone(groups), info });
      const whole = await readSource(source, options());
      const loaded = await readSource(source, options({ onGroups, startOf }));
      assert.deepEqual(loaded, whole);
      const [early, all] = batches as [(typeof batches)[0], (typeof batches)[0]];
      assert.equal(batches.length, 2);
      assert.deepEqual([early.info, all.info], [{ done: false }, { done: true, early: early.groups }]);
      assert.deepEqual(all.groups, whole.groups);

      const starts = whole.groups.map(({ sessions }) => startOf(sessions.flatMap(({ schedule }) => schedule ?? [])));
      const last = [...starts].sort((a, b) => a - b)[63]!;
      const soonest = whole.groups.filter((_, at) => starts[at]! < last);
      assert.ok(soonest.length > 20 && early.copy.length < whole.groups.length / 3);
      // Whole from the beginning, and the same things ever after, so that an opened one stays open.
      const byId = new Map(early.copy.map((group) => [group.id, group]));
      for (const group of soonest) assert.deepEqual(byId.get(group.id), group);
      for (const group of early.groups) assert.ok(all.groups.includes(group));
    });
  }

  it('waits for the moments that are known only later', async () => {
    const early: string[][] = [];
    const slowly = (when: readonly Schedule[]) => (when[0]?.time.startsWith('1') ? Promise.resolve().then(() => startOf(when)) : startOf(when));
    for (const each of [startOf, slowly]) {
      await readSource(asJson, options({ startOf: each, onGroups: (groups, { done }) => void (done || early.push(groups.map(({ id }) => id))) }));
    }
    assert.ok(early[0]!.length > 20);
    assert.deepEqual(early[1], early[0]);
    const failing = () => Promise.reject(new TypeError('not fetched'));
    await assert.rejects(readSource(asJson, options({ startOf: failing, onGroups: () => {} })), TypeError);
  });

  it('is read at once when that shows no less', async () => {
    const batches: unknown[] = [];
    await readSource(JSON.stringify(rows.slice(0, 250).map((row) => ({ ...row, notes: 'We meet to talk and to listen. '.repeat(20) }))), options({ startOf, onGroups: (_, info) => void batches.push(info) }));
    await readSource(JSON.stringify(rows.map((row) => row && { ...row, name: 'AA' })), options({ startOf, onGroups: (_, info) => void batches.push(info) }));
    assert.deepEqual(batches, [{ done: true, early: undefined }, { done: true, early: undefined }]);
  });
});
