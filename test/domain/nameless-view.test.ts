import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { energies, feelings, helps, needs } from '../../src/domain/checkin-words.ts';
import { batchOf, fitsBatch, hidesBatch, planFaults, slotOf, wordKinds, type Batch, type Known, type ReleasePlan } from '../../src/domain/nameless-view.ts';
import type { SentCheckin } from '../../src/domain/checkin.ts';
import { runs } from './support/rules.ts';

const plan: ReleasePlan = { times: ['12:00', '18:00'], timeZone: 'Europe/London' };
const known: Known = { feelings: new Set(feelings), energies: new Set(energies), needs: new Set(needs), helps: new Set(helps) };
const instant = (text: string) => Date.parse(`${text}Z`);
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 16);

const said = (by: string, at: string, more: Partial<SentCheckin> = {}): SentCheckin => ({ by, at: `${at}:00Z`, feelings: ['tired'], audience: 'group', group: 'river', nameless: true, stays: 'kept', ...more });
const people = ['ana', 'ben', 'cleo', 'dan', 'eve'];
const five = (at = '2026-11-27T10:00', more: (index: number) => Partial<SentCheckin> = () => ({})) => people.map((by, index) => said(by, at, more(index)));
const seen = (checkins: readonly SentCheckin[], now: string, hidden?: Set<number>) => batchOf(checkins, { plan, known, now: instant(now), ...(hidden && { hidden }) });

describe('when batches are released', () => {
  const wrong: [why: string, plan: Partial<ReleasePlan>, fault: string][] = [
    ['never', { times: [] }, 'times'],
    ['at no time', { times: ['noon'] }, 'times'],
    ['nearly live', { times: ['12:00', '13:00'] }, 'times'],
    ['nearly live, over midnight', { times: ['01:00', '23:00'] }, 'times'],
    ['in no zone', { timeZone: 'Europe/Londo' }, 'timeZone'],
    ['for fewer than five', { people: 4 }, 'people'],
    ['for five and a half', { people: 5.5 }, 'people'],
  ];
  for (const [why, change, fault] of wrong) {
    it(`not ${why}`, () => {
      assert.deepEqual(planFaults({ ...plan, ...change }), [fault]);
      assert.throws(() => batchOf(five(), { plan: { ...plan, ...change }, known, now: instant('2026-11-27T13:00') }), RangeError);
    });
  }

  it('by the clock on the wall, also in the week in which it changes', () => {
    const slot = (at: string) => Object.values(slotOf(plan, instant(at))).map(iso);
    assert.deepEqual(planFaults(plan), []);
    assert.deepEqual(slot('2026-11-27T10:00'), ['2026-11-27T12:00', '2026-11-27T18:00']);
    assert.deepEqual(slot('2026-11-27T12:00'), ['2026-11-27T18:00', '2026-11-28T12:00']);
    assert.deepEqual(slot('2026-03-28T19:00'), ['2026-03-29T11:00', '2026-03-29T17:00']);
    assert.deepEqual(slot('2026-10-24T18:00'), ['2026-10-25T12:00', '2026-10-25T18:00']);
  });

  it('once, where the clocks leave out one of two times', () => {
    const night: ReleasePlan = { times: ['01:30', '12:00'], timeZone: 'Europe/London' };
    assert.deepEqual(Object.values(slotOf(night, instant('2026-03-28T20:00'))).map(iso), ['2026-03-29T01:30', '2026-03-29T11:00']);
  });
});

describe('what a group without names sees', () => {
  it('is the words that were said, once each, from one release to the next', () => {
    const checkins = five('2026-11-27T10:00', (index) => ({ feelings: [['tired', 'cut-off'], ['tired'], ['hopeful'], ['tired'], ['sad']][index]! }));
    assert.equal(seen(checkins, '2026-11-27T11:59'), undefined);
    const batch = { since: instant('2026-11-26T18:00'), from: instant('2026-11-27T12:00'), to: instant('2026-11-27T18:00'), feelings: ['cut-off', 'hopeful', 'sad', 'tired'] };
    assert.deepEqual(seen(checkins, '2026-11-27T12:00'), batch);
    assert.deepEqual(seen(checkins, '2026-11-27T17:59'), batch);
    assert.equal(seen(checkins, '2026-11-27T18:00'), undefined);
  });

  it('has no kind of words that fewer than five spoke of', () => {
    const checkins = five('2026-11-27T10:00', (index) => (index < 4 ? { need: 'rest', help: 'listen' } : { help: 'nothing' }));
    const batch = seen(checkins, '2026-11-27T12:00')!;
    assert.deepEqual([batch.helps, batch.needs, batch.energies], [['listen', 'nothing'], undefined, undefined]);
  });

  it('counts people, not check-ins', () => assert.equal(seen(people.map(() => said('ana', '2026-11-27T10:00')), '2026-11-27T12:00'), undefined));

  it('has no words of others', () => {
    const checkins = five('2026-11-27T10:00', (index) => ({ feelings: index ? ['tired'] : ['my-own-word'], words: 'Only for the group.' }));
    assert.equal(seen(checkins, '2026-11-27T12:00'), undefined, 'whoever said nothing that can be shown is no person of the batch');
  });

  it('has nothing that was not meant for it', () => {
    for (const change of [{ audience: 'people' as const }, { nameless: false }, { until: instant('2026-11-27T17:59') }]) {
      assert.equal(seen(five('2026-11-27T10:00', (index) => (index ? {} : change)), '2026-11-27T12:00'), undefined, JSON.stringify(change));
    }
    assert.ok(fitsBatch(said('ana', '2026-11-27T10:00', { until: instant('2026-11-27T18:00') }), plan));
  });

  it('is not filled up with what comes later', () => {
    const few = five('2026-11-27T10:00').slice(0, 4);
    assert.equal(seen([...few, said('eve', '2026-11-27T13:00')], '2026-11-27T18:00'), undefined);
  });

  it('is hidden as a whole for good, once one of them takes something back', () => {
    const checkins = [...five(), said('fay', '2026-11-27T10:30', { feelings: ['sad'] })];
    const now = instant('2026-11-27T13:00');
    const release = hidesBatch(checkins[5]!, plan, now)!;
    assert.equal(iso(release), '2026-11-27T12:00');
    assert.equal(seen(checkins.slice(0, 5), '2026-11-27T14:00', new Set([release])), undefined);
    assert.equal(hidesBatch(checkins[5]!, plan, instant('2026-11-27T11:59')), undefined, 'nobody has seen it yet');
    assert.equal(hidesBatch(checkins[5]!, plan, instant('2026-11-27T18:00')), undefined, 'nobody sees it any more');
    assert.equal(hidesBatch({ ...checkins[5]!, nameless: false }, plan, now), undefined, 'it was in no batch');
  });
});

describe('what nobody can find out from batches', () => {
  const anyCheckin = fc.record({
    by: fc.constantFrom('ana', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gil', 'hal'),
    at: fc.integer({ min: 6, max: 30 }).map((hour) => new Date(instant('2026-11-27T00:00') + hour * 36e5).toISOString()),
    feelings: fc.subarray(['tired', 'sad', 'cut-off', 'hopeful', 'not-known']),
    energy: fc.constantFrom(undefined, ...energies),
    need: fc.constantFrom(undefined, 'rest', 'company'),
    help: fc.constantFrom(undefined, ...helps),
    nameless: fc.constantFrom(true, true, true, false),
    until: fc.constantFrom(undefined, undefined, instant('2026-11-28T00:00'), instant('2026-12-04T00:00')),
  }).map((each) => ({ audience: 'group', group: 'river', stays: 'kept', ...each }) as SentCheckin);
  const many = fc.array(anyCheckin, { minLength: 30, maxLength: 90 });
  const nows = Array.from({ length: 50 }, (_, hour) => instant('2026-11-27T00:30') + hour * 36e5);
  const all = (checkins: readonly SentCheckin[]) => nows.map((now) => batchOf(checkins, { plan, known, now }));
  const wordsOf = (batch: Batch | undefined) => batch && Object.fromEntries(wordKinds.map((kind) => [kind, batch[kind]]));

  it('what fewer than five people said', () => {
    let shown = 0;
    fc.assert(
      fc.property(many, (checkins) => {
        for (const batch of all(checkins)) {
          if (!batch) continue;
          shown += 1;
          const slot = checkins.filter((each) => Date.parse(each.at) >= batch.since && Date.parse(each.at) < batch.from && each.nameless);
          const speak = { feelings: (each: SentCheckin) => each.feelings.some((word) => known.feelings.has(word)), energies: (each: SentCheckin) => !!each.energy, needs: (each: SentCheckin) => !!each.need, helps: (each: SentCheckin) => !!each.help };
          for (const kind of wordKinds) {
            const speakers = new Set(slot.filter(speak[kind]).map(({ by }) => by));
            if (batch[kind]) assert.ok(speakers.size >= 5);
          }
        }
      }),
      runs(200),
    );
    assert.ok(shown > 100, 'batches were shown at all');
  });

  it('who said it, in which order, or how often: the same words give the same batch', () => {
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.nat()), (checkins, numbers) => {
        const before = all(checkins);
        const shuffled = checkins.map((each) => ({ each, key: numbers.next().value! })).sort((a, b) => a.key - b.key).map(({ each }) => each);
        assert.deepEqual(all(shuffled), before);
        const renamed = checkins.map((each) => ({ ...each, by: `p${[...each.by].reverse().join('')}` }));
        assert.deepEqual(all(renamed), before);
        assert.deepEqual(all([...checkins, ...checkins]), before);
        // One more person who says nothing new changes nothing.
        const echo = checkins.map((each) => ({ ...each, by: 'zoe' }));
        for (const [index, batch] of all([...checkins, ...echo]).entries()) if (before[index]) assert.deepEqual(keep(batch!, before[index]), before[index]);
      }),
      runs(200),
    );
  });

  /** Only the kinds that there were. */
  const keep = (batch: Batch, like: Batch) => Object.fromEntries(Object.entries(batch).filter(([key]) => key in like));

  it('how many people there are, or any other number than when', () => {
    fc.assert(
      fc.property(many, (checkins) => {
        for (const batch of all(checkins)) {
          if (!batch) continue;
          assert.deepEqual(Object.keys(batch).filter((key) => !['since', 'from', 'to', ...wordKinds].includes(key)), []);
          assert.doesNotMatch(JSON.stringify(wordsOf(batch)), /\d|ana|ben|cleo|dan|eve|fay|gil|hal/);
        }
      }),
      runs(100),
    );
  });

  it('a difference: what is written in one stretch of time changes no batch of another', () => {
    fc.assert(
      fc.property(many, anyCheckin, (checkins, more) => {
        const { from } = slotOf(plan, Date.parse(more.at));
        const after = all([...checkins, more]);
        for (const [index, batch] of all(checkins).entries()) {
          if (nows[index]! < from || nows[index]! >= slotOf(plan, from - 1).to) assert.deepEqual(after[index], batch);
        }
      }),
      runs(200),
    );
  });

  it('a difference: after its release a batch is whole or gone, whoever leaves, changes or takes back', () => {
    fc.assert(
      fc.property(many, fc.nat(), fc.constantFrom(...nows.slice(8, 36)), (checkins, which, now) => {
        const gone = checkins[which % checkins.length]!;
        const rest = checkins.filter((each) => each !== gone);
        const release = hidesBatch(gone, plan, now);
        const hidden = new Set(release === undefined ? [] : [release]);
        for (const later of nows.filter((each) => each >= now)) {
          const whole = batchOf(checkins, { plan, known, now: later });
          const left = batchOf(rest, { plan, known, now: later, hidden });
          // Not released yet when it was taken back: it is as if it had never been written.
          const unseen = Date.parse(gone.at) < now && slotOf(plan, Date.parse(gone.at)).from > now;
          if (left && !unseen && Date.parse(gone.at) < now) assert.deepEqual(left, whole);
        }
      }),
      runs(200),
    );
  });

  it('an end: no word goes before its batch does', () => {
    fc.assert(
      fc.property(many, (checkins) => {
        for (const now of nows) {
          const there = checkins.filter(({ until }) => until === undefined || until > now);
          assert.deepEqual(batchOf(there, { plan, known, now }), batchOf(checkins, { plan, known, now }));
        }
      }),
      runs(200),
    );
  });
});
