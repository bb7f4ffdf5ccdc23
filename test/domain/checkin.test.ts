import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { checkinFaults, checkinLimits, dayOf, goesWithGroup, isEmpty, isMoment, untilOf, visibleTo, type Checkin, type Onlooker, type SentCheckin } from '../../src/domain/checkin.ts';
import { energies, feelings, helps, inAlphabet, isCode, labelIn, needs, vocabularyProblems, type CheckinWord } from '../../src/domain/checkin-words.ts';
import { smallSteps, stepNeeds, stepsFor } from '../../src/domain/small-steps.ts';
import { runs, zones } from './support/rules.ts';

const checkin = (more: Partial<Checkin> = {}): Checkin => ({ feelings: ['tired'], audience: 'me', stays: 'today', at: '2026-11-27T18:30:00Z', ...more });
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 19));

describe('the words of a check-in', () => {
  it('are all codes, each once', () => {
    for (const list of [feelings, energies, needs, helps]) {
      assert.deepEqual(list.filter((code) => !isCode(code)), []);
      assert.equal(new Set<string>(list).size, list.length);
    }
  });

  it('stand in the order of the alphabet, not from good to bad', () => {
    for (const list of [feelings, energies, needs]) assert.deepEqual([...list], list.toSorted());
  });

  it('have a word for feeling cut off, and a way to ask for nothing', () => {
    assert.ok(feelings.includes('cut-off') && helps.includes('nothing'));
    assert.equal(feelings.length, 24);
  });

  it('are put into the alphabet of the language they are shown in', () => {
    const words = ['zornig', 'ängstlich', 'traurig', 'Einsam'].map((name) => ({ name }));
    assert.deepEqual(inAlphabet(words, 'de').map(({ name }) => name), ['ängstlich', 'Einsam', 'traurig', 'zornig']);
    assert.deepEqual(inAlphabet(words, 'sv').map(({ name }) => name), ['Einsam', 'traurig', 'zornig', 'ängstlich']);
  });
});

describe('the words of a host', () => {
  const word = (code: string, label: Record<string, string> = { en: code }): CheckinWord => ({ code, label });
  const faultsOf = (list: unknown) => vocabularyProblems(list).map(({ fault }) => fault);

  it('can take the place of ours', () => {
    assert.deepEqual(vocabularyProblems([word('flat', { en: 'Flat', de: 'Matt', ar: 'فاتر' }), word('up-for-it', { en: 'Up for it', fa: 'آماده می‌شوم' })]), []);
  });

  const wrong: [why: string, list: unknown, fault: string][] = [
    ['that are no list', { flat: 'Flat' }, 'not-a-list'],
    ['of which there is only one: nothing could be chosen', [word('flat')], 'too-few'],
    ['too many to look through', Array.from({ length: 61 }, (_, n) => word(`w-${'a'.repeat(n % 30)}${n}`, { en: 'W' })), 'too-many'],
    ['with a code that is no code', [word('Flat one', { en: 'Flat' }), word('b')], 'code'],
    ['with a code that is a number', [word('3', { en: 'Flat' }), word('b')], 'code'],
    ['without a name', [{ code: 'flat' }, word('b')], 'label'],
    ['with an empty name', [word('flat', { en: ' ' }), word('b')], 'label'],
    ['with a name in no language', [word('flat', { '??': 'Flat' }), word('b')], 'label'],
    ['with a name that nobody sees', [word('flat', { en: '\u200b\u2063' }), word('b')], 'label'],
    ['with a name that turns its line around', [word('flat', { en: '\u202eFlat' }), word('b')], 'label'],
    ['with a face for a name', [word('flat', { en: '😐' }), word('b')], 'label'],
    ['with a face beside the name', [word('flat', { en: 'Flat 😐' }), word('b')], 'ranks'],
    ['with a number', [word('flat', { en: 'Flat (3)' }), word('b')], 'ranks'],
    ['with stars', [word('flat', { en: 'Flat ★★' }), word('b')], 'ranks'],
    ['with an arrow', [word('flat', { en: 'Flat ↘' }), word('b')], 'ranks'],
    ['with a colour', [{ ...word('flat'), colour: 'red' }, word('b')], 'unknown-key'],
    ['with a value', [{ ...word('flat'), value: 2 }, word('b')], 'unknown-key'],
    ['with one code for two', [word('flat'), word('flat', { en: 'Other' })], 'code-twice'],
    ['that look the same', [word('flat', { en: 'Flat' }), word('b', { en: 'flat ' })], 'label-twice'],
    ['that are nothing', [null, word('b')], 'code'],
  ];
  for (const [why, list, fault] of wrong) {
    it(`are refused ${why}`, () => assert.ok(faultsOf(list).includes(fault as never), faultsOf(list).join()));
  }

  it('are shown in the language of the reader, else in English, else in any', () => {
    const flat = word('flat', { en: 'Flat', de: 'Matt', 'de-AT': 'Fad' });
    assert.deepEqual(['de-AT', 'de-CH', 'en-GB', 'fr'].map((locale) => labelIn(flat, locale)), ['Fad', 'Matt', 'Flat', 'Flat']);
    assert.equal(labelIn(word('flat', { pl: 'Nijak' }), 'de'), 'Nijak');
  });
});

describe('a check-in', () => {
  it('can leave out anything, but not everything', () => {
    for (const part of [{ feelings: ['sad'] }, { words: 'Long day.' }, { energy: 'wired' }, { need: 'rest' }, { help: 'listen' as const }]) {
      assert.deepEqual(checkinFaults(checkin({ feelings: [], ...part })), []);
    }
    for (const part of [{}, { words: ' \n ' }]) assert.deepEqual(checkinFaults(checkin({ feelings: [], ...part })), ['empty']);
    assert.ok(isEmpty({}));
  });

  it('keeps words of a vocabulary that has changed since', () => assert.deepEqual(checkinFaults(checkin({ feelings: ['a-word-of-last-year'] })), []));

  const wrong: [why: string, value: unknown, fault: string][] = [
    ['nothing', null, 'not-a-checkin'],
    ['a list', [], 'not-a-checkin'],
    ['a feeling twice', checkin({ feelings: ['sad', 'sad'] }), 'feelings'],
    ['a feeling that is no code', checkin({ feelings: ['Sad'] }), 'feelings'],
    ['too many feelings', checkin({ feelings: Array.from({ length: checkinLimits.feelings + 1 }, (_, n) => `f${n}`) }), 'feelings'],
    ['words without an end', checkin({ words: 'x'.repeat(checkinLimits.words + 1) }), 'words'],
    ['half a letter', checkin({ words: 'a\ud800' }), 'words'],
    ['a number for energy', { ...checkin(), energy: 3 }, 'energy'],
    ['help that nobody knows', { ...checkin(), help: 'advice' }, 'help'],
    ['everybody as audience', { ...checkin(), audience: 'everyone' }, 'audience'],
    ['a year', { ...checkin(), stays: 'year' }, 'stays'],
    ['no moment', { ...checkin(), at: 'yesterday' }, 'at'],
    ['a day that does not exist', { ...checkin(), at: '2026-02-30T10:00:00Z' }, 'at'],
    ['a score', { ...checkin(), score: 3 }, 'unknown-key'],
  ];
  for (const [why, value, fault] of wrong) {
    it(`is none with ${why}`, () => assert.deepEqual(checkinFaults(value), [fault]));
  }

  it('belongs to the day that it was where its writer was', () => {
    const late = checkin({ at: '2026-11-28T00:30:00+13:00' });
    assert.ok(isMoment(late.at));
    assert.equal(dayOf(late), '2026-11-28');
    assert.equal(new Date(late.at).getUTCDate(), 27);
  });
});

describe('how long a check-in stays', () => {
  const table: [why: string, zone: string, at: string, until: string][] = [
    ['winter in London', 'Europe/London', '2026-11-27T18:30:00', '2026-11-28T00:00:00'],
    ['summer in London', 'Europe/London', '2026-07-01T22:59:59', '2026-07-01T23:00:00'],
    ['the first second of a day', 'Europe/London', '2026-07-01T23:00:00', '2026-07-02T23:00:00'],
    ['a day of 23 hours', 'Europe/Berlin', '2026-03-28T23:30:00', '2026-03-29T22:00:00'],
    ['a day of 25 hours', 'Europe/Berlin', '2026-10-24T22:30:00', '2026-10-25T23:00:00'],
    ['half-hour change of Lord Howe Island', 'Australia/Lord_Howe', '2026-10-03T15:00:00', '2026-10-04T13:00:00'],
    ['a quarter-hour zone', 'Asia/Kathmandu', '2026-05-01T18:14:59', '2026-05-01T18:15:00'],
    ['the first zone of the day', 'Pacific/Kiritimati', '2026-11-27T18:30:00', '2026-11-28T10:00:00'],
    ['the last zone of the day', 'Pacific/Pago_Pago', '2026-11-27T10:59:59', '2026-11-27T11:00:00'],
    ['a midnight that does not exist, in Cairo', 'Africa/Cairo', '2026-04-23T20:00:00', '2026-04-23T22:00:00'],
    ['a midnight that does not exist, in Santiago', 'America/Santiago', '2026-09-06T02:00:00', '2026-09-06T04:00:00'],
    ['an hour before midnight that comes twice, in Cairo: its first time', 'Africa/Cairo', '2026-10-29T20:30:00', '2026-10-29T22:00:00'],
    ['an hour before midnight that comes twice, in Cairo: its second time', 'Africa/Cairo', '2026-10-29T21:30:00', '2026-10-29T22:00:00'],
    ['an hour after midnight that comes twice, in Havana', 'America/Havana', '2026-11-01T03:30:00', '2026-11-01T04:00:00'],
    ['a midnight that comes twice, in St. John’s: before the first', 'America/St_Johns', '2010-11-07T02:00:00', '2010-11-07T02:30:00'],
    ['a midnight that comes twice, in St. John’s: before the second', 'America/St_Johns', '2010-11-07T03:00:00', '2010-11-07T03:30:00'],
    ['a day that was left out, in Apia', 'Pacific/Apia', '2011-12-30T09:00:00', '2011-12-30T10:00:00'],
  ];
  for (const [why, zone, at, until] of table) {
    it(`today ends with the writer’s day: ${why}`, () => assert.equal(iso(untilOf(checkin({ at: `${at}Z` }), zone)), until));
  }

  it('today ends when the date of the writer changes, whatever the zone', () => {
    const anyAt = fc.integer({ min: Date.parse('2012-01-01'), max: Date.parse('2035-12-31') }).map((at) => Math.floor(at / 1000) * 1000);
    fc.assert(
      fc.property(fc.constantFrom(...zones, 'Africa/Cairo', 'America/Havana', 'Asia/Beirut', 'America/Nuuk', 'Africa/El_Aaiun'), anyAt, (zone, at) => {
        const until = untilOf(checkin({ at: new Date(at).toISOString() }), zone)!;
        const dayAt = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
        assert.ok(until > at && until - at <= 25.5 * 36e5);
        assert.ok(dayAt(until - 1).equals(dayAt(at)), 'no second of the day is lost');
        assert.ok(Temporal.PlainDate.compare(dayAt(until), dayAt(at)) > 0, 'the day is over');
      }),
      runs(500),
    );
  });

  it('seven days are seven days, and what is kept has no end', () => {
    assert.equal(iso(untilOf(checkin({ stays: 'week' }), 'Europe/London')), '2026-12-04T18:30:00');
    assert.equal(untilOf(checkin({ stays: 'kept' }), 'Europe/London'), undefined);
  });

  it('no day is guessed where the zone is not known', () => assert.throws(() => untilOf(checkin(), 'Europe/Londo'), RangeError));
});

describe('who sees a check-in', () => {
  const at = Date.parse('2026-11-27T18:30:00Z');
  const sent = (more: Partial<SentCheckin> = {}): SentCheckin => ({ ...checkin({ audience: 'group', ...more }), by: 'ana', group: 'river', ...more });
  const ben: Onlooker = { person: 'ben', groups: { river: at - 1000 }, takes: true };
  const sees = (sent: SentCheckin, who: Onlooker, now = at + 1000) => visibleTo(sent, who, now);

  it('its writer, until it is over', () => {
    const own = sent({ audience: 'me', until: at + 5000 });
    assert.ok(sees(own, { person: 'ana' }) && !sees(own, { person: 'ana' }, at + 5000));
    assert.ok(!sees(own, ben));
  });

  it('those who were in the group when it was written and still are', () => {
    assert.ok(sees(sent(), ben));
    assert.ok(!sees(sent(), { person: 'ben', groups: { river: at + 1 } }), 'who came later');
    assert.ok(!sees(sent(), { person: 'ben' }), 'who left');
    assert.ok(!sees(sent(), { person: 'ben', groups: { hill: 0 } }), 'another group');
    assert.ok(!sees(sent({ group: 'constructor' }), ben), 'a group of no such name');
  });

  it('chosen people, as long as they agree', () => {
    const chosen = sent({ audience: 'people', people: ['ben'], group: undefined! });
    assert.ok(sees(chosen, ben));
    assert.ok(!sees(chosen, { ...ben, takes: false }) && !sees(chosen, { person: 'ben' }) && !sees(chosen, { ...ben, person: 'cleo' }));
  });

  it('nobody by itself, where a space wants no names', () => assert.ok(!sees(sent({ nameless: true }), ben)));

  it('greeters who were named, once nobody has answered for long enough', () => {
    const waiting = sent({ audience: 'people', people: ['ben'], greeters: ['gil'], greetersFrom: at + 3000 });
    const gil: Onlooker = { person: 'gil', greets: true };
    assert.ok(!sees(waiting, gil, at + 2999) && sees(waiting, gil, at + 3000));
    assert.ok(!sees({ ...waiting, answered: true }, gil, at + 3000) && !sees(waiting, { person: 'gil' }, at + 3000) && !sees(waiting, { ...gil, person: 'hal' }, at + 3000));
    assert.ok(!sees({ ...waiting, audience: 'me' }, gil, at + 3000) && !sees({ ...waiting, nameless: true }, gil, at + 3000) && !sees({ ...waiting, until: at + 3000 }, gil, at + 3000));
  });

  it('never anybody outside of the audience that was named, whatever else is so', () => {
    const people = ['ana', 'ben', 'cleo', 'gil'];
    const some = fc.subarray(people);
    const anySent = fc.record({ audience: fc.constantFrom('me', 'people', 'group'), people: some, greeters: some, group: fc.constantFrom('river', 'hill'), nameless: fc.boolean(), answered: fc.boolean(), greetersFrom: fc.constantFrom(undefined, at, at + 500), until: fc.constantFrom(undefined, at + 400, at + 900) });
    const anyWho = fc.record({ person: fc.constantFrom(...people), groups: fc.dictionary(fc.constantFrom('river', 'hill'), fc.constantFrom(at - 9, at, at + 9)), takes: fc.boolean(), greets: fc.boolean() });
    let seen = 0;
    fc.assert(
      fc.property(anySent, anyWho, fc.constantFrom(at + 1, at + 450, at + 950), (more, who, now) => {
        const each = sent(more as Partial<SentCheckin>);
        if (!visibleTo(each, who, now)) return;
        seen += 1;
        assert.ok(each.until === undefined || now < each.until);
        const named = { me: [], people: more.people, group: who.groups[more.group]! <= at ? [who.person] : [] }[more.audience as 'me'];
        const asGreeter = more.audience !== 'me' && more.greeters.includes(who.person) && who.greets && !more.answered;
        assert.ok(who.person === 'ana' || (!more.nameless && ((named as string[]).includes(who.person) || asGreeter)));
      }),
      runs(2000),
    );
    assert.ok(seen > 100);
  });

  it('nobody of a group that its writer left', () => {
    assert.ok(goesWithGroup(sent(), 'river'));
    assert.ok(!goesWithGroup(sent(), 'hill') && !goesWithGroup(sent({ audience: 'people' }), 'river'));
  });
});

describe('feeling cut off', () => {
  it('has a way on, at least a help line', () => {
    assert.deepEqual(stepsFor(['sad', 'cut-off'], { sessions: true, people: true, stories: true }), [...smallSteps]);
    assert.deepEqual(stepsFor(['cut-off'], { stories: true }), ['read-a-story', 'help-line']);
    assert.deepEqual(stepsFor(['cut-off'], {}), ['help-line']);
    assert.equal(stepNeeds['help-line'], undefined);
  });

  it('is asked of nobody who did not say so', () => assert.deepEqual(stepsFor(['sad', 'empty'], { people: true }), []));
});
