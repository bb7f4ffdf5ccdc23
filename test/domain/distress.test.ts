import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noticeDistress } from '../../src/domain/distress.ts';
import { measure, sentences } from './distress/score.ts';
import { sentences as ordinarySentences, sentences as stories } from './identifying/score.ts';
import { growth } from '../setup/growth.ts';
import { noticeDistressIn } from '../../src/domain/distress/load.ts';

const noticed = (text: string, locale = 'en') => {
  const { topics, urgent } = noticeDistress(text, locale);
  return `${topics.join(', ') || 'nothing'}${urgent ? ', urgent' : ''}`;
};

describe('the published sentences', () => {
  const corpus = sentences('corpus');

  it('are more than a hundred and twenty', () => assert.ok(corpus.length >= 120));

  for (const { text, locale, topic, urgent } of corpus) {
    it(`${topic ? `“${text}” speaks of ${topic}${urgent ? ' and is urgent' : ''}` : `“${text}” is left alone`}`, () => {
      const distress = noticeDistress(text, locale);
      assert.equal(distress.urgent, urgent);
      if (topic) assert.ok((distress.topics as string[]).includes(topic), distress.topics.join());
      else assert.deepEqual(distress.topics, []);
    });
  }

  it('are read nearly as well where the rules were not made with them', () => {
    const { urgent, topics, falselyUrgent } = measure(sentences('held-out'));
    assert.ok(urgent >= 0.95 && topics >= 0.95, `${urgent}, ${topics}`);
    assert.ok(falselyUrgent <= 0.1, `${falselyUrgent}`);
  });
});

describe('sentences that the rules had never met', () => {
  it('are mostly heard, and mostly for a reason', (t) => {
    const list = sentences('once');
    const { urgent, falselyUrgent } = measure(list);
    const heard = list.filter((each) => each.urgent).length * urgent;
    const precision = heard / (heard + list.filter((each) => !each.urgent).length * falselyUrgent);
    t.diagnostic(`recall ${urgent.toFixed(2)}, precision ${precision.toFixed(2)}`);
    assert.ok(urgent >= 0.8 && precision >= 0.6, `${urgent}, ${precision}`);
  });

  it('leave ordinary stories in their place, nearly always', (t) => {
    const ordinary = [...ordinarySentences('corpus'), ...ordinarySentences('held-out'), ...ordinarySentences('everyday'), ...ordinarySentences('afterwards')];
    const alarms = ordinary.filter(({ text, locale }) => {
      const { topics, urgent } = noticeDistress(text, locale);
      return urgent && topics.join() !== 'unchecked';
    });
    t.diagnostic(`${alarms.length} of ${ordinary.length} ordinary sentences are called urgent`);
    assert.ok(alarms.length < ordinary.length * 0.04, alarms.map(({ text }) => text).join('\n'));
  });
});

describe('hidden words', () => {
  for (const text of ['I want to k1ll mys3lf', 'i w4nt to d1e', 's u i c i d e', 's.u.i.c.i.d.e', 'su\u00ADici\u200Bde', 'I want to diiiie', 'I WANT TO DIE', 'ｉ ｗａｎｔ ｔｏ ｄｉｅ', 'I want to di\u0301e', "I don't want to live", 'I don’t want to live', 'I dont want to live']) {
    it(`are heard in “${text}”`, () => assert.match(noticed(text), /suicide.*urgent/));
  }

  it('are unchecked, and so urgent, in letters of another script', () => assert.match(noticed('I want to d\u0456e, they all know it.'), /unchecked, urgent$/));
});

describe('what is over, denied or a figure of speech', () => {
  const table: [text: string, reading: string][] = [
    ['I used to be suicidal.', 'suicide'],
    ['I used to be suicidal, and it is back again.', 'suicide, urgent'],
    ['I used to be suicidal. I want to die.', 'suicide, urgent'],
    ['I used to cope but I want to die.', 'suicide, urgent'],
    ["I'm not going to kill myself.", 'suicide'],
    ["I can't promise that I'm not going to kill myself.", 'suicide, urgent'],
    ['This bag is killing me and I want to die.', 'suicide, urgent'],
    ['My back is killing me.', 'nothing'],
  ];
  for (const [text, reading] of table) it(`“${text}” reads as ${reading}`, () => assert.equal(noticed(text), reading));
});

describe('a child', () => {
  it('is noticed where the writer is one and speaks of violence', () => {
    assert.equal(noticed('I am 12 and my mum hits me.'), 'abuse, child-at-risk, urgent');
    assert.equal(noticed('I am 42 and my husband hits me.'), 'abuse, urgent');
    assert.equal(noticed('I am 12 weeks pregnant and my husband hits me.'), 'abuse, urgent');
  });
});

describe('the language', () => {
  const others = [
    'Ik wil niet meer leven, ik kan het niet meer aan.',
    'Je ne veux plus vivre, je suis fatigué de tout.',
    'No quiero vivir más, estoy cansada de todo.',
    'Nie chcę już żyć, mam dość wszystkiego.',
    'Não quero mais viver, estou cansada.',
    'Non voglio più vivere, sono stanca di tutto.',
    'Bu hayatı yaşamak istemiyorum artık.',
    'Я не хочу жить.',
    'لا أريد أن أعيش',
    'מה שלומך היום',
    '我不想活了',
    'மிகவும் சோர்வாக உள்ளது',
  ];
  for (const text of others) it(`is not known, and the text urgent: ${text}`, () => assert.equal(noticed(text), 'unchecked, urgent'));

  it('is looked at within a text, too', () => assert.equal(noticed('I had a good day with them. Ik wil niet meer leven want alles is zwart.'), 'unchecked, urgent'));

  it('counts as unknown where the page says so, whatever is written', () => {
    assert.equal(noticed('I had a good day.', 'fr'), 'unchecked, urgent');
    assert.equal(noticed('I had a good day.', ''), 'unchecked, urgent');
    assert.equal(noticed('I had a good day.', 'enm'), 'unchecked, urgent');
    assert.equal(noticed('I want to die.', 'fr'), 'suicide, unchecked, urgent');
  });

  it('may be German on an English page, and English on a German one', () => {
    assert.equal(noticed('Ich will nicht mehr leben.', 'en-GB'), 'suicide, urgent');
    assert.equal(noticed('I want to die.', 'de_AT'), 'suicide, urgent');
  });

  it('of whole stories in English and German is known', () => {
    for (const { text, locale } of stories('stories')) assert.ok(!noticeDistress(text, locale).topics.includes('unchecked'), text);
  });

  it('of nothing at all is no matter', () => {
    assert.equal(noticed('', 'fr'), 'nothing');
    assert.equal(noticed(' \n ', 'en'), 'nothing');
  });

  it('of signs that are no words is not known', () => assert.equal(noticed('🥀🥀'), 'unchecked, urgent'));
});

describe('any text', () => {
  it('gives an answer, the same each time, and urgent only with a topic', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('i want to ', 'die', 'he hit me ', 'not ', 'i am 12 ', 'ich kann nicht mehr', '. ', 'used to ', 's u i '));
    fc.assert(
      fc.property(fc.array(piece).map((pieces) => pieces.join('')), fc.constantFrom('en', 'de-AT', 'fr', '', '\ud800'), (text, locale) => {
        const distress = noticeDistress(text, locale);
        assert.ok(!distress.urgent || distress.topics.length);
        assert.equal(new Set(distress.topics).size, distress.topics.length);
        assert.deepEqual(noticeDistress(text, locale), distress);
      }),
      { numRuns: process.env.SOAK ? 20_000 : 1_000 },
    );
  });

  for (const piece of ['a', 'a.', '3. ', 'kill ', 'i am 12 he hit me. ', 'i want to ', 's u i ', 'ich kann nicht ', 'not ', 'no life ', '\ud800', 'e\u0301']) {
    it(`takes time that grows with its length alone: ${JSON.stringify(piece)}`, () => {
      const times = growth((text) => noticeDistress(text, 'en'), piece);
      assert.ok(times < 24, `eight times the text took ${times} times as long`);
    });
  }
});

describe('a page that loads one language', () => {
  it('notices the same as one that has them all', async () => {
    for (const { text, locale } of [...sentences('corpus'), ...sentences('once')]) {
      const all = noticeDistress(text, locale);
      const one = await noticeDistressIn(text, locale);
      assert.equal(one.urgent, all.urgent, text);
    }
  });

  it('fetches the other one for a text that is in it', async () => {
    assert.deepEqual(await noticeDistressIn('Ich will nicht mehr leben.', 'en-GB'), { topics: ['suicide'], urgent: true });
    assert.deepEqual(await noticeDistressIn('I want to die.', 'de'), { topics: ['suicide'], urgent: true });
  });
});
