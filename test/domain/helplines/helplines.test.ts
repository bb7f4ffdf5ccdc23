import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countriesIn, directories, helplines, readHelpLines, type HelpLine } from '../../../src/domain/helplines/index.ts';

const all = Object.entries(helplines).flatMap(([country, { lines }]) => lines.map((line) => ({ country, line })));

describe('the help lines that come with the library', () => {
  it('are there for seven countries at least', () => {
    for (const country of ['AU', 'CA', 'DE', 'GB', 'IE', 'NZ', 'US']) assert.ok(helplines[country], country);
  });

  for (const [country, { emergency, lines }] of Object.entries(helplines)) {
    it(`${country}: somebody for everyone, for young people and for abuse at home, one of them to call at any hour`, () => {
      assert.match(emergency, /^\d{3}$/);
      for (const audience of ['everyone', 'young', 'abuse']) assert.ok(lines.some((line) => line.for === audience), audience);
      assert.ok(lines.some((line) => line.for === 'everyone' && line.ways.some(({ kind, hours }) => kind === 'call' && hours === 'always')));
    });
  }

  for (const { country, line } of all) {
    it(`${country}, ${line.name}: says who runs it and where that is written, and can be read as a page's own lines are`, () => {
      assert.ok(line.by);
      for (const address of [line.source, ...line.ways.map(({ url }) => url)]) assert.match(address ?? 'https://', /^https:\/\//);
      assert.ok(line.source);
      const { lines, problems } = readHelpLines([line]);
      assert.deepEqual(problems, []);
      const plain = (given: HelpLine) => JSON.parse(JSON.stringify({ ...given, interpreters: given.interpreters ?? false }));
      assert.deepEqual(plain(lines[0]!), plain(line));
    });
  }

  it('have languages by their tags', () => {
    const tags = all.flatMap(({ line }) => [line, ...line.ways].flatMap(({ languages = [] }) => languages));
    for (const tag of tags) assert.deepEqual(Intl.getCanonicalLocales(tag), [tag]);
  });

  it('name lists of others for the countries there is nothing for', () => {
    assert.ok(directories.length > 1);
    for (const { url } of directories) assert.match(url, /^https:\/\//);
  });
});

describe('countries', () => {
  const table: [text: string, known: string[], unknown: string[]][] = [
    ['', [], []],
    ['GB', ['GB'], []],
    [' gb  ie ', ['GB', 'IE'], []],
    ['GB,IE;us', ['GB', 'IE', 'US'], []],
    ['UK gb', ['GB'], []],
    ['IE FR XX', ['IE'], ['FR', 'XX']],
    ['constructor __proto__', [], ['CONSTRUCTOR', '__PROTO__']],
  ];
  for (const [text, known, unknown] of table) {
    it(`are read from "${text}"`, () => assert.deepEqual(countriesIn(text), { known, unknown }));
  }
});

describe('help lines of a page', () => {
  const good = { name: 'Night line', for: 'young', ways: [{ kind: 'call', number: '0113 496 0100', hours: 'always' }], checked: '2026-11-01' };

  it('are read from a list, and from an object with one', () => {
    for (const data of [[good], { lines: [good] }]) {
      const { lines, problems } = readHelpLines(data);
      assert.deepEqual(problems, []);
      assert.equal(lines[0]!.name, 'Night line');
    }
  });

  it('are for everyone where they do not say for whom', () => {
    assert.equal(readHelpLines([{ ...good, for: undefined }]).lines[0]!.for, 'everyone');
  });

  const way = (more: object) => ({ ...good, ways: [{ kind: 'call', number: '1', ...more }] });
  const bad: [what: string, data: unknown, lines: number, problem: RegExp][] = [
    ['no list', 'GB', 0, /no list/],
    ['nothing', null, 0, /no list/],
    ['no name', [{ ways: good.ways }], 0, /1: it has no name/],
    ['what is no object', [good, 7], 1, /2: it has no name/],
    ['no way to reach it', [{ name: 'A' }], 0, /no way/],
    ['a way that leads nowhere', [way({ number: undefined })], 0, /way 1 needs/],
    ['a number without digits', [way({ number: 'ring us' })], 0, /way 1 needs/],
    ['a kind that there is not', [way({ kind: 'fax' })], 0, /way 1 needs/],
    ['a script for an address', [way({ kind: 'chat', url: 'javascript:alert(1)' })], 0, /way 1 needs/],
    ['data for an address', [way({ kind: 'sign', url: 'data:text/html,x' })], 0, /way 1 needs/],
    ['an address without a host', [way({ kind: 'chat', url: 'https://' })], 0, /way 1 needs/],
    ['a script for a source', [{ ...good, source: 'javascript:alert(1)' }], 1, /source/],
    ['hours that cannot be read', [way({ hours: [{ days: ['MO'], from: '9', to: '17:00', timeZone: 'Europe/London' }] })], 1, /hours of way 1/],
    ['days that there are not', [way({ hours: [{ days: ['Monday'], from: '09:00', to: '17:00', timeZone: 'Europe/London' }] })], 1, /hours of way 1/],
    ['a zone that nobody knows', [way({ hours: [{ days: ['MO'], from: '09:00', to: '17:00', timeZone: 'BST' }] })], 1, /hours of way 1/],
    ['a date that there is not', [{ ...good, checked: '2026-02-31' }], 1, /checked/],
  ];
  for (const [what, data, count, problem] of bad) {
    it(`are not spoilt by ${what}`, () => {
      const { lines, problems } = readHelpLines(data);
      assert.equal(lines.length, count);
      assert.match(problems.join(), problem);
      const said = JSON.stringify(lines);
      assert.doesNotMatch(said, /javascript:|data:/);
    });
  }

  it('keep their good ways beside a bad one', () => {
    const { lines, problems } = readHelpLines([{ ...good, ways: [{ kind: 'fax' }, ...good.ways] }]);
    assert.equal(lines[0]!.ways.length, 1);
    assert.equal(problems.length, 1);
  });
});
