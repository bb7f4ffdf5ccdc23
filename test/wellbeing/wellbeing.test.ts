import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { barc10, bundled, instrumentFaults, instrumentOf, instruments, ons4, onsLoneliness, registerInstrument, score, type AnswerSheet, type Instrument } from '../../src/wellbeing/index.ts';
import { findScores } from '../../src/testing/no-scoreboard.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sheet = (instrument: Instrument, ...answers: (string | number | undefined)[]): AnswerSheet => Object.fromEntries(instrument.items.map(({ code }, at) => [code, answers[at % answers.length]]));

describe('instruments that come with the library', () => {
  it('are three, whole, and with vectors that hold', () => {
    assert.deepEqual(bundled.map(({ id }) => id), ['ons-loneliness-direct', 'ons4', 'barc-10']);
    for (const each of bundled) assert.deepEqual(instrumentFaults(each), [], each.id);
  });

  it('name their source, licence, limits and how their words were checked', () => {
    for (const { source, licence, limits, checked } of bundled) {
      assert.ok(source.url && licence.note && limits.length && /20\d\d/.test(checked));
    }
  });

  it('have no bands, colours or verdicts', () => {
    assert.doesNotMatch(JSON.stringify(bundled.map(({ limits: _, ...rest }) => rest)), /\b(low|moderate|medium|high|severe|mild|good|poor|colou?r|band|red|green)\b(?! progress)/i);
  });

  it('leave out what may not be shipped: nothing of WHO-5, SWEMWBS, UCLA or the Campaign to End Loneliness', () => {
    const text = globSync('src/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
    assert.match(text, /How often do you feel lonely\?/);
    assert.doesNotMatch(text, /cheerful and in good spirits|feeling optimistic about the future|lack companionship|feel left out|content with my friendships|feel isolated from others/i);
  });
});

describe('the direct question about loneliness', () => {
  it('gives the category that was chosen, and no number', () => {
    const result = score(onsLoneliness, { lonely: 'hardly-ever' });
    assert.deepEqual(result, { instrument: 'ons-loneliness-direct', version: '2018', kind: 'category', category: 'hardly-ever' });
    assert.deepEqual(findScores(result), []);
  });

  it('takes no number in place of an answer', () => {
    for (const lonely of [1, 5, '1', 'Often/always', '']) assert.equal(score(onsLoneliness, { lonely }), undefined);
  });
});

describe('ONS4', () => {
  it('gives each answer by itself', () => {
    const result = score(ons4, sheet(ons4, 7, 8, 6, 3))!;
    assert.deepEqual(result, { instrument: 'ons4', version: '2020', kind: 'each', values: { satisfied: 7, worthwhile: 8, happy: 6, anxious: 3 } });
    assert.ok(!('sum' in result));
  });

  it('goes from 0 to 10: the 1 to 10 that goes around is wrong', () => {
    assert.deepEqual(ons4.answers, { kind: 'range', from: 0, to: 10, ends: ['not at all', 'completely'] });
    assert.ok(score(ons4, sheet(ons4, 0)), '0 is an answer');
    const asOneToTen = { ...ons4, answers: { ...ons4.answers, from: 1 } } as Instrument;
    assert.deepEqual(instrumentFaults(asOneToTen), ['vectors']);
  });

  it('is never added up or averaged', () => assert.deepEqual(instrumentFaults({ ...ons4, scoring: 'sum' }), ['vectors']));
});

describe('BARC-10', () => {
  it('is the plain sum of ten answers from 1 to 6', () => {
    assert.deepEqual(score(barc10, sheet(barc10, 1)), { instrument: 'barc-10', version: '2017', kind: 'sum', sum: 10, from: 10, to: 60 });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 10, maxLength: 10 }), (answers) => {
        const result = score(barc10, sheet(barc10, ...answers))!;
        assert.equal('sum' in result && result.sum, answers.reduce((sum, each) => sum + each));
      }),
    );
  });

  it('does not begin at 0: the 0 to 6 that goes around is wrong', () => {
    assert.equal(score(barc10, sheet(barc10, 0)), undefined);
    assert.equal(score(barc10, sheet(barc10, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0)), undefined);
    assert.deepEqual(instrumentFaults({ ...barc10, answers: { ...barc10.answers, from: 0 } }), ['vectors']);
    assert.deepEqual(instrumentFaults({ ...barc10, answers: { ...barc10.answers, from: 0, to: 5 } }), ['vectors']);
  });

  it('has no reversed statement', () => {
    for (const { code } of barc10.items) assert.deepEqual(score(barc10, { ...sheet(barc10, 1), [code]: 6 }), { instrument: 'barc-10', version: '2017', kind: 'sum', sum: 15, from: 10, to: 60 });
  });
});

describe('answers that are not whole', () => {
  it('give no result, however much there is of them', () => {
    for (const each of bundled) {
      const fine = each.answers.kind === 'category' ? each.answers.options[0]!.code : each.answers.to;
      assert.ok(score(each, sheet(each, fine)));
      for (const { code } of each.items) {
        for (const answer of [undefined, NaN, Infinity, 2.5, '2', '', -1, 11]) assert.equal(score(each, { ...sheet(each, fine), [code]: answer }), undefined, `${each.id} ${code} ${answer}`);
      }
      assert.equal(score(each, { ...sheet(each, fine), other: fine }), undefined, 'an answer to a question that it does not have');
    }
    assert.equal(score(ons4, Object.create(sheet(ons4, 5)) as AnswerSheet), undefined, 'answers of something else');
  });
});

describe('an instrument of a host', () => {
  const own: Instrument = {
    ...onsLoneliness,
    id: 'our-question',
    items: [{ code: 'way', text: 'Which way home did you take?' }],
    answers: { kind: 'category', options: [{ code: 'river', text: 'Along the river' }, { code: 'hill', text: 'Over the hill' }] },
    vectors: [{ answers: { way: 'hill' }, result: { category: 'hill' } }, { answers: {}, result: undefined }],
  };

  it('can be registered and is used like the others', () => {
    registerInstrument(own);
    assert.deepEqual(score(instrumentOf('our-question')!, { way: 'river' }), { instrument: 'our-question', version: '2018', kind: 'category', category: 'river' });
    assert.equal(instruments().length, 4);
    assert.throws(() => registerInstrument(own), /already/);
    assert.throws(() => registerInstrument({ ...own, id: 'ons4' }), /already/);
  });

  const wrong: [why: string, change: object, fault: string][] = [
    ['without a licence', { licence: undefined }, 'licence'],
    ['without a source', { source: { title: 'A book', url: 'in the library' } }, 'source'],
    ['without limits', { limits: [] }, 'limits'],
    ['without a stretch of time', { recall: ' ' }, 'recall'],
    ['without an attribution', { attribution: '' }, 'attribution'],
    ['without vectors', { vectors: [] }, 'vectors'],
    ['whose vectors do not hold', { vectors: [{ answers: { way: 'hill' }, result: { category: 'river' } }, own.vectors[1]] }, 'vectors'],
    ['whose vectors never show an incomplete answer', { vectors: [own.vectors[0]] }, 'vectors'],
    ['with bands', { bands: [{ to: 3, text: 'low' }] }, 'bands'],
    ['with colours', { colours: {} }, 'colours'],
    ['that adds up categories', { scoring: 'sum' }, 'answers'],
    ['with a code twice', { items: [own.items[0], own.items[0]] }, 'items'],
    ['with items that are none', { items: [null] }, 'items'],
  ];
  for (const [why, change, fault] of wrong) {
    it(`is refused ${why}`, () => {
      const broken = { ...own, id: 'broken', ...change } as Instrument;
      assert.ok(instrumentFaults(broken).includes(fault), instrumentFaults(broken).join());
      assert.throws(() => registerInstrument(broken), new RegExp(fault));
    });
  }

  it('is refused when it is nothing', () => assert.deepEqual(instrumentFaults(null), ['instrument']));
});
