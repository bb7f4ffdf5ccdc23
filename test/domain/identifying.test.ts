import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findIdentifying, type IdentifyingPack } from '../../src/domain/identifying.ts';
import { contact } from '../../src/domain/identifying/contact.ts';
import { dates } from '../../src/domain/identifying/dates.ts';
import { reading } from '../../src/domain/identifying/find.ts';
import { german } from '../../src/domain/identifying/de.ts';
import { english } from '../../src/domain/identifying/en.ts';
import { names, wordsOf } from '../../src/domain/identifying/names.ts';
import { organisations } from '../../src/domain/identifying/organisations.ts';
import { patternsOf, raw } from '../../src/domain/identifying/pattern.ts';
import { growth } from '../setup/growth.ts';
import { measure, sentences } from './identifying/score.ts';

const locales = { en: 'en-GB', us: 'en-US', de: 'de-DE' };
const seen = (text: string, locale = locales.en) => findIdentifying(text, { locale }).map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);

/** The text with every passage replaced by what is suggested. */
const softened = (text: string, locale: string) => findIdentifying(text, { locale }).reduceRight((all, { start, end, suggestion }) => all.slice(0, start) + suggestion + all.slice(end), text);

const enough = (kind: string) => (['name', 'organisation'].includes(kind) ? { precision: 0.9, recall: 0.75 } : { precision: 0.95, recall: 0.9 });

describe('the published sentences', () => {
  const corpus = sentences('corpus');
  const heldOut = sentences('held-out');

  it('are two hundred at least, half of them harmless look-alikes', () => {
    assert.ok(corpus.length >= 200);
    assert.ok(corpus.filter(({ spans }) => !spans.length).length * 2 >= corpus.length);
    assert.ok(heldOut.length >= 80);
  });

  for (const { kind, precision, recall } of measure(corpus)) {
    if (kind === 'all') continue;
    it(`are read as they should be: ${kind}`, (t) => {
      t.diagnostic(`precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`);
      assert.ok(precision >= enough(kind).precision, `precision ${precision}`);
      assert.ok(recall >= enough(kind).recall, `recall ${recall}`);
    });
  }

  it('are read nearly as well where the rules were not made with them', () => {
    const { precision, recall } = measure(heldOut).at(-1)!;
    assert.ok(precision >= 0.95 && recall >= 0.9, `${precision}, ${recall}`);
  });

  it('are read as well in everyday words that the rules had never met', (t) => {
    for (const { kind, precision, recall } of measure(sentences('afterwards'))) {
      t.diagnostic(`${kind}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`);
      assert.ok(precision >= enough(kind).precision && recall >= enough(kind).recall, `${kind}: ${precision}, ${recall}`);
    }
  });

  it('leave most of a whole story alone and find most of what tells in it', () => {
    const { precision, recall } = measure(sentences('stories')).at(-1)!;
    assert.ok(precision >= 0.9 && recall >= 0.8, `${precision}, ${recall}`);
  });
});

describe('a passage', () => {
  const table: [what: string, text: string, passage: string][] = [
    ['keeps its place behind characters of two units', '😀😀 Ring 07700 900123 😀', 'phone: 07700 900123'],
    ['takes in what cannot be seen', 'Ring 07700\u200B 900\u2060123!', 'phone: 07700\u200B 900\u2060123'],
    ['is found in full-width digits', 'Ring ０７７００ ９００１２３!', 'phone: ０７７００ ９００１２３'],
    ['is found in look-alike letters', 'Write to j\u0430ne@ex\u0430mple.org!', 'email: j\u0430ne@ex\u0430mple.org'],
    ['is found with marks apart from their letters', 'My daughter Zoe\u0308lle left.', 'name: My daughter Zoe\u0308lle'],
    ['is found in capitals', 'MY SON JAKE WAS EIGHT.', 'name: MY SON JAKE'],
    ['is found between quotation marks', "We met 'Hannah' there.", 'name: Hannah'],
    ['is found in small letters', 'my pps number is 1234567t.', 'id-number: 1234567t'],
    ['is found over no-break spaces', 'Ring 07700\u00A0900\u00A0123!', 'phone: 07700\u00A0900\u00A0123'],
  ];
  for (const [what, text, passage] of table) it(what, () => assert.deepEqual(seen(text), [passage]));

  it('tells the number of a country by the country that is given', () => {
    const found = (country?: string) => findIdentifying('Ich bin 030 23125 042 und 0800 111 0 111.', { locale: 'de', country }).map(({ kind }) => kind);
    assert.deepEqual(found('DE'), ['phone']);
    assert.deepEqual(found(), ['phone']);
  });

  it('is only possible where the words around it decide', () => {
    const confidence = (text: string) => findIdentifying(text, { locale: 'en-GB' })[0]?.confidence;
    assert.equal(confidence('The house on Pennyfold Lane is empty.'), 'possible');
    assert.equal(confidence('We lived at 14 Pennyfold Lane.'), 'likely');
  });
});

describe('what is suggested', () => {
  const table: [locale: keyof typeof locales, text: string, softer: string][] = [
    ['en', 'My son Jake cried.', 'My son cried.'],
    ['en', 'We told my older brother Callum.', 'We told my older brother.'],
    ['en', 'So my dad (Jake) left.', 'So my dad left.'],
    ['en', 'So my dad (Jake, 60) left.', 'So my dad (someone I know, 60) left.'],
    ['en', 'Then Siobhán walked me home.', 'Then someone I know walked me home.'],
    ['en', "It was Hannah's idea.", "It was someone's idea."],
    ['en', 'Hannah came. Dr Patel listened.', 'Someone I know came. A doctor listened.'],
    ['en', "I'm Hannah and I am new.", "I'm someone like you and I am new."],
    ['en', 'My name is Gwen Tarrant.', 'My name is something else.'],
    ['en', "I was in St Aldhelm's Hospital.", 'I was in a hospital near me.'],
    ['en', "I was in St Aldhelm's.", 'I was in a place near me.'],
    ['en', 'She went to the Royal Westmere Academy.', 'She went to an academy near me.'],
    ['en', 'The accident was on Quarry Bank Road.', 'The accident was on my street.'],
    ['en', 'My number is 07700 900123.', 'My number is private.'],
    ['en', 'Text me on 07700 900123.', 'Text me on my number.'],
    ['en', 'He died on 3 March 2019.', 'He died in March 2019.'],
    ['en', 'On 04/11/1984 I was born.', 'In November 1984 I was born.'],
    ['us', 'On 03/04/2019 we met.', 'In March 2019 we met.'],
    ['de', 'Ich war mit meinem Bruder Thorben dort.', 'Ich war mit meinem Bruder dort.'],
    ['de', 'Ich heiße Lena.', 'Ich heiße anders.'],
    ['de', 'Sabine half mir.', 'Jemand aus meinem Umfeld half mir.'],
    ['de', 'Bei Dr. Weber war es gut.', 'Bei jemand aus der Praxis war es gut.'],
    ['de', 'Am 3. März 2019 starb er.', 'Im März 2019 starb er.'],
    ['de', 'Seit dem 12. Mai trinke ich nicht.', 'Seit Mai trinke ich nicht.'],
    ['de', 'Ich lag im St.-Elisabeth-Krankenhaus.', 'Ich lag im Krankenhaus in meiner Nähe.'],
    ['de', 'Ich wohne in der Rosenstraße 12.', 'Ich wohne in einer Straße hier.'],
    ['de', 'Ich wohne in der Hauptstraße 12.', 'Ich wohne in einer Straße hier.'],
    ['de', 'Ich stand auf der Bundesstraße 12 im Stau.', 'Ich stand auf der Bundesstraße 12 im Stau.'],
    ['de', 'Jürgen half mir.', 'Jemand aus meinem Umfeld half mir.'],
    ['de', 'Ich wohne in 01999 Musterstadt.', 'Ich wohne in der Gegend um Musterstadt.'],
    ['de', 'Meine Nummer ist 0170 1234567.', 'Meine Nummer ist privat.'],
  ];
  for (const [locale, text, softer] of table) it(`fits into “${text}”`, () => assert.equal(softened(text, locales[locale]), softer));

  it('is words, never a bar, and tells no more than before', () => {
    for (const { text, locale } of [...sentences('corpus'), ...sentences('held-out')]) {
      for (const { suggestion } of findIdentifying(text, { locale })) assert.match(suggestion, /^[\p{L}' \d-]{2,40}$/u);
    }
  });
});

describe('texts that are read at the same time', () => {
  it('do not disturb each other', () => {
    const text = Array.from({ length: 150 }, (_, i) => `Write to jane${i}@example.org or at home dot example${i} dot org.`).join(' ');
    const alone = findIdentifying(text, { locale: 'en-GB' });
    const steps = [1, 2].map(() => reading(text, [english, german], { locale: 'en-GB' }));
    const found = steps.map((): unknown => undefined);
    for (let left = 2; left; ) {
      steps.forEach((each, i) => {
        const { done, value } = each.next();
        if (done && value) [found[i], left] = [value, left - 1];
      });
    }
    assert.deepEqual(found, [alone, alone]);
  });
});

describe('the language', () => {
  it('is that of the text, where the page is in another one', () => {
    assert.deepEqual(seen('Ich war gestern mit meiner Tochter Wiebke bei der Ärztin, und sie hat uns geholfen.', 'en-GB'), ['name: meiner Tochter Wiebke']);
    assert.deepEqual(seen('I was there with my daughter Maribel, and they were so kind to us all day.', 'de-DE'), ['name: my daughter Maribel']);
  });

  it('is read with the pack that a page adds', () => {
    const dutch: IdentifyingPack = {
      ...english,
      language: 'nl',
      small: 'ik de het een en van mijn is was niet met voor naar we',
      whose: 'mijn|onze',
      relatives: 'zoon|dochter',
      formats: [['postcode', raw`‹\d{4} [A-Z]{2}›`]],
      words: { ...english.words, postcode: 'mijn buurt' },
      rules: [],
    };
    const text = 'Ik was met mijn dochter Sanne in 1234 ZZ.';
    const found = findIdentifying(text, { locale: 'nl', packs: [dutch] });
    assert.deepEqual(found.map(({ start, end, kind, suggestion }) => [kind, text.slice(start, end), suggestion]), [
      ['name', 'mijn dochter Sanne', 'mijn dochter'],
      ['postcode', '1234 ZZ', 'mijn buurt'],
    ]);
  });

  it('is English where none is known', () => {
    assert.deepEqual(seen('Mon fils habite ici, jane@example.org.', 'fr'), ['email: jane@example.org']);
  });
});

describe('the patterns', () => {
  const rules = [english, german].flatMap((pack) => {
    const own = wordsOf(pack, [english, german]);
    const patternOf = patternsOf(pack);
    const all = [...contact, ...pack.formats, ...pack.rules, ...dates(pack, false, patternOf), ...names(pack, own, patternOf), ...organisations(pack, own, patternOf)];
    return all.map(([, source, , flags]) => patternOf(source, flags ?? 'gu'));
  });

  it('repeat nothing without a bound', () => {
    for (const pattern of rules) {
      const bare = pattern.source.replace(/\\./g, '_').replace(/\[[^\]]*\]/g, '_');
      assert.doesNotMatch(bare, /[*+]|\{\d+,\}/, pattern.source);
      assert.ok(pattern.global);
    }
  });

  for (const piece of ['1 ', '1/1/', '0 7 ', '1, ', 'AB12 ', 'Aa Bb Cc ', 'Aa and ', 'a.', 'a@', 'a at ', 'My son ', 'my friend the ', 'Dr. ', 'St ', 'one ', '(0)', 'e\u0301', '\ud800', '😀', 'https://', 'insta ', 'Am 3. ', 'Road 1 ', 'DE89 3704 ']) {
    it(`read a text in time that grows with its length alone: ${JSON.stringify(piece)}`, () => {
      const times = growth((text) => findIdentifying(text, { locale: 'en-GB' }), piece);
      assert.ok(times < 24, `eight times the text took ${times} times as long`);
    });
  }
});
