import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Checkin } from '../../src/domain/checkin.ts';
import { guard, historyToCsv, historyToJson, mostImported, newIn, readHistoryFile, unguard } from '../../src/domain/history-file.ts';
import { runs } from './support/rules.ts';

const checkin = (more: Partial<Checkin> = {}): Checkin => ({ at: '2026-11-27T18:30:00+01:00', feelings: ['tired', 'cut-off'], words: 'Long day.\nStill, tea.', audience: 'me', stays: 'kept', ...more });
const two = [checkin(), checkin({ at: '2026-11-28T07:00:00Z', feelings: [], words: '=HYPERLINK("https://evil.example.org")', energy: 'wired', need: 'rest', help: 'listen', audience: 'group', stays: 'today' })];
const nasty = fc.string({ unit: fc.constantFrom(...'\'=+-@;,|\t\r\n "＝＋－＠a1 é\u00a0'), maxLength: 20 });

describe('a history as a file', () => {
  it('comes back as it was, from both formats', () => {
    for (const write of [historyToCsv, historyToJson]) assert.deepEqual(readHistoryFile(write(two)), { checkins: two, problems: [] });
  });

  it('comes back as it was, whatever was written', () => {
    fc.assert(
      fc.property(fc.array(nasty.filter((words) => words !== ''), { maxLength: 5 }), (all) => {
        const checkins = all.map((words) => checkin({ words }));
        for (const write of [historyToCsv, historyToJson]) assert.deepEqual(readHistoryFile(write(checkins)), { checkins, problems: [] });
      }),
      runs(1000),
    );
  });

  it('holds nothing that a spreadsheet computes, whatever sign it divides by', () => {
    fc.assert(
      fc.property(nasty, (words) => {
        assert.equal(unguard(guard(words)), words);
        for (const part of guard(words).split(/[;,|\t\r\n]/)) assert.doesNotMatch(part, /^[ \u00a0]*[=+\-@＝＋－＠]/);
        assert.doesNotMatch(guard(words), /^[\t\r\n]/);
      }),
      runs(2000),
    );
    for (const words of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠A1', ' =1', 'x;=1+1']) {
      assert.notEqual(guard(words), words, JSON.stringify(words));
    }
    assert.equal(guard('a-b = c, it’s 1+1'), 'a-b = c, it’s 1+1', 'ordinary words stay as they are');
  });

  it('begins with a byte order mark as a table, and none as JSON', () => {
    assert.ok(historyToCsv([]).startsWith('\ufeff"at","feelings"') && historyToJson([]).startsWith('{'));
  });

  it('can have a column in the language of the reader, which is not read again', () => {
    const text = historyToCsv(two, { title: 'In Worten', of: ({ feelings }) => `=müde ${feelings.length}` });
    assert.match(text, /"In Worten"\r\n/);
    assert.match(text, /"'=müde 2"/);
    assert.deepEqual(readHistoryFile(text).checkins, two);
  });

  it('is read after a spreadsheet saved it in its own way', () => {
    const text = 'words;at;feelings;stays\n"Tea; and rain";2026-11-27T18:30:00Z;sad tired;kept\n;;;\nOnly words;2026-11-28T18:30:00Z;;\n';
    const { checkins, problems } = readHistoryFile(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(checkins.map(({ words, feelings, audience }) => [words, feelings, audience]), [['Tea; and rain', ['sad', 'tired'], 'me'], ['Only words', [], 'me']]);
  });

  it('keeps good rows beside bad ones, and names each bad row', () => {
    const text = historyToCsv([checkin(), checkin({ at: 'yesterday' }), checkin({ feelings: [], words: '' }), checkin({ help: 'advice' as 'ideas' })]);
    const found = readHistoryFile(text);
    assert.deepEqual(found.problems, [{ row: 3, faults: ['at'] }, { row: 4, faults: ['empty'] }, { row: 5, faults: ['help'] }]);
    assert.deepEqual(found.checkins, [checkin()]);
    const json = JSON.stringify({ format: 'peer-support-elements/check-ins', version: 1, checkins: [null, checkin(), { ...checkin(), score: 3 }] });
    assert.deepEqual(readHistoryFile(json), { checkins: [checkin()], problems: [{ row: 1, faults: ['not-a-checkin'] }, { row: 3, faults: ['unknown-key'] }] });
  });

  const strange: [why: string, text: string, fault: string][] = [
    ['empty', '', 'not-ours'],
    ['broken JSON', '{"format":', 'not-ours'],
    ['JSON of something else', '{"checkins":[]}', 'not-ours'],
    ['another table', 'name,day\nA,Monday\n', 'not-ours'],
    ['of a newer version', '{"format":"peer-support-elements/check-ins","version":2,"checkins":[]}', 'newer'],
    ['too long', 'x'.repeat(mostImported.letters + 1), 'too-long'],
    ['of too many rows', `at,feelings\n${'2026-11-27T18:30:00Z,sad\n'.repeat(mostImported.rows + 1)}`, 'too-long'],
  ];
  for (const [why, text, fault] of strange) {
    it(`is refused with a reason when it is ${why}`, () => assert.deepEqual(readHistoryFile(text), { checkins: [], problems: [{ faults: [fault] }] }));
  }

  it('ends somewhere, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'"",;\n\ra{}at feelings') }), (text) => {
        for (const each of [text, `at,feelings,words\n${text}`]) assert.ok(readHistoryFile(each));
      }),
      runs(500),
    );
  });

  it('can be brought twice', () => {
    assert.deepEqual(newIn(two, []), two);
    assert.deepEqual(newIn(two, [{ ...two[0]!, id: 'kept' } as Checkin]), [two[1]]);
    assert.deepEqual(newIn([...two, ...two], two), []);
  });
});
