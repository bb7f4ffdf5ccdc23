import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { englishProblems, problemsOf } from '../../scripts/sentences.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = (folder: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'scripts/check-locales.mjs'), ...args], { env: { ...process.env, LOCALES_ROOT: folder }, encoding: 'utf8' });

describe('what a translation has to keep', () => {
  const english = 'There are {count, plural, one {# group} other {# groups}} near {place}';
  const of = (locale: string, source: string, other?: string) => problemsOf(locale, new Map([['a', source]]), new Map(other === undefined ? [] : [['a', other]]));
  const german = 'In der Nähe von {place}: {count, plural, one {# Gruppe} other {# Gruppen}}';

  const cases: [what: string, problems: string[], expected: RegExp[]][] = [
    ['nothing is wrong', of('de', english, german), []],
    ['a missing translation', of('de', 'Search'), [/^de: "Search" has no translation$/]],
    ['an empty translation', of('de', 'Search', ' '), [/is empty/]],
    ['a lost value', of('de', 'Near {place}', 'In der Nähe'), [/lost \{place\}/]],
    ['a value that English does not have', of('de', 'Near', 'Bei {place}'), [/has \{place\}, which the English does not/]],
    ['a lost plural', of('de', english, 'Gruppen bei {place}'), [/lost \{count\}/]],
    ['a plural form that German needs', of('de', english, german.replace('one {# Gruppe} ', '')), [/lacks one/]],
    ['the six forms of Arabic', of('ar', '{n, plural, one {# day} other {# days}}', '{n, plural, one {يوم} other {# يوم}}'), [/lacks zero, two, few, many/]],
    ['a form that German does not use', of('de', english, german.replace('one {', 'few {x} one {')), [/has few, which de does not use/]],
    ['a lost number', of('de', english, german.replace('# Gruppen', 'Gruppen')), [/lost its number/]],
    ['a brace too many', of('de', 'Near {place}', 'Bei {place}}'), [/a \{ or \} too many/]],
    ['a form for one exact number', of('de', english, german.replace('one {', '=0 {keine Gruppe} one {')), []],
  ];
  for (const [what, problems, expected] of cases) {
    it(expected.length ? `finds ${what}` : `accepts ${what}`, () => {
      assert.equal(problems.length, expected.length, problems.join('\n'));
      expected.forEach((pattern, index) => assert.match(problems[index]!, pattern));
    });
  }

  it('finds a translation that is left over', () => {
    assert.match(problemsOf('de', new Map(), new Map([['old', 'Alt']])).join(), /^de: "Alt" is left over/);
  });

  it('finds a plural in English that lacks a form', () => {
    assert.match(englishProblems('{n, plural, other {# days}}').join(), /lacks one/);
  });
});

describe('the check of the words', () => {
  let folder: string;
  const source = (text: string) => writeFileSync(join(folder, 'src/page.ts'), `import { msg } from './localize.ts';\nexport const words = () => [${text}];\n`);
  const translate = (locale: string, pairs: Record<string, string>) => {
    const path = join(folder, `src/locales/xliff/${locale}.xlf`);
    const text = Object.entries(pairs).reduce((xml, [english, other]) => xml.replace(`<source>${english}</source>`, `<source>${english}</source><target>${other}</target>`), readFileSync(path, 'utf8'));
    writeFileSync(path, text);
  };

  before(() => {
    folder = mkdtempSync(join(root, 'node_modules/.cache-'));
    mkdirSync(join(folder, 'src'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    for (const file of ['lit-localize.json', 'tsconfig.json']) cpSync(join(root, file), join(folder, file));
    cpSync(join(root, 'src/internal/localize.ts'), join(folder, 'src/localize.ts'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('fails on a sentence nobody has translated, and names it and the language', () => {
    source(`msg('Search')`);
    check(folder, '--update');
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /de: "Search" has no translation/);
    assert.match(stderr, /ar: "Search" has no translation/);
  });

  it('passes when every language is complete, and makes the modules that elements load', () => {
    translate('de', { Search: 'Suchen' });
    translate('ar', { Search: 'بحث' });
    const { status, stdout } = check(folder, '--update');
    assert.equal(status, 0, stdout);
    assert.match(stdout, /1 sentences, complete in ar, de/);
    const made = readFileSync(join(folder, 'src/locales/generated/de.ts'), 'utf8');
    assert.match(made, /"Search": "Suchen"/);
    assert.doesNotMatch(made, /import/);
    assert.equal(check(folder).status, 0);
  });

  it('fails when the modules do not say what the translators wrote', () => {
    const path = join(folder, 'src/locales/generated/de.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Suchen', 'Finden'));
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /generated\/de\.ts is out of date/);
  });

  it('fails on a sentence that is put together, which nobody could translate', () => {
    source('msg(`Search ${1 + 1}`)');
    const { status, stderr } = check(folder);
    assert.equal(status, 1);
    assert.match(stderr, /page\.ts:2/);
  });
});

describe('the words of the library', () => {
  it('are complete, and the generated modules are up to date', () => {
    const { status, stdout, stderr } = check(root);
    assert.equal(status, 0, stdout + stderr);
  });

  it('load in every language that is translated', () => {
    const { targetLocales } = JSON.parse(readFileSync(join(root, 'lit-localize.json'), 'utf8'));
    const loaders = readFileSync(join(root, 'src/locales/index.ts'), 'utf8');
    for (const locale of targetLocales) assert.ok(loaders.includes(`import('./${locale}.ts')`), locale);
  });
});
