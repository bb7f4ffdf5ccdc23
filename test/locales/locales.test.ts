import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeSchedule } from '../../src/domain/describe-all.ts';
import { describeExceptions } from '../../src/domain/describe-exceptions.ts';
import type { Schedule } from '../../src/domain/group.ts';
import type { ScheduleWords } from '../../src/domain/words/types.ts';
import { readGroups } from '../../src/feeds/index.ts';
import { fill, withCatalog } from '../../src/internal/localize.ts';
import { locales } from '../../src/locales/generated/group-finder.ts';
import { placesOf } from '../../scripts/sentences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The English sentences, read from the source without the extractor's help. */
function spoken(): Set<string> {
  const found = new Set<string>();
  for (const path of globSync('src/**/*.ts', { cwd: root })) {
    if (/locali[sz]e\.ts$/.test(path)) continue;
    const code = readFileSync(`${root}/${path}`, 'utf8');
    const literals = [...code.matchAll(/\bmsg\(\s*'((?:[^'\\]|\\.)*)',?\s*\)/g)];
    assert.equal(literals.length, code.match(/\bmsg\(/g)?.length ?? 0, `${path}: msg() takes one plain string`);
    for (const [, text] of literals) found.add(text!.replace(/\\(.)/g, '$1'));
  }
  return found;
}

const english = [...spoken()];
const words = new Map<string, { sentences: Record<string, string>; schedule: ScheduleWords }>();
for (const [locale, load] of Object.entries(locales)) words.set(locale, { sentences: {}, schedule: (await load()).default.schedule! });
for (const path of globSync('src/locales/generated/*/*.ts', { cwd: root })) {
  const { sentences } = words.get(path.split(sep).at(-2)!)!;
  for (const [source, other] of Object.entries<string>((await import(join(root, path))).sentences)) {
    assert.equal(sentences[source] ?? other, other, `${path} says it differently than another file: ${source}`);
    sentences[source] = other;
  }
}
const of = (locale: string, sentence: string) => words.get(locale)!.sentences[sentence]!;

/** Pairs of a sentence and its translation. */
const pairs = (locale: string) => Object.entries(words.get(locale)!.sentences);

describe('German and Arabic', () => {
  it('are the languages that load, beside English', () => {
    assert.deepEqual([...words.keys()].sort(), ['ar', 'de']);
    assert.ok(english.length > 150, `only ${english.length} sentences were found in the source`);
  });

  for (const [locale, { sentences }] of words) {
    it(`${locale} has every sentence and none too many`, () => {
      assert.deepEqual(Object.keys(sentences).sort(), [...english].sort());
    });

    it(`${locale} leaves no sentence empty or in English`, () => {
      const same = ['{group}: {chosen}', '{act}: {what}', ...(locale === 'de' ? ['Online', 'Check-ins', 'Format: {format}.', '{what}: {before} → {after}'] : [])];
      for (const [source, other] of pairs(locale)) {
        assert.equal(other, source.replace(source.trim(), () => other.trim()), source);
        assert.ok(other, source);
        assert.ok(other !== source || same.includes(source), `${locale} says it in English: ${source}`);
      }
    });

    it(`${locale} has the same places for values, and every form of its plurals`, () => {
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.sort();
      for (const [source, other] of pairs(locale)) {
        const [wanted, found] = [placesOf(source), placesOf(other)];
        assert.equal(found.broken, false, other);
        assert.deepEqual([...found.values].sort(), [...wanted.values].sort(), other);
        assert.deepEqual([...found.plurals.keys()].sort(), [...wanted.plurals.keys()].sort(), other);
        for (const plural of found.plurals.values()) assert.deepEqual([...plural.keys()].sort(), forms, other);
      }
    });

    it(`${locale} reads well with values in it: no brace is left, and each value is said`, () => {
      for (const [, other] of pairs(locale)) {
        const { values, plurals } = placesOf(other);
        const texts = Object.fromEntries([...values].map((name) => [name, `<${name}>`]));
        for (const count of [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 1111]) {
          const numbers = Object.fromEntries([...plurals.keys()].map((name) => [name, count]));
          const said = withCatalog({ locale }, () => fill(other, { ...texts, ...numbers }));
          assert.doesNotMatch(said, /[{}#]/, said);
          for (const name of values) assert.ok(said.includes(`<${name}>`), said);
          // One and two may be words; from three on the number itself is there.
          if (plurals.size && count > 2) assert.ok(said.includes(new Intl.NumberFormat(locale).format(count)), said);
          if (!plurals.size) break;
        }
      }
    });
  }
});

describe('German', () => {
  it('addresses people as "Sie" and never as "du"', () => {
    for (const [, other] of pairs('de')) assert.doesNotMatch(other, /\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b/i);
  });

  it('has its own quotation marks, in pairs', () => {
    for (const [, other] of pairs('de')) {
      assert.doesNotMatch(other.replace(/\w+="[^"]*"/g, ''), /["”«»]|'/, other);
      assert.equal(other.match(/„/g)?.length, other.match(/“/g)?.length, other);
    }
  });
});

describe('Arabic', () => {
  /** What stays in Latin letters: formats, standards, examples of what to write. */
  const names = /Google|Meeting Guide|BMLT|JSON|CSV|CORS|RFC|BST|EST|Europe\/London|time-zone="[^"]*"|https:\/\/|groups\.csv|\d(am|pm)\b/g;
  const bare = (text: string) => text.replace(/«[^»]*»/g, '').replace(/, plural,|\b(zero|one|two|few|many|other)(?= ?\{)/g, '').replace(/\{\w+/g, '').replace(names, '');

  it('is written in Arabic, but for names and for what has to be written in English', () => {
    for (const [source, other] of pairs('ar')) {
      assert.doesNotMatch(bare(other), /\p{Script=Latin}/u, other);
      if (/[a-z]{3}/.test(bare(source))) assert.match(other, /\p{Script=Arabic}/u, source);
    }
  });

  it('has Arabic punctuation, and its quotation marks in pairs', () => {
    for (const [, other] of pairs('ar')) {
      assert.doesNotMatch(bare(other), /[,;?“”„"]/, other);
      assert.equal(other.match(/«/g)?.length, other.match(/»/g)?.length, other);
    }
  });

  it('keeps the parts of a number or an address in their order, with marks at its ends', () => {
    // Among Arabic letters, the parts of a date change places, and a slash at the end comes first.
    for (const [, other] of pairs('ar')) {
      for (const { 0: text, index } of other.matchAll(/https:\/\/|\d{4}-\d\d-\d\d|-\d[\d.]*|\d+ \d+ \d+|time-zone="[^"]*"|(?<=\()\.csv/g)) {
        assert.equal(other[index - 1]! + other[index + text.length]!, '\u200e\u200e', other);
      }
    }
  });
});

describe('examples of what to write', () => {
  const quoted = (text: string) => [...text.matchAll(/[“„«]([^”“»]*)[”“»]/g)].map(([, words]) => words!);
  const inLanguage = (locale: string, sentence: string) => (locale === 'en' ? sentence : of(locale, sentence));
  const read = (header: string, row: string) => readGroups(`${header}\n${row}`, { format: 'csv', timeZone: 'Europe/London' });
  const cells = (items: string[]) => items.map((item) => `"${item}"`).join(',');

  for (const locale of ['en', 'de', 'ar']) {
    it(`names of columns are known (${locale})`, () => {
      for (const sentence of [
        'Let the first row name the columns, for example: Group, When, Where, Join link, Email.',
        'If it matters to visitors, give it a plain name such as When, Where, Cost or Notes.',
        'Add a time zone to the finder, such as time-zone="Europe/London", or a column “Time zone” to the list.',
        'Add a column “Starts” with the date of any session, such as 2027-03-12.',
        'Put the link here and what to know about it into “How to join”.',
      ]) {
        const text = inLanguage(locale, sentence);
        const listed = quoted(text)[0] ? quoted(text) : text.replace(/.*(:|such as|zum Beispiel) /, '').replace(/\.$/, '').split(/, | or | oder /);
        const { problems } = read(cells(['Group name', ...listed]), cells(['Example', ...listed.map(() => '')]));
        assert.deepEqual(problems.filter(({ code }) => code === 'unknown-column'), [], text);
      }
    });

    it(`words for when are read (${locale})`, () => {
      const [weekly, monthly] = quoted(inLanguage(locale, 'Write it like “Tuesdays 19:30–21:00” or “Last Friday of the month, 2pm–4pm”. Put everything else into the notes.'));
      const [first] = quoted(inLanguage(locale, 'Write which one, such as “First Tuesday of the month 19:30”.'));
      const expected: [text: string, rule: RegExp, time: string, minutes: number][] = [
        [weekly!, /WEEKLY;BYDAY=TU$/, '19:30', 90],
        [monthly!, /MONTHLY;BYDAY=-1FR$/, '14:00', 120],
        [first!, /MONTHLY;BYDAY=1TU$/, '19:30', 60],
      ];
      for (const [text, rule, time, minutes] of expected) {
        const { groups, problems } = read('Name,When', cells(['Example', text]));
        const schedule = groups[0]?.sessions[0]?.schedule;
        assert.match(schedule?.rule ?? '', rule, `${text}: ${JSON.stringify(problems)}`);
        assert.deepEqual([schedule?.time, schedule?.minutes], [time, minutes], text);
      }
    });

    it(`names of languages are read (${locale})`, () => {
      const text = inLanguage(locale, 'Write its English name or its code, such as Polish or pl.');
      const [name, code] = quoted(text)[0] ? quoted(text) : text.replace(/.*(such as|Beispiel) /, '').replace(/\.$/, '').split(/ or | oder /);
      for (const each of [name, code]) assert.deepEqual(read('Name,Language', cells(['Example', each!])).groups[0]?.languages, ['pl'], each);
    });
  }
});

describe('schedules in words', () => {
  const base: Schedule = { start: '2027-03-02', time: '19:30', minutes: 90, timeZone: 'Europe/London' };
  const table: [changes: Partial<Schedule>, german: string, arabic: string][] = [
    [{}, 'Dienstag, 2. März 2027, 19:30–21:00 Uhr', 'الثلاثاء، 2 مارس 2027، 7:30–9:00 م'],
    [{ rule: 'FREQ=DAILY' }, 'Jeden Tag, 19:30–21:00 Uhr', 'كل يوم، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY' }, 'Jeden Dienstag, 19:30–21:00 Uhr', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=TU,TH' }, 'Jeden Dienstag und Donnerstag, 19:30–21:00 Uhr', 'كل أسبوع يومي الثلاثاء والخميس، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR' }, 'Jeden Montag, Mittwoch und Freitag, 19:30–21:00 Uhr', 'كل أسبوع أيام الاثنين والأربعاء والجمعة، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' }, 'Jeden Wochentag (Montag bis Freitag), 19:30–21:00 Uhr', 'كل أسبوع من الاثنين إلى الجمعة، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;INTERVAL=2' }, 'Jeden zweiten Dienstag, 19:30–21:00 Uhr', 'كل أسبوعين يوم الثلاثاء، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;INTERVAL=3' }, 'Alle 3 Wochen am Dienstag, 19:30–21:00 Uhr', 'كل 3 أسابيع يوم الثلاثاء، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;INTERVAL=11' }, 'Alle 11 Wochen am Dienstag, 19:30–21:00 Uhr', 'كل 11 أسبوعًا يوم الثلاثاء، 7:30–9:00 م'],
    [{ rule: 'FREQ=MONTHLY;BYDAY=-1FR' }, 'Am letzten Freitag im Monat, 19:30–21:00 Uhr', 'يوم الجمعة الأخير من كل شهر، 7:30–9:00 م'],
    [{ rule: 'FREQ=MONTHLY;BYDAY=1TU,3TU' }, 'Am ersten und dritten Dienstag im Monat, 19:30–21:00 Uhr', 'يوم الثلاثاء الأول والثالث من كل شهر، 7:30–9:00 م'],
    [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=15' }, 'Am 15. des Monats, 19:30–21:00 Uhr', 'في اليوم 15 من كل شهر، 7:30–9:00 م'],
    [{ rule: 'FREQ=MONTHLY;BYMONTHDAY=-1' }, 'Am letzten Tag des Monats, 19:30–21:00 Uhr', 'في اليوم الأخير من كل شهر، 7:30–9:00 م'],
    [
      { rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1' },
      'Am ersten Wochentag (Montag bis Freitag) im Monat, 19:30–21:00 Uhr',
      'يوم العمل الأول (من الاثنين إلى الجمعة) من كل شهر، 7:30–9:00 م',
    ],
    [{ rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE' }, 'Jeden zweiten Monat am zweiten Mittwoch, 19:30–21:00 Uhr', 'كل شهرين يوم الأربعاء الثاني، 7:30–9:00 م'],
    [{ rule: 'FREQ=YEARLY' }, 'Jedes Jahr am 2. März, 19:30–21:00 Uhr', 'كل سنة في 2 مارس، 7:30–9:00 م'],
    [{ rule: 'FREQ=YEARLY;BYMONTH=12;BYDAY=1SU' }, 'Jedes Jahr am ersten Sonntag im Dezember, 19:30–21:00 Uhr', 'كل سنة في يوم الأحد الأول من ديسمبر، 7:30–9:00 م'],
    [{ rule: 'FREQ=WEEKLY;BYMONTH=9,10,11' }, 'Jeden Dienstag, 19:30–21:00 Uhr, von September bis November', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م، من سبتمبر إلى نوفمبر'],
    [{ rule: 'FREQ=WEEKLY;COUNT=2' }, 'Jeden Dienstag, 19:30–21:00 Uhr, 2-mal', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م، مرتين'],
    [{ rule: 'FREQ=WEEKLY;COUNT=6' }, 'Jeden Dienstag, 19:30–21:00 Uhr, 6-mal', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م، 6 مرات'],
    [{ rule: 'FREQ=WEEKLY;COUNT=12' }, 'Jeden Dienstag, 19:30–21:00 Uhr, 12-mal', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م، 12 مرة'],
    [{ rule: 'FREQ=WEEKLY;UNTIL=20270629' }, 'Jeden Dienstag, 19:30–21:00 Uhr, bis 29. Juni 2027', 'كل أسبوع يوم الثلاثاء، 7:30–9:00 م، حتى 29 يونيو 2027'],
    [{ rule: 'FREQ=WEEKLY', time: '23:00' }, 'Jeden Dienstag, 23:00–00:30', 'كل أسبوع يوم الثلاثاء، 11:00 م–12:30 ص'],
    [{ rule: 'NONSENSE' }, 'Bitte bei der Gruppe nach den Terminen fragen', 'اسألوا المجموعة عن مواعيدها'],
  ];
  // The spaces and the marks of direction that `Intl` puts in differ between versions of its data.
  const plain = (text: string) => text.replace(/[\u200e\u200f\u061c]/g, '').replace(/[\u202f\u00a0\u2009]/g, ' ').replace(/ ?– ?/g, '–');

  for (const [changes, german, arabic] of table) {
    it(german, () => {
      assert.equal(plain(describeSchedule({ ...base, ...changes }, 'de')), german);
      assert.equal(plain(describeSchedule({ ...base, ...changes }, 'ar')), arabic);
    });
  }

  it('Arabic numbers are those of the country', () => {
    assert.equal(plain(describeSchedule({ ...base, rule: 'FREQ=WEEKLY;INTERVAL=3' }, 'ar-EG')), 'كل ٣ أسابيع يوم الثلاثاء، ٧:٣٠–٩:٠٠ م');
  });

  it('what is cancelled or added', () => {
    const schedule = { ...base, rule: 'FREQ=WEEKLY', except: ['2027-03-09', '2027-03-16'], extra: ['2027-03-12'] };
    const say = (locale: string) => describeExceptions(schedule, locale, words.get(locale)!.schedule, new Date('2027-03-01'));
    assert.equal(say('de'), 'Nicht am 9. März und 16. März, auch am 12. März');
    assert.equal(say('ar'), 'لا لقاء في 9 مارس و16 مارس، لقاء إضافي في 12 مارس');
  });
});
