import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marker } from '../../src/domain/marker.ts';
import { fold, SearchIndex, words } from '../../src/domain/search.ts';
import { nearest } from '../../src/domain/slips.ts';
import { buildIndex } from '../../src/domain/word-index.ts';

const GROUPS = [
  'Bereavement Café, Thursday evenings in Łódź Street',
  "Men's shed: anxiety and low mood",
  'Mens walk and talk for carers',
  'Straße nach München, für Angehörige',
  'Grief in the evening, online. Anne hosts it',
  '東京都のグループ 家族の会',
  'กลุ่มสนับสนุนผู้ดูแล',
  'مجموعة دَعْم للأُسَر في إربد، الغرفة ١٢',
  'קבוצת תמיכה לְמִשְׁפָּחוֹת',
  'शोक सहायता समूह',
  'İzmir ağrı grubu, ıssız değilsiniz',
  'Ομάδα πένθους στην Αθήνα',
];

const indexOf = (texts: readonly string[]) => new SearchIndex((i) => texts[i]!, texts.length);
const built = (texts: readonly string[]) => {
  const index = indexOf(texts);
  for (const _ of buildIndex(index));
  return index;
};
const hits = (index: SearchIndex, query: string) => [...index.find(query, nearest).mask].flatMap((hit, i) => (hit ? [i] : []));
const count = ({ mask }: { mask: Uint8Array }) => mask.reduce((sum, held) => sum + held, 0);
const marked = (text: string, query: string) =>
  marker(words(query))(text).map(([start, end]) => text.slice(start, end));

describe('fold', () => {
  const table: [text: string, folded: string][] = [
    ['CAFÉ', 'cafe'],
    ['cafe\u0301', 'cafe'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Ærø', 'aero'],
    ['Łódź', 'lodz'],
    ['Þór', 'thor'],
    ['İzmir', 'izmir'],
    ['ılık', 'ilik'],
    ['ΟΔΌΣ', 'οδοσ'],
    ['Ёлка', 'елка'],
    ['إربد', 'اربد'],
    ['دَعْم', 'دعم'],
    ['جمــيل', 'جميل'],
    ['مجموعة', 'مجموعه'],
    ['فارسی', 'فارسي'],
    ['١٢٣ ۴۵', '123 45'],
    ['לְמִשְׁפָּחוֹת', 'למשפחות'],
    ['बेल', 'बेल'],
    ['ﬁne Ｔｅａ', 'fine tea'],
    ["men's and women’s", 'mens and womens'],
    ["l'amitié", "l'amitie"],
    ['SW1A 2AA', 'sw1a 2aa'],
  ];
  for (const [text, folded] of table) it(`reads ${text} as ${folded}`, () => assert.equal(fold(text), folded));

  it('gives the same when done twice, for every sign there is', () => {
    for (let code = 0; code < 0x110000; code++) {
      const sign = String.fromCodePoint(code);
      if (fold(fold(sign)) !== fold(sign)) assert.equal(fold(fold(sign)), fold(sign), `U+${code.toString(16)}`);
    }
  });
});

describe('words', () => {
  it('parts words at anything that is no letter or digit', () => {
    assert.deepEqual(words('Drop-in, 7:30 (first visit!)'), ['drop', 'in', '7', '30', 'first', 'visit']);
  });
  it('takes pairs of signs where a script has no spaces', () => {
    assert.deepEqual(words('東京都'), ['東京', '京都', '都']);
    assert.deepEqual(words('Zoom東京'), ['zoom', '東京', '京']);
  });
  it('finds no word in punctuation', () => assert.deepEqual(words(' – …!'), []));
});

describe('finding groups', () => {
  const table: [query: string, found: number[]][] = [
    ['', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['!', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ['evening', [0, 4]],
    ['evening grief', [4]],
    ['grief evening', [4]],
    ['GRI EVE', [4]],
    ['cafe', [0]],
    ['café', [0]],
    ['lodz', [0]],
    ['mens', [1, 2]],
    ["men's", [1, 2]],
    ['men’s walk', [2]],
    ['ening', []],
    ['strasse', [3]],
    ['strase', [3]],
    ['munchen', [3]],
    ['angehorige', [3]],
    ['京都', [5]],
    ['家族', [5]],
    ['ルー', [5]],
    ['สนับสนุน', [6]],
    ['دعم', [7]],
    ['اربد', [7]],
    ['غرفة 12', []],
    ['الغرفة 12', [7]],
    ['משפחה', []],
    ['למשפחות', [8]],
    ['शोक', [9]],
    ['izmir agri', [10]],
    ['ISSIZ', [10]],
    ['πενθους', [11]],
  ];
  const scan = indexOf(GROUPS);
  const index = built(GROUPS);
  for (const [query, found] of table) {
    it(`answers “${query}” with ${found.length} groups, before and after the index is built`, () => {
      assert.deepEqual(hits(index, query), found);
      assert.deepEqual(hits(indexOf(GROUPS), query), found);
    });
  }

  it('says how many it found', () => assert.equal(count(index.find('evening', nearest)), 2));

  it('answers while the index is half built', () => {
    const half = indexOf(GROUPS);
    const steps = buildIndex(half);
    for (let i = 0; i < 5; i++) steps.next();
    assert.equal(!!half.index, false);
    assert.deepEqual(hits(half, 'evening'), [0, 4]);
    for (const _ of steps);
    assert.equal(!!half.index, true);
    assert.deepEqual(hits(half, 'evening'), [0, 4]);
  });

  it('reads records that are added later, also in the middle of building', () => {
    const texts = ['one tea', 'two coffee'];
    const grown = new SearchIndex((i) => texts[i]!, 1);
    const steps = buildIndex(grown);
    steps.next();
    grown.add(1);
    for (const _ of steps);
    assert.deepEqual(hits(grown, 'coffee'), [1]);
    texts.push('three tea');
    grown.add(1);
    assert.equal(!!grown.index, false);
    assert.deepEqual(hits(grown, 'tea'), [0, 2]);
    for (const _ of buildIndex(grown));
    assert.equal(!!grown.index, true);
    assert.deepEqual(hits(grown, 'tea'), [0, 2]);
  });

  it('does not lose records added while the words are being sorted', () => {
    const texts = ['apple', 'berry', 'cherry'];
    for (let pause = 0; pause < 6; pause++) {
      const grown = new SearchIndex((i) => texts[i]!, 2);
      const steps = buildIndex(grown);
      for (let i = 0; i < pause; i++) steps.next();
      grown.add(1);
      for (const _ of steps);
      for (const _ of buildIndex(grown));
      assert.deepEqual(hits(grown, 'cherry'), [2], `after ${pause} steps`);
    }
  });

  it('is not upset by a question of a thousand words', () => {
    assert.deepEqual(hits(scan, Array.from({ length: 1000 }, (_, i) => `w${i}`).join(' ')), []);
  });

  it('keeps apart more than 65,536 records', () => {
    const many = new SearchIndex((i) => (i === 65_540 ? 'needle' : 'hay'), 65_550);
    for (const _ of buildIndex(many));
    assert.deepEqual(hits(many, 'need'), [65_540]);
    assert.equal(count(many.find('hay', nearest)), 65_549);
  });
});

describe('the index and the scan', () => {
  const alphabet = [...'abcdeéßøab  \'’-,.東京กขमि의دَ1٢A'];
  const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 24 }).map((signs) => signs.join(''));
  /** What the rule says, written as plainly as can be. */
  const plainly = (texts: string[], query: string) =>
    texts.flatMap((t, i) => (words(query).every((term) => words(t).some((word) => word.startsWith(term))) ? [i] : []));

  it('find what the rule says', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), text, (texts, asked) => {
        // A word that nobody has would be corrected; that is another test.
        const known = words(asked).filter((term) => term.length < 4 || texts.some((t) => words(t).some((word) => word.startsWith(term))));
        const query = known.join(' ');
        const expected = plainly(texts, query);
        assert.deepEqual(hits(indexOf(texts), query), expected);
        assert.deepEqual(hits(built(texts), query), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('agree on misspelt words as well', () => {
    const word = fc.array(fc.constantFrom(...'abc'), { minLength: 3, maxLength: 8 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), word, (texts, asked) => {
        assert.deepEqual(indexOf(texts).find(asked, nearest), built(texts).find(asked, nearest));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a misspelt word', () => {
  const index = built([...GROUPS, 'bereaved parents', 'depression', 'panic attacks']);
  const table: [query: string, why: string, terms: string[]][] = [
    ['bereavment', 'a letter missing', ['bereavement']],
    ['bereavemennt', 'a letter too many', ['bereavement']],
    ['anxeity', 'two letters swapped', ['anxiety']],
    ['depresion', 'a letter missing', ['depression']],
    ['deprezzion', 'two letters wrong', ['depression']],
    ['greif', 'two swapped in a short word', ['grief']],
    ['gruef', 'one wrong in a short word', ['grief']],
    ['gruff', 'two wrong in a short word', []],
    ['grxef evening', 'one wrong, with another word', ['grief', 'evening']],
    ['anm', 'three letters are taken as they are', []],
    ['berevem', 'the beginning of a word with a slip', ['bereavement']],
    ['zzzzzzzz', 'nothing near', []],
    ['1234', 'a number is no slip', []],
    ['anne', 'a word that is there', ['anne']],
    ['ann', 'a beginning that is there', ['ann']],
  ];
  for (const [query, why, terms] of table) {
    it(`“${query}”: ${why}`, () => assert.deepEqual(index.find(query, nearest).terms, terms));
  }

  it('is taken for a slip four times in a question, and finds nothing the fifth time', () => {
    const many = built(['thursday evenings bereavement anxiety carers']);
    assert.deepEqual(hits(many, 'thrusday evneings bereavemnet anxeity'), [0]);
    assert.deepEqual(hits(many, 'thursday evneings bereavemnet anxeity craers'), [0]);
    let looks = 0;
    const counted = (search: SearchIndex, term: string) => (looks++, nearest(search, term));
    assert.deepEqual([...many.find('thrusday evneings bereavemnet anxeity craers', counted).mask], [0]);
    assert.equal(looks, 4);
  });
  it('counts among the first sixteen words only', () => {
    const sixteen = Array.from({ length: 16 }, (_, n) => `word${n}`).join(' ');
    const texts = built([sixteen]);
    assert.deepEqual(hits(texts, `${sixteen} ${sixteen} nothing`), [0]);
    assert.deepEqual(hits(texts, `nothing ${sixteen}`), []);
  });
  it('finds nothing where no slips are forgiven', () => {
    assert.deepEqual(hits(index, 'anxeity'), [1]);
    assert.equal(count(index.find('anxeity')), 0);
  });
  it('finds the groups it meant', () => assert.deepEqual(hits(index, 'anxeity shed'), [1]));
  it('takes only the nearest words', () => {
    assert.deepEqual(built(['carers', 'careers', 'caters']).find('carerss', nearest).terms, ['carers']);
  });
  it('takes all words that are equally near', () => {
    assert.deepEqual(built(['hope', 'rope', 'lantern']).find('nope', nearest).terms, ['hope', 'rope']);
  });
  it('is never used when the word begins one that is there', () => {
    assert.deepEqual(hits(built(['carers', 'careers']), 'career'), [1]);
  });

  /** Optimal string alignment, straight from its definition. */
  const distance = (a: string, b: string): number => {
    const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i && j ? 0 : i + j)));
    for (let i = 1; i <= a.length; i++) {
      for (let j = 1; j <= b.length; j++) {
        d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + +(a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
      }
    }
    return d[a.length]![b.length]!;
  };
  it('is replaced by exactly the words that are fewest slips away', () => {
    const word = fc.array(fc.constantFrom(...'abc'), { minLength: 1, maxLength: 9 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 20 }), word, (dictionary, term) => {
        fc.pre(!dictionary.some((w) => w.startsWith(term)));
        const far = (w: string) => {
          const whole = distance(term, w);
          if (term.length < 4) return Infinity;
          const begun = Array.from(w, (_, i) => distance(term, w.slice(0, i + 1)));
          if (term.length > 5 && begun.includes(1)) return 1;
          return whole <= (term.length < 6 ? 1 : 2) ? whole : Infinity;
        };
        const least = Math.min(...dictionary.map(far));
        const expected = least < Infinity ? dictionary.filter((w) => far(w) === least).sort() : [];
        assert.deepEqual(built(dictionary).find(term, nearest).terms, expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('marking what was found', () => {
  const table: [text: string, query: string, parts: string[]][] = [
    ['Bereavement Café', 'cafe', ['Café']],
    ['Bereavement Cafe\u0301s', 'cafe', ['Cafe\u0301']],
    ['Bereavement Café', 'be ca', ['Be', 'Ca']],
    ['Große Straße', 'stras', ['Straß']],
    ['Große Straße', 'strasse', ['Straße']],
    ['Ærø', 'a', ['Æ']],
    ['Zoë – Köln · “Ärger”', 'zo ko ar', ['Zo', 'Kö', 'Är']],
    ['Zoë’s Köln’s', 'zoes kolns', ['Zoë’s', 'Köln’s']],
    ['½ … Köln', 'kol', ['Köl']],
    ['½ cup', '1 2', ['½']],
    ["The men's shed’s door", 'mens', ["men's"]],
    ["The men's shed’s door", 'sheds', ['shed’s']],
    ["l’amitié", 'ami', ['ami']],
    ['cab abc', 'ab', ['ab']],
    ['grief, griefs', 'gri grief', ['grief', 'grief']],
    ['大東京都', '東京都', ['東京都']],
    ['دَعْم الأسر', 'دعم', ['دَعْم']],
    ['İzmir', 'i', ['İ']],
    ['한국', '한', ['한']],
    ['😀 sad 😀 sadder', 'sad', ['sad', 'sad']],
    ['𝐁𝐨𝐥𝐝', 'bo', ['𝐁𝐨']],
    ['nothing here', 'grief', []],
    ['nothing here', '', []],
    ['', 'grief', []],
  ];
  for (const [text, query, parts] of table) {
    it(`marks ${JSON.stringify(parts)} in “${text}” for “${query}”`, () => assert.deepEqual(marked(text, query), parts));
  }

  it('marks the word that a misspelt one was taken for', () => {
    const { terms } = built(GROUPS).find('bereavment', nearest);
    assert.deepEqual(marker(terms)(GROUPS[0]!), [[0, 11]]);
  });

  it('marks in order, without overlaps, only words that were asked for, and all of them', () => {
    const sign = fc.constantFrom(...'abéÖ–·', 'e\u0301', 'ß', 'ø', ' ', "'", '’', 's', 'ﬁ', '東', '京', 'कि', '다', 'دَ', '😀', '𝐁');
    const text = fc.array(sign, { maxLength: 20 }).map((signs) => signs.join(''));
    fc.assert(
      fc.property(text, text, (t, asked) => {
        const terms = words(asked);
        let last = 0;
        for (const [start, end] of marker(terms)(t)) {
          assert.ok(start >= last && end > start && end <= t.length);
          assert.ok(!/^\p{M}/u.test(t.slice(end)), 'an accent is not parted from its letter');
          assert.ok(terms.some((term) => fold(t.slice(start, end)).startsWith(term)), `${t.slice(start, end)} for ${terms}`);
          last = end;
        }
        assert.equal(last > 0, terms.some((term) => words(t).some((word) => word.startsWith(term))));
      }),
      { numRuns: 3000 },
    );
  });
});
